//! What cells may look like: the input policy.

use crate::error::Problem;
use crate::quantity::NumberFormat;
use crate::records::{Delimiter, Limits};
use crate::taxonomy::{Era, Period};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
/// let policy: InputPolicy = toml::from_str("delimiter = \"semicolon\"\nera = \"BE\"\nthai_digits = true").unwrap();
/// assert_eq!(policy.stated(), ["delimiter = \"semicolon\"", "era = \"BE\"", "thai_digits = true"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Flat", into = "Flat")]
#[non_exhaustive]
pub struct InputPolicy {
    /// What numbers may look like.
    pub number: NumberFormat,
    /// The era that years are written in.
    pub era: Era,
    /// What parts the cells.
    pub delimiter: Delimiter,
    /// How much is read before a file is refused.
    pub limits: Limits,
    /// Whether ids are compared.
    pub ids: IdPolicy,
    /// Whether an unknown column is refused; else it is named in a notice.
    pub strict_columns: bool,
    /// Column names of the files, and the column that each means: `"วันที่" = "period"`.
    pub aliases: BTreeMap<String, String>,
}

with_members! {
    InputPolicy {
        /// The same, with what numbers may look like.
        with_number(number: NumberFormat),
        /// The same, with the era of years.
        with_era(era: Era),
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
        // An error shows the cell as it is written.
        Period::parse(&self.number.ascii_digits(cell), self.era).map_err(|problem| problem.with_value(cell))
    }

    /// The options in use, as they would be written.
    pub fn stated(&self) -> Vec<String> {
        let mut stated = Vec::new();
        let default = Self::default();
        if self.delimiter != default.delimiter {
            stated.push(format!("delimiter = \"{}\"", self.delimiter));
        }
        if self.era != default.era {
            stated.push("era = \"BE\"".to_owned());
        }
        if self.ids != default.ids {
            stated.push("ids = \"unchecked\"".to_owned());
        }
        if self.strict_columns {
            stated.push("strict_columns = true".to_owned());
        }
        let NumberFormat { thousands_comma, thai_digits, exponent } = self.number;
        for (used, name) in [(thousands_comma, "thousands_comma"), (thai_digits, "thai_digits"), (exponent, "exponent")] {
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
        ] {
            if own != usual {
                stated.push(format!("limits.{name} = {own}"));
            }
        }
        stated.extend(self.aliases.iter().map(|(alias, column)| format!("aliases.\"{alias}\" = \"{column}\"")));
        stated
    }
}

#[allow(clippy::struct_excessive_bools)] // One for each option, as a file writes them.
/// The policy as a file writes it, the number options next to the others.
#[derive(Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Flat {
    thousands_comma: bool,
    thai_digits: bool,
    exponent: bool,
    era: Era,
    delimiter: Delimiter,
    ids: IdPolicy,
    strict_columns: bool,
    limits: Limits,
    aliases: BTreeMap<String, String>,
}

impl Default for Flat {
    fn default() -> Self {
        InputPolicy::default().into()
    }
}

impl From<InputPolicy> for Flat {
    fn from(policy: InputPolicy) -> Self {
        let InputPolicy { number, era, delimiter, limits, ids, strict_columns, aliases } = policy;
        let NumberFormat { thousands_comma, thai_digits, exponent } = number;
        Self { thousands_comma, thai_digits, exponent, era, delimiter, ids, strict_columns, limits, aliases }
    }
}

impl From<Flat> for InputPolicy {
    fn from(flat: Flat) -> Self {
        let Flat { thousands_comma, thai_digits, exponent, era, delimiter, ids, strict_columns, limits, aliases } = flat;
        let number = NumberFormat { thousands_comma, thai_digits, exponent };
        Self { number, era, delimiter, limits, ids, strict_columns, aliases }
    }
}
