//! Equipment: what goes into service together, how long it serves, and the electricity that it takes.

use super::group::{CODE, IN_SERVICE, NAME, PLACE, source};
use super::{MeasureForm, Service};
use crate::activity::Activity;
use crate::error::Result;
use crate::forms::{FormInputs, SourcedAmount};
use crate::quantity::Ratio;
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};

/// Equipment of one kind that goes into service on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Equipment {
    /// Its name; each group has its own.
    pub name: String,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// The electricity that it takes: `commercial.electricity`.
    pub code: String,
    /// Days in service.
    pub service: Service,
    /// Years of service until it has worn out; none where the days in service say it.
    pub life: Option<Ratio>,
    /// Who states it.
    pub source: String,
}

impl Equipment {
    /// A group, as a form states it.
    pub(super) fn read(group: &FormInputs, form: &MeasureForm<'_>, life: Option<Ratio>) -> Result<Self> {
        let registry = form.context.registry;
        Ok(Self {
            name: group.need(&NAME, registry)?,
            place: group.get(&PLACE).unwrap_or_default(),
            code: group.need(&CODE, registry)?,
            service: group.parsed(&IN_SERVICE)?.ok_or_else(|| group.missing(&IN_SERVICE, registry))?,
            life,
            source: source(group)?,
        })
    }

    /// The part of a year in which it serves: over all years together no more than its life.
    ///
    /// ```
    /// use citycarbon::measures::equipment::Equipment;
    /// let lamps = Equipment {
    ///     name: "lamps".to_owned(), place: String::new(), code: "commercial.electricity".to_owned(),
    ///     service: "2023".parse()?, life: Some("5/2".parse()?), source: "catalogue".to_owned(),
    /// };
    /// let share = |year: &str| Ok::<_, citycarbon::Error>(lamps.share_of(year.parse()?)?.evaluate()?.value().to_string());
    /// assert_eq!([share("2024")?, share("2025")?, share("2026")?], ["1", "0.5", "0"]);
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn share_of(&self, year: Year) -> Result<Ratio> {
        self.service.share_within(self.life, year)
    }

    /// Whether it serves in a year.
    pub(super) fn serves_in(&self, year: Year) -> Result<bool> {
        Ok(!self.share_of(year)?.numerator().is_zero())
    }

    /// Something of a full year, over a part of it.
    pub(super) fn over(&self, year: Year, what: &str, amount: &SourcedAmount, share: Ratio) -> Activity {
        Activity::new(&self.code, year, amount.amount)
            .with_place(&self.place)
            .with_origin(&format!("{}, {what}: {}", self.name, amount.source))
            .with_time("part of the year in service", share, &self.service.to_string())
    }
}
