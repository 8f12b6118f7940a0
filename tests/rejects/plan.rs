//! What contradicts itself in a plan.

use citycarbon::Error;
use citycarbon::i18n::Language;
use citycarbon::plan::{
    ActionCard, ActionKind, ActionReport, ActionStatus, Candidate, CostView, CreditIssue, CreditScheme, CreditShare, CreditTonnes,
    CreditUse, DiscountRate, Elasticity, EmissionLevel, ExtraCost, GradeCounts, Indicator, IndicatorSense, MeanGrowth,
    NationalScaling, Netting, NotShown, Offset, PathShape, Pathway, PlanTarget, Portfolio, ProgressCheck, ProjectResult,
    QuantifiedAction, Release, ReleaseStage, ReleasedSeries, Remedy, ScenarioDriver, ServiceCost, Shows, TargetBase, TargetKind,
    TargetLedger, Trend, UnitSaving, grow, roll_up,
};
use citycarbon::quantity::{Exact, Mass, Money, Quantity, Ratio};
use citycarbon::taxonomy::Year;
use std::collections::{BTreeMap, BTreeSet};

fn year(text: &str) -> Year {
    text.parse().unwrap()
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

/// The whole message; its Thai one has no blank left.
fn refused<T: std::fmt::Debug>(result: Result<T, Error>, message: &str) {
    let error = result.unwrap_err();
    assert_eq!(error.to_string(), message);
    let thai = error.render(Language::Thai);
    assert!(thai != message && !thai.contains(['{', '[']), "{thai}");
}

fn base(of: &str) -> TargetBase {
    TargetBase { year: year(of), level: EmissionLevel::new(Mass::tonnes(100)).unwrap(), netting: Netting::new() }
}

#[test]
fn targets_and_paths_that_have_no_meaning() {
    let reduction = TargetKind::BaseYear { reduction: "0.3".parse().unwrap() };
    let target = |base_year, of, kind: &TargetKind| PlanTarget::new(base(base_year), kind.clone(), year(of));
    refused(
        target("2020", "2020", &reduction),
        "\"2020\": no year after the base year, 2020, of the same kind; write a later one, both calendar or both fiscal",
    );
    refused(
        target("2020", "FY2030", &reduction),
        "\"FY2030\": no year after the base year, 2020, of the same kind; write a later one, both calendar or both fiscal",
    );
    let per_head = TargetKind::Intensity { reduction: "0.3".parse().unwrap(), base_driver: Exact::ZERO, driver: Exact::ONE };
    refused(target("2020", "2030", &per_head), "\"0\": not above zero; enter the value that the source prints");
    refused(EmissionLevel::new(Mass::from_base(exact("-1"))), "\"-1 kg\": below zero; enter zero or more");
    let net = TargetBase { netting: Netting::from([Offset::Capture]), ..base("2020") };
    refused(
        PlanTarget::new(net, reduction, year("2030")),
        "a figure net of capture, whose amount is not stated; state it, also where it is 0",
    );
    let path = |shape| Pathway::new((year("2020"), Mass::tonnes(9)), (year("2030"), Mass::ZERO), shape);
    refused(
        path(PathShape::ConstantRate),
        "a constant rate reaches no zero; set a level that is left and takes removals, or take a linear path",
    );
    let linear = path(PathShape::Linear).unwrap();
    refused(linear.at(year("2031")), "\"2031\": a year outside the path, which runs from 2020 to 2030");
    refused(linear.at(year("FY2025")), "\"FY2025\": a year outside the path, which runs from 2020 to 2030");
    let known = BTreeMap::from([(year("2022"), Mass::tonnes(8))]);
    refused(linear.remainder(&known, year("2022")), "no figure of 2021; state it, or end before that year");
}

#[test]
fn releases_out_of_order() {
    let release = |stage| Release { mass: Mass::tonnes(1), stage, source: String::new() };
    let mut series = ReleasedSeries::at_actual_factors();
    series.add(year("2020"), release(ReleaseStage::Final)).unwrap();
    refused(
        series.add(year("2020"), release(ReleaseStage::Preliminary)),
        "\"2020\": a preliminary figure after a final one; state it as restated, or leave it out",
    );
    refused(
        series.add(year("2020"), release(ReleaseStage::Final)),
        "\"2020\": a second final figure of this year; state it as restated",
    );
    let trend = |a: &ReleasedSeries, b: &ReleasedSeries| Trend::between(a, b, year("2020"), year("2021"));
    refused(
        trend(&series, &series),
        "a trend needs one series at the factors of each year and one at frozen factors, in this order",
    );
    let frozen = ReleasedSeries::at_frozen_factors("0.514 kg/kWh").unwrap();
    refused(trend(&series, &frozen), "no figure of 2021; state it, or end before that year");
    refused(ReleasedSeries::at_frozen_factors(" "), "an empty text; write something between the quotes");
}

#[test]
fn scenarios_that_have_no_meaning() {
    refused(Elasticity::new(exact("0.125")), "\"0.125\": an elasticity of more than two decimals, or above 655; round it to two");
    refused(Elasticity::new(exact("-1")), "\"-1\": below zero; enter zero or more");
    let ratio = |number| Ratio::new(exact(number), 1).unwrap();
    let scaling = |local, national| NationalScaling::new(ratio(local), ratio(national), Exact::from(3));
    refused(
        scaling("0.02", "0"),
        "\"0.02\": local mean growth against a national one of zero; project the city by its own drivers",
    );
    refused(
        scaling("0.02", "-0.01"),
        "\"0.02\": local mean growth against a national one of -0.01, of the other sign; project the city by its own drivers",
    );
    refused(
        scaling("0.02", "0.001"),
        "\"0.02\": local mean growth of more than 3 times the national one; project the city by its own drivers, or leave out outlier years",
    );
    let series: BTreeMap<Year, Exact> = [(year("2019"), exact("5")), (year("2020"), exact("4")), (year("2021"), exact("6"))].into();
    let mean = |of: &str, reason: &str| MeanGrowth::of(&series, &[(year(of), reason.to_owned())].into());
    refused(mean("2018", "lockdown"), "\"2018\": a year left out that the series does not have; check the year");
    refused(mean("2020", " "), "\"2020\": a year left out without a reason; say why it is an outlier");
    refused(mean("2020", "lockdown"), "no two neighbouring years are left to compute growth from; leave out fewer years");
    refused(
        grow(year("2020"), Mass::tonnes(1), &[(year("2022"), Ratio::ZERO)].into()),
        "\"growth\": no figure of 2021; state it, or end before that year",
    );
    let people = ScenarioDriver { name: "people".to_owned(), years: series, elasticity: Elasticity::ONE };
    refused(people.project(year("2018"), Mass::tonnes(1)), "\"people\": no figure of 2018; state it, or end before that year");
}

#[test]
fn costs_that_cannot_be_compared() {
    let of = |amount: i64, currency: &str, price_year| Money::new(amount, currency, price_year).unwrap();
    let service = |amount: &Money| ServiceCost {
        investment: amount.clone(),
        running: amount.clone(),
        fuel: amount.clone(),
        transfers: amount.checked_mul(Exact::ZERO).unwrap(),
    };
    let (baht, other) = (of(5, "THB", 2024), of(5, "THB", 2020));
    let cost = |other: &Money, life| ExtraCost::new(service(&baht), service(other), life, DiscountRate::ZERO);
    refused(cost(&other, 5), "THB (2020) added to THB (2024); convert one of them first");
    refused(cost(&baht, 0), "\"0\": not a life in years; enter 1 to 100");
    refused(DiscountRate::new(exact("4")), "\"4\": a share outside 0 to 1; write 0.8 for 80 %");
    let equal = cost(&baht, 5).unwrap();
    refused(
        equal.abatement(Exact::ZERO, CostView::Public),
        "\"0\": no tonnes reduced, so there is no cost for each tonne; show the cost without it",
    );
    let candidate = |needs: Money| Candidate { name: "trucks".to_owned(), cost: equal.clone(), tonnes: Exact::ONE, needs };
    let twice = [candidate(baht.clone()), candidate(baht.clone())];
    refused(Portfolio::choose(&twice, &baht, CostView::Public), "\"trucks\": this name is used twice; give each its own name");
    refused(
        Portfolio::choose(&[candidate(of(-1, "THB", 2024))], &baht, CostView::Public),
        "\"-1 THB (2024)\": below zero; enter zero or more",
    );
}

fn indicator(unit: &str, sense: IndicatorSense) -> Indicator {
    Indicator { name: "buses".to_owned(), unit: unit.to_owned(), sense }
}

fn card(number: &str, unit: &str) -> ActionCard {
    let action =
        QuantifiedAction::new(indicator(unit, IndicatorSense::Rising), [(year("2024"), Exact::from(10))].into(), None).unwrap();
    ActionCard::new(number, "transport office", ActionKind::Quantitative(action)).unwrap()
}

fn measured(actual: i64, status: ActionStatus) -> ActionReport {
    ActionReport::Measured { actual: Exact::from(actual), stage: ReleaseStage::Preliminary, status }
}

#[test]
fn cards_that_cannot_be_checked() {
    let saving = |unit: &str| Some(UnitSaving { unit: unit.to_owned(), each: Mass::tonnes(40), source: "guideline".to_owned() });
    refused(
        QuantifiedAction::new(indicator("bus", IndicatorSense::Rising), BTreeMap::new(), saving("km")),
        "\"buses\": a saving for each km, but the indicator is in bus or falls; state the saving of a unit of an indicator that rises",
    );
    refused(
        QuantifiedAction::new(indicator("bus", IndicatorSense::Falling), BTreeMap::new(), saving("bus")),
        "\"buses\": a saving for each bus, but the indicator is in bus or falls; state the saving of a unit of an indicator that rises",
    );
    refused(
        QuantifiedAction::new(indicator("bus", IndicatorSense::Rising), [(year("2024"), Exact::ZERO)].into(), None),
        "\"0\": a target of zero or less, of which no achievement can be computed; choose an indicator whose target is above zero",
    );
    refused(ActionCard::new("1", "", ActionKind::Qualitative), "an empty text; write something between the quotes");
    refused(Remedy::new("no chassis", ""), "delayed or not achieved without a cause or a remedy; state both");
}

#[test]
fn reports_that_contradict_their_card() {
    let law = ActionCard::new("law", "council", ActionKind::Qualitative).unwrap();
    let check = |of: &str, number: &str, report| {
        ProgressCheck::new(year(of), vec![card("bus", "bus"), law.clone()], [(number.to_owned(), report)].into())
    };
    refused(
        check("2024", "bus", measured(9, ActionStatus::Achieved)),
        "\"bus\": reported as achieved at 90.0 % of its target; report it as on track, delayed or not achieved",
    );
    let late = ActionStatus::Delayed(Remedy::new("no chassis", "a second supplier").unwrap());
    refused(check("2024", "bus", measured(10, late)), "\"bus\": its target is met, so it is achieved; report it so");
    refused(
        check("2025", "bus", measured(10, ActionStatus::Achieved)),
        "\"bus\": reported as achieved, but the plan has no target for 2025; report it as on track, or add the target",
    );
    assert!(check("2025", "bus", measured(10, ActionStatus::OnTrack)).is_ok());
    refused(check("2024", "bus", measured(-1, ActionStatus::OnTrack)), "\"-1\": below zero; enter zero or more");
    for (number, report) in [
        ("law", measured(1, ActionStatus::Achieved)),
        ("bus", ActionReport::Described { text: "bought".to_owned(), status: ActionStatus::Achieved }),
    ] {
        let message =
            format!("\"{number}\": a figure for an action in words, or words for an action in numbers; report it as its card says");
        refused(check("2024", number, report), &message);
    }
    refused(
        check("2024", "tram", measured(1, ActionStatus::OnTrack)),
        "\"tram\": a report of an action that the plan does not have; check its number",
    );
    refused(
        ProgressCheck::new(year("2024"), vec![law.clone(), law.clone()], BTreeMap::new()),
        "\"law\": the plan has two actions of this number; give each its own number",
    );
}

#[test]
fn districts_that_count_the_same_thing() {
    let district = |of: &str, number: &str, unit: &str, depot: &str| {
        let part = card(number, unit).with_part_of(Some("city".to_owned())).with_acts_on([depot.to_owned()].into());
        ProgressCheck::new(year(of), vec![part], [(number.to_owned(), measured(5, ActionStatus::OnTrack))].into()).unwrap()
    };
    let rolled = |second: ProgressCheck| {
        let first = district("2024", "1", "bus", "depot 7");
        roll_up(&card("city", "bus"), &[("North".to_owned(), first), ("South".to_owned(), second)].into())
    };
    assert_eq!(rolled(district("2024", "1", "bus", "depot 8")).unwrap().actual, Some(Exact::from(10)));
    refused(
        rolled(district("2024", "4", "bus", "depot 7")),
        "\"depot 7\": counted by both North: 1 and South: 4; leave it to one of them",
    );
    refused(
        rolled(district("2024", "1", "bus-km", "depot 8")),
        "\"South: 1\": not measured by buses (bus); measure all parts by the same indicator and unit",
    );
    refused(rolled(district("2023", "1", "bus", "depot 8")), "\"South\": no figure of 2024; state it, or end before that year");
    refused(
        GradeCounts::new([("good".to_owned(), 3)].into(), 1, 5),
        "\"5\": a printed total whose parts add up to 4; state what is missing, or correct a figure",
    );
}

#[test]
fn credits_that_do_not_exist() {
    let result = ProjectResult::new("chillers", year("2024"), Mass::tonnes(150), Shows::Nowhere(NotShown::OutsideCity)).unwrap();
    let share = |holder: &str, tonnes, agreed: &str| CreditShare {
        holder: holder.to_owned(),
        tonnes: CreditTonnes::new(tonnes),
        agreed: agreed.parse().ok(),
    };
    let issue = |issued, shares| CreditIssue::new(CreditScheme::Jcm, result.clone(), CreditTonnes::new(issued), shares);
    refused(
        issue(151, vec![share("Japan", 151, "")]),
        "\"151\": more credits than the tonnes reduced, 150; issue no more than was verified",
    );
    refused(
        issue(150, vec![share("Japan", 75, ""), share("Thailand", 74, "")]),
        "\"150\": credits issued, but the shares add up to 149; enter every share as issued",
    );
    refused(
        issue(149, vec![share("Japan", 73, "0.5"), share("Thailand", 76, "0.5")]),
        "\"73\": a share of a tonne or more from the agreed 74.5; enter the tonnes as issued, or the share as agreed",
    );
    refused(
        issue(150, vec![share("Japan", 75, ""), share("Japan", 75, "")]),
        "\"Japan\": this name is used twice; give each its own name",
    );
    let mut booked = issue(149, vec![share("Japan", 75, "0.5"), share("Thailand", 74, "0.5")]).unwrap();
    let export = |tonnes| CreditUse::Exported { to: "Japan".to_owned(), tonnes: CreditTonnes::new(tonnes), is_adjusted: true };
    booked.book("Japan", export(70)).unwrap();
    refused(booked.book("Japan", export(6)), "\"6\": more credits than are held, 5; use no more than the share that is left");
    refused(
        booked.book("Nobody", CreditUse::Cancelled { tonnes: CreditTonnes::new(1) }),
        "\"1\": more credits than are held, 0; use no more than the share that is left",
    );
    // The same tonnes under two schemes.
    let shares = vec![share("Thailand", 2, "")];
    let second = CreditIssue::new(CreditScheme::Tver, result.clone(), CreditTonnes::new(2), shares).unwrap();
    refused(
        TargetLedger::of(year("2024"), Exact::ZERO, &[booked, second]),
        "\"151\": more credits than the tonnes reduced, 150; issue no more than was verified",
    );
    refused(
        ProjectResult::new("chillers", year("2024"), Mass::tonnes(1), Shows::Under(BTreeSet::new())),
        "\"chillers\": a result that shows in the inventory under no reference; name the references, or why it shows nowhere",
    );
}

/// Sentences of a plan, in both languages.
#[test]
fn sentences_say_what_a_figure_is_of() {
    let target = PlanTarget::new(base("2020"), TargetKind::FixedLevel { level: Mass::tonnes(60) }, year("2030")).unwrap();
    assert_eq!(target.line().unwrap().to_string(), "100 t CO2e (gross) in 2020 to 60 t CO2e in 2030: -40.0 %");
    let unknown = target.clone().with_offset(Offset::Sinks, None).unwrap().with_offset(Offset::Credits, None).unwrap();
    let english = "100 t CO2e (gross) in 2020 to 60 t CO2e (net of sinks, credits) in 2030: -40.0 %; gross to gross is not known: the amount that is taken off is not stated";
    assert_eq!(unknown.line().unwrap().to_string(), english);
    let known = target.with_offset(Offset::Sinks, Some(Mass::tonnes(15))).unwrap();
    let thai = "100 t CO2e (ก่อนหัก) ในปี 2020 เป็น 60 t CO2e (สุทธิหลังหักการดูดกลับ) ในปี 2030: -40.0 %; เทียบค่าก่อนหักทั้งคู่ 75 t CO2e: -25.0 %";
    assert_eq!(known.line().unwrap().render(Language::Thai), thai);
    let reports = [("bus".to_owned(), measured(11, ActionStatus::Achieved))].into();
    let cards = vec![card("bus", "bus"), card("tram", "tram"), ActionCard::new("law", "council", ActionKind::Qualitative).unwrap()];
    let check = ProgressCheck::new(year("2024"), cards, reports).unwrap();
    assert_eq!(
        check.mean().unwrap().line().unwrap().unwrap().to_string(),
        "mean achievement 110.0 %, of 1 of 2 actions in numbers; 1 in words are in no mean"
    );
    assert_eq!(check.counts(None).without_data, ["law", "tram"]);
    assert_eq!(check.preliminary().collect::<Vec<_>>(), ["bus"]);
    let none = ProgressCheck::new(year("2024"), Vec::new(), BTreeMap::new()).unwrap();
    assert!(none.mean().unwrap().line().unwrap().is_none() && none.reduction().unwrap().coverage().unwrap().is_none());
}

#[test]
fn a_cost_and_a_result_name_what_they_are_of() {
    let of = |amount: i64| Money::new(amount, "THB", 2024).unwrap();
    let service = |investment, fuel| ServiceCost { investment: of(investment), running: of(0), fuel: of(fuel), transfers: of(0) };
    let cost = |fuel| ExtraCost::new(service(1000, fuel), service(0, 300), 10, DiscountRate::new(exact("0.05")).unwrap()).unwrap();
    // 1000 x 0.129505 = 129.50 a year for the investment; 50 of fuel saved, or 250.
    assert_eq!(
        cost(250).line(Exact::from(2), CostView::Public).unwrap().to_string(),
        "39.75 THB for each tonne of CO2e (cost to all, prices of 2024, 5.0 % a year over 10 years)"
    );
    assert_eq!(
        cost(50).line(Exact::from(2), CostView::Private).unwrap().to_string(),
        "saves 120.5 THB a year, so no cost for each tonne is given (cost to the one who pays, prices of 2024, 5.0 % a year over 10 years)"
    );
    let result = |shows| ProjectResult::new("chillers", year("2024"), Mass::tonnes(150), shows).unwrap().line().unwrap();
    let under = ["I.2.2", "IV.2"].map(|reference| reference.parse().unwrap());
    assert_eq!(
        result(Shows::Under(under.into())).to_string(),
        "chillers: 150 t CO2e in 2024 by its own baseline; it will show under I.2.2, IV.2"
    );
    assert_eq!(
        result(Shows::Nowhere(NotShown::NotSeenByMethod)).render(Language::Thai),
        "chillers: 150 t CO2e ในปี 2024 เทียบกับเส้นฐานของโครงการ; จะไม่ปรากฏในบัญชี: วิธีหรือค่าการปล่อยของบัญชีมองไม่เห็น"
    );
}
