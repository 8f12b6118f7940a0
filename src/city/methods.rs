//! Methods filled in for a reference, into the books.

use super::CityForm;
use crate::assess::MethodRecord;
use crate::error::{Error, Errors, Location, Message, Result, shown};
use crate::forms::{FormContext, FormInputs, FormSection, FormValue, fill, method_inputs, unknown_columns};
use crate::inventory::{CrossCheck, Inventory, NotationEntry};
use crate::methods::{self, Input, InputKind, MethodSpec};
use crate::notice::Notice;
use crate::records::Placed;
use crate::taxonomy::{Category, NotationKey, Quality, Year};
use std::collections::BTreeMap;

const METHOD: Input = Input::of_kind("method", InputKind::Text, "the name of the method");
const REF: Input = Input::of_kind("ref", InputKind::Text, "the reference it is booked at");
const SOURCE: Input = Input::of_kind("source", InputKind::Text, "who states the inputs");
const PLACE: Input = Input::of_kind("place", InputKind::Place, "the district").optional();
const YEAR: Input = Input::of_kind("year", InputKind::Year, "the year of results without one of their own").optional();
const QUALITY: Input = Input::of_kind("quality", InputKind::Text, "the quality of the inputs: H, M or L").optional();
const ENERGY: Input = Input::of_kind("energy", InputKind::Text, "where recovered energy is used").optional();
const COUNTS: Input = Input::of_kind("counts", InputKind::Flag, "whether it counts").optional();
const REASON: Input = Input::of_kind("reason", InputKind::Text, "why it does not count").optional();
const KEYS: [Input; 9] = [METHOD, REF, SOURCE, PLACE, YEAR, QUALITY, ENERGY, COUNTS, REASON];

/// Books a form: a line for each result, or a cross-check of its reference where the form says that it does not count.
pub(super) fn book(form: &CityForm, at: &Location, context: FormContext<'_>, books: &mut Inventory) -> Result<(), Errors> {
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
    let top = fill(&keys, &KEYS, at, context)?;
    let named: String = top.need(&METHOD, registry)?;
    let spec = methods::find(&named).map_err(|error| top.placed(METHOD.name, error))?;
    let category: Category = top.parsed(&REF)?.ok_or_else(|| top.missing(&REF, registry))?;
    let booking = Booking { top: &top, file, context };
    let tables = tables_of(form.keys());
    let record = |inputs: methods::Inputs, year: Option<Year>| {
        let source: String = top.need(&SOURCE, registry)?;
        let mut record = MethodRecord::new(spec, inputs, category, file, &source).map_err(|error| top.placed(REF.name, error))?;
        record.place = top.get(&PLACE).unwrap_or_default();
        record.quality = top.parsed::<Quality>(&QUALITY)?;
        record.year = year;
        (record.sha256, record.tables) = (form.sha256().map(str::to_owned), tables.clone());
        Ok::<_, Error>(record)
    };
    columns(spec, &common.value, books);
    let mut records = Vec::new();
    for run in &runs {
        let mut own = FormSection::new();
        let mut inputs = Placed::from(FormSection::new());
        for (key, placed) in run.value.iter() {
            if key == "inputs" { inputs = section(placed, at)? } else { own.set(key, placed.clone()) }
        }
        columns(spec, &inputs.value, books);
        let filled = fill(&own, &[YEAR], run.at.as_ref().unwrap_or(at), context)?;
        let inputs = method_inputs(spec, &[&common, &inputs], at, context)?;
        records.push(record(inputs, year(&filled))?);
    }
    if runs.is_empty() {
        records.push(record(method_inputs(spec, &[&common], at, context)?, year(&top))?);
    }
    for record in records {
        booking.book(record, books)?;
    }
    Ok(())
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
fn columns(spec: &MethodSpec, inputs: &FormSection, books: &mut Inventory) {
    for (key, placed) in inputs.iter() {
        let FormValue::Rows(table) = &placed.value else { continue };
        let labels = spec.inputs.iter().find(|input| input.name == key).map_or(&[][..], |input| input.by);
        let known: Vec<&str> = labels.iter().copied().chain(["value", "unit"]).collect();
        for column in unknown_columns(table, &known) {
            books.add_notice(Notice::Column { file: table.file.clone(), column: shown(column) });
        }
    }
}

/// The year of a run or of the whole form.
fn year(section: &FormInputs) -> Option<Year> {
    section.get::<u32>(&YEAR).and_then(|number| Year::new(u16::try_from(number).ok()?).ok())
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

/// How one form is booked.
struct Booking<'a> {
    top: &'a FormInputs,
    file: &'a str,
    context: FormContext<'a>,
}

impl Booking<'_> {
    /// Into the books: as lines, or as a cross-check of the reference where the form says that it does not count.
    fn book(&self, mut filled: MethodRecord, books: &mut Inventory) -> Result<()> {
        let (top, registry) = (self.top, self.context.registry);
        let reason: Option<String> = top.get(&REASON);
        let years = books.settings().years.clone();
        if !top.get(&COUNTS).unwrap_or(true) {
            let reason = reason.ok_or_else(|| top.missing(&REASON, registry))?;
            let checks = CrossCheck::of_method(&filled, registry, books.settings().gwp, &reason)?;
            checks.into_iter().filter(|check| years.contains(&check.year)).for_each(|check| books.add_cross_check(check));
            return Ok(());
        }
        if let Some(reason) = reason {
            return Err(top.problem(&REASON, Message::ReasonOfWhatCounts { value: reason.into() }));
        }
        let from = filled.category;
        let recovered = |energy: String| from.with_energy_recovered(&energy).map_err(|error| top.placed(ENERGY.name, error));
        let moved = top.get::<String>(&ENERGY).map(recovered).transpose()?;
        filled.category = moved.unwrap_or(from);
        let lines: Vec<_> = filled.lines(registry)?.into_iter().filter(|line| years.contains(&line.id.year)).collect();
        if lines.is_empty() {
            let years = years.iter().map(Into::into).collect();
            return Err(Message::NoResultOfYears { years }.into());
        }
        for line in lines {
            let year = line.id.year;
            books.add_line(line)?;
            if let Some(to) = moved {
                books.add_notice_of(year, Notice::EnergyRecovered { category: from, to, file: self.file.to_owned() });
                let reason = "energy is recovered: reported in stationary energy";
                books.add_key(year, from, &filled.place, NotationEntry::new(NotationKey::IE, Some(to), reason))?;
            }
        }
        Ok(())
    }
}
