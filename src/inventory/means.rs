//! Means of stocks that are known by months or days, taken when a year is closed.
//!
//! Places, files and units are added up first, so the mean is over all months that are known of an activity in the year: a place that
//! is known for a part of them counts for that part. A month known by days is the mean of these days.

use crate::assess::{Line, LineInput, LineInputs, Name, Term};
use crate::error::Result;
use crate::quantity::Ratio;
use crate::taxonomy::{Coverage, Days, Months};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What is known of the stocks of a year, by activity.
#[derive(Default)]
pub(super) struct Means<'l>(BTreeMap<&'l Name, Known>);

/// The months that are known, and the days of those that are known by days.
#[derive(Default)]
struct Known {
    months: Months,
    days: BTreeMap<u8, Days>,
}

impl<'l> Means<'l> {
    /// Of the lines of a year.
    pub(super) fn of(lines: impl IntoIterator<Item = &'l Line>) -> Self {
        let mut means = Self::default();
        for line in lines {
            for input in line.inputs.values().filter(|input| input.coverage.is_mean()) {
                let known = means.0.entry(&line.id.activity).or_default();
                known.months = known.months.with(input.coverage.months());
                if let Coverage::MeanOfDays { month, days } = input.coverage {
                    let held = known.days.entry(month).or_default();
                    *held = held.with(days);
                }
            }
        }
        means
    }

    /// The line with the means of its sums as terms; the same line where it has none.
    pub(super) fn taken<'a>(&self, line: &'a Line) -> Result<Cow<'a, Line>> {
        let Some(known) = self.0.get(&line.id.activity).filter(|_| line.inputs.values().any(|input| input.coverage.is_mean()))
        else {
            return Ok(Cow::Borrowed(line));
        };
        let taken = line.inputs.iter().map(|(key, input)| {
            let terms = known.terms(input.coverage)?;
            let coverage = Coverage::default();
            Ok((key.clone(), LineInput { coverage, conversion: input.conversion.after(&terms), ..input.clone() }))
        });
        Ok(Cow::Owned(Line { inputs: taken.collect::<Result<LineInputs>>()?, ..line.clone() }))
    }
}

impl Known {
    fn terms(&self, coverage: Coverage) -> Result<Vec<Term>> {
        let months = ("mean-of-months", self.months.count());
        Ok(match coverage {
            Coverage::MeanOfMonths(_) => vec![mean(months)?],
            Coverage::MeanOfDays { month, .. } => {
                let days = self.days.get(&month).copied().unwrap_or_default();
                vec![mean(("mean-of-days", days.count()))?, mean(months)?]
            }
            _ => Vec::new(),
        })
    }
}

/// One of so many.
fn mean((name, count): (&str, u32)) -> Result<Term> {
    let ratio = Ratio::new(1_i64, i64::from(count))?;
    Ok(Term::of_time(name, ratio))
}
