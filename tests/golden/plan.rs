//! Targets, trends, checks of progress, costs and credits as others published them: `tests/plan/cases`.

use bigdecimal::BigDecimal;
use citycarbon::plan::{
    AbatementCost, CostView, CreditIssue, CreditScheme, CreditShare, CreditTonnes, DiscountRate, EmissionLevel, ExtraCost,
    GradeCounts, Indicator, IndicatorSense, Netting, NotShown, Offset, PathShape, Pathway, PlanTarget, ProjectResult,
    QuantifiedAction, Release, ReleaseStage, ReleasedSeries, ServiceCost, Shows, TargetBase, TargetKind, Trend, UnitSaving,
};
use citycarbon::quantity::{Exact, Mass, Money, Ratio};
use citycarbon::taxonomy::Year;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    title: String,
    source: String,
    locator: String,
    confidence: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    target: Vec<TargetCase>,
    #[serde(default)]
    change: Vec<ChangeCase>,
    #[serde(default)]
    release: Vec<ReleaseCase>,
    #[serde(default)]
    trend: Vec<TrendCase>,
    #[serde(default)]
    saving: Vec<SavingCase>,
    #[serde(default)]
    grades: Vec<GradesCase>,
    #[serde(default)]
    issue: Vec<IssueCase>,
    #[serde(default)]
    cost: Vec<CostCase>,
    #[serde(default)]
    value: Vec<ValueCase>,
    #[serde(default)]
    sum: Vec<SumCase>,
    #[serde(default)]
    quotient: Vec<QuotientCase>,
}

/// A target in t CO2e: a share less than the base, or a level net of offsets.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TargetCase {
    base_year: String,
    base: String,
    year: String,
    reduction: Option<String>,
    level: Option<String>,
    #[serde(default)]
    offsets: BTreeMap<String, String>,
    allowed: Option<String>,
    /// Digits before the point that the level is rounded to: 3 for kt.
    #[serde(default)]
    unit_digits: i64,
    change: Option<String>,
    ours_gross: Option<String>,
    ours_gross_change: Option<String>,
    line: Option<String>,
    #[serde(default)]
    difference: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeCase {
    name: String,
    from: String,
    to: String,
    percent: String,
    #[serde(default)]
    difference: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReleaseCase {
    year: String,
    tonnes: Vec<(String, String)>,
    revisions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TrendCase {
    base_year: String,
    year: String,
    actual: [String; 2],
    frozen: [String; 2],
    factors: String,
    line: String,
    turns: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SavingCase {
    name: String,
    quantity: String,
    unit: String,
    /// kg CO2e.
    each: String,
    /// t CO2e.
    result: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GradesCase {
    name: String,
    grades: BTreeMap<String, u64>,
    qualitative: u64,
    total: u64,
    quantitative: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssueCase {
    project: String,
    year: String,
    reduced: String,
    issued: u64,
    /// Holder, tonnes, agreed share or nothing.
    shares: Vec<(String, u64, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CostCase {
    name: String,
    currency: String,
    price_year: u16,
    measure: String,
    alternative: String,
    yearly: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueCase {
    name: String,
    benefit: String,
    cost: String,
    net: String,
    ratio: String,
    #[serde(default)]
    difference: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SumCase {
    name: String,
    unit: String,
    parts: Vec<(String, String)>,
    total: String,
    #[serde(default)]
    difference: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuotientCase {
    name: String,
    part: String,
    whole: String,
    times: String,
    result: String,
    unit: String,
    #[serde(default)]
    difference: String,
}

/// Whether a result is what was computed, to half of its last digit.
fn is_near(computed: &BigDecimal, printed: &str, unit_digits: i64) -> bool {
    let digits = printed.split_once('.').map_or(-unit_digits, |(_, behind)| i64::try_from(behind.len()).unwrap());
    (computed - printed.parse::<BigDecimal>().unwrap()).abs() <= BigDecimal::new(5.into(), digits + 1)
}

/// What differs has a reason, and only that.
fn agrees(place: &str, computed: &BigDecimal, printed: &str, difference: &str) {
    let near = is_near(computed, printed, 0);
    assert_eq!(near, difference.is_empty(), "{place}: {computed}, printed {printed}; difference: {difference:?}");
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn tonnes(text: &str) -> Mass {
    format!("{text} t").parse().unwrap()
}

fn year(text: &str) -> Year {
    text.parse().unwrap()
}

/// A ratio with many digits, by another library.
fn wide(number: Ratio) -> BigDecimal {
    number.numerator().to_string().parse::<BigDecimal>().unwrap() / number.denominator().to_string().parse::<BigDecimal>().unwrap()
}

/// kg as t.
fn in_tonnes(kg: Ratio) -> BigDecimal {
    wide(kg) / BigDecimal::from(1000)
}

fn in_per_cent(share: Ratio) -> BigDecimal {
    wide(share) * BigDecimal::from(100)
}

fn offset(name: &str) -> Offset {
    match name {
        "sinks" => Offset::Sinks,
        "capture" => Offset::Capture,
        "credits" => Offset::Credits,
        other => panic!("{other}"),
    }
}

impl TargetCase {
    fn check(&self, file: &str) {
        let place = format!("{file}: target of {}", self.year);
        let level = EmissionLevel::new(tonnes(&self.base)).unwrap();
        let base = TargetBase { year: year(&self.base_year), level, netting: Netting::new() };
        let kind = match (&self.reduction, &self.level) {
            (Some(share), None) => TargetKind::BaseYear { reduction: share.parse().unwrap() },
            (None, Some(level)) => TargetKind::FixedLevel { level: tonnes(level) },
            _ => panic!("{place}: a reduction or a level"),
        };
        let target = self
            .offsets
            .iter()
            .try_fold(PlanTarget::new(base, kind, year(&self.year)).unwrap(), |target, (name, mass)| {
                target.with_offset(offset(name), Some(tonnes(mass)))
            })
            .unwrap();
        let mut near = true;
        if let Some(printed) = &self.allowed {
            near &= is_near(&in_tonnes(target.allowed().unwrap()), printed, self.unit_digits);
        }
        if let Some(printed) = &self.change {
            near &= is_near(&in_per_cent(target.change().unwrap().unwrap()), printed, 0);
        }
        assert!(self.allowed.is_some() || self.change.is_some(), "{place}: nothing is printed");
        assert_eq!(near, self.difference.is_empty(), "{place}: {}", self.difference);
        if let Some(gross) = &self.ours_gross {
            agrees(&place, &in_tonnes(target.allowed_gross().unwrap().unwrap()), gross, "");
        }
        if let Some(change) = &self.ours_gross_change {
            agrees(&place, &in_per_cent(target.gross_change().unwrap().unwrap()), change, "");
        }
        if let Some(line) = &self.line {
            assert_eq!(&target.line().unwrap().to_string(), line, "{place}");
        }
    }
}

fn series(years: &[(Year, &str)], mut series: ReleasedSeries) -> ReleasedSeries {
    for (year, mass) in years {
        let release = Release { mass: tonnes(mass), stage: ReleaseStage::Final, source: String::new() };
        series.add(*year, release).unwrap();
    }
    series
}

fn stage(name: &str) -> ReleaseStage {
    match name {
        "preliminary" => ReleaseStage::Preliminary,
        "final" => ReleaseStage::Final,
        "restated" => ReleaseStage::Restated,
        other => panic!("{other}"),
    }
}

impl Case {
    fn check_series(&self, file: &str) {
        for case in &self.change {
            let (before, after) = (year("2000"), year("2001"));
            let held = series(&[(before, &case.from), (after, &case.to)], ReleasedSeries::at_actual_factors());
            let change = held.change(before, after).unwrap().unwrap();
            agrees(&format!("{file}: {}", case.name), &in_per_cent(change), &case.percent, &case.difference);
        }
        for case in &self.release {
            let mut held = ReleasedSeries::at_actual_factors();
            for (name, mass) in &case.tonnes {
                let release = Release { mass: tonnes(mass), stage: stage(name), source: self.source.clone() };
                held.add(year(&case.year), release).unwrap();
            }
            let revised: Vec<String> = held.revisions(year(&case.year)).unwrap().iter().map(ToString::to_string).collect();
            let printed: Vec<String> = case.revisions.iter().map(|tonnes| format!("{tonnes}000")).collect();
            assert_eq!(revised, printed, "{file}");
        }
        for case in &self.trend {
            let (first, last) = (year(&case.base_year), year(&case.year));
            let pair = |of: &[String; 2], held| series(&[(first, &of[0]), (last, &of[1])], held);
            let actual = pair(&case.actual, ReleasedSeries::at_actual_factors());
            let frozen = pair(&case.frozen, ReleasedSeries::at_frozen_factors(&case.factors).unwrap());
            let trend = Trend::between(&actual, &frozen, first, last).unwrap();
            assert_eq!(trend.line().unwrap().to_string(), case.line, "{file}");
            assert_eq!(trend.turns(), case.turns, "{file}");
        }
    }

    fn check_actions(&self, file: &str) {
        for case in &self.saving {
            let unit = case.unit.clone();
            let indicator = Indicator { name: case.name.clone(), unit: unit.clone(), sense: IndicatorSense::Rising };
            let each = format!("{} kg", case.each).parse().unwrap();
            let saving = UnitSaving { unit, each, source: self.source.clone() };
            let action = QuantifiedAction::new(indicator, BTreeMap::new(), Some(saving)).unwrap();
            let saved = action.saved(exact(&case.quantity)).unwrap().unwrap();
            agrees(&format!("{file}: {}", case.name), &in_tonnes(saved.into()), &case.result, "");
        }
        for case in &self.grades {
            let counts = GradeCounts::new(case.grades.clone(), case.qualitative, case.total).unwrap();
            assert_eq!(
                (counts.quantitative(), counts.qualitative()),
                (case.quantitative, case.qualitative),
                "{file}: {}",
                case.name
            );
            for wrong in [case.total - 1, case.total + 1] {
                assert!(GradeCounts::new(case.grades.clone(), case.qualitative, wrong).is_err());
            }
        }
        for case in &self.issue {
            let shows = Shows::Nowhere(NotShown::OutsideCity);
            let result = ProjectResult::new(&case.project, year(&case.year), tonnes(&case.reduced), shows).unwrap();
            let share = |(holder, tonnes, agreed): &(String, u64, String)| CreditShare {
                holder: holder.clone(),
                tonnes: CreditTonnes::new(*tonnes),
                agreed: (!agreed.is_empty()).then(|| agreed.parse().unwrap()),
            };
            let issue = |issued, by: u64| {
                let mut shares: Vec<CreditShare> = case.shares.iter().map(share).collect();
                let first = shares[0].tonnes.number();
                shares[0].tonnes = CreditTonnes::new(first + by);
                let last = shares.len() - 1;
                let rest = shares[last].tonnes.number();
                shares[last].tonnes = CreditTonnes::new(rest - by);
                CreditIssue::new(CreditScheme::Jcm, result.clone(), CreditTonnes::new(issued), shares)
            };
            let booked = issue(case.issued, 0).unwrap_or_else(|error| panic!("{file}: {}: {error}", case.project));
            assert_eq!(booked.held(&case.shares[0].0).unwrap().number(), case.shares[0].1);
            // Another sum is refused, and two tonnes more than issued to the first holder are no longer what was agreed.
            assert!(issue(case.issued - 1, 0).is_err() && issue(case.issued, 2).is_err(), "{file}: {}", case.project);
        }
    }

    fn check_money(&self, file: &str) {
        for case in &self.cost {
            let money = |amount: &str| Money::new(exact(amount), &case.currency, case.price_year).unwrap();
            let rent = |amount: &str| ServiceCost {
                investment: money("0"),
                running: money(amount),
                fuel: money("0"),
                transfers: money("0"),
            };
            let cost = ExtraCost::new(rent(&case.measure), rent(&case.alternative), 1, DiscountRate::ZERO).unwrap();
            let yearly = cost.yearly(CostView::Public).unwrap();
            assert_eq!(wide(yearly), case.yearly.parse::<BigDecimal>().unwrap(), "{file}: {}", case.name);
            // It saves money: no cost for each tonne is shown.
            let worth = cost.abatement(Exact::ONE, CostView::Public).unwrap();
            assert!(matches!(worth, AbatementCost::NetBenefit { .. }), "{file}: {}", case.name);
        }
        for case in &self.value {
            let now = |amount: &str| DiscountRate::ZERO.present_value(&[exact(amount)]).unwrap();
            let (benefit, cost) = (now(&case.benefit), now(&case.cost));
            let net = wide(benefit) - wide(cost);
            let ratio = wide(benefit.checked_div(cost).unwrap());
            agrees(&format!("{file}: {}: net", case.name), &net, &case.net, &case.difference);
            agrees(&format!("{file}: {}: ratio", case.name), &ratio, &case.ratio, &case.difference);
        }
        for case in &self.sum {
            assert!(!case.unit.is_empty() && case.parts.iter().all(|(name, _)| !name.is_empty()), "{file}: {}", case.name);
            let sum = Exact::sum(case.parts.iter().map(|(_, part)| exact(part))).unwrap();
            let total = exact(&case.total);
            // Sums are exact: no half digit is allowed for.
            assert_eq!(sum == total, case.difference.is_empty(), "{file}: {}: {sum}, printed {total}", case.name);
        }
        for case in &self.quotient {
            assert!(!case.unit.is_empty(), "{file}: {}", case.name);
            let share = Ratio::new(exact(&case.part), exact(&case.whole)).unwrap().checked_mul(exact(&case.times)).unwrap();
            agrees(&format!("{file}: {}", case.name), &wide(share), &case.result, &case.difference);
        }
    }

    fn figures(&self) -> usize {
        let of_plans = self.target.len() + self.change.len() + self.release.len() + self.trend.len() + self.saving.len();
        of_plans + self.grades.len() + self.issue.len() + self.cost.len() + self.value.len() + self.sum.len() + self.quotient.len()
    }
}

#[test]
fn published_figures_of_plans_come_out_as_printed_or_are_named_as_slips() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plan/cases");
    let (mut cases, mut figures) = (0, 0);
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let case: Case = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(![&case.title, &case.source, &case.locator].iter().any(|text| text.is_empty()), "{file}");
        assert!(["seen", "secondary"].contains(&case.confidence.as_str()) && case.figures() > 0, "{file} {}", case.note);
        case.target.iter().for_each(|target| target.check(&file));
        case.check_series(&file);
        case.check_actions(&file);
        case.check_money(&file);
        figures += case.figures();
        cases += 1;
    }
    assert!(cases >= 25 && figures >= 55, "{cases} cases, {figures} figures");
}

/// The path of Korea from 2018 to 2030, worked out by hand: both ends net of the same offsets, so that 0 is stated for those of 2018.
#[test]
fn the_path_of_a_net_target_starts_on_its_own_basis() {
    let offsets = [(Offset::Sinks, "26.7 Gg"), (Offset::Capture, "11.2 Gg"), (Offset::Credits, "37.5 Gg")];
    let gross = EmissionLevel::new("727.6 Gg".parse().unwrap()).unwrap();
    let of = |level: EmissionLevel| {
        let base = TargetBase { year: year("2018"), level, netting: Netting::new() };
        let kind = TargetKind::FixedLevel { level: "436.6 Gg".parse().unwrap() };
        let target = PlanTarget::new(base, kind, year("2030")).unwrap();
        offsets.iter().try_fold(target, |target, (offset, mass)| target.with_offset(*offset, mass.parse().ok())).unwrap()
    };
    let unknown = Pathway::to(&of(gross.clone()), PathShape::Linear).unwrap_err();
    assert_eq!(unknown.to_string(), "a figure net of sinks, whose amount is not stated; state it, also where it is 0");
    let stated = offsets.iter().try_fold(gross, |level, (offset, _)| level.with_offset(*offset, Mass::ZERO)).unwrap();
    let path = Pathway::to(&of(stated), PathShape::Linear).unwrap();
    // 727.6 - 291/12 = 703.35; 6.5 x 436.6 + 5.5 x 727.6 = 6,839.7.
    assert_eq!(wide(path.at(year("2019")).unwrap()), BigDecimal::from(703_350_000));
    assert_eq!(wide(path.budget().unwrap()), BigDecimal::from(6_839_700_000_u64));
}
