//! Cross-check: another way to the figure of a reference, shown next to it and in no total.

use super::stated_codes;
use crate::assess::MethodRecord;
use crate::error::Result;
use crate::factors::Registry;
use crate::gas::{GwpSet, Stated};
use crate::quantity::{Dimension, Exact, Mass, Quantity, Reading, Unit};
use crate::taxonomy::{Category, Year};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What another way gives for a reference, in CO2e: a surrogate, a part that is known, somebody else's figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "StoredCheck")]
#[non_exhaustive]
pub struct CrossCheck {
    /// The year.
    pub year: Year,
    /// The reference.
    pub category: Category,
    /// What it is, in the city's words.
    pub what: String,
    /// kg CO2e.
    pub co2e: Exact,
    /// The source, or how it was computed.
    pub source: String,
    /// Why it is in no total.
    pub reason: String,
    /// Where it is a stated total: the references, sub-sectors or sectors whose figures of the same source it is the total of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub total_of: Vec<String>,
}

/// A cross-check as it is written down, before it is checked.
#[derive(Deserialize)]
struct StoredCheck {
    year: Year,
    category: Category,
    what: String,
    co2e: Exact,
    source: String,
    reason: String,
    #[serde(default)]
    total_of: Vec<String>,
}

impl TryFrom<StoredCheck> for CrossCheck {
    type Error = crate::error::Error;

    fn try_from(stored: StoredCheck) -> Result<Self> {
        let StoredCheck { year, category, what, co2e, source, reason, total_of } = stored;
        let amount = Reading::new(co2e, Unit::base(Dimension::Mass));
        Self::new(category, year, &what, amount, &source, &reason)?.with_total_of(&total_of.join(" "))
    }
}

impl CrossCheck {
    /// A figure next to a reference. Refused: a unit of anything but mass.
    pub fn new(category: Category, year: Year, what: &str, amount: Reading, source: &str, reason: &str) -> Result<Self> {
        let unit = amount.unit();
        if unit.dimension() != Dimension::Mass {
            return Err(unit.refused_for(Dimension::Mass, None, Some("kg")).into());
        }
        let (what, source, reason) = (what.to_owned(), source.to_owned(), reason.to_owned());
        Ok(Self { year, category, what, co2e: amount.in_base()?, source, reason, total_of: Vec::new() })
    }

    /// The same, the total of what the same source states for these references, sub-sectors or sectors, a space between them. Closing
    /// the inventory compares both. Refused: a code that no reference is within.
    ///
    /// ```
    /// use citycarbon::inventory::CrossCheck;
    /// let total = CrossCheck::new("III.1.1".parse()?, "2018".parse()?, "all waste", "8528.04 t".parse()?, "report", "a stated total")?;
    /// assert_eq!(total.clone().with_total_of("III.1 III.2.1")?.total_of, ["III.1", "III.2.1"]);
    /// assert!(total.with_total_of("III.9").is_err());
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn with_total_of(self, codes: &str) -> Result<Self> {
        Ok(Self { total_of: stated_codes::read(codes)?, ..self })
    }

    /// Whether it is a stated total.
    pub fn is_total(&self) -> bool {
        !self.total_of.is_empty()
    }

    /// What a method gives for its references in CO2e, one for each year of its results and each reference.
    pub fn of_method(method: &MethodRecord, registry: &Registry, gwp: GwpSet, reason: &str) -> Result<Vec<Self>> {
        let lines = method.lines(registry)?;
        let places: BTreeSet<(Year, Category)> = lines.iter().map(|line| (line.id.year, line.id.category)).collect();
        let of_place = |(year, category): (Year, Category)| {
            let mut sum = Exact::ZERO;
            for line in lines.iter().filter(|line| (line.id.year, line.id.category) == (year, category)) {
                let mass = Mass::from_base(line.amount()?.evaluate()?.value());
                sum = sum.checked_add(line.substance.co2e(mass, gwp, Stated::Refuse)?.map_or(Exact::ZERO, Quantity::base))?;
            }
            let amount = Reading::new(sum, Unit::base(Dimension::Mass));
            let place = if method.place.is_empty() { String::new() } else { format!(", {}", method.place) };
            let what = format!("{}{place}", method.spec.name);
            Self::new(category, year, &what, amount, &method.source, reason)
        };
        places.into_iter().map(of_place).collect()
    }
}
