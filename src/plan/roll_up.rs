//! From the plans of districts to the plan above: quantities added, overlaps refused, missing districts listed. And counts by grade, as
//! cities publish them.

use super::card::{ActionCard, QuantifiedAction};
use super::progress::ProgressCheck;
use crate::error::{Error, Message, PlanFault, Result};
use crate::quantity::{Exact, Ratio};
use std::collections::BTreeMap;

/// An action of an upper plan, from its parts in the plans below.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RolledUp {
    /// The sum of what was reported; none where nothing was.
    pub actual: Option<Exact>,
    /// The parts in it, each as "district: number".
    pub parts: Vec<String>,
    /// Parts without data.
    pub without_data: Vec<String>,
}

fn fault(value: String, fault: PlanFault) -> Error {
    Message::Plan { value: Some(value.into()), fault }.into()
}

/// Adds the parts of an upper action in checks of districts, all of one year. Refused: a part measured by another indicator or in another
/// unit, two parts that act on the same thing, a check of another year.
pub fn roll_up(upper: &ActionCard, districts: &BTreeMap<String, ProgressCheck>) -> Result<RolledUp> {
    let quantified = upper.quantified().ok_or_else(|| fault(upper.number.clone(), PlanFault::OtherKindOfReport))?;
    let mut acts_on: BTreeMap<&str, String> = BTreeMap::new();
    let mut found = RolledUp { actual: None, parts: Vec::new(), without_data: Vec::new() };
    let year = districts.values().next().map(ProgressCheck::year);
    for (district, check) in districts {
        if let Some(year) = year
            && check.year() != year
        {
            return Err(fault(district.clone(), PlanFault::NoFigureOf { year: year.to_string().into() }));
        }
        for card in check.cards().filter(|card| card.part_of.as_deref() == Some(upper.number.as_str())) {
            let name = format!("{district}: {}", card.number);
            if card.quantified().map(QuantifiedAction::indicator) != Some(quantified.indicator()) {
                let indicator = quantified.indicator();
                let wanted = format!("{} ({})", indicator.name, indicator.unit).into();
                return Err(fault(name, PlanFault::OtherIndicator { wanted }));
            }
            for thing in &card.acts_on {
                if let Some(first) = acts_on.insert(thing, name.clone()) {
                    return Err(fault(thing.clone(), PlanFault::Overlap { first: first.into(), second: name.into() }));
                }
            }
            match check.actual(&card.number) {
                Some(actual) => {
                    found.actual = Some(found.actual.unwrap_or(Exact::ZERO).checked_add(actual)?);
                    found.parts.push(name);
                }
                None => found.without_data.push(name),
            }
        }
    }
    Ok(found)
}

/// Actions by the grades of a city, and those in words that have none.
///
/// ```
/// use citycarbon::plan::GradeCounts;
/// let counts = [("good".to_owned(), 3), ("poor".to_owned(), 1)];
/// let graded = GradeCounts::new(counts.clone().into(), 2, 6)?;
/// assert_eq!(graded.share(&["good"])?.unwrap().to_string(), "3/4");
/// let error = GradeCounts::new(counts.into(), 2, 7).unwrap_err();
/// assert_eq!(error.to_string(), "\"7\": a printed total whose parts add up to 6; state what is missing, or correct a figure");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeCounts {
    grades: BTreeMap<String, u64>,
    qualitative: u64,
}

impl GradeCounts {
    /// Counts and their printed total; refused where they do not add up to it.
    pub fn new(grades: BTreeMap<String, u64>, qualitative: u64, total: u64) -> Result<Self> {
        let counts = Self { grades, qualitative };
        let sum = counts.quantitative().saturating_add(qualitative);
        if sum != total {
            return Err(fault(total.to_string(), PlanFault::NotTheSumOfParts { sum: sum.to_string().into() }));
        }
        Ok(counts)
    }

    /// How many have each grade.
    pub fn grades(&self) -> &BTreeMap<String, u64> {
        &self.grades
    }

    /// Actions with a grade.
    pub fn quantitative(&self) -> u64 {
        self.grades.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Actions in words.
    pub fn qualitative(&self) -> u64 {
        self.qualitative
    }

    /// The share of some grades among the actions that have one; none where there are none.
    pub fn share(&self, grades: &[&str]) -> Result<Option<Ratio>> {
        let of = self.grades.iter().filter(|(grade, _)| grades.contains(&grade.as_str()));
        let part = of.fold(0_u64, |sum, (_, count)| sum.saturating_add(*count));
        let whole = self.quantitative();
        if whole == 0 { Ok(None) } else { Ratio::new(part, whole).map(Some) }
    }
}
