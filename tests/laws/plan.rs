//! Plans: paths keep to their budget, rates reach their target, nothing missing becomes a figure, and no ledger gains from another.

use bigdecimal::BigDecimal;
use citycarbon::plan::{
    AbatementCost, ActionCard, ActionKind, ActionReport, ActionStatus, Candidate, CostView, CreditIssue, CreditScheme, CreditShare,
    CreditTonnes, CreditUse, DiscountRate, Elasticity, EmissionLevel, ExtraCost, Indicator, IndicatorSense, KayaYear, MeanGrowth,
    NationalScaling, Netting, NotShown, Offset, PathShape, Pathway, PlanTarget, Portfolio, ProgressCheck, ProjectResult,
    QuantifiedAction, Release, ReleaseStage, ReleasedSeries, Remedy, ScenarioDriver, ServiceCost, Shows, StatusKind, TargetBase,
    TargetKind, TargetLedger, UnitSaving, grow, roll_up,
};
use citycarbon::quantity::{Exact, Fraction, Mass, Money, Quantity, Ratio};
use citycarbon::taxonomy::{Category, Year};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::{BTreeMap, BTreeSet};

fn year(number: u16) -> Year {
    Year::new(number).unwrap()
}

fn wide(number: Ratio) -> BigDecimal {
    whole(number.numerator()) / whole(number.denominator())
}

fn whole(number: Exact) -> BigDecimal {
    number.to_string().parse().unwrap()
}

/// Whether two ratios are the same number.
fn equal(a: Ratio, b: Ratio) -> bool {
    whole(a.numerator()) * whole(b.denominator()) == whole(b.numerator()) * whole(a.denominator())
}

/// Whether a number is off by a share of at most 10^-`digits`.
fn is_close(found: &BigDecimal, wanted: &BigDecimal, digits: i64) -> bool {
    (found - wanted).abs() <= wanted.abs() * BigDecimal::new(1.into(), digits)
}

fn kg(number: u64) -> Mass {
    Mass::kilograms(number)
}

fn path(base: u64, target: u64, years: u16, shape: PathShape) -> Pathway {
    Pathway::new((year(2020), kg(base)), (year(2020 + years), kg(target)), shape).unwrap()
}

fn share(percent: u32) -> Fraction {
    Fraction::from_parts(percent, 100).unwrap()
}

const MOST: u64 = 1_000_000_000_000;

proptest! {
    /// n E − (E − T)(n + 1)/2.
    #[test]
    fn a_linear_budget_is_its_closed_form(base in 0..MOST, target in 0..MOST, years in 1_u16..60) {
        let budget = path(base, target, years, PathShape::Linear).budget().unwrap();
        let (n, e, t) = (BigDecimal::from(years), BigDecimal::from(base), BigDecimal::from(target));
        let closed = &n * &e * 2 - (&e - &t) * (&n + 1);
        prop_assert_eq!(whole(budget.numerator()) * 2, closed * whole(budget.denominator()));
    }

    /// A linear path falls by the same amount each year and meets both ends.
    #[test]
    fn a_linear_path_has_equal_steps(base in 0..MOST, target in 0..MOST, years in 1_u16..40) {
        let path = path(base, target, years, PathShape::Linear);
        let at = |n: u16| path.at(year(2020 + n)).unwrap();
        prop_assert!(equal(at(0), kg(base).base().into()) && equal(at(years), kg(target).base().into()));
        for n in 1..years {
            prop_assert!(equal(at(n - 1).checked_add(at(n + 1)).unwrap(), at(n).checked_mul(Exact::from(2)).unwrap()));
        }
    }

    /// The base times one plus the rate, as often as there are years, is the target; each year is that of the exact root.
    #[test]
    fn a_constant_rate_reaches_its_target(base in 1000..MOST, percent in 1_u64..400, years in 1_u16..40) {
        let target = base * percent / 100 + 1;
        let path = path(base, target, years, PathShape::ConstantRate);
        let times: BigDecimal = whole(path.rate().unwrap().unwrap()) + BigDecimal::from(1);
        let mut reached = BigDecimal::from(base);
        for n in 1..=years {
            reached = (&reached * &times).with_prec(80);
            if n == years / 2 {
                prop_assert!(is_close(&wide(path.at(year(2020 + n)).unwrap()), &reached, 20), "{} {}", n, reached);
            }
        }
        prop_assert!(is_close(&reached, &BigDecimal::from(target), 20));
        prop_assert!(equal(path.at(year(2020 + years)).unwrap(), kg(target).base().into()));
    }

    /// With the rate of the remainder, the years left just use what is left.
    #[test]
    fn the_rate_that_remains_uses_the_budget(base in 1_000_000..MOST, percent in 5_u64..100, years in 2_u16..30, high in 50_u64..150) {
        let path = path(base, base * percent / 100, years, PathShape::Linear);
        let actual = BTreeMap::from([(year(2021), kg(base * high / 100))]);
        let left = path.remainder(&actual, year(2021)).unwrap();
        prop_assert_eq!(left.years, years - 1);
        let spent = wide(path.budget().unwrap()) - BigDecimal::from(base * high / 100);
        prop_assert!(is_close(&wide(left.budget), &spent, 40));
        prop_assert_eq!(left.rate.is_some(), spent.sign() == bigdecimal::num_bigint::Sign::Plus);
        if let Some(rate) = left.rate {
            let emitted = |rate: BigDecimal| {
                let (times, mut sum, mut level) = (rate + BigDecimal::from(1), BigDecimal::from(0), BigDecimal::from(base * high / 100));
                for _ in 0..left.years {
                    level = (&level * &times).with_prec(60);
                    sum += &level;
                }
                sum
            };
            // The twelfth digit is the last.
            let (rate, unit) = (whole(rate), BigDecimal::new(1.into(), 12));
            prop_assert!(emitted(&rate - &unit) < spent && spent < emitted(&rate + &unit), "{}", rate);
        }
    }

    /// Emissions on the path are no overshoot; a kilogram more in one year is one; a missing year is named and not assumed.
    #[test]
    fn overshoot_is_what_is_above_the_path(step in 0_u64..1_000_000, target in 0_u64..1_000_000, years in 2_u16..30, at in 0_u16..30) {
        let path = path(target + step * u64::from(years), target, years, PathShape::Linear);
        let on_path = |n: u16| kg(target + step * u64::from(years - n));
        let mut actual: BTreeMap<Year, Mass> = (1..=years).map(|n| (year(2020 + n), on_path(n))).collect();
        prop_assert!(path.overshoot(&actual).unwrap().kg.numerator().is_zero());
        let n = at % years + 1;
        actual.insert(year(2020 + n), on_path(n).checked_add(kg(1)).unwrap());
        prop_assert!(equal(path.overshoot(&actual).unwrap().kg, Ratio::ONE));
        actual.remove(&year(2020 + n));
        let found = path.overshoot(&actual).unwrap();
        prop_assert!(found.kg.numerator().is_zero());
        prop_assert_eq!(found.missing, if n == years { vec![] } else { vec![year(2020 + n)] });
        prop_assert_eq!(path.remainder(&actual, year(2020 + years)).is_ok(), false);
    }

    /// What is allowed is met exactly by itself, whatever the kind; gross is net with the offsets put back.
    #[test]
    fn a_target_is_met_by_what_it_allows(
        base in 1_000..MOST, percent in 0_u32..=100, sinks in 0_u64..1000, of_base in 0_u64..1000, driver in 1_u32..5000, kind in 0..4,
    ) {
        let reduction = share(percent);
        let kind = match kind {
            0 => TargetKind::BaseYear { reduction },
            1 => TargetKind::FixedLevel { level: kg(base / 3) },
            2 => TargetKind::Intensity { reduction, base_driver: Exact::from(1000), driver: Exact::from(driver) },
            _ => TargetKind::Baseline { reduction, baseline: kg(base * 2), is_dynamic: false },
        };
        let level = EmissionLevel::new(kg(base)).unwrap().with_offset(Offset::Sinks, kg(of_base)).unwrap();
        let netting = Netting::from([Offset::Sinks]);
        let base_of = TargetBase { year: year(2020), level: level.clone(), netting: netting.clone() };
        let target = PlanTarget::new(base_of, kind, year(2030)).unwrap().with_offset(Offset::Sinks, Some(kg(sinks))).unwrap();
        let allowed = target.allowed().unwrap();
        let put_back = allowed.checked_add(kg(sinks).base().into()).unwrap();
        prop_assert!(equal(target.allowed_gross().unwrap().unwrap(), put_back));
        // At the base nothing is gone, or there is nothing to go.
        let progress = target.progress(&level).unwrap();
        prop_assert_eq!(progress.is_none(), equal(allowed, level.on(&netting).unwrap().into()));
        prop_assert!(progress.is_none_or(|progress| progress.numerator().is_zero()));
        if let (Some(progress), true) = (progress, put_back.denominator() == Exact::ONE) {
            prop_assert!(progress.numerator().is_zero());
            let met = EmissionLevel::new(Mass::from_base(put_back.numerator())).unwrap().with_offset(Offset::Sinks, kg(sinks)).unwrap();
            prop_assert!(target.still_needed(&met).unwrap().numerator().is_zero());
            prop_assert!(equal(target.progress(&met).unwrap().unwrap(), Ratio::ONE));
        }
        let unknown = target.clone().with_offset(Offset::Credits, None).unwrap();
        prop_assert!(unknown.allowed_gross().unwrap().is_none() && unknown.gross_change().unwrap().is_none());
    }

    /// Releases are kept: their revisions add up to the last less the first.
    #[test]
    fn revisions_add_up(figures in prop::collection::vec(0..MOST, 2..8)) {
        let mut series = ReleasedSeries::at_actual_factors();
        for (n, figure) in figures.iter().enumerate() {
            let stage = [ReleaseStage::Preliminary, ReleaseStage::Final, ReleaseStage::Restated][n.min(2)];
            series.add(year(2020), Release { mass: kg(*figure), stage, source: String::new() }).unwrap();
        }
        let sum = Exact::sum(series.revisions(year(2020)).unwrap()).unwrap();
        prop_assert_eq!(whole(sum), BigDecimal::from(*figures.last().unwrap()) - BigDecimal::from(figures[0]));
        prop_assert_eq!(series.releases(year(2020)).len(), figures.len());
        prop_assert!(series.change(year(2019), year(2020)).unwrap().is_none());
    }

    /// An elasticity of one is in step with the driver, zero ignores it, and the power of a part is that of the whole.
    #[test]
    fn emissions_follow_their_driver(base in 1..MOST, first in 1_u32..100_000, last in 1_u32..100_000, hundredths in 0_u32..300) {
        let project = |hundredths: u32| {
            let elasticity = Elasticity::new(Exact::new(hundredths.into(), 2).unwrap()).unwrap();
            let years = [(year(2020), Exact::from(first)), (year(2030), Exact::from(last))].into();
            let driver = ScenarioDriver { name: "people".to_owned(), years, elasticity };
            driver.project(year(2020), kg(base)).unwrap()[&year(2030)]
        };
        prop_assert!(equal(project(0), kg(base).base().into()));
        prop_assert!(equal(project(100), Ratio::new(last, first).unwrap().checked_mul(kg(base).base()).unwrap()));
        // D^(h/100) to the power of 100 is D^h: it lies between the powers of the neighbours in the last digit, or of 10^-24 of what is large.
        let times = wide(project(hundredths)) / BigDecimal::from(base);
        let unit = BigDecimal::new(2.into(), 24) * (BigDecimal::from(1) + &times);
        let power = |number: &BigDecimal, exponent: u32| {
            (0..exponent).fold(BigDecimal::from(1), |product, _| (&product * number).with_prec(80))
        };
        let wanted = power(&(BigDecimal::from(last) / BigDecimal::from(first)), hundredths);
        let below = (&times - &unit).max(BigDecimal::from(0));
        prop_assert!(power(&below, 100) < wanted && wanted < power(&(&times + &unit), 100), "{} {}", times, wanted);
    }

    /// Emissions are multiplied by the product of what their four factors were multiplied by.
    #[test]
    fn the_kaya_factors_explain_the_whole_change(before in prop::array::uniform4(1_u32..10_000), after in prop::array::uniform4(1_u32..10_000)) {
        let of = |[people, gdp, energy, carbon]: [u32; 4]| {
            let each = |number: u32| Ratio::new(number, 7).unwrap();
            KayaYear { people: people.into(), gdp_per_person: each(gdp), energy_per_gdp: each(energy), co2e_per_energy: each(carbon) }
        };
        let (before, after) = (of(before), of(after));
        let times = after.times_since(&before).unwrap().into_iter().try_fold(Ratio::ONE, Ratio::checked_mul);
        prop_assert!(equal(before.emissions().unwrap().checked_mul(times.unwrap()).unwrap(), after.emissions().unwrap()));
    }

    /// A city that grew as the nation did is projected as the nation; a mean leaves out what is named, and names it.
    #[test]
    fn a_city_like_its_nation_grows_like_it(base in 1..MOST, rates in prop::collection::vec(-200_i64..200, 1..8), mean in 1_i64..100) {
        let national: BTreeMap<Year, Ratio> =
            rates.iter().zip(2021..).map(|(rate, number)| (year(number), Ratio::new(*rate, 1000).unwrap())).collect();
        let mean = Ratio::new(mean, 1000).unwrap();
        let scaling = NationalScaling::new(mean, mean, Exact::ONE).unwrap();
        let (scaled, grown) = (
            scaling.project(year(2020), kg(base), &national).unwrap(),
            grow(year(2020), kg(base), &national).unwrap(),
        );
        prop_assert!(scaled.iter().zip(&grown).all(|((a, x), (b, y))| a == b && equal(*x, *y)));
        prop_assert!(NationalScaling::new(mean.checked_mul(Exact::from(2)).unwrap(), mean, Exact::ONE).is_err());
        prop_assert!(NationalScaling::new(mean, mean.checked_mul(Exact::from(-1)).unwrap(), Exact::ONE).is_err());
        prop_assert!(NationalScaling::new(mean, Ratio::ZERO, Exact::ONE).is_err());
    }

    /// The mean growth of a series without its outliers is that of the pairs that are left.
    #[test]
    fn outliers_are_left_out_by_name(figures in prop::collection::vec(1_u32..10_000, 4..12), out in 0_usize..12) {
        let out = year(2010 + u16::try_from(out % figures.len()).unwrap());
        let series: BTreeMap<Year, Exact> = figures.iter().zip(2010..).map(|(figure, n)| (year(n), Exact::from(*figure))).collect();
        let mean = MeanGrowth::of(&series, &BTreeMap::from([(out, "a year of lockdown".to_owned())])).unwrap();
        let pairs = figures.windows(2).zip(2011_u16..).filter(|(_, n)| year(*n) != out && year(*n - 1) != out);
        let rates: Vec<Ratio> =
            pairs.clone().map(|(pair, _)| Ratio::new(i64::from(pair[1]) - i64::from(pair[0]), pair[0]).unwrap()).collect();
        let sum = rates.iter().try_fold(Ratio::ZERO, |sum, rate| sum.checked_add(*rate)).unwrap();
        prop_assert!(equal(mean.rate.checked_mul(Exact::from(rates.len())).unwrap(), sum));
        prop_assert_eq!(mean.years, pairs.map(|(_, n)| year(n)).collect::<BTreeSet<_>>());
        prop_assert!(mean.left_out.contains_key(&out));
    }
}

fn money(amount: i64) -> Money {
    Money::new(amount, "THB", 2024).unwrap()
}

fn service() -> impl Strategy<Value = ServiceCost> {
    (0_i64..1_000_000, 0_i64..100_000, 0_i64..100_000, -50_000_i64..50_000).prop_map(|(investment, running, fuel, transfers)| {
        ServiceCost { investment: money(investment), running: money(running), fuel: money(fuel), transfers: money(transfers) }
    })
}

fn rate() -> impl Strategy<Value = DiscountRate> {
    (0_i128..200).prop_map(|thousandths| DiscountRate::new(Exact::new(thousandths, 3).unwrap()).unwrap())
}

fn view() -> impl Strategy<Value = CostView> {
    select(vec![CostView::Public, CostView::Private])
}

proptest! {
    /// Without a discount, everything is a plain sum.
    #[test]
    fn a_discount_of_zero_gives_plain_sums(measure in service(), other in service(), life in 1_u16..=100, amounts in prop::collection::vec(-1000_i64..1000, 0..50)) {
        let yearly: Vec<Exact> = amounts.iter().map(|amount| Exact::from(*amount)).collect();
        prop_assert!(equal(DiscountRate::ZERO.present_value(&yearly).unwrap(), Exact::from(amounts.iter().sum::<i64>()).into()));
        let cost = ExtraCost::new(measure, other, life, DiscountRate::ZERO).unwrap();
        for view in [CostView::Public, CostView::Private] {
            // Over its life, what the years bear is what the present value says, below zero.
            let whole = cost.yearly(view).unwrap().checked_mul(Exact::from(life)).unwrap();
            let value = cost.net_present_value(view).unwrap().checked_mul(Exact::from(-1)).unwrap();
            prop_assert!(equal(whole, value));
        }
    }

    /// A measure against itself costs nothing; the other way round it costs what it saved; transfers are in the private view only.
    #[test]
    fn a_cost_is_a_difference(measure in service(), other in service(), life in 1_u16..50, rate in rate(), view in view()) {
        let of = |a: &ServiceCost, b: &ServiceCost| ExtraCost::new(a.clone(), b.clone(), life, rate).unwrap();
        let (there, back) = (of(&measure, &other), of(&other, &measure));
        prop_assert!(of(&measure, &measure).yearly(view).unwrap().numerator().is_zero());
        prop_assert!(there.yearly(view).unwrap().checked_add(back.yearly(view).unwrap()).unwrap().numerator().is_zero());
        prop_assert!(there.net_present_value(view).unwrap().checked_add(back.net_present_value(view).unwrap()).unwrap().numerator().is_zero());
        let taxed = ServiceCost { transfers: measure.transfers.checked_add(&money(7)).unwrap(), ..measure.clone() };
        let more = of(&taxed, &other);
        prop_assert!(equal(more.yearly(CostView::Public).unwrap(), there.yearly(CostView::Public).unwrap()));
        let private = there.yearly(CostView::Private).unwrap().checked_add(Exact::from(7).into()).unwrap();
        prop_assert!(equal(more.yearly(CostView::Private).unwrap(), private));
    }

    /// The value now of what an investment bears each year is the investment.
    #[test]
    fn the_capital_recovery_pays_the_investment_back(rate in rate(), life in 1_u16..60) {
        let each = wide(rate.capital_recovery(life).unwrap());
        let now = wide(rate.present_value(&vec![Exact::ONE; usize::from(life)]).unwrap());
        prop_assert!(is_close(&(each * now), &BigDecimal::from(1), 18));
    }

    /// What saves money has no cost for each tonne and comes first by what it saves; nothing reduced has no cost for each tonne at all.
    #[test]
    fn what_saves_money_is_ranked_by_what_it_saves(
        pairs in prop::collection::vec((service(), service(), -5_i64..500), 1..9), rate in rate(), view in view(), budget in 0_i64..3_000_000,
    ) {
        let candidates: Vec<Candidate> = pairs.into_iter().enumerate().map(|(n, (measure, other, tonnes))| {
            let needs = measure.investment.clone();
            let cost = ExtraCost::new(measure, other, 10, rate).unwrap();
            Candidate { name: format!("measure {n}"), cost, tonnes: Exact::from(tonnes), needs }
        }).collect();
        for candidate in &candidates {
            match candidate.cost.abatement(candidate.tonnes, view) {
                Ok(AbatementCost::NetBenefit { yearly }) => prop_assert!(!yearly.numerator().is_negative()),
                Ok(AbatementCost::PerTonne { yearly, each }) => {
                    prop_assert!(!each.numerator().is_negative());
                    prop_assert!(equal(each.checked_mul(candidate.tonnes).unwrap(), yearly));
                }
                Ok(other) => prop_assert!(false, "{:?}", other),
                Err(_) => prop_assert!(candidate.tonnes <= Exact::ZERO),
            }
        }
        let chosen = Portfolio::choose(&candidates, &money(budget), view).unwrap();
        let mut back: Vec<Candidate> = candidates.clone();
        back.reverse();
        prop_assert_eq!(&chosen, &Portfolio::choose(&back, &money(budget), view).unwrap());
        let names: BTreeSet<&String> = chosen.chosen.iter().chain(&chosen.over_budget).chain(&chosen.without_reduction).collect();
        prop_assert_eq!(names.len(), candidates.len());
        prop_assert!(chosen.spent.amount() <= Exact::from(budget));
        prop_assert_eq!(chosen.spent.checked_add(&chosen.left).unwrap(), money(budget));
        let find = |name: &String| candidates.iter().find(|candidate| candidate.name == *name).unwrap();
        for name in &chosen.over_budget {
            prop_assert!(find(name).needs.amount() > chosen.left.amount());
        }
        let worth: Vec<AbatementCost> =
            chosen.chosen.iter().map(|name| find(name).cost.abatement(find(name).tonnes, view).unwrap()).collect();
        prop_assert!(worth.windows(2).all(|pair| pair[0].rank(&pair[1]).unwrap().is_le()));
    }
}

fn action(number: usize, target: u32, sense: IndicatorSense, saving: bool) -> ActionCard {
    let indicator = Indicator { name: "vehicles".to_owned(), unit: "vehicle".to_owned(), sense };
    let saving = (saving && sense == IndicatorSense::Rising).then(|| UnitSaving {
        unit: "vehicle".to_owned(),
        each: kg(970),
        source: "guideline".to_owned(),
    });
    let action = QuantifiedAction::new(indicator, [(year(2024), Exact::from(target))].into(), saving).unwrap();
    ActionCard::new(&number.to_string(), "office", ActionKind::Quantitative(action)).unwrap()
}

/// The report that an actual figure allows.
fn report(card: &ActionCard, actual: u32, behind: bool) -> ActionReport {
    let status = match card.quantified().unwrap().is_met(year(2024), actual.into()) {
        Some(true) => ActionStatus::Achieved,
        _ if behind => ActionStatus::Delayed(Remedy::new("late delivery", "order earlier").unwrap()),
        _ => ActionStatus::OnTrack,
    };
    ActionReport::Measured { actual: actual.into(), stage: ReleaseStage::Final, status }
}

proptest! {
    /// Counts cover every action once; what is missing is listed and changes no figure; the mean says how many it is of.
    #[test]
    fn what_is_missing_is_listed_and_never_zero(
        drawn in prop::collection::vec((1_u32..1000, prop::option::of(0_u32..2000), any::<bool>(), any::<bool>(), any::<bool>()), 1..12), words in 0_usize..5,
    ) {
        let (mut cards, mut reports, mut without) = (Vec::new(), BTreeMap::new(), Vec::new());
        for (number, (target, actual, rises, saves, behind)) in drawn.iter().enumerate() {
            let sense = if *rises { IndicatorSense::Rising } else { IndicatorSense::Falling };
            let card = action(number, *target, sense, *saves);
            match actual {
                Some(actual) => {
                    reports.insert(card.number.clone(), report(&card, *actual, *behind));
                }
                None => without.push(card.number.clone()),
            }
            cards.push(card);
        }
        for number in 0..words {
            let card = ActionCard::new(&format!("law {number}"), "office", ActionKind::Qualitative).unwrap();
            let described = ActionReport::Described { text: "passed".to_owned(), status: ActionStatus::Achieved };
            reports.insert(card.number.clone(), described);
            cards.push(card);
        }
        without.sort();
        let check = ProgressCheck::new(year(2024), cards.clone(), reports.clone()).unwrap();
        let counts = check.counts(None);
        let measured = drawn.iter().filter(|one| one.1.is_some()).count();
        prop_assert_eq!(counts.quantitative.values().sum::<u64>(), measured as u64);
        prop_assert_eq!(counts.qualitative.values().sum::<u64>(), words as u64);
        prop_assert_eq!(&counts.without_data, &without);
        // Every one that is behind has a cause.
        let behind = |counts: &BTreeMap<StatusKind, u64>| counts.get(&StatusKind::Delayed).copied().unwrap_or(0);
        prop_assert_eq!(check.behind().count() as u64, behind(&counts.quantitative));
        let mean = check.mean().unwrap();
        prop_assert_eq!((mean.quantitative, mean.qualitative), (drawn.len() as u64, words as u64));
        let known: Vec<BigDecimal> = cards.iter().filter_map(|card| check.achievement(&card.number).unwrap()).map(wide).collect();
        prop_assert_eq!(mean.measured, known.len() as u64);
        if let Some(mean) = mean.mean {
            let sum: BigDecimal = known.iter().sum();
            prop_assert!(is_close(&(wide(mean) * BigDecimal::from(known.len() as u64)), &sum, 60));
        }
        // The same plan without the actions that have no data achieves the same.
        let reported: Vec<ActionCard> = cards.iter().filter(|card| reports.contains_key(&card.number)).cloned().collect();
        let alone = ProgressCheck::new(year(2024), reported, reports).unwrap().reduction().unwrap();
        let all = check.reduction().unwrap();
        prop_assert_eq!(all.achieved, alone.achieved);
        prop_assert_eq!(all.planned_reported, alone.planned);
        prop_assert!(all.coverage().unwrap().is_none_or(|share| share.numerator() <= share.denominator()));
        let side = check.side_by_side(Some(Exact::from(5))).unwrap();
        prop_assert_eq!(side.unexplained.unwrap().checked_add(side.achieved).unwrap(), Exact::from(5));
        prop_assert!(check.side_by_side(None).unwrap().unexplained.is_none());
    }

    /// Rising and falling are the same read backwards, and a target met is exactly an achievement of all or more.
    #[test]
    fn an_achievement_of_all_is_a_target_met(target in 1_u32..1000, actual in 1_u32..1000) {
        for sense in [IndicatorSense::Rising, IndicatorSense::Falling] {
            let card = action(1, target, sense, false);
            let quantified = card.quantified().unwrap();
            let achievement = quantified.achievement(year(2024), actual.into()).unwrap().unwrap();
            prop_assert_eq!(Some(achievement.numerator() >= achievement.denominator()), quantified.is_met(year(2024), actual.into()));
            prop_assert_eq!(quantified.achievement(year(2025), actual.into()).unwrap(), None);
        }
        let of = |sense, target, actual: u32| action(1, target, sense, false).quantified().unwrap().achievement(year(2024), actual.into()).unwrap().unwrap();
        prop_assert!(equal(of(IndicatorSense::Rising, target, actual), of(IndicatorSense::Falling, actual, target)));
    }

    /// The upper plan has the sum of its districts, whichever order they come in, and names those that are missing.
    #[test]
    fn districts_add_up_once(actuals in prop::collection::vec(prop::option::of(0_u32..1000), 1..10)) {
        let upper = action(7, 500, IndicatorSense::Rising, true);
        let districts: BTreeMap<String, ProgressCheck> = actuals.iter().enumerate().map(|(n, actual)| {
            let card = action(n, 100, IndicatorSense::Rising, true).with_part_of(Some("7".to_owned())).with_acts_on([format!("depot {n}")].into());
            let reports = actual.iter().map(|actual| (card.number.clone(), report(&card, *actual, false))).collect();
            (format!("district {n}"), ProgressCheck::new(year(2024), vec![card], reports).unwrap())
        }).collect();
        let rolled = roll_up(&upper, &districts).unwrap();
        let known: Vec<u32> = actuals.iter().flatten().copied().collect();
        prop_assert_eq!(rolled.actual, (!known.is_empty()).then(|| Exact::from(known.iter().sum::<u32>())));
        prop_assert_eq!(rolled.without_data.len(), actuals.len() - known.len());
        prop_assert_eq!(rolled.parts.len(), known.len());
    }

    /// What a holder has is its share less what it used; the inventory never moves, and only exports that it shows are added back.
    #[test]
    fn no_ledger_takes_from_another(issued in 1_u64..1_000_000, percent in 0_u64..=100, exported in 0_u64..1_000_000, cancelled in 0_u64..1_000_000, shown in any::<bool>(), is_adjusted in any::<bool>()) {
        let abroad = issued * percent / 100;
        let shows = if shown { Shows::Under(BTreeSet::from(["I.2.2".parse::<Category>().unwrap()])) } else { Shows::Nowhere(NotShown::AgainstBaseline) };
        let result = ProjectResult::new("chillers", year(2024), Mass::tonnes(issued), shows).unwrap();
        let of = |holder: &str, tonnes| CreditShare { holder: holder.to_owned(), tonnes: CreditTonnes::new(tonnes), agreed: None };
        let shares = vec![of("Japan", abroad), of("Thailand", issued - abroad)];
        let mut issue = CreditIssue::new(CreditScheme::Jcm, result, CreditTonnes::new(issued), shares).unwrap();
        let exports = CreditUse::Exported { to: "Japan".to_owned(), tonnes: CreditTonnes::new(exported), is_adjusted };
        let export = issue.book("Japan", exports).is_ok();
        prop_assert_eq!(export, exported <= abroad);
        let exported = if export { exported } else { 0 };
        let cancels = CreditUse::Cancelled { tonnes: CreditTonnes::new(cancelled) };
        let cancel = issue.book("Japan", cancels).is_ok();
        prop_assert_eq!(cancel, exported + cancelled <= abroad);
        let cancelled = if cancel { cancelled } else { 0 };
        prop_assert_eq!(issue.held("Japan").unwrap().number(), abroad - exported - cancelled);
        prop_assert_eq!((issue.exported().unwrap().number(), issue.cancelled().unwrap().number()), (exported, cancelled));
        prop_assert_eq!(issue.adjusted().unwrap().number(), if is_adjusted { exported } else { 0 });
        let inventory = Exact::from(9_000_000_000_u64);
        let ledger = TargetLedger::of(year(2024), inventory, std::slice::from_ref(&issue)).unwrap();
        let back = if shown { Mass::tonnes(exported).base() } else { Exact::ZERO };
        prop_assert_eq!((ledger.inventory, ledger.counted), (inventory, inventory.checked_add(back).unwrap()));
        prop_assert_eq!(ledger.exported.len() + ledger.not_shown.len(), usize::from(exported > 0));
        prop_assert_eq!(TargetLedger::of(year(2023), inventory, &[issue]).unwrap().counted, inventory);
    }

    /// A share as agreed, rounded either way, is taken; a tonne further is not.
    #[test]
    fn a_share_is_rounded_by_who_issues_it(issued in 2_u64..1_000_000, percent in 0_u32..=100) {
        let exact = u128::from(issued) * u128::from(percent);
        let (down, rest) = (u64::try_from(exact / 100).unwrap(), exact % 100);
        let up = down + u64::from(rest > 0);
        let result = ProjectResult::new("boiler", year(2024), Mass::tonnes(issued), Shows::Nowhere(NotShown::OutsideCity)).unwrap();
        let issue = |tonnes: u64| {
            let of = |holder: &str, tonnes, agreed| CreditShare { holder: holder.to_owned(), tonnes: CreditTonnes::new(tonnes), agreed };
            let shares = vec![of("Japan", tonnes, Some(share(percent))), of("host", issued - tonnes, Some(share(100 - percent)))];
            CreditIssue::new(CreditScheme::Jcm, result.clone(), CreditTonnes::new(issued), shares)
        };
        prop_assert!(issue(down).is_ok() && issue(up).is_ok());
        prop_assert!(up == issued || issue(up + 1).is_err());
        prop_assert!(down == 0 || issue(down - 1).is_err());
    }
}
