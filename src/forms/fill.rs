//! A form read by the description of its inputs: every problem at the key it is about, every missing input named at once.

use super::inputs::{FormInput, FormInputs};
use super::{FormSection, FormTable, FormValue, SourcedAmount, SourcedRate, StatedValue};
use crate::error::{Error, Errors, Location, Message, Problem, Result, Text, did_you_mean};
use crate::factors::Registry;
use crate::methods::{CodeClass, Input, InputKind};
use crate::quantity::{Fraction, NumberFormat, OwnUnits, Rate, Ratio, Reading};
use crate::records::Placed;
use crate::taxonomy::{Catalogue, Year};
use std::collections::{BTreeMap, BTreeSet};

/// The keys that every section may have: who states its figures, and a remark.
const ALWAYS: [&str; 2] = ["source", "note"];

/// What forms are read against.
#[derive(Clone, Copy, Debug)]
pub struct FormContext<'a> {
    /// The tables: rows for `@row-id`, and those that could serve where an input is missing.
    pub registry: &'a Registry,
    /// The activity codes.
    pub catalogue: &'a Catalogue,
    /// The places of the city, where it lists them.
    pub places: Option<&'a BTreeSet<String>>,
    /// The city's own units.
    pub units: &'a OwnUnits,
}

/// The inputs of a form, checked by their description.
///
/// # Errors
/// Every key that is unknown, every value that cannot be taken, every input that must be given and is not.
pub fn fill(section: &FormSection, inputs: &[Input], at: &Location, context: FormContext<'_>) -> Result<FormInputs, Errors> {
    let mut filler = Filler { context, problems: Vec::new() };
    let read = filler.section(section, inputs, at.clone(), None);
    filler.problems.sort_by(|a, b| a.at().cmp(&b.at()));
    if filler.problems.is_empty() { Ok(read) } else { Err(Errors::of(filler.problems)) }
}

/// A form being read.
struct Filler<'a> {
    context: FormContext<'a>,
    problems: Vec<Error>,
}

/// What a key is read with.
struct FormEntry<'a> {
    value: &'a FormValue,
    at: Location,
    source: Option<&'a str>,
}

impl FormEntry<'_> {
    /// An error at the key itself.
    fn problem(&self, problem: impl Into<Problem>) -> Error {
        Error::File { at: self.at.clone(), problem: problem.into() }
    }

    /// An error of the value, at its key.
    fn placed(&self, error: Error) -> Error {
        self.problem(error.into_problem().without_option())
    }

    fn text(&self) -> Result<&str> {
        match self.value {
            FormValue::Text(text) if text.is_empty() => Err(self.problem(Message::EmptyText)),
            FormValue::Text(text) => Ok(text),
            _ => Err(self.problem(Message::NotText)),
        }
    }
}

/// Where a key is: where it was read, else by its name below its section.
pub(super) fn place(key: &str, placed: &Placed<FormValue>, section: &Location) -> Location {
    placed.at.clone().unwrap_or_else(|| {
        let path = section.column_name().map_or_else(|| key.to_owned(), |path| format!("{path}.{key}"));
        section.clone().with_column(path)
    })
}

impl Filler<'_> {
    fn section(&mut self, section: &FormSection, inputs: &[Input], at: Location, outer: Option<&str>) -> FormInputs {
        let own = section.get("source").and_then(|placed| placed.value.as_text()).filter(|text| !text.is_empty());
        let source = own.or(outer);
        let mut keys = BTreeMap::new();
        for (key, placed) in section.iter() {
            let entry = FormEntry { value: &placed.value, at: place(key, placed, &at), source };
            let read = match inputs.iter().find(|input| input.name == key) {
                Some(input) => self.value(input, &entry),
                None if ALWAYS.contains(&key) => entry.text().map(|text| Some(FormInput::Text(text.to_owned()))),
                None => Err(unknown_key(key, inputs, &entry.at)),
            };
            match read {
                Ok(Some(value)) => drop(keys.insert(key.to_owned(), (entry.at, value))),
                Ok(None) => {}
                Err(error) => self.problems.push(error),
            }
        }
        self.in_known_units(&mut keys);
        let filled = FormInputs { at, source: source.map(str::to_owned), keys };
        for input in inputs.iter().filter(|input| input.required && section.get(input.name).is_none()) {
            self.problems.push(filled.missing(input, self.context.registry));
        }
        filled
    }

    /// A row with its number in one cell and a unit of the city's own in another, in a unit of the table.
    fn in_known_units(&mut self, keys: &mut BTreeMap<String, (Location, FormInput)>) {
        let text = |key: &str| match keys.get(key) {
            Some((_, FormInput::Text(text))) => Some(text.as_str()),
            _ => None,
        };
        let Some((value, unit)) = text("value").zip(text("unit")) else { return };
        let Some((multiple, known)) = self.context.units.own(unit) else { return };
        // A number that is none is left for its reader.
        let Ok(number) = value.parse::<crate::quantity::Exact>() else { return };
        match number.checked_mul(multiple) {
            Ok(held) => {
                for (key, text) in [("value", held.to_string()), ("unit", known.symbol().to_owned())] {
                    if let Some((_, input)) = keys.get_mut(key) {
                        *input = FormInput::Text(text);
                    }
                }
            }
            Err(error) => self.problems.push(error),
        }
    }

    /// One input; none where its problems were noted already.
    fn value(&mut self, input: &Input, entry: &FormEntry<'_>) -> Result<Option<FormInput>> {
        Ok(Some(match input.kind {
            InputKind::Value if input.unit.contains('/') => FormInput::Rate(self.rate(input, entry)?),
            InputKind::Value => FormInput::Amount(amount(entry, self.context.units)?),
            InputKind::Number => FormInput::Number(number(entry)?),
            InputKind::Share => FormInput::Share(share(entry)?),
            InputKind::Count(least) => FormInput::Count(count(least, entry)?),
            InputKind::Year => FormInput::Year(year(entry)?),
            InputKind::Text => FormInput::Text(entry.text()?.to_owned()),
            InputKind::Flag => match entry.value {
                FormValue::Flag(flag) => FormInput::Flag(*flag),
                _ => return Err(entry.problem(Message::NotAFlag)),
            },
            InputKind::Word(words) => FormInput::Text(word(words, entry)?.to_owned()),
            InputKind::Place => FormInput::Text(self.place(entry)?.to_owned()),
            InputKind::Code(class) => FormInput::Text(self.code(class, entry)?.to_owned()),
            InputKind::Group(inputs) => {
                let FormValue::List(list) = entry.value else { return Err(entry.problem(Message::NotAGroup)) };
                let mut sections = Vec::new();
                for placed in list {
                    let at = placed.at.clone().unwrap_or_else(|| entry.at.clone());
                    match placed.value.as_section() {
                        Some(section) => sections.push(self.section(section, inputs, at, entry.source)),
                        None => self.problems.push(Error::File { at, problem: Message::NotAGroup.into() }),
                    }
                }
                if sections.is_empty() {
                    return Err(entry.problem(Message::NotAGroup));
                }
                FormInput::Sections(sections)
            }
            InputKind::Section(inputs) => {
                let section = entry.value.as_section().ok_or_else(|| entry.problem(Message::NotASection))?;
                FormInput::Sections(vec![self.section(section, inputs, entry.at.clone(), entry.source)])
            }
            InputKind::Sections(inputs) => {
                let sections = entry.value.as_section().ok_or_else(|| entry.problem(Message::NotASection))?;
                let mut keyed = Vec::new();
                for (key, placed) in sections.iter() {
                    let at = place(key, placed, &entry.at);
                    match placed.value.as_section() {
                        Some(section) => keyed.push((key.to_owned(), self.section(section, inputs, at, entry.source))),
                        None => self.problems.push(Error::File { at, problem: Message::NotASection.into() }),
                    }
                }
                FormInput::Keyed(keyed)
            }
            InputKind::Free => {
                let section = entry.value.as_section().ok_or_else(|| entry.problem(Message::NotASection))?;
                FormInput::Free(self.free(section, entry.at.clone(), entry.source))
            }
            InputKind::Table(columns) => match entry.value {
                FormValue::Rows(table) => match self.rows(table, columns, entry) {
                    Some(rows) => FormInput::Sections(rows),
                    None => return Ok(None),
                },
                FormValue::List(list) => {
                    let mut rows = Vec::new();
                    for placed in list {
                        let at = placed.at.clone().unwrap_or_else(|| entry.at.clone());
                        match placed.value.as_section() {
                            Some(row) => rows.push(self.section(row, columns, at, entry.source)),
                            None => self.problems.push(Error::File { at, problem: Message::NotATable.into() }),
                        }
                    }
                    FormInput::Sections(rows)
                }
                _ => return Err(entry.problem(Message::NotATable)),
            },
        }))
    }

    /// The rows of a table in a file of its own: a column that must be there and is not is named once.
    fn rows(&mut self, table: &FormTable, columns: &[Input], entry: &FormEntry<'_>) -> Option<Vec<FormInputs>> {
        let lacks = |column: &&Input| column.required && table.rows.first().is_some_and(|row| row.get(column.name).is_none());
        let lacking: Vec<Text> = columns.iter().filter(lacks).map(|column| column.name.into()).collect();
        if !lacking.is_empty() {
            let required = columns.iter().filter(|column| column.required).map(|column| column.name.into()).collect();
            let problem = Message::MissingColumns { columns: lacking, nearest: None, required }.into();
            self.problems.push(Error::File { at: Location::file(table.file.as_str()).with_line(1), problem });
            return None;
        }
        let mut rows = Vec::new();
        for row in &table.rows {
            // An empty cell is a key that is not given; columns that mean nothing are left to a notice.
            let mut given = FormSection::new();
            for (key, placed) in
                row.iter().filter(|(key, _)| columns.iter().any(|column| column.name == *key) || ALWAYS.contains(key))
            {
                let empty = placed.value.as_text() == Some("");
                let required = columns.iter().any(|column| column.name == key && column.required);
                if empty && required {
                    let at = place(key, placed, &entry.at);
                    self.problems.push(Error::Cell { at, problem: Message::EmptyCell.into() });
                }
                if !empty || required {
                    given.set(key, placed.clone());
                }
            }
            // The row, and not the column of its first cell: a cell that is not given is named by its own column.
            let of_row = |at: &Location| Some(Location::file(at.file_name()).with_line(at.line_number()?));
            let at = row.iter().find_map(|(_, placed)| placed.at.as_ref().and_then(of_row)).unwrap_or_else(|| entry.at.clone());
            let before = self.problems.len();
            let read = self.section(&given, columns, at, entry.source);
            // An empty cell was named as such.
            let empty = |error: &Error| matches!(error.problem().message(), Message::EmptyText);
            let mut index = 0_usize;
            self.problems.retain(|error| {
                let keep = index < before || !empty(error);
                index = index.saturating_add(1);
                keep
            });
            rows.push(read);
        }
        Some(rows)
    }

    /// Keys that are free, each with its text; sections inside are sections of free keys again.
    fn free(&mut self, section: &FormSection, at: Location, outer: Option<&str>) -> FormInputs {
        let own = section.get("source").and_then(|placed| placed.value.as_text());
        let source = own.or(outer);
        let mut keys = BTreeMap::new();
        for (key, placed) in section.iter() {
            let entry = FormEntry { value: &placed.value, at: place(key, placed, &at), source };
            let value = match &placed.value {
                FormValue::Section(inner) => Ok(FormInput::Free(self.free(inner, entry.at.clone(), source))),
                _ => entry.text().map(|text| FormInput::Text(text.to_owned())),
            };
            match value {
                Ok(value) => drop(keys.insert(key.to_owned(), (entry.at, value))),
                Err(error) => self.problems.push(error),
            }
        }
        FormInputs { at, source: source.map(str::to_owned), keys }
    }

    fn rate(&self, input: &Input, entry: &FormEntry<'_>) -> Result<SourcedRate> {
        let stated = stated(entry, self.context.units)?;
        let StatedValue { value, unit, per, row, source, .. } = &stated;
        if let Some(id) = row {
            if value.is_some() || source.is_some() {
                return Err(entry.problem(Message::RowWithValue { value: id.into() }));
            }
            return self.row(input, id).map_err(|problem| entry.problem(problem));
        }
        let (value, unit) = value.as_deref().zip(unit.as_deref()).ok_or_else(|| entry.problem(without_unit(&stated)))?;
        let number = exact(value, entry)?;
        let per = exact(per.as_deref().unwrap_or("1"), entry)?;
        let rate = Rate::parse(number, per, unit).map_err(|error| entry.placed(error))?;
        Ok(SourcedRate::new(rate, source_of(&stated, entry)?))
    }

    /// A row of the parameters that the input takes, as a rate with its source.
    fn row(&self, input: &Input, id: &str) -> Result<SourcedRate, Problem> {
        let rows = self.context.registry.parameters();
        let Some(row) = rows.iter().find(|row| row.id == id) else {
            let nearest = did_you_mean(id, rows.iter().map(|row| row.id.as_str())).map(|near| format!("@{near}").into());
            return Err(self.context.registry.unknown_row(id, format!("@{id}").into(), nearest));
        };
        if !input.takes_parameter(row) {
            return Err(input.refused_row(id, row.into(), None, self.context.registry));
        }
        let title = self.context.registry.source(&row.provenance.source);
        let title = title.map_or(row.provenance.source.as_str(), |source| source.title.as_str());
        Ok(SourcedRate::new(row.rate, &format!("{id}: {title}, {}", row.provenance.locator)))
    }

    fn place<'e>(&self, entry: &'e FormEntry<'_>) -> Result<&'e str> {
        let place = entry.text()?;
        let Some(places) = self.context.places.filter(|places| !places.contains(place)) else { return Ok(place) };
        let nearest = did_you_mean(place, places.iter().map(String::as_str)).map(Text::from);
        Err(entry.problem(Message::UnknownPlace { value: place.into(), nearest }))
    }

    fn code<'e>(&self, class: CodeClass, entry: &'e FormEntry<'_>) -> Result<&'e str> {
        let code = entry.text()?;
        self.context.check_code(code, class).map_err(|problem| entry.problem(problem))?;
        Ok(code)
    }
}

impl FormContext<'_> {
    /// Refuses a code that the catalogue lacks or that is of another class.
    pub fn check_code(&self, code: &str, class: CodeClass) -> Result<(), Problem> {
        let rules = self.catalogue.find(code)?;
        if rules.iter().all(class.fits) {
            return Ok(());
        }
        let (wanted, example) = (crate::error::LabelKey::of(class.name), class.example.into());
        Err(Message::ActivityOfOtherClass { value: code.into(), wanted, example }.into())
    }
}

/// The columns of a form's tables that mean nothing, each with its file.
pub fn unread_columns<'a>(form: &'a FormSection, inputs: &[Input]) -> Vec<(&'a str, &'a str)> {
    let mut unread = Vec::new();
    for input in inputs {
        match (input.kind, form.get(input.name).map(|placed| &placed.value)) {
            (InputKind::Table(columns), Some(FormValue::Rows(table))) => {
                let known: Vec<&str> = columns.iter().map(|column| column.name).collect();
                unread.extend(unknown_columns(table, &known).into_iter().map(|column| (table.file.as_str(), column)));
            }
            (InputKind::Section(inner), Some(FormValue::Section(section))) => unread.extend(unread_columns(section, inner)),
            (InputKind::Group(inner), Some(FormValue::List(list))) => {
                let sections = list.iter().filter_map(|placed| placed.value.as_section());
                unread.extend(sections.flat_map(|section| unread_columns(section, inner)));
            }
            _ => {}
        }
    }
    unread
}

pub(super) fn unknown_key(key: &str, inputs: &[Input], at: &Location) -> Error {
    let known = || inputs.iter().map(|input| input.name).chain(ALWAYS);
    let nearest = did_you_mean(key, known()).map(Text::from);
    let problem = Message::UnknownKey { value: key.into(), nearest, known: known().map(Text::from).collect() }.into();
    Error::File { at: at.clone(), problem }
}

/// The columns of a table that mean nothing, next to those that are known.
pub fn unknown_columns<'a>(table: &'a FormTable, known: &[&str]) -> Vec<&'a str> {
    let columns = table.rows.first().into_iter().flat_map(FormSection::keys);
    columns.filter(|column| !known.contains(column) && !ALWAYS.contains(column)).collect()
}

fn stated(entry: &FormEntry<'_>, units: &OwnUnits) -> Result<StatedValue> {
    let placed = |(key, problem): (Option<&str>, Problem)| {
        let inner = entry.value.as_section().zip(key).and_then(|(section, key)| Some((key, section.get(key)?)));
        let at = inner.map_or_else(|| entry.at.clone(), |(key, placed)| place(key, placed, &entry.at));
        Error::File { at, problem }
    };
    let stated = StatedValue::read(entry.value).map_err(placed)?;
    if let Some((key, _)) = stated.labels.first_key_value() {
        let section = entry.value.as_section().and_then(|section| section.get(key));
        let at = section.map_or_else(|| entry.at.clone(), |placed| place(key, placed, &entry.at));
        let known = ["value", "unit", "per", "row", "source"];
        let nearest = did_you_mean(key, known).map(Text::from);
        let problem = Message::UnknownKey { value: key.into(), nearest, known: known.map(Text::from).into() }.into();
        return Err(Error::File { at, problem });
    }
    stated.in_known_units(units).map_err(|error| entry.placed(error))
}

fn without_unit(stated: &StatedValue) -> Message {
    match &stated.value {
        Some(value) => Message::NumberWithoutUnit { value: value.into() },
        None => Message::NotAValue,
    }
}

fn source_of<'s>(stated: &'s StatedValue, entry: &FormEntry<'s>) -> Result<&'s str> {
    stated.source.as_deref().or(entry.source).ok_or_else(|| entry.problem(Message::NoSource))
}

fn exact(text: &str, entry: &FormEntry<'_>) -> Result<crate::quantity::Exact> {
    NumberFormat::default().parse(text).map_err(|problem| entry.problem(problem.without_option()))
}

/// An amount of zero or more.
fn amount(entry: &FormEntry<'_>, units: &OwnUnits) -> Result<SourcedAmount> {
    let stated = stated(entry, units)?;
    if let Some(row) = &stated.row {
        return Err(entry.problem(Message::RowForAmount { value: row.into() }));
    }
    let missing = || entry.problem(without_unit(&stated));
    let (value, unit) = stated.value.as_deref().zip(stated.unit.as_deref()).ok_or_else(missing)?;
    let amount = Reading::new(exact(value, entry)?, unit.parse().map_err(|error| entry.placed(error))?);
    if amount.value().is_negative() {
        return Err(entry.problem(Message::BelowZero { value: (&amount).into() }));
    }
    Ok(SourcedAmount::new(amount, source_of(&stated, entry)?))
}

/// A number of zero or more, decimal or as a fraction: `0.8`, `2/3`.
fn number(entry: &FormEntry<'_>) -> Result<Ratio> {
    let text = entry.text()?;
    // A minus has no meaning here, not even before both parts of a fraction.
    if text.contains('-') {
        return Err(entry.problem(Message::BelowZero { value: text.into() }));
    }
    if text.contains('/') { text.parse().map_err(|error| entry.placed(error)) } else { Ok(Ratio::from(exact(text, entry)?)) }
}

fn share(entry: &FormEntry<'_>) -> Result<Fraction> {
    let text = entry.text()?;
    if !text.contains(['/', '-']) {
        // A decimal that is none is refused in the words for numbers.
        exact(Fraction::per_cent(text).unwrap_or(text), entry)?;
    }
    text.parse().map_err(|error| entry.placed(error))
}

fn count(least: u32, entry: &FormEntry<'_>) -> Result<u32> {
    let text = entry.text()?;
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|number| digits && *number >= least);
    number.ok_or_else(|| entry.problem(Message::NotACount { value: text.into(), least: least.into() }))
}

fn year(entry: &FormEntry<'_>) -> Result<Year> {
    entry.text()?.parse().map_err(|error| entry.placed(error))
}

fn word<'e>(words: &[&str], entry: &'e FormEntry<'_>) -> Result<&'e str> {
    let text = entry.text()?;
    let known = words.iter().map(|word| (*word).into()).collect();
    let nearest = did_you_mean(text, words.iter().copied()).map(Text::from);
    if words.contains(&text) { Ok(text) } else { Err(entry.problem(Message::NotOneOf { value: text.into(), nearest, known })) }
}
