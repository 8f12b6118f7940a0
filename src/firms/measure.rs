//! Measures that apply to a firm: what they save and cost, where a source prints it.

use super::firm::Firm;
use super::footprint::{FirmCo2e, FirmFootprint, FirmSource};
use super::sector::FirmInput;
use crate::assess::{Assessor, ClosedLine};
use crate::error::{Error, Message, Result};
use crate::gas::{GwpSet, Stated};
use crate::i18n::{self, Language};
use crate::quantity::{Exact, Ratio, Reading};
use crate::records::{BundledRow, Row, bundled_rows};
use crate::taxonomy::{Region, Regions};
use std::sync::LazyLock;

/// A measure as its source prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MeasureFact {
    /// Its name; its title and the remark on it are entries of the name in the language files.
    pub name: String,
    /// What it saves.
    pub input: FirmInput,
    /// Where it was found.
    pub region: Region,
    /// For each of what: a kW of panels, a kWh of lighting, a litre of diesel.
    pub per: Reading,
    /// What that saves of the input in a year.
    pub saves: Reading,
    /// The electricity that it uses instead.
    pub uses: Option<Reading>,
    /// The same at its limits, where the source has a range.
    pub uses_limits: Option<(Reading, Reading)>,
    /// Whether all of the input can be counted in `per`.
    pub whole: bool,
    /// What one `per` costs.
    pub cost: Option<MeasureCost>,
    /// The publication.
    pub source: String,
    /// The place in it.
    pub locator: String,
    /// `seen` or `secondary`.
    pub confidence: String,
}

/// What a measure costs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MeasureCost {
    /// How much.
    pub amount: Exact,
    /// In which money.
    pub currency: String,
    /// At prices of which year; none where the source prints none.
    pub price_year: Option<u16>,
}

/// A measure that applies to a firm.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FirmMeasure {
    /// What the source prints.
    pub fact: &'static MeasureFact,
    /// kg CO2e that one `per` saves in a year, below zero where it adds.
    pub saved_each: Exact,
    /// kg CO2e that is saved if all of the input is counted in `per`.
    pub saved_whole: Option<Exact>,
}

impl BundledRow for MeasureFact {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let text = |column: &str| row.cell(column).unwrap_or_default();
        let maybe = |column: &str| Some(text(column)).filter(|cell| !cell.is_empty()).map(str::parse::<Reading>).transpose();
        let cost = Some(text("cost")).filter(|cell| !cell.is_empty()).map(str::parse::<Exact>).transpose()?;
        let input = FirmInput::ALL.into_iter().find(|input| input.name() == text("input"));
        Ok(Self {
            name: row.require("measure")?.to_owned(),
            input: input.ok_or_else(|| Error::from(Message::EmptyCell))?,
            region: row.require("region")?.parse()?,
            per: row.require("per")?.parse()?,
            saves: row.require("saves")?.parse()?,
            uses: maybe("uses")?,
            uses_limits: maybe("uses_low")?.zip(maybe("uses_high")?),
            whole: text("whole") == "true",
            cost: cost.map(|amount| MeasureCost {
                amount,
                currency: text("currency").to_owned(),
                price_year: text("price_year").parse().ok(),
            }),
            source: row.require("source")?.to_owned(),
            locator: row.require("locator")?.to_owned(),
            confidence: row.require("confidence")?.to_owned(),
        })
    }
}

static FACTS: LazyLock<Vec<MeasureFact>> = LazyLock::new(|| bundled_rows("measures.csv", include_str!("measures.csv")));

impl MeasureFact {
    /// Every measure of the table.
    pub fn all() -> &'static [Self] {
        &FACTS
    }

    /// Its title.
    pub fn title(&self, language: Language) -> String {
        i18n::text(&format!("firm-measure.{}", self.name), language).to_owned()
    }

    /// What must be true for it to save so much.
    pub fn note(&self, language: Language) -> String {
        i18n::text(&format!("firm-measure-note.{}", self.name), language).to_owned()
    }
}

impl FirmFootprint {
    /// The measures for what the firm uses, in the order of the table. They are not added: two of them may save the same kWh.
    pub fn measures(&self, assessor: &Assessor) -> Result<Vec<FirmMeasure>> {
        let mut found = Vec::new();
        for fact in MeasureFact::all() {
            let Some(source) = self.sources().iter().find(|source| source.input == fact.input) else { continue };
            if !Regions::bundled().lies_in(&self.firm().region, &fact.region) {
                continue;
            }
            let firm = self.firm();
            let saved = emitted(firm, fact.input, fact.saves, assessor, self.gwp())?;
            let used = match fact.uses {
                Some(uses) => emitted(firm, FirmInput::Electricity, uses, assessor, self.gwp())?,
                None => FirmCo2e::ZERO,
            };
            let saved_each = saved.kg().checked_sub(used.kg())?;
            let saved_whole = fact.whole.then(|| whole(self, fact, source, saved_each)).transpose()?;
            found.push(FirmMeasure { fact, saved_each, saved_whole });
        }
        Ok(found)
    }
}

/// What an amount of an input emits, by the factors of the firm.
fn emitted(firm: &Firm, input: FirmInput, amount: Reading, assessor: &Assessor, gwp: GwpSet) -> Result<FirmCo2e> {
    let assessed = assessor.assess_activity(&firm.activity(input, amount)?)?;
    let closed: Result<Vec<ClosedLine>> = assessed.lines.iter().map(|line| line.close(gwp, Stated::Refuse)).collect();
    Ok(FirmSource::of_lines(input, closed?)?.co2e)
}

/// What one `per` saves, for all that the firm uses.
fn whole(footprint: &FirmFootprint, fact: &MeasureFact, source: &FirmSource, saved_each: Exact) -> Result<Exact> {
    let used = footprint.firm().uses.get(&source.input).map_or(Ok(Exact::ZERO), |used| used.amount.in_base())?;
    let times = Ratio::new(used, fact.per.in_base()?)?;
    Ok(times.checked_mul(saved_each)?.evaluate()?.value())
}
