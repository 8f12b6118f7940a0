//! What cells may look like: the input policy.

use super::header::{REQUIRED, WantedColumns};
use crate::error::{Error, Message, Problem, Text};
use crate::quantity::{DecimalMark, NumberFormat};
use crate::records::{Delimiter, Encoding, Limits, TableFormat};
use crate::taxonomy::{DateOrder, Era, Period};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The columns that may be the same in every row, without standing in the file.
pub const FIXED: [&str; 6] = ["period", "activity", "unit", "place", "basis", "quality"];

/// Whether the ids of rows are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum IdPolicy {
    /// An id may occur once in all ledgers of a run.
    #[default]
    Unique,
    /// Ids are not looked at; a report says so.
    Unchecked,
}

/// What cells may look like. The default takes one way of writing; every option allows one thing more, and a report names it.
///
/// ```
/// use citycarbon::ledger::InputPolicy;
/// let policy: InputPolicy = toml::from_str("delimiter = \"semicolon\"\ndecimal = \",\"\nera = \"BE\"").unwrap();
/// assert_eq!(policy.stated(), ["delimiter = \"semicolon\"", "era = \"BE\"", "decimal = \",\""]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Flat", into = "Flat")]
#[non_exhaustive]
pub struct InputPolicy {
    /// What numbers may look like.
    pub number: NumberFormat,
    /// The era that years are written in.
    pub era: Era,
    /// In which order dates are written.
    pub dates: DateOrder,
    /// What parts the cells.
    pub delimiter: Delimiter,
    /// What the bytes mean.
    pub encoding: Encoding,
    /// How much is read before a file is refused.
    pub limits: Limits,
    /// Whether ids are compared.
    pub ids: IdPolicy,
    /// Whether an unknown column is refused; else it is named in a notice.
    pub strict_columns: bool,
    /// Column names of the files, and the column that each means: `"วันที่" = "period"`.
    pub aliases: BTreeMap<String, String>,
    /// What every row of a ledger has in a column that the file does not have: `unit = "litre"`.
    pub fixed: BTreeMap<String, String>,
    /// Columns of a ledger that hold the amounts of a period each, in place of the columns `period` and `amount`.
    pub periods: BTreeMap<String, Period>,
}

with_members! {
    InputPolicy {
        /// The same, with what numbers may look like.
        with_number(number: NumberFormat),
        /// The same, with the era of years.
        with_era(era: Era),
        /// The same, with another order of dates.
        with_dates(dates: DateOrder),
        /// The same, of files in another encoding.
        with_encoding(encoding: Encoding),
        /// The same, with what every row has.
        with_fixed(fixed: BTreeMap<String, String>),
        /// The same, with columns of periods.
        with_periods(periods: BTreeMap<String, Period>),
        /// The same, with what separates the cells.
        with_delimiter(delimiter: Delimiter),
        /// The same, with other limits.
        with_limits(limits: Limits),
        /// The same, with ids compared or not.
        with_ids(ids: IdPolicy),
        /// The same, refusing unknown columns or naming them.
        with_strict_columns(strict_columns: bool),
        /// The same, with names of columns and what each means.
        with_aliases(aliases: BTreeMap<String, String>),
    }
}

impl InputPolicy {
    /// The period that a cell names: in the era of the files, in Thai digits where they are allowed.
    ///
    /// ```
    /// use citycarbon::ledger::InputPolicy;
    /// let policy: InputPolicy = toml::from_str("era = \"BE\"\nthai_digits = true").unwrap();
    /// assert_eq!(policy.period("๒๕๖๕-๐๓").unwrap().to_string(), "2022-03");
    /// ```
    pub fn period(&self, cell: &str) -> Result<Period, Problem> {
        let digits = self.number.ascii_digits(cell);
        Period::parse(&self.dates.plain(&digits), self.era).map_err(|problem| {
            let others = self.dates.others(&digits);
            if matches!(problem.message(), Message::NotAPeriod { .. }) && !others.is_empty() {
                return Message::OtherDate { value: cell.into(), orders: others.iter().map(Text::from).collect() }.into();
            }
            // An error shows the cell as it is written.
            problem.with_value(cell)
        })
    }

    /// How a table with these columns is read.
    pub(crate) fn format<'a>(&self, required: &[&'a str]) -> TableFormat<'a> {
        let (delimiter, limits, encoding) = (self.delimiter, self.limits, self.encoding);
        TableFormat { delimiter, limits, encoding, required: required.to_vec(), aliases: BTreeMap::new() }
    }

    /// How a ledger is read.
    pub(crate) fn ledger_format(&self) -> TableFormat<'_> {
        TableFormat { aliases: self.aliases.clone(), ..self.format(&self.required()) }
    }

    /// The columns that a ledger must have.
    pub(super) fn required(&self) -> Vec<&str> {
        let wide = !self.periods.is_empty();
        let elsewhere = |name: &str| self.fixed.contains_key(name) || (wide && ["period", "amount"].contains(&name));
        REQUIRED.into_iter().filter(|name| !elsewhere(name)).chain(self.periods.keys().map(String::as_str)).collect()
    }

    /// The same with all that is known of them; `delimiter` is the one in use.
    pub(super) fn columns(&self, delimiter: Delimiter) -> WantedColumns<'_> {
        let (required, strict) = (self.required(), self.strict_columns);
        WantedColumns { required, aliases: &self.aliases, fixed: &self.fixed, periods: &self.periods, delimiter, strict }
    }

    /// Whether rows are as the fast reader knows them.
    pub(super) fn is_plain(&self) -> bool {
        self.number.is_pointed() && self.dates == DateOrder::Iso && self.fixed.is_empty() && self.periods.is_empty()
    }

    /// The options in use, as they would be written.
    pub fn stated(&self) -> Vec<String> {
        let mut stated = Vec::new();
        let default = Self::default();
        if self.delimiter != default.delimiter {
            stated.push(format!("delimiter = \"{}\"", self.delimiter));
        }
        if self.encoding != default.encoding {
            stated.push(format!("encoding = \"{}\"", self.encoding));
        }
        if self.era != default.era {
            stated.push("era = \"BE\"".to_owned());
        }
        if self.dates != default.dates {
            stated.push(format!("dates = \"{}\"", self.dates));
        }
        if self.ids != default.ids {
            stated.push("ids = \"unchecked\"".to_owned());
        }
        if self.strict_columns {
            stated.push("strict_columns = true".to_owned());
        }
        let NumberFormat { decimal, thai_digits, exponent, .. } = self.number;
        let marks = [("decimal", decimal.map(DecimalMark::mark)), ("thousands", self.number.thousands_mark())];
        stated.extend(marks.into_iter().filter_map(|(name, mark)| Some(format!("{name} = \"{}\"", mark?))));
        for (used, name) in [(thai_digits, "thai_digits"), (exponent, "exponent")] {
            if used {
                stated.push(format!("{name} = true"));
            }
        }
        let (own, usual) = (self.limits, default.limits);
        for (name, own, usual) in [
            ("record", own.record, usual.record),
            ("field", own.field, usual.field),
            ("columns", own.columns, usual.columns),
            ("errors", own.errors, usual.errors),
            ("keys", own.keys, usual.keys),
            ("ids", own.ids, usual.ids),
            ("workbook", own.workbook, usual.workbook),
        ] {
            if own != usual {
                stated.push(format!("limits.{name} = {own}"));
            }
        }
        stated.extend(self.aliases.iter().map(|(alias, column)| format!("aliases.\"{alias}\" = \"{column}\"")));
        stated.extend(self.fixed.iter().map(|(column, value)| format!("fixed.{column} = \"{value}\"")));
        stated.extend(self.periods.iter().map(|(column, period)| format!("periods.\"{column}\" = \"{period}\"")));
        stated
    }
}

#[allow(clippy::struct_excessive_bools)] // One for each option, as a file writes them.
/// The policy as a file writes it, the number options next to the others.
#[derive(Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Flat {
    decimal: Option<DecimalMark>,
    thousands: Option<char>,
    thai_digits: bool,
    exponent: bool,
    era: Era,
    dates: DateOrder,
    delimiter: Delimiter,
    encoding: Encoding,
    ids: IdPolicy,
    strict_columns: bool,
    limits: Limits,
    aliases: BTreeMap<String, String>,
    fixed: BTreeMap<String, String>,
    periods: BTreeMap<String, Period>,
}

impl Default for Flat {
    fn default() -> Self {
        InputPolicy::default().into()
    }
}

impl From<InputPolicy> for Flat {
    fn from(policy: InputPolicy) -> Self {
        let InputPolicy { number, era, dates, delimiter, encoding, limits, ids, strict_columns, aliases, fixed, periods } = policy;
        let (NumberFormat { decimal, thai_digits, exponent, .. }, thousands) = (number, number.thousands_mark());
        Self {
            decimal,
            thousands,
            thai_digits,
            exponent,
            era,
            dates,
            delimiter,
            encoding,
            ids,
            strict_columns,
            limits,
            aliases,
            fixed,
            periods,
        }
    }
}

impl TryFrom<Flat> for InputPolicy {
    type Error = Error;

    fn try_from(flat: Flat) -> Result<Self, Error> {
        let number =
            NumberFormat::default().with_decimal(flat.decimal).with_thai_digits(flat.thai_digits).with_exponent(flat.exponent);
        let number = match flat.thousands {
            Some(mark) => number.with_thousands_mark(mark).ok_or(Message::NotAThousandsMark { value: (&mark).into() })?,
            None => number,
        };
        if let Some(column) = flat.fixed.keys().find(|column| !FIXED.contains(&column.as_str())) {
            let known = FIXED.map(Text::from).into();
            return Err(Message::UnknownColumn { value: column.into(), nearest: None, known }.into());
        }
        let Flat { era, dates, delimiter, encoding, ids, strict_columns, limits, aliases, fixed, periods, .. } = flat;
        Ok(Self { number, era, dates, delimiter, encoding, limits, ids, strict_columns, aliases, fixed, periods })
    }
}
