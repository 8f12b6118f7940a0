//! The inputs of a method, as a form states them.

use super::fill::{place, unknown_key};
use super::{FormContext, FormSection, FormTable, FormValue, StatedValue};
use crate::error::{Error, Errors, Location, Message, Problem, Result, Text};
use crate::methods::{Input, Inputs, MethodSpec};
use crate::records::Placed;
use serde_json::{Map, Value};

/// The inputs of a method from some sections, where a later one goes before an earlier one.
///
/// # Errors
/// Every input that is unknown or cannot be taken, at its key; every one that must be given and is not, with the rows that could
/// serve.
pub fn method_inputs(
    spec: &MethodSpec,
    sections: &[&Placed<FormSection>],
    file: &Location,
    context: FormContext<'_>,
) -> Result<Inputs, Errors> {
    let (mut given, mut problems) = (Map::new(), Vec::new());
    for section in sections {
        let at = section.at.clone().unwrap_or_else(|| file.clone());
        for (key, placed) in section.value.iter() {
            let place = place(key, placed, &at);
            let Some(input) = spec.inputs.iter().find(|input| input.name == key) else {
                problems.push(unknown_key(key, spec.inputs, &place));
                continue;
            };
            let read = values(input, placed, &place).and_then(|values| checked(spec, input, values, context));
            match read {
                Ok(value) => drop(given.insert(key.to_owned(), value)),
                Err(errors) => problems.extend(errors.into_listed()),
            }
        }
    }
    let at = sections.last().and_then(|section| section.at.clone()).unwrap_or_else(|| file.clone());
    let path = at.column_name().unwrap_or("inputs").to_owned();
    let stated = |name: &str| given.contains_key(name) || sections.iter().any(|section| section.value.get(name).is_some());
    for (name, problem) in spec.missing(stated, context.registry) {
        problems.push(Error::File { at: at.clone().with_column(format!("{path}.{name}")), problem });
    }
    if !problems.is_empty() {
        problems.sort_by(|a, b| a.at().cmp(&b.at()));
        return Err(Errors::of(problems));
    }
    Ok(spec.read(&Value::Object(given), context.registry).map_err(|error| at_file(error, file))?)
}

fn at_file(error: Error, file: &Location) -> Error {
    match error {
        Error::Cell { .. } | Error::File { .. } => error,
        other => Error::File { at: file.clone(), problem: other.into_problem() },
    }
}

/// One value each, where it is.
type StatedPlaces = Vec<(StatedValue, Location)>;

fn values(input: &Input, placed: &Placed<FormValue>, at: &Location) -> Result<StatedPlaces, Errors> {
    match &placed.value {
        FormValue::List(list) => {
            let one = |placed: &Placed<FormValue>| value(&placed.value, placed.at.as_ref().unwrap_or(at));
            Ok(list.iter().map(one).collect::<Result<_>>()?)
        }
        FormValue::Rows(table) => rows(input, table, at),
        one => Ok(vec![value(one, at)?]),
    }
}

fn value(written: &FormValue, at: &Location) -> Result<(StatedValue, Location)> {
    let key = |key: &str| written.as_section().and_then(|section| section.get(key)).map(|placed| place(key, placed, at));
    match StatedValue::read(written) {
        Ok(stated) => Ok((stated, key("value").or_else(|| key("row")).unwrap_or_else(|| at.clone()))),
        Err((name, problem)) => Err(Error::File { at: name.and_then(key).unwrap_or_else(|| at.clone()), problem }),
    }
}

/// The rows of a table: the labels of the input, value, unit and source; other columns mean nothing.
fn rows(input: &Input, table: &FormTable, at: &Location) -> Result<StatedPlaces, Errors> {
    let required: Vec<&str> = input.by.iter().copied().chain(["value", "unit"]).collect();
    let has = |column: &str| table.rows.first().is_none_or(|row| row.get(column).is_some());
    let lacking: Vec<Text> = required.iter().filter(|column| !has(column)).map(|column| (*column).into()).collect();
    if !lacking.is_empty() {
        let problem = Message::MissingColumns {
            columns: lacking,
            nearest: None,
            required: required.iter().map(|column| (*column).into()).collect(),
        };
        return Err(Error::File { at: Location::file(table.file.as_str()).with_line(1), problem: problem.into() }.into());
    }
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for row in &table.rows {
        let mut own = FormSection::new();
        let mut place_of_value = at.clone();
        for (key, placed) in row.iter().filter(|(key, _)| required.contains(key) || *key == "source") {
            let cell = place(key, placed, at);
            match placed.value.as_text() {
                Some("") if key == "source" => {}
                Some("") => problems.push(Error::Cell { at: cell, problem: Message::EmptyCell.into() }),
                _ => {
                    own.set(key, placed.clone());
                    if key == "value" {
                        place_of_value = cell;
                    }
                }
            }
        }
        match value(&FormValue::Section(own), &place_of_value) {
            Ok((stated, _)) => read.push((stated, place_of_value)),
            Err(error) => problems.push(error),
        }
    }
    if problems.is_empty() { Ok(read) } else { Err(Errors::of(problems)) }
}

/// The values as a method reads them, each checked at its place.
fn checked(spec: &MethodSpec, input: &Input, values: StatedPlaces, context: FormContext<'_>) -> Result<Value, Errors> {
    let (mut written, mut problems) = (Vec::new(), Vec::new());
    for (stated, at) in values {
        let known =
            stated.in_known_units(context.units).map_err(|error| Error::File { at: at.clone(), problem: error.into_problem() });
        let value = match known {
            Ok(known) => object(input, known),
            Err(error) => {
                problems.push(error);
                continue;
            }
        };
        match spec.check(input.name, &value, context.registry) {
            Ok(()) => written.push(value),
            Err(error) => problems.push(Error::File { at, problem: without_name(error.into_problem(), input) }),
        }
    }
    match (problems.is_empty(), written.len()) {
        (false, _) => Err(Errors::of(problems)),
        (true, 1) => Ok(written.pop().unwrap_or_default()),
        (true, _) => Ok(Value::Array(written)),
    }
}

/// The place names the input already.
fn without_name(problem: Problem, input: &Input) -> Problem {
    if problem.subject() == Some(&crate::error::Subject::Named(input.name.into())) { problem.without_subject() } else { problem }
}

fn object(input: &Input, stated: StatedValue) -> Value {
    let StatedValue { value, unit, per, row, source, labels } = stated;
    // Just a number is one of what has no unit.
    let unit = unit.or_else(|| (input.unit == "1" && row.is_none()).then(|| "1".to_owned()));
    let parts = [("value", value), ("unit", unit), ("per", per), ("row", row), ("source", source)];
    let parts = parts.into_iter().filter_map(|(key, part)| Some((key.to_owned(), Value::String(part?))));
    Value::Object(parts.chain(labels.into_iter().map(|(label, word)| (label, Value::String(word)))).collect())
}
