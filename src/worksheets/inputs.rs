//! Inputs by name: amounts and rates with their units, labels and rows.

use super::{Input, Worksheet};
use crate::error::{Error, ErrorKind, Problem, Result, Subject, did_you_mean};
use crate::factors::Registry;
use crate::quantity::{Dimension, Exact, NumberFormat, Quantity, Rate, Ratio};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One value as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cell {
    /// The year, if it is told apart by years.
    pub year: Option<Year>,
    /// The other labels.
    pub labels: BTreeMap<String, String>,
    /// The number as written.
    pub value: Exact,
    /// For how many of the unit's second part; 1 unless a row prints otherwise.
    pub per: Exact,
    /// The unit as written.
    pub unit: String,
    /// The row of the tables it was taken from.
    pub row: Option<String>,
    /// The basis of that row: net or gross, wet or dry; empty where it says none.
    pub basis: String,
    /// In base units.
    pub ratio: Ratio,
}

/// A value of a table with its labels.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row<T> {
    /// The year, if the table has years.
    pub year: Option<Year>,
    /// The other labels.
    pub labels: BTreeMap<String, String>,
    /// The value.
    pub value: T,
}

impl<T> Row<T> {
    /// A label; empty where the table does not have it.
    pub fn label(&self, name: &str) -> &str {
        self.labels.get(name).map_or("", String::as_str)
    }

    /// The year of a table by years.
    pub fn year(&self) -> Result<Year> {
        self.year.ok_or_else(|| Problem::bare(ErrorKind::Period, "a value without a year", "give the year").into())
    }
}

/// The inputs of one worksheet, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    cells: BTreeMap<String, Vec<Cell>>,
}

impl Inputs {
    pub(super) fn read(given: &Value, sheet: &Worksheet, registry: &Registry) -> Result<Self> {
        let Value::Object(given) = given else {
            return Err(Problem::bare(ErrorKind::Setting, "not an object of inputs by name", "write {\"name\": ...}").into());
        };
        let mut cells = BTreeMap::new();
        for (name, given) in given {
            let Some(input) = sheet.input(name) else {
                let mend = did_you_mean(name, sheet.inputs.iter().map(|input| input.name)).map_or_else(
                    || format!("it takes {}", sheet.inputs.iter().map(|input| input.name).collect::<Vec<_>>().join(", ")),
                    |near| format!("did you mean \"{near}\"?"),
                );
                return Err(Problem::new(ErrorKind::Setting, name, format!("not an input of {}", sheet.name), mend).into());
            };
            let rows = match given {
                Value::Array(rows) => rows.as_slice(),
                one => std::slice::from_ref(one),
            };
            let read: Vec<Cell> = rows.iter().map(|row| cell(input, row, registry)).collect::<Result<_>>()?;
            if let ([_, _, ..], []) = (read.as_slice(), input.by) {
                return Err(Problem::new(ErrorKind::Double, name, "several values for one", "give one").into());
            }
            let mut seen = BTreeSet::new();
            for cell in &read {
                if !seen.insert((cell.year, &cell.labels)) {
                    let labels = said(cell);
                    let reason = if labels.is_empty() { "given twice".to_owned() } else { format!("given twice for {labels}") };
                    return Err(Problem::new(ErrorKind::Double, name, reason, "give each value once").into());
                }
            }
            if !read.is_empty() {
                cells.insert(name.clone(), read);
            }
        }
        Ok(Self { cells })
    }

    /// Whether one value of an input can be read.
    pub(super) fn check(input: &Input, given: &Value, registry: &Registry) -> Result<()> {
        cell(input, given, registry).map(|_| ())
    }

    /// Whether an input was given.
    pub fn has(&self, name: &str) -> bool {
        self.cells.contains_key(name)
    }

    /// Every value as it was given, by name.
    pub fn cells(&self) -> impl Iterator<Item = (&str, &[Cell])> {
        self.cells.iter().map(|(name, cells)| (name.as_str(), cells.as_slice()))
    }

    /// The inputs as they are written, rows by their values: what [`Worksheet::read`] takes, and gives these again.
    pub fn written(&self) -> Value {
        let cell = |cell: &Cell| {
            let mut object = serde_json::Map::new();
            if let Some(year) = cell.year {
                object.insert("year".to_owned(), year.number().into());
            }
            object.extend(cell.labels.iter().map(|(label, word)| (label.clone(), word.as_str().into())));
            object.insert("value".to_owned(), cell.value.to_string().into());
            if cell.per != Exact::ONE {
                object.insert("per".to_owned(), cell.per.to_string().into());
            }
            object.insert("unit".to_owned(), cell.unit.as_str().into());
            Value::Object(object)
        };
        let of = |cells: &[Cell]| match cells {
            [only] if only.year.is_none() && only.labels.is_empty() => cell(only),
            cells => Value::Array(cells.iter().map(cell).collect()),
        };
        Value::Object(self.cells.iter().map(|(name, cells)| (name.clone(), of(cells))).collect())
    }

    fn of(&self, name: &str) -> &[Cell] {
        self.cells.get(name).map_or(&[], Vec::as_slice)
    }

    fn first(&self, name: &str) -> Result<&Cell> {
        let missing = || Problem::new(ErrorKind::Empty, name, "not given", "give value and unit");
        Ok(self.of(name).first().ok_or_else(missing)?)
    }

    /// An amount.
    pub fn quantity<Q: Quantity>(&self, name: &str) -> Result<Q> {
        amount(self.first(name)?)
    }

    /// An amount, if it was given.
    pub fn maybe_quantity<Q: Quantity>(&self, name: &str) -> Result<Option<Q>> {
        self.of(name).first().map(amount).transpose()
    }

    /// A ratio, in base units for each base unit.
    pub fn ratio(&self, name: &str) -> Result<Ratio> {
        self.first(name).map(|cell| cell.ratio)
    }

    /// A ratio, if it was given.
    pub fn maybe_ratio(&self, name: &str) -> Option<Ratio> {
        self.of(name).first().map(|cell| cell.ratio)
    }

    /// A ratio of 0 to 1.
    pub fn share(&self, name: &str) -> Result<Ratio> {
        share(name, self.first(name)?)
    }

    /// A ratio of 0 to 1, if it was given.
    pub fn maybe_share(&self, name: &str) -> Result<Option<Ratio>> {
        self.of(name).first().map(|cell| share(name, cell)).transpose()
    }

    /// A number without a unit, to the last digit.
    pub fn number(&self, name: &str) -> Result<Exact> {
        Ok(self.first(name)?.ratio.evaluate()?.value())
    }

    /// A whole number that `T` holds: a month, a count.
    pub fn whole<T: TryFrom<u64>>(&self, name: &str) -> Result<T> {
        let number = self.number(name)?;
        let whole = number.to_string().parse::<u64>().ok().and_then(|number| T::try_from(number).ok());
        whole.ok_or_else(|| {
            Problem::new(
                ErrorKind::Number,
                &number.to_string(),
                format!("{name}: not a whole number it can take"),
                "write a whole number",
            )
            .into()
        })
    }

    /// The amounts of a table; none where it was not given.
    pub fn table<Q: Quantity>(&self, name: &str) -> Result<Vec<Row<Q>>> {
        self.rows(name, amount)
    }

    /// The ratios of a table; none where it was not given.
    pub fn ratios(&self, name: &str) -> Result<Vec<Row<Ratio>>> {
        self.rows(name, |cell| Ok(cell.ratio))
    }

    /// The ratios of a table, each of 0 to 1; none where it was not given.
    pub fn shares(&self, name: &str) -> Result<Vec<Row<Ratio>>> {
        self.rows(name, |cell| share(name, cell))
    }

    fn rows<T>(&self, name: &str, read: impl Fn(&Cell) -> Result<T>) -> Result<Vec<Row<T>>> {
        let row = |cell: &Cell| Ok(Row { year: cell.year, labels: cell.labels.clone(), value: read(cell)? });
        self.of(name).iter().map(row).collect()
    }
}

/// The labels of a cell as an error says them.
fn said(cell: &Cell) -> String {
    let year = cell.year.map(|year| year.to_string());
    year.into_iter().chain(cell.labels.values().cloned()).collect::<Vec<_>>().join(", ")
}

fn amount<Q: Quantity>(cell: &Cell) -> Result<Q> {
    Ok(Q::from_base(cell.ratio.evaluate()?.value()))
}

fn share(name: &str, cell: &Cell) -> Result<Ratio> {
    if !cell.ratio.is_share() {
        let reason = format!("{name}: a share above one");
        return Err(Problem::new(ErrorKind::Number, &cell.value.to_string(), reason, "write 0.8, or 80 with the unit %").into());
    }
    Ok(cell.ratio)
}

/// One value: `{"value": "12.5", "unit": "Gg"}` or `{"row": "id of a row"}`, and its labels.
fn cell(input: &Input, given: &Value, registry: &Registry) -> Result<Cell> {
    let placed = |error: Error| match error {
        // Here no option of a city lets more through.
        Error::Value(problem) => problem.without_option().of(Subject::Named(input.name.into())).into(),
        other => other,
    };
    let Value::Object(given) = given else {
        let mend = "write {\"value\": \"12.5\", \"unit\": \"Gg\"}, the number in quotes";
        return Err(Problem::new(ErrorKind::Setting, input.name, "a value without its unit", mend).into());
    };
    let mut words: BTreeMap<&str, String> = BTreeMap::new();
    for (key, word) in given {
        let word = match word {
            Value::String(text) => text.clone(),
            Value::Number(number) if number.is_i64() || number.is_u64() => number.to_string(),
            other => {
                let reason = format!("{}: {key} is neither text nor a whole number", input.name);
                return Err(Problem::new(ErrorKind::Number, &other.to_string(), reason, "write it in quotes: \"12.5\"").into());
            }
        };
        words.insert(key.as_str(), word);
    }
    let rate = match words.remove("row") {
        Some(id) => {
            if let Some(value) = words.get("value").or_else(|| words.get("unit")) {
                let reason = format!("{}: beside a row, which has its own value and unit", input.name);
                return Err(Problem::new(ErrorKind::Conflict, value, reason, "give the one or the other").into());
            }
            let (rate, basis) = row(&id, registry).map_err(placed)?;
            (rate, basis, Some(id))
        }
        None => {
            let need = |words: &mut BTreeMap<&str, String>, key: &str| {
                words.remove(key).ok_or_else(|| {
                    let mend = format!("write {{\"value\": \"12.5\", \"unit\": \"{}\"}}", input.unit);
                    Problem::new(ErrorKind::Empty, input.name, format!("{key} is not given"), mend)
                })
            };
            let (value, unit) = (need(&mut words, "value")?, need(&mut words, "unit")?);
            let per = words.remove("per").unwrap_or_else(|| "1".to_owned());
            (rate(&value, &per, &unit).map_err(placed)?, String::new(), None)
        }
    };
    let (rate, basis, row) = rate;
    fits(input, &rate)?;
    if rate.value.is_negative() {
        let reason = format!("{}: below zero", input.name);
        return Err(Problem::new(ErrorKind::Negative, &rate.value.to_string(), reason, "write what there is").into());
    }
    let mut labels = BTreeMap::new();
    let mut year = None;
    for label in input.by {
        let Some(word) = words.remove(label) else {
            let reason = format!("{label} is not given");
            return Err(Problem::new(
                ErrorKind::Empty,
                input.name,
                reason,
                format!("its values are told apart by {}", input.by.join(", ")),
            )
            .into());
        };
        if *label == "year" {
            year = Some(word.parse().map_err(placed)?);
        } else {
            labels.insert((*label).to_owned(), word);
        }
    }
    if let Some((key, _)) = words.into_iter().find(|(key, _)| *key != "source") {
        let takes = ["value", "per", "unit", "row", "source"].iter().chain(input.by).copied().collect::<Vec<_>>().join(", ");
        return Err(
            Problem::new(ErrorKind::Setting, key, format!("not a key of {}", input.name), format!("it takes {takes}")).into()
        );
    }
    let ratio = rate.ratio()?;
    let unit = if rate.per_unit.symbol() == "1" { rate.unit.to_string() } else { rate.units() };
    Ok(Cell { year, labels, value: rate.value, per: rate.per, unit, row, basis, ratio })
}

/// A number and its unit: an amount is a rate for each one.
fn rate(value: &str, per: &str, unit: &str) -> Result<Rate> {
    let (number, per) = (NumberFormat::default().parse(value)?, NumberFormat::default().parse(per)?);
    if unit.contains('/') { Rate::parse(number, per, unit) } else { Rate::new(number, unit.parse()?, per, "1".parse()?) }
}

/// The rate of a row of the tables, and its basis.
fn row(id: &str, registry: &Registry) -> Result<(Rate, String)> {
    if let Some(found) = registry.parameters().iter().find(|row| row.id == id) {
        return Ok((found.rate, found.basis.clone()));
    }
    if let Some(found) = registry.factors().iter().find(|row| row.id == id) {
        return Ok((found.rate, found.basis.clone()));
    }
    let ids = registry.parameters().iter().map(|row| row.id.as_str()).chain(registry.factors().iter().map(|row| row.id.as_str()));
    let mend = did_you_mean(id, ids).map_or_else(
        || "see emission_factors/README.md, or give value and unit".to_owned(),
        |near| format!("did you mean \"{near}\"?"),
    );
    Err(Problem::new(ErrorKind::Factor, id, "not the id of a row", mend).into())
}

/// Refuses a unit of other dimensions than the input's; a share may be written in any unit for each the same one, or in %.
fn fits(input: &Input, rate: &Rate) -> Result<()> {
    let wanted = input.dimensions()?;
    let given = (rate.unit.dimension(), rate.per_unit.dimension());
    let share = |(unit, per): (Dimension, Dimension)| unit == per;
    if given == wanted || (share(given) && share(wanted)) {
        return Ok(());
    }
    let unit = if rate.per_unit.symbol() == "1" { rate.unit.to_string() } else { rate.units() };
    let reason = format!("{}: not a unit it can be given in", input.name);
    Err(Problem::new(ErrorKind::Dimension, &unit, reason, format!("use a unit such as {}", input.unit)).into())
}
