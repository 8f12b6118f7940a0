//! The footprint of one firm, as text and as JSON.

use super::gpc::tonnes;
use super::labels::Label;
use super::table::{Rank, Table, TableCell, TableRow, grouped};
use super::terms::printed_value;
use super::text;
use crate::assess::{Assessor, FactorRef};
use crate::error::{Error, Message, Result};
use crate::firms::{AssumedBlend, FirmFootprint, FirmInput, FirmMeasure, FirmSource, MeasureCost, MeasureFact};
use crate::gas::GwpSet;
use crate::i18n::Language;
use crate::quantity::{Exact, Ratio, Reading, Rounding};
use crate::taxonomy::{Region, Regions, Scope, Year};
use serde::Serialize;

/// A footprint as JSON shapes it: kg of CO2e, every figure exact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FirmReport {
    /// The name of the firm.
    pub firm: String,
    /// What it does.
    pub sector: String,
    /// Its region.
    pub region: Region,
    /// Its district; empty where it states none.
    pub place: String,
    /// The year.
    pub year: Year,
    /// A remark of the firm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The weights.
    pub gwp: GwpSet,
    /// Scope 1 and 2.
    pub total_kg: Exact,
    /// Direct emissions; none where no input of them is stated.
    pub scope1_kg: Option<Exact>,
    /// Bought electricity, location-based; none where it is not stated.
    pub scope2_kg: Option<Exact>,
    /// Every factor at its printed lower limit.
    pub low_kg: Exact,
    /// Every factor at its printed upper limit.
    pub high_kg: Exact,
    /// Sources whose emission factors have no printed limit.
    pub without_limits: Vec<String>,
    /// For each of the people who work there; none where they are not stated.
    pub per_head_kg: Option<Exact>,
    /// For each m2; none where the floor area is not stated.
    pub per_m2_kg: Option<Exact>,
    /// CO2 of plants, in no total.
    pub biogenic_co2_kg: Exact,
    /// What the grid loses on the way, in no total; none where it is not known.
    pub losses_kg: Option<Exact>,
    /// The sources, largest first.
    pub sources: Vec<FirmSourceReport>,
    /// Inputs that are not stated, so not known.
    pub not_stated: Vec<String>,
    /// Blends that were taken because none was stated.
    pub assumed: Vec<AssumedReport>,
    /// Measures for what the firm uses; not to be added.
    pub measures: Vec<FirmMeasureReport>,
}

/// One source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FirmSourceReport {
    /// The input.
    pub input: String,
    /// How much of it.
    pub amount: Reading,
    /// 1 or 2.
    pub scope: u8,
    /// What it emits.
    pub co2e_kg: Exact,
    /// With every factor at its printed lower limit.
    pub low_kg: Exact,
    /// With every factor at its printed upper limit.
    pub high_kg: Exact,
    /// Of the total, from 0 to 1, half-even at 10^-12; none where the total is 0.
    pub share: Option<Exact>,
    /// The gas of a refrigerant and what a kg of it weighs against CO2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gas: Option<(String, Exact)>,
    /// The rows of the tables that it is computed with.
    pub factors: Vec<FactorRef>,
}

/// A blend that was taken because none was stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AssumedReport {
    /// Of which input.
    pub input: String,
    /// The blend.
    pub blend: String,
    /// Why that one.
    pub source: String,
}

/// A measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FirmMeasureReport {
    /// Its name.
    pub measure: String,
    /// What it saves.
    pub input: String,
    /// For each of what.
    pub per: Reading,
    /// What that saves in a year.
    pub saves: Reading,
    /// The electricity that it uses instead.
    pub uses: Option<Reading>,
    /// The least and the most of it, where the source has a range.
    pub uses_limits: Option<(Reading, Reading)>,
    /// What one `per` saves in a year.
    pub saved_each_kg: Exact,
    /// The same if all of the input is counted in `per`.
    pub saved_whole_kg: Option<Exact>,
    /// What one `per` costs; none where no source prints it.
    pub cost: Option<Exact>,
    /// In which money.
    pub currency: Option<String>,
    /// At prices of which year; none where the source prints none.
    pub price_year: Option<u16>,
    /// The publication and the place in it.
    pub source: String,
    /// `seen` or `secondary`.
    pub confidence: String,
    /// A remark.
    pub note: String,
}

impl FirmReport {
    /// The report of a footprint, by the assessor that made it.
    pub fn of(footprint: &FirmFootprint, assessor: &Assessor) -> Result<Self> {
        let firm = footprint.firm();
        let range = footprint.range(assessor.registry())?;
        let names = |inputs: &[FirmInput]| inputs.iter().map(|input| input.name().to_owned()).collect();
        let kg = |scope| Ok::<_, Error>(footprint.scope(scope)?.map(crate::firms::FirmCo2e::kg));
        let losses = footprint.sources().iter().filter_map(|source| source.losses);
        let losses: Vec<Exact> = losses.map(crate::firms::FirmCo2e::kg).collect();
        let sources = footprint.by_size()?.into_iter().map(|(source, share)| {
            let limits = range.sources.iter().find(|(input, ..)| *input == source.input);
            let (low, high) = limits.map_or((source.co2e, source.co2e), |(_, low, high)| (*low, *high));
            let Some(used) = firm.uses.get(&source.input) else { return Err(Message::EmptyCell.into()) };
            Ok(FirmSourceReport {
                input: source.input.name().to_owned(),
                amount: used.amount,
                scope: source.input.scope().number(),
                co2e_kg: source.co2e.kg(),
                low_kg: low.kg(),
                high_kg: high.kg(),
                share: share.map(|share| Ok::<_, Error>(share.evaluate()?.value())).transpose()?,
                gas: source.refrigerant().map(|(gas, weight)| (gas.name().to_owned(), weight)),
                factors: rows(source),
            })
        });
        Ok(Self {
            firm: firm.name.clone(),
            sector: firm.sector.name().to_owned(),
            region: firm.region.clone(),
            place: firm.place.clone(),
            year: firm.year,
            note: firm.note.clone(),
            gwp: footprint.gwp(),
            total_kg: footprint.total()?.kg(),
            scope1_kg: kg(Scope::One)?,
            scope2_kg: kg(Scope::Two)?,
            low_kg: range.low.kg(),
            high_kg: range.high.kg(),
            without_limits: names(&range.without_limits),
            per_head_kg: footprint.per_head()?,
            per_m2_kg: footprint.per_m2()?,
            biogenic_co2_kg: footprint.biogenic()?,
            losses_kg: if losses.is_empty() { None } else { Some(Exact::sum(losses)?) },
            sources: sources.collect::<Result<_>>()?,
            not_stated: names(&footprint.not_stated()),
            assumed: footprint.assumed().iter().map(AssumedReport::of).collect(),
            measures: footprint.measures(assessor)?.iter().map(FirmMeasureReport::of).collect(),
        })
    }
}

impl AssumedReport {
    fn of(assumed: &AssumedBlend) -> Self {
        let AssumedBlend { input, blend, source, .. } = assumed;
        Self { input: input.name().to_owned(), blend: blend.clone(), source: source.clone() }
    }
}

impl FirmMeasureReport {
    fn of(measure: &FirmMeasure) -> Self {
        let MeasureFact { name, input, per, saves, uses, uses_limits, cost, confidence, .. } = measure.fact;
        Self {
            measure: name.clone(),
            input: input.name().to_owned(),
            per: *per,
            saves: *saves,
            uses: *uses,
            uses_limits: *uses_limits,
            saved_each_kg: measure.saved_each,
            saved_whole_kg: measure.saved_whole,
            cost: cost.as_ref().map(|cost| cost.amount),
            currency: cost.as_ref().map(|cost| cost.currency.clone()),
            price_year: cost.as_ref().and_then(|cost| cost.price_year),
            source: cited(measure.fact),
            confidence: confidence.clone(),
            note: measure.fact.note(Language::English),
        }
    }
}

fn cited(fact: &MeasureFact) -> String {
    format!("{}, {}", fact.source, fact.locator)
}

/// The rows of a source, each once.
fn rows(source: &FirmSource) -> Vec<FactorRef> {
    let mut rows: Vec<FactorRef> = Vec::new();
    for factor in source.factors() {
        if !rows.contains(&factor.row) {
            rows.push(factor.row);
        }
    }
    rows
}

/// A footprint as JSON.
pub fn firm_json(footprint: &FirmFootprint, assessor: &Assessor) -> Result<Vec<u8>> {
    written(&FirmReport::of(footprint, assessor)?)
}

/// A value as indented JSON.
pub(super) fn written(value: &impl Serialize) -> Result<Vec<u8>> {
    let failed = |error: serde_json::Error| Error::from(Message::NotWritten { error: (&error).into() });
    let mut bytes = serde_json::to_vec_pretty(value).map_err(failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Rounded half-even and with commas.
pub(super) fn fixed(figure: Exact, places: u32, language: Language) -> String {
    grouped(figure.round(places, Rounding::HalfEven).0, places, language)
}

/// A share as a percentage.
pub(super) fn percent(share: Ratio, places: u32, language: Language) -> Result<String> {
    Ok(format!("{} %", fixed(share.checked_mul(Exact::from(100))?.evaluate()?.value(), places, language)))
}

fn in_tonnes(kg: Exact, language: Language) -> Result<String> {
    Ok(fixed(tonnes(kg)?, 2, language))
}

fn listed(inputs: &[FirmInput], language: Language) -> Option<String> {
    let words: Vec<String> = inputs.iter().map(|input| input.render(language)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// A footprint for its owner: total, range, sources, measures and factors.
pub fn firm_text(footprint: &FirmFootprint, assessor: &Assessor, language: Language) -> Result<String> {
    let (firm, mut out) = (footprint.firm(), String::new());
    let print = |label: Label| label.render(language);
    text::heading(&mut out, &print(Label::FirmTitle { name: text::clean(&firm.name), year: firm.year }));
    let region = Regions::bundled().label(&firm.region, language).to_owned();
    let place = Some(text::clean(&firm.place)).filter(|place| !place.is_empty());
    let (sector, gwp) = (firm.sector.render(language), footprint.gwp().name().to_owned());
    text::line(&mut out, &print(Label::FirmOf { sector, place, region, gwp }));
    if let Some(note) = &firm.note {
        text::line(&mut out, &text::clean(note));
    }
    out.push('\n');
    let range = footprint.range(assessor.registry())?;
    text::line(&mut out, &print(Label::FirmTotal { tonnes: in_tonnes(footprint.total()?.kg(), language)? }));
    let (low, high) = (in_tonnes(range.low.kg(), language)?, in_tonnes(range.high.kg(), language)?);
    text::line(&mut out, &print(Label::FirmRange { low, high, inputs: listed(&range.without_limits, language) }));
    let each = |kg: Option<Exact>| kg.map(|kg| fixed(kg, 1, language));
    let (head, area) = (each(footprint.per_head()?), each(footprint.per_m2()?));
    if head.is_some() || area.is_some() {
        text::line(&mut out, &print(Label::FirmIntensity { head, area }));
    }
    if let Some(inputs) = listed(&footprint.not_stated(), language) {
        text::line(&mut out, &print(Label::FirmNotStated { inputs }));
    }
    for assumed in footprint.assumed() {
        let AssumedBlend { input, blend, source, .. } = assumed;
        text::line(&mut out, &print(Label::FirmAssumed { input: *input, blend: blend.clone(), source: source.clone() }));
    }
    out.push('\n');
    sources(&mut out, footprint, language)?;
    outside(&mut out, footprint, language)?;
    measures(&mut out, footprint, assessor, language)?;
    factors(&mut out, footprint, language);
    Ok(out)
}

/// The three largest sources, what is left, and the total.
fn sources(out: &mut String, footprint: &FirmFootprint, language: Language) -> Result<()> {
    let print = |label: Label| label.render(language);
    let mut table = Table::new(print(Label::FirmSources), [print(Label::Tonnes), print(Label::FirmShare)]);
    let all = footprint.by_size()?;
    let total = footprint.total()?.kg();
    for (source, share) in footprint.largest()? {
        let used = footprint.firm().uses.get(&source.input);
        let kind = used.and_then(|used| used.kind.clone()).map_or_else(String::new, |kind| format!(" {}", text::clean(&kind)));
        let amount = used.map_or_else(String::new, |used| used.amount.to_string());
        let label = format!("{}{kind}, {amount}", source.input.render(language));
        let share = share.map_or_else(|| Ok(String::new()), |share| percent(share, 1, language))?;
        let cells = vec![TableCell::Figure(tonnes(source.co2e.kg())?), TableCell::Text(share)];
        table.rows.push(TableRow::new(Rank::Item, label, cells));
    }
    let rest = all.into_iter().skip(3).map(|(source, _)| source.co2e.kg());
    let rest: Vec<Exact> = rest.collect();
    if !rest.is_empty() {
        let rest = Exact::sum(rest)?;
        let share = if total.is_zero() { String::new() } else { percent(Ratio::new(rest, total)?, 1, language)? };
        let cells = vec![TableCell::Figure(tonnes(rest)?), TableCell::Text(share)];
        table.rows.push(TableRow::new(Rank::Item, print(Label::FirmOtherSources), cells));
    }
    let parts = (0..table.rows.len()).map(|row| (row, 0)).collect();
    table.rows.push(TableRow::new(Rank::Total, print(Label::Total), vec![TableCell::Sum(parts), TableCell::Blank]));
    text::table(out, &table, language, 2)
}

/// What is in no total.
fn outside(out: &mut String, footprint: &FirmFootprint, language: Language) -> Result<()> {
    let losses =
        footprint.sources().iter().find_map(|source| source.losses).map(|losses| in_tonnes(losses.kg(), language)).transpose()?;
    let biogenic = Some(footprint.biogenic()?).filter(|kg| !kg.is_zero()).map(|kg| in_tonnes(kg, language)).transpose()?;
    text::line(out, &Label::FirmBoundary.render(language));
    if losses.is_some() || biogenic.is_some() {
        text::line(out, &Label::FirmOutside { losses, biogenic }.render(language));
    }
    out.push('\n');
    Ok(())
}

fn measures(out: &mut String, footprint: &FirmFootprint, assessor: &Assessor, language: Language) -> Result<()> {
    let print = |label: Label| label.render(language);
    text::line(out, &print(Label::FirmMeasures));
    let found = footprint.measures(assessor)?;
    if found.is_empty() {
        text::line(out, &format!("  {}", print(Label::FirmNoMeasure)));
    }
    for FirmMeasure { fact, saved_each, saved_whole } in &found {
        let title = fact.title(language);
        let (least, most) = fact.uses_limits.map(|(least, most)| (least.to_string(), most.to_string())).unzip();
        let whole = saved_whole.map(|kg| in_tonnes(kg, language)).transpose()?;
        let (per, saves, uses) = (fact.per.to_string(), fact.saves.to_string(), fact.uses.map(|uses| uses.to_string()));
        let label = Label::FirmMeasure {
            title,
            per,
            saves,
            uses,
            least,
            most,
            input: fact.input,
            kg: fixed(*saved_each, 2, language),
            whole,
        };
        text::line(out, &format!("  {}", print(label)));
        let cost = fact.cost.as_ref().map(|MeasureCost { amount, currency, price_year }| {
            let (amount, currency) = (fixed(*amount, 0, language), currency.clone());
            print(Label::FirmCost { amount, currency, per: fact.per.to_string(), year: price_year.map(|year| year.to_string()) })
        });
        text::line(out, &format!("    {}", cost.unwrap_or_else(|| print(Label::FirmNoCost))));
        text::line(out, &format!("    {}", fact.note(language)));
        let seen = if fact.confidence == "seen" { Label::FirmSeen } else { Label::FirmSecondary };
        text::line(out, &format!("    {} ({})", cited(fact), print(seen)));
    }
    text::line(out, &print(Label::FirmMeasuresNote));
    out.push('\n');
    Ok(())
}

fn factors(out: &mut String, footprint: &FirmFootprint, language: Language) {
    text::line(out, &Label::FactorsUsed.render(language));
    for source in footprint.sources() {
        text::line(out, &format!("  {}", source.input.render(language)));
        for row in rows(source) {
            let steps: Vec<String> = row.steps.iter().map(|step| step.render(language)).collect();
            let steps = if steps.is_empty() { String::new() } else { format!(" [{}]", steps.join("; ")) };
            text::line(out, &format!("    {}: {}; {}{steps}", row.id, printed_value(&row.printed, language), row.source));
        }
        if let Some((gas, weight)) = source.refrigerant() {
            text::line(out, &format!("    {gas}: GWP {weight}; IPCC, {}", footprint.gwp()));
        }
    }
}
