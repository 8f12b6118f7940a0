//! What a measure does, as text and as JSON.

use super::avoided::{self, PollutantReport};
use super::gpc::{gas_name, tonnes};
use super::labels::Label;
use super::published::{self, PublishedReport};
use super::table::{Rank, Table, TableCell, TableRow, apportioned, grouped};
use super::text;
use crate::error::{Error, Message, Result};
use crate::gas::GwpSet;
use crate::i18n::Language;
use crate::measures::{Served, ServiceUnit, Stream, Streams};
use crate::plan::{EffectNote, Effects, Evidence, YearEffect};
use crate::quantity::{Closed, Exact, Money, Ratio, Rounding};
use crate::taxonomy::{Category, Period, Year};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A measure as JSON shapes it: tonnes of CO2e unless a name says otherwise, every figure exact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MeasureReport {
    /// Its name.
    pub measure: String,
    /// The weights.
    pub gwp: GwpSet,
    /// Each year, ascending.
    pub years: Vec<MeasureYear>,
    /// What the figures are based on, each with its source.
    pub rests_on: Vec<Evidence>,
    /// What a reader must know.
    pub notes: Vec<String>,
    /// What was published of it, next to what is computed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub published: Vec<PublishedReport>,
}

/// One year of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MeasureYear {
    /// The year.
    pub year: Year,
    /// Without the measure.
    pub baseline_t: Exact,
    /// With it.
    pub project_t: Exact,
    /// What it causes elsewhere.
    pub leakage_t: Exact,
    /// Baseline less project less leakage.
    pub reduction_t: Exact,
    /// The reduction by scope: `scope1`, `scope2`, `scope3`.
    pub by_scope: BTreeMap<String, Exact>,
    /// The reduction by reference.
    pub by_ref: BTreeMap<Category, Exact>,
    /// The reduction by place; the city as a whole is the empty name.
    pub by_place: BTreeMap<String, Exact>,
    /// The reduction in kg of each gas; figures without a split are `CO2e`.
    pub by_gas_kg: BTreeMap<String, Exact>,
    /// What electricity sent to the grid avoids outside the city. Never to be added to the reduction.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub avoided_outside_t: Option<Exact>,
    /// What somebody claims without activity data. Never to be added to the reduction.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub claimed_t: Option<Exact>,
    /// Where years commit to what falls later: what falls in this year of its own commitment and of earlier years'. Never to be
    /// added to the reduction.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub this_year_t: Option<Exact>,
    /// The same reduction by the years in which it falls, `later` for all after the last one; together they are `reduction_t`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub falls_in_t: BTreeMap<String, Exact>,
    /// Service rendered, and what a unit of it emits without and with the measure.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub served: Vec<ServedReport>,
    /// Money saved.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub saved: Vec<SavedReport>,
    /// Tonnes of waste by stream, of periods and places.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub streams: Vec<StreamsReport>,
    /// Air pollutants avoided, kg; in no figure of CO2e.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub pollutants: Vec<PollutantReport>,
}

/// Waste of a period and place by stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StreamsReport {
    /// A year or a month.
    pub period: Period,
    /// The place; the city as a whole is the empty name.
    pub place: String,
    /// Tonnes of each stream that is stated.
    pub tonnes: BTreeMap<Stream, Exact>,
    /// Their sum.
    pub total_t: Exact,
    /// Recyclable and organic, of all seven streams; none unless all are stated.
    pub recycling_rate: Option<Exact>,
    /// All but general waste; none unless all seven are stated.
    pub landfill_reduction_t: Option<Exact>,
}

impl StreamsReport {
    fn of(streams: &Streams) -> Result<Self> {
        let rate = streams.recycling_rate()?.map(|rate| rate.evaluate().map(Closed::value));
        Ok(Self {
            period: streams.period,
            place: streams.place.clone(),
            tonnes: streams.tonnes.clone(),
            total_t: streams.total()?,
            recycling_rate: rate.transpose()?,
            landfill_reduction_t: streams.landfill_reduction()?,
        })
    }
}

/// Service of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ServedReport {
    /// What.
    pub what: String,
    /// How much: whole, or half-even at 10^-12.
    pub amount: Exact,
    /// kg CO2e for each, without the measure; none where nothing is served.
    pub baseline_kg_each: Option<Exact>,
    /// The same, with it.
    pub project_kg_each: Option<Exact>,
}

/// Money of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SavedReport {
    /// What is saved.
    pub what: String,
    /// How much.
    pub money: Money,
}

fn all_tonnes<K: Ord>(parts: BTreeMap<K, Exact>) -> Result<BTreeMap<K, Exact>> {
    parts.into_iter().map(|(key, part)| Ok((key, tonnes(part)?))).collect()
}

impl MeasureReport {
    /// The report of a measure's effects.
    pub fn of(effects: &Effects) -> Result<Self> {
        Ok(Self {
            measure: effects.measure.clone(),
            gwp: effects.gwp,
            years: effects.years.iter().map(|(year, effect)| MeasureYear::of(*year, effect, effects)).collect::<Result<_>>()?,
            rests_on: effects.rests_on.iter().cloned().collect(),
            notes: effects.notes.iter().map(EffectNote::to_string).collect(),
            published: PublishedReport::all(effects)?,
        })
    }
}

impl MeasureYear {
    fn of(year: Year, effect: &YearEffect, effects: &Effects) -> Result<Self> {
        let mut by_gas_kg = BTreeMap::new();
        for (substance, mass) in effect.by_gas()? {
            let held = by_gas_kg.entry(gas_name(substance).to_owned()).or_insert(Exact::ZERO);
            *held = held.checked_add(mass)?;
        }
        let scopes = all_tonnes(effect.by_scope()?)?;
        let each = |co2e: Exact, amount: Ratio| {
            let each = Ratio::from(co2e).checked_div(amount).ok();
            each.map(|each| Ok::<_, Error>(each.evaluate()?.value())).transpose()
        };
        let is_sent = |served: &Served| served.what == ServiceUnit::Exported;
        let served = effects.served.iter().filter(|served| served.year == year).map(|served| {
            Ok(ServedReport {
                what: served.what.to_string(),
                amount: served.amount.evaluate()?.value(),
                // What is sent to the grid is on neither side.
                baseline_kg_each: if is_sent(served) { None } else { each(effect.baseline, served.amount)? },
                project_kg_each: if is_sent(served) { None } else { each(effect.project, served.amount)? },
            })
        });
        let saved = effects.savings.iter().filter(|saving| saving.year == year);
        let streams = effects.streams.iter().filter(|streams| streams.period.year() == year);
        let falls = effect.falls_in.iter().map(|(year, part)| (year.to_string(), *part));
        let later = effect.falls_later()?.map(|part| ("later".to_owned(), part));
        Ok(Self {
            year,
            baseline_t: tonnes(effect.baseline)?,
            project_t: tonnes(effect.project)?,
            leakage_t: tonnes(effect.leakage)?,
            reduction_t: tonnes(effect.reduction()?)?,
            by_scope: scopes.into_iter().map(|(scope, part)| (format!("scope{scope}"), part)).collect(),
            by_ref: all_tonnes(effect.by(|cell| cell.category)?)?,
            by_place: all_tonnes(effect.by(|cell| cell.place.clone())?)?,
            by_gas_kg,
            avoided_outside_t: effect.avoided_outside.map(tonnes).transpose()?,
            claimed_t: effect.claimed.map(tonnes).transpose()?,
            this_year_t: effect.this_year.map(tonnes).transpose()?,
            falls_in_t: all_tonnes(falls.chain(later).collect())?,
            served: served.collect::<Result<_>>()?,
            saved: saved.map(|saving| SavedReport { what: saving.what.to_string(), money: saving.money.clone() }).collect(),
            streams: streams.map(StreamsReport::of).collect::<Result<_>>()?,
            pollutants: PollutantReport::of(effects, year)?,
        })
    }
}

/// A figure for the eye: at most so many digits after the dot.
fn shown(figure: Exact, places: u32, language: Language) -> String {
    grouped(figure.round(places, Rounding::HalfEven).0, 0, language)
}

impl MeasureYear {
    /// What the tables do not hold, in words.
    fn notes(&self, effects: &Effects, language: Language) -> Vec<String> {
        let of = |year: Year| year == self.year;
        let claimed = self.claimed_t.map(|claimed| Label::ClaimedTonnes { tonnes: shown(claimed, 3, language) }.render(language));
        let later =
            self.falls_in_t.get("later").map(|later| Label::FallsLater { tonnes: shown(*later, 3, language) }.render(language));
        let whole = |streams: &&StreamsReport| streams.place.is_empty() && streams.period.month().is_none();
        let streams = self.streams.iter().filter(whole).map(|streams| {
            let parts =
                streams.tonnes.iter().map(|(stream, tonnes)| format!("{} {}", stream.label(language), shown(*tonnes, 3, language)));
            let tonnes = Label::StreamTonnes { streams: parts.collect::<Vec<_>>().join(", ") }.render(language);
            match (streams.recycling_rate, streams.landfill_reduction_t) {
                (Some(rate), Some(reduction)) => {
                    let rates = Label::StreamRates { rate: shown(rate, 6, language), tonnes: shown(reduction, 3, language) };
                    format!("{tonnes}; {}", rates.render(language))
                }
                _ => tonnes,
            }
        });
        let whats = effects.served.iter().filter(|served| of(served.year)).map(|served| served.what.clone());
        let served = self.served.iter().zip(whats).map(|(served, what)| {
            let amount = shown(served.amount, 0, language);
            match (served.baseline_kg_each, served.project_kg_each) {
                (Some(before), Some(after)) => {
                    Label::ServedEach { amount, what, before: shown(before, 6, language), after: shown(after, 6, language) }
                        .render(language)
                }
                _ => format!("{amount} {}", what.render(language)),
            }
        });
        let saved = effects.savings.iter().filter(|saving| of(saving.year)).map(|saving| {
            let amount = shown(saving.money.amount(), 2, language);
            let (currency, year) = (saving.money.currency().to_owned(), saving.money.price_year());
            Label::SavedMoney { what: saving.what.clone(), amount, currency, year }.render(language)
        });
        claimed.into_iter().chain(later).chain(served).chain(saved).chain(streams).collect()
    }
}

/// A measure as JSON.
pub fn measure_json(effects: &Effects) -> Result<Vec<u8>> {
    let failed = |error: serde_json::Error| Error::from(Message::NotWritten { error: (&error).into() });
    let mut bytes = serde_json::to_vec_pretty(&MeasureReport::of(effects)?).map_err(failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Where the reduction is in the table of a measure's years.
const REDUCTION: usize = 5;

/// What a measure does in each year, as it is printed, and the digits after the dot.
fn printed_years(effects: &Effects, language: Language) -> Result<(Table, u32)> {
    let print = |label: Label| label.render(language);
    let large = Exact::from(10_000_000_i64);
    // Whole tonnes where there are many of them, else kilograms.
    let places = if effects.years.values().any(|effect| effect.baseline >= large) { 0 } else { 3 };
    // One table, so that every printed sum is a sum of printed figures.
    let reduction = if effects.is_committed { Label::ReductionCommitted } else { Label::Reduction };
    let is_timed = effects.years.values().any(|effect| effect.this_year.is_some());
    let is_sent = effects.years.values().any(|effect| effect.avoided_outside.is_some());
    let columns =
        [Label::Project, Label::Leakage, Label::ReducedOne, Label::ReducedTwo, Label::ReducedThree, reduction, Label::Baseline];
    let is_claimed = effects.years.values().any(|effect| effect.claimed.is_some());
    let beside =
        [is_timed.then_some(Label::InTheYear), is_sent.then_some(Label::AvoidedOutside), is_claimed.then_some(Label::Claimed)];
    let columns = columns.into_iter().chain(beside.into_iter().flatten());
    let mut years = Table::new(print(Label::MeasureYears), columns.map(print));
    for (at, (year, effect)) in effects.years.iter().enumerate() {
        let rounded = |kg: Exact| Ok::<_, Error>(tonnes(kg)?.round(places, Rounding::HalfEven).0);
        // The reduction is right to its last digit, and its scopes add up to it.
        let scopes: Vec<Exact> = effect.by_scope()?.into_values().map(tonnes).collect::<Result<_>>()?;
        let figures = [rounded(effect.project)?, rounded(effect.leakage)?].into_iter().chain(apportioned(&scopes, places)?);
        let mut cells: Vec<TableCell> = figures.map(TableCell::Figure).collect();
        cells.push(TableCell::Sum((2..REDUCTION).map(|column| (at, column)).collect()));
        cells.push(TableCell::Sum((0..REDUCTION).map(|column| (at, column)).collect()));
        // Next to the reduction, in no sum of the row.
        let alone = |kg: Option<Exact>| match kg {
            Some(kg) => Ok::<_, Error>(TableCell::Alone(rounded(kg)?, places)),
            None => Ok(TableCell::NotRequired),
        };
        if is_timed {
            cells.push(alone(effect.this_year)?);
        }
        if is_sent {
            cells.push(alone(effect.avoided_outside)?);
        }
        if is_claimed {
            cells.push(alone(effect.claimed)?);
        }
        years.rows.push(TableRow::new(Rank::Item, year.to_string(), cells));
    }
    years.notes.push(print(Label::NoteBaseline));
    if is_timed {
        years.notes.push(print(Label::NoteInTheYear));
    }
    if is_sent {
        years.notes.push(print(Label::NoteAvoidedOutside));
    }
    if is_claimed {
        years.notes.push(print(Label::NoteClaimed));
    }
    Ok((years, places))
}

/// The measures of a city next to one another: the reduction of each in each year. Nothing adds them up, because measures overlap. Where
/// one of them is a commitment, what falls in each year is a table of its own, so that no table has figures of both kinds.
pub fn measures_text(measures: &[Effects], language: Language) -> Result<String> {
    let mut out = String::new();
    if measures.is_empty() {
        return Ok(out);
    }
    let is_committed = measures.iter().any(|effects| effects.is_committed);
    let title = if is_committed { Label::MeasuresCommitted } else { Label::Measures };
    let reduction = |effects: &Effects, row: usize| {
        // As the page of the measure prints it, so that both have the same last digit.
        printed_years(effects, language)?.0.value(row, REDUCTION)
    };
    next_to_one_another(&mut out, measures, &title, language, reduction)?;
    if is_committed {
        let in_the_year = |effects: &Effects, row: usize| match effects.years.values().nth(row) {
            Some(effect) if effect.this_year.is_some() => {
                let (_, places) = printed_years(effects, language)?;
                effect.this_year.map(|kg| Ok(tonnes(kg)?.round(places, Rounding::HalfEven).0)).transpose()
            }
            _ if effects.is_committed => Ok(None),
            _ => reduction(effects, row),
        };
        next_to_one_another(&mut out, measures, &Label::MeasuresInTheYear, language, in_the_year)?;
    }
    Ok(out)
}

/// A figure of each measure in each year, by the place of the year in it; none where the measure does not have it.
fn next_to_one_another(
    out: &mut String,
    measures: &[Effects],
    title: &Label,
    language: Language,
    figure: impl Fn(&Effects, usize) -> Result<Option<Exact>>,
) -> Result<()> {
    let years: BTreeSet<Year> = measures.iter().flat_map(|effects| effects.years.keys().copied()).collect();
    let mut table = Table::new(title.render(language), years.iter().map(Year::to_string));
    for effects in measures {
        let cell = |year: &Year| match effects.years.keys().position(|held| held == year) {
            Some(row) => Ok(figure(effects, row)?.map_or(TableCell::NotRequired, |figure| TableCell::Alone(figure, 0))),
            None => Ok(TableCell::NotRequired),
        };
        let cells = years.iter().map(cell).collect::<Result<_>>()?;
        table.rows.push(TableRow::new(Rank::Item, effects.measure.as_str(), cells));
    }
    table.notes.push(Label::NoteMeasures.render(language));
    text::table(out, &table, language, 0)
}

/// A measure as text: what it does in each year, by scope, what it serves and saves, and what a reader must know.
pub fn measure_text(effects: &Effects, language: Language) -> Result<String> {
    let mut out = String::new();
    let print = |label: Label| label.render(language);
    text::heading(&mut out, &text::clean(&format!("{} ({})", effects.measure, effects.gwp)));
    let report = MeasureReport::of(effects)?;
    published::lines(&mut out, &report.published, language);
    let (years, places) = printed_years(effects, language)?;
    text::table(&mut out, &years, language, places)?;
    for year in &report.years {
        for note in year.notes(effects, language) {
            text::line(&mut out, &format!("{}: {}", year.year, text::clean(&note)));
        }
    }
    if let Some(pollutants) = avoided::table(effects, language)? {
        out.push('\n');
        text::table(&mut out, &pollutants, language, 0)?;
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    if !effects.rests_on.is_empty() {
        out.push('\n');
        text::line(&mut out, &format!("{}:", print(Label::RestsOn)));
        for Evidence { id, printed, source, .. } in &effects.rests_on {
            // An id is that of a row, or the key of the form: the same in every language.
            text::line(&mut out, &format!("  - {}", text::clean(&format!("{id}: {printed} ({source})"))));
        }
    }
    if !effects.notes.is_empty() {
        out.push('\n');
        text::line(&mut out, &format!("{}:", print(Label::Notices)));
        for note in &effects.notes {
            text::line(&mut out, &format!("  - {}", text::clean(&note.render(language))));
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    Ok(out)
}
