//! Methods filled in for a reference, into the inventory.

use super::CityForm;
use crate::assess::{LineId, MethodRecord, own_rows};
use crate::check::{Check, Finding};
use crate::error::{Error, ErrorKind, Errors, Location, Message, Result, shown};
use crate::factors::{FactorQuery, Registry};
use crate::forms::{FormContext, FormInput, FormInputs, FormSection, FormValue, fill, method_inputs, unknown_columns};
use crate::gas::GwpSet;
use crate::inventory::{CrossCheck, Inventory, NotationEntry};
use crate::methods::{self, BookedAt, Input, InputKind, MethodSpec};
use crate::notice::Notice;
use crate::quantity::Unit;
use crate::records::Placed;
use crate::taxonomy::{Category, NotationKey, Quality, Year};
use std::collections::BTreeMap;
use std::sync::Arc;

const METHOD: Input = Input::of_kind("method", InputKind::Text, "the name of the method");
const REF: Input = Input::of_kind("ref", InputKind::Text, "the reference it is counted in");
const REFS: Input = Input::of_kind("refs", InputKind::Free, "the reference of each part").optional();
const GWP: Input = Input::of_kind("gwp", InputKind::Text, "the GWP set that factors of CO2e were stated in").optional();
const SOURCE: Input = Input::of_kind("source", InputKind::Text, "who states the inputs");
const PLACE: Input = Input::of_kind("place", InputKind::Place, "the district").optional();
const YEAR: Input = Input::of_kind("year", InputKind::Year, "the year of results without one of their own").optional();
const QUALITY: Input = Input::of_kind("quality", InputKind::Text, "the quality of the inputs: H, M or L").optional();
const ENERGY: Input = Input::of_kind("energy", InputKind::Text, "where recovered energy is used").optional();
const COUNTS: Input = Input::of_kind("counts", InputKind::Flag, "whether it counts").optional();
const REASON: Input = Input::of_kind("reason", InputKind::Text, "why it does not count").optional();
const KEYS: [Input; 11] = [METHOD, REF, REFS, GWP, SOURCE, PLACE, YEAR, QUALITY, ENERGY, COUNTS, REASON];

/// Records a form: a line for each result, or a cross-check of its reference where the form says that it does not count.
pub(super) fn record(form: &CityForm, at: &Location, context: FormContext<'_>, inventory: &mut Inventory) -> Result<(), Errors> {
    let (registry, file) = (context.registry, at.file_name());
    let (mut keys, mut common, mut runs) = (FormSection::new(), Placed::from(FormSection::new()), Vec::new());
    for (key, placed) in form.keys().iter() {
        match key {
            "inputs" => common = section(placed, at)?,
            "run" => match &placed.value {
                FormValue::List(list) => runs = list.iter().map(|placed| section(placed, at)).collect::<Result<_>>()?,
                _ => return Err(wrong(placed, at, Message::NotAGroup).into()),
            },
            _ => keys.set(key, placed.clone()),
        }
    }
    // A table of references stands in the place of the one reference.
    let with_refs = |input: Input| if input.name == REF.name && keys.get(REFS.name).is_some() { input.optional() } else { input };
    let top = fill(&keys, &KEYS.map(with_refs), at, context)?;
    let named: String = top.need(&METHOD, registry)?;
    let spec = methods::find(&named).map_err(|error| top.placed(METHOD.name, error))?;
    let booked = booked_at(spec, &top, registry)?;
    let gwp = top.parsed::<GwpSet>(&GWP)?;
    let set = inventory.settings().gwp;
    let booking = Booking { top: &top, file, context };
    let tables = tables_of(form.keys());
    let record = |inputs: methods::Inputs, year: Option<Year>| {
        let source: String = top.need(&SOURCE, registry)?;
        let mut record =
            MethodRecord::new(spec, inputs, booked.clone(), file, &source).map_err(|error| at_references(&top, error))?;
        record.place = top.get(&PLACE).unwrap_or_default();
        record.quality = top.parsed::<Quality>(&QUALITY)?;
        record.year = year;
        // A row states its set; a number without one is taken to be in that of the inventory.
        let of_rows = record.inputs.stated_sets().into_keys().next();
        record.gwp = gwp.or(of_rows).or(Some(set));
        (record.sha256, record.tables) = (form.sha256().map(str::to_owned), tables.clone());
        Ok::<_, Error>(record)
    };
    columns(spec, &common.value, inventory);
    let mut records = Vec::new();
    for run in &runs {
        let mut own = FormSection::new();
        let mut inputs = Placed::from(FormSection::new());
        for (key, placed) in run.value.iter() {
            if key == "inputs" { inputs = section(placed, at)? } else { own.set(key, placed.clone()) }
        }
        columns(spec, &inputs.value, inventory);
        let filled = fill(&own, &[YEAR], run.at.as_ref().unwrap_or(at), context)?;
        let inputs = method_inputs(spec, &[&common, &inputs], at, context)?;
        records.push(record(inputs, year(&filled))?);
    }
    if runs.is_empty() {
        records.push(record(method_inputs(spec, &[&common], at, context)?, year(&top))?);
    }
    for record in records {
        booking.record(&record, inventory)?;
    }
    Ok(())
}

/// Where the form counts the method: `ref`, or `[refs]` with a reference for each part.
fn booked_at(spec: &MethodSpec, top: &FormInputs, registry: &Registry) -> Result<BookedAt> {
    let Some(parts) = top.free(&REFS) else {
        return top.parsed(&REF)?.ok_or_else(|| top.missing(&REF, registry));
    };
    if let Some(value) = top.get::<String>(&REF) {
        return Err(top.problem(&REF, Message::RefNextToRefs { value: value.into() }));
    }
    let mut booked = BTreeMap::new();
    for (word, _, read) in parts.iter() {
        let FormInput::Text(text) = read else { return Err(parts.placed(word, Message::NotText.into())) };
        let category = text.parse().and_then(|category: Category| {
            BookedAt::check_part(spec, word, category)?;
            Ok(category)
        });
        booked.insert(word.to_owned(), category.map_err(|error| parts.placed(word, error))?);
    }
    Ok(BookedAt::Parts(booked))
}

/// A problem of the references, at their key.
fn at_references(top: &FormInputs, error: Error) -> Error {
    if error.kind() != ErrorKind::Reference {
        return error;
    }
    top.placed(if top.has(&REFS) { REFS.name } else { REF.name }, error)
}

/// The tables that keys name, at whatever depth, each with its SHA-256.
fn tables_of(keys: &FormSection) -> BTreeMap<String, Option<String>> {
    let (mut tables, mut values) = (BTreeMap::new(), keys.iter().map(|(_, placed)| &placed.value).collect::<Vec<_>>());
    while let Some(value) = values.pop() {
        match value {
            FormValue::Rows(table) => _ = tables.insert(table.file.clone(), table.sha256.clone()),
            FormValue::List(list) => values.extend(list.iter().map(|placed| &placed.value)),
            FormValue::Section(section) => values.extend(section.iter().map(|(_, placed)| &placed.value)),
            _ => {}
        }
    }
    tables
}

/// Notices of columns that mean nothing in the tables of inputs.
fn columns(spec: &MethodSpec, inputs: &FormSection, inventory: &mut Inventory) {
    for (key, placed) in inputs.iter() {
        let FormValue::Rows(table) = &placed.value else { continue };
        let labels = spec.inputs.iter().find(|input| input.name == key).map_or(&[][..], |input| input.by);
        let known: Vec<&str> = labels.iter().copied().chain(["value", "unit"]).collect();
        for column in unknown_columns(table, &known) {
            inventory.add_notice(Notice::Column { file: table.file.clone(), column: shown(column) });
        }
    }
}

/// The year of a run or of the whole form.
fn year(section: &FormInputs) -> Option<Year> {
    section.get(&YEAR)
}

fn wrong(placed: &Placed<FormValue>, file: &Location, message: Message) -> Error {
    Error::File { at: placed.at.clone().unwrap_or_else(|| file.clone()), problem: message.into() }
}

/// A section with its place.
fn section(placed: &Placed<FormValue>, file: &Location) -> Result<Placed<FormSection>> {
    match placed.value.as_section() {
        Some(section) => Ok(Placed { value: section.clone(), at: placed.at.clone() }),
        None => Err(wrong(placed, file, Message::NotASection)),
    }
}

/// The inputs that a form states in tons.
fn tons(inputs: &methods::Inputs) -> Vec<&str> {
    let in_tons = |unit: &str| unit.split('/').any(|part| part.parse().is_ok_and(Unit::is_ton));
    let stated = inputs.values().filter(|(_, values)| values.iter().any(|value| value.row.is_none() && in_tons(&value.unit)));
    stated.map(|(name, _)| name).collect()
}

/// How one form is recorded.
struct Booking<'a> {
    top: &'a FormInputs,
    file: &'a str,
    context: FormContext<'a>,
}

impl Booking<'_> {
    /// Into the inventory: as lines, or as a cross-check of the reference where the form says that it does not count.
    fn record(&self, filled: &MethodRecord, inventory: &mut Inventory) -> Result<()> {
        let (top, registry) = (self.top, self.context.registry);
        let reason: Option<String> = top.get(&REASON);
        let years = inventory.settings().years.clone();
        if !top.get(&COUNTS).unwrap_or(true) {
            let reason = reason.ok_or_else(|| top.missing(&REASON, registry))?;
            let checks = CrossCheck::of_method(filled, registry, inventory.settings().gwp, &reason);
            let checks = checks.map_err(|error| at_references(top, error))?;
            checks.into_iter().filter(|check| years.contains(&check.year)).for_each(|check| inventory.add_cross_check(check));
            return Ok(());
        }
        if let Some(reason) = reason {
            return Err(top.problem(&REASON, Message::ReasonOfWhatCounts { value: reason.into() }));
        }
        let lines = filled.lines(registry).map_err(|error| at_references(top, error))?;
        let lines: Vec<_> = lines.into_iter().filter(|line| years.contains(&line.id.year)).collect();
        if lines.is_empty() {
            let years = years.iter().map(Into::into).collect();
            return Err(Message::NoResultOfYears { years }.into());
        }
        let energy: Option<String> = top.get(&ENERGY);
        let region = inventory.settings().region.clone();
        let tons = tons(&filled.inputs);
        for mut line in lines {
            let wanted = FactorQuery::new("", "", &region, line.id.year);
            for check in own_rows::of_form(registry, &wanted, line.terms()) {
                inventory.add_check(Some(line.id.year), check);
            }
            let (year, from) = (line.id.year, line.id.category);
            let recovered = |energy: &String| from.with_energy_recovered(energy).map_err(|error| top.placed(ENERGY.name, error));
            let moved = energy.as_ref().map(recovered).transpose()?;
            if let Some(to) = moved {
                line.id = Arc::new(LineId { category: to, ..(*line.id).clone() });
            }
            for input in &tons {
                let finding = Finding::MetricTon { activity: format!("{}: {input}", self.file) };
                inventory.add_check(Some(year), Check::of(line.id.category, finding).in_place(&line.id.place));
            }
            inventory.add_line(line)?;
            if let Some(to) = moved {
                inventory.add_notice_of(year, Notice::EnergyRecovered { category: from, to, file: self.file.to_owned() });
                let reason = "energy is recovered: reported in stationary energy";
                inventory.add_key(year, from, &filled.place, NotationEntry::new(NotationKey::IE, Some(to), reason))?;
            }
        }
        Ok(())
    }
}
