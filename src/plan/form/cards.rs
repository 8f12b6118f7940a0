//! Management cards, the yearly check and budgets, as the tables of a plan state them.

use super::cells::{YEAR, source, text, word};
use super::costs::{AMOUNT, CURRENCY, PRICE_YEAR, money};
use crate::error::{Error, Message, PlanFault, Result};
use crate::factors::Registry;
use crate::forms::{FormInput, FormInputs};
use crate::methods::{Input, InputKind};
use crate::plan::card::{
    ActionCard, ActionKind, ActionOrigin, BudgetLine, Indicator, IndicatorSense, QuantifiedAction, UnitSaving,
};
use crate::plan::progress::ProgressCheck;
use crate::plan::release::ReleaseStage;
use crate::plan::roll_up::GradeCounts;
use crate::plan::status::{ActionReport, ActionStatus, Remedy};
use crate::quantity::{Exact, Reading};
use crate::taxonomy::Year;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const ACTIONS: Input = Input::of_kind(
    "actions",
    InputKind::Table(&[
        NUMBER,
        ACTION,
        OWNER,
        SUPPORTING,
        SECTOR,
        KIND,
        ORIGIN,
        INDICATOR,
        UNIT,
        SENSE,
        SAVING,
        SAVING_SOURCE,
        PART_OF,
        MEASURE,
        ACTS_ON,
        DISTRICT,
    ]),
    "management cards",
)
.optional();
pub(super) const PROGRESS: Input = Input::of_kind(
    "progress",
    InputKind::Table(&[NUMBER, YEAR, TARGET, ACTUAL, STAGE, STATUS, CAUSE, REMEDY, TEXT, REASON, DISTRICT]),
    "targets and what was reached, by action and year",
)
.optional();
pub(super) const BUDGETS: Input = Input::of_kind(
    "budgets",
    InputKind::Table(&[NUMBER, YEAR, AMOUNT, CURRENCY, PRICE_YEAR, PAYER, DISTRICT]),
    "money of actions by year",
)
.optional();
pub(super) const GRADES: Input =
    Input::of_kind("grades", InputKind::Group(&[YEAR, TOTAL, QUALITATIVE, COUNTS]), "actions by grade, as published").optional();
const NUMBER: Input = Input::of_kind("number", InputKind::Text, "the number of the action");
const ACTION: Input = Input::of_kind("action", InputKind::Text, "what is done").optional();
const OWNER: Input = Input::of_kind("owner", InputKind::Text, "the office in charge");
const SUPPORTING: Input = Input::of_kind("supporting", InputKind::Text, "offices that help, a bar between them").optional();
const SECTOR: Input = Input::of_kind("sector", InputKind::Text, "the sector of the plan").optional();
const KIND: Input = Input::of_kind("kind", InputKind::Word(&["quantitative", "qualitative"]), "whether it is in numbers");
const ORIGIN: Input =
    Input::of_kind("origin", InputKind::Word(&["existing", "changed", "new"]), "how it came into the plan").optional();
const INDICATOR: Input = Input::of_kind("indicator", InputKind::Text, "what it is measured by").optional();
const UNIT: Input = Input::of_kind("unit", InputKind::Text, "the unit of the indicator, in words").optional();
const SENSE: Input = Input::of_kind("sense", InputKind::Word(&["rising", "falling"]), "which way is better").optional();
const SAVING: Input = Input::of_kind("saving", InputKind::Text, "what a unit saves in a year, such as 0.617 t").optional();
const SAVING_SOURCE: Input = Input::of_kind("saving_source", InputKind::Text, "who states that").optional();
const PART_OF: Input = Input::of_kind("part_of", InputKind::Text, "the action of the city that it is part of").optional();
const MEASURE: Input = Input::of_kind("measure", InputKind::Text, "the form in measures/ that it carries out").optional();
const ACTS_ON: Input = Input::of_kind("acts_on", InputKind::Text, "what it acts on, a bar between things").optional();
const DISTRICT: Input = Input::of_kind("district", InputKind::Text, "the district whose plan it is in").optional();
const TARGET: Input = Input::of_kind("target", InputKind::Text, "the target of the year").optional();
const ACTUAL: Input = Input::of_kind("actual", InputKind::Text, "what was reached").optional();
const STAGE: Input =
    Input::of_kind("stage", InputKind::Word(&["preliminary", "final", "restated"]), "how settled it is").optional();
const STATUS: Input =
    Input::of_kind("status", InputKind::Word(&["achieved", "on-track", "delayed", "not-achieved"]), "how it stands").optional();
const CAUSE: Input = Input::of_kind("cause", InputKind::Text, "why it is behind").optional();
const REMEDY: Input = Input::of_kind("remedy", InputKind::Text, "what is done about it").optional();
const TEXT: Input = Input::of_kind("text", InputKind::Text, "what was done, of an action in words").optional();
const REASON: Input = Input::of_kind("reason", InputKind::Text, "why nothing is known").optional();
const PAYER: Input = Input::of_kind("payer", InputKind::Text, "who pays");
const TOTAL: Input = Input::of_kind("total", InputKind::Count(0), "all actions");
const QUALITATIVE: Input = Input::of_kind("qualitative", InputKind::Count(0), "actions in words");
const COUNTS: Input = Input::of_kind("counts", InputKind::Free, "grades and how many have them");

pub(super) const STAGES: [(&str, ReleaseStage); 3] =
    [("preliminary", ReleaseStage::Preliminary), ("final", ReleaseStage::Final), ("restated", ReleaseStage::Restated)];

/// An action by its district, empty for the city, and its number.
type CardKey = (String, String);

fn key(row: &FormInputs, registry: &Registry) -> Result<CardKey> {
    Ok((text(row, &DISTRICT), row.need(&NUMBER, registry)?))
}

fn listed(row: &FormInputs, input: &Input) -> Vec<String> {
    text(row, input).split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The actions of a plan with its checks.
pub(super) struct StatedActions {
    /// By district, empty for the city.
    pub(super) cards: BTreeMap<String, Vec<ActionCard>>,
    /// By district and year; each has all cards of the district.
    pub(super) checks: BTreeMap<(String, Year), ProgressCheck>,
}

/// The actions of a plan, with what was planned and reported of them in each year.
pub(super) fn actions(inputs: &FormInputs, last: Year, registry: &Registry) -> Result<StatedActions> {
    let rows: Vec<(CardKey, &FormInputs)> =
        inputs.sections(&ACTIONS).iter().map(|row| Ok((key(row, registry)?, row))).collect::<Result<_>>()?;
    let known: BTreeSet<&CardKey> = rows.iter().map(|(key, _)| key).collect();
    let in_words = |row: &FormInputs| word(row, &KIND, &[("qualitative", ())]).is_some();
    let quantitative: BTreeSet<&CardKey> = rows.iter().filter(|(_, row)| !in_words(row)).map(|(key, _)| key).collect();
    let (mut targets, mut reports) = (BTreeMap::<CardKey, BTreeMap<Year, Exact>>::new(), BTreeMap::new());
    let mut budgets: BTreeMap<CardKey, Vec<BudgetLine>> = BTreeMap::new();
    for row in inputs.sections(&PROGRESS) {
        let (key, year): (_, Year) = (key(row, registry)?, row.need(&YEAR, registry)?);
        if !known.contains(&key) {
            return Err(of_row(row, &NUMBER, &key.1, PlanFault::UnknownAction));
        }
        // Years before it are its history, a target may be of a later one; what was reached after its end is a slip of the pen.
        if year > last && (row.has(&ACTUAL) || row.has(&STATUS)) {
            let fault = PlanFault::AfterPlan { last: (&last).into() };
            return Err(row.problem(&YEAR, Message::Plan { value: Some((&year).into()), fault }));
        }
        if let Some(target) = row.parsed(&TARGET)? {
            targets.entry(key.clone()).or_default().insert(year, target);
        }
        let is_quantitative = quantitative.contains(&key);
        let of_year: &mut BTreeMap<String, _> = reports.entry((key.0, year)).or_default();
        if of_year.contains_key(&key.1) {
            return Err(of_row(row, &NUMBER, &key.1, PlanFault::ActionTwice));
        }
        of_year.insert(key.1, (row, report(row, is_quantitative, registry)?));
    }
    for row in inputs.sections(&BUDGETS) {
        let key = key(row, registry)?;
        if !known.contains(&key) {
            return Err(of_row(row, &NUMBER, &key.1, PlanFault::UnknownAction));
        }
        let (year, payer) = (row.need(&YEAR, registry)?, row.need(&PAYER, registry)?);
        budgets.entry(key).or_default().push(BudgetLine { year, source: payer, amount: money(row, &AMOUNT, registry)? });
    }
    let mut cards: BTreeMap<String, Vec<ActionCard>> = BTreeMap::new();
    for (key, row) in &rows {
        let card = card(row, targets.remove(key).unwrap_or_default(), registry)?;
        cards.entry(key.0.clone()).or_default().push(card.with_budget(budgets.remove(key).unwrap_or_default()));
    }
    let mut checks = BTreeMap::new();
    for ((district, year), of_year) in reports {
        let cards = cards.get(&district).cloned().unwrap_or_default();
        // A report that cannot be true is named at its own row.
        for (number, (row, report)) in of_year.iter().filter_map(|(number, (row, report))| Some((number, (row, report.as_ref()?))))
        {
            let own = cards.iter().filter(|card| card.number == *number).cloned().collect();
            ProgressCheck::new(year, own, [(number.clone(), report.clone())].into())
                .map_err(|error| row.placed(STATUS.name, error))?;
        }
        let stated = of_year.iter().filter(|(_, (_, report))| report.is_some());
        let evidence = stated.filter_map(|(number, (row, _))| Some((number.clone(), source(row).ok()?))).collect();
        let reports = of_year.into_iter().filter_map(|(number, (_, report))| Some((number, report?))).collect();
        let check = ProgressCheck::new(year, cards, reports).map_err(|error| inputs.placed(ACTIONS.name, error))?;
        checks.insert((district, year), check.with_evidence(evidence));
    }
    Ok(StatedActions { cards, checks })
}

fn of_row(row: &FormInputs, input: &Input, value: &str, fault: PlanFault) -> Error {
    row.problem(input, Message::Plan { value: Some(value.into()), fault })
}

fn card(row: &FormInputs, targets: BTreeMap<Year, Exact>, registry: &Registry) -> Result<ActionCard> {
    let (number, owner): (String, String) = (row.need(&NUMBER, registry)?, row.need(&OWNER, registry)?);
    let kind = match word(row, &KIND, &[("qualitative", ())]) {
        Some(()) => ActionKind::Qualitative,
        None => ActionKind::Quantitative(quantified(row, targets, registry)?),
    };
    let card = ActionCard::new(&number, &owner, kind).map_err(|error| row.placed(NUMBER.name, error))?;
    let origins = [("changed", ActionOrigin::Changed), ("new", ActionOrigin::New)];
    Ok(card
        .with_sector(text(row, &SECTOR))
        .with_outline(text(row, &ACTION))
        .with_supporting(listed(row, &SUPPORTING))
        .with_origin(word(row, &ORIGIN, &origins).unwrap_or_default())
        .with_part_of(row.get(&PART_OF))
        .with_measure(row.get(&MEASURE))
        .with_acts_on(listed(row, &ACTS_ON).into_iter().collect()))
}

fn quantified(row: &FormInputs, targets: BTreeMap<Year, Exact>, registry: &Registry) -> Result<QuantifiedAction> {
    let (name, unit): (String, String) = (row.need(&INDICATOR, registry)?, row.need(&UNIT, registry)?);
    let sense = word(row, &SENSE, &[("falling", IndicatorSense::Falling)]).unwrap_or(IndicatorSense::Rising);
    let saving = match row.parsed::<Reading>(&SAVING)? {
        None => None,
        Some(each) => {
            let each = each.to().map_err(|error| row.placed(SAVING.name, error))?;
            let stated: Option<String> = row.get(&SAVING_SOURCE);
            let source = stated.map_or_else(|| source(row), Ok)?;
            Some(UnitSaving { unit: unit.clone(), each, source })
        }
    };
    QuantifiedAction::new(Indicator { name, unit, sense }, targets, saving).map_err(|error| row.placed(SAVING.name, error))
}

/// What a row reports; none where it only has a target.
fn report(row: &FormInputs, is_quantitative: bool, registry: &Registry) -> Result<Option<ActionReport>> {
    if let Some(reason) = row.get(&REASON) {
        return Ok(Some(ActionReport::NoData { reason }));
    }
    let Some(status) = status(row)? else {
        return if row.has(&ACTUAL) || row.has(&TEXT) { Err(row.missing(&STATUS, registry)) } else { Ok(None) };
    };
    if let Some(actual) = row.parsed::<Exact>(&ACTUAL)? {
        let stage = word(row, &STAGE, &STAGES).ok_or_else(|| row.missing(&STAGE, registry))?;
        return Ok(Some(ActionReport::Measured { actual, stage, status }));
    }
    if is_quantitative && !row.has(&TEXT) {
        return Err(row.missing(&ACTUAL, registry));
    }
    Ok(Some(ActionReport::Described { text: row.need(&TEXT, registry)?, status }))
}

fn status(row: &FormInputs) -> Result<Option<ActionStatus>> {
    let remedy = || Remedy::new(&text(row, &CAUSE), &text(row, &REMEDY)).map_err(|error| row.placed(CAUSE.name, error));
    Ok(match word(row, &STATUS, &[("achieved", 0), ("on-track", 1), ("delayed", 2), ("not-achieved", 3)]) {
        None => None,
        Some(0) => Some(ActionStatus::Achieved),
        Some(1) => Some(ActionStatus::OnTrack),
        Some(2) => Some(ActionStatus::Delayed(remedy()?)),
        Some(_) => Some(ActionStatus::NotAchieved(remedy()?)),
    })
}

/// Published grades by year.
pub(super) fn grades(inputs: &FormInputs, registry: &Registry) -> Result<BTreeMap<Year, GradeCounts>> {
    let mut years = BTreeMap::new();
    for section in inputs.sections(&GRADES) {
        let year: Year = section.need(&YEAR, registry)?;
        let (total, words): (u32, u32) = (section.need(&TOTAL, registry)?, section.need(&QUALITATIVE, registry)?);
        let mut counts = BTreeMap::new();
        for (grade, _, count) in section.free(&COUNTS).into_iter().flat_map(FormInputs::iter) {
            if let FormInput::Text(count) = count {
                let number: Exact = count.parse().map_err(|error| section.placed(COUNTS.name, error))?;
                let wrong = || section.problem(&COUNTS, Message::NotANumber { value: count.as_str().into() });
                counts.insert(grade.to_owned(), number.to_string().parse().map_err(|_| wrong())?);
            }
        }
        let counted = GradeCounts::new(counts, words.into(), total.into()).map_err(|error| section.placed(TOTAL.name, error))?;
        if years.insert(year, counted).is_some() {
            return Err(section.problem(&YEAR, Message::Duplicate { value: (&year).into() }));
        }
    }
    Ok(years)
}
