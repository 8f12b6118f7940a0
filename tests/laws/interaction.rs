//! Plans: what measures save together, alone, in order and in shares, against the plain way over inventories and all orders.

use citycarbon::activity::Activity;
use citycarbon::assess::Assessor;
use citycarbon::factors::{FallbackPolicy, OwnTable, Registry};
use citycarbon::gas::{GwpSet, Stated, Substance};
use citycarbon::inventory::{Inventory, Settings};
use citycarbon::measures::Change;
use citycarbon::measures::Stage;
use citycarbon::plan::{self, ActivityCell, ActivityState, CityPlan, GasSaving, PlanMeasure, PlanYear, ShareSampling};
use citycarbon::quantity::{Dimension, Exact, Fraction, Mass, NumberFormat, Quantity, Ratio, Reading, Scalar};
use citycarbon::records::Delimiter;
use citycarbon::taxonomy::{Catalogue, Region, Year};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

fn bangkok() -> Region {
    "TH-10".parse().unwrap()
}

fn year() -> Year {
    Year::new(2022).unwrap()
}

fn settings() -> Settings {
    Settings::new("Bangkok", bangkok(), [year()], GwpSet::Ar5)
}

/// Bangkok with a grid of 500 g for each kWh, and series of the same, of a cleaner and of a dirtier grid to choose.
static ASSESSOR: LazyLock<Assessor> = LazyLock::new(|| {
    let series =
        [("own", "inventory", 500), ("same", "alternative", 500), ("clean", "alternative", 125), ("dirty", "alternative", 733)];
    let rows = series.map(|(series, purpose, grams)| {
        format!("{series},electricity,grid-electricity,CO2,{grams},g/kWh,TH-10,all,{purpose},{series},inside,test,row {series}\n")
    });
    let header = "id,process,subject,gas,value,unit,region,years,purpose,series,losses,source,locator\n";
    let table = header.to_owned() + &rows.concat();
    let read = OwnTable::read(table.as_bytes(), "factors.csv", Delimiter::Comma, NumberFormat::default());
    let registry = Registry::bundled().unwrap().with_own([&read.unwrap().0]).unwrap();
    Assessor::new(Catalogue::bundled().clone(), registry, bangkok(), FallbackPolicy::default())
});

fn with_series(series: Option<&str>) -> Assessor {
    let mut policy = FallbackPolicy::default();
    policy.choose.extend(series.map(|series| ("grid-electricity".to_owned(), series.to_owned())));
    ASSESSOR.clone().with_policy(policy)
}

const PLACES: [&str; 2] = ["", "east"];

fn homes(place: &str) -> ActivityCell {
    ActivityCell::new("residential.electricity", Dimension::Energy).with_place(place)
}

fn shops(place: &str) -> ActivityCell {
    ActivityCell::new("commercial.electricity", Dimension::Energy).with_place(place)
}

fn diesel(place: &str) -> ActivityCell {
    ActivityCell::new("road.diesel-b7", Dimension::Volume).with_place(place)
}

fn charging(place: &str) -> ActivityCell {
    ActivityCell::new("road.electricity", Dimension::Energy).with_place(place)
}

fn baseline() -> ActivityState {
    PLACES.iter().fold(ActivityState::default(), |state, place| {
        let with = |state: ActivityState, cell, amount: u32| state.with_amount(year(), cell, Exact::from(amount).into());
        with(with(with(state, homes(place), 7_200_000), shops(place), 3_600_000), diesel(place), 250_000)
    })
}

fn share(hundredths: u32) -> Fraction {
    Fraction::from_parts(hundredths, 100).unwrap()
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

/// One of the kinds of measures, on a cell or two.
#[derive(Clone, Debug)]
enum Drawn {
    Avoided(usize, usize, u32, u32),
    Needed(usize, usize, u32, u32),
    Electric(usize, u32, u32),
    Generated(usize, u32),
    Series(&'static str),
    More(usize, u32),
}

fn drawn() -> impl Strategy<Value = Drawn> {
    prop_oneof![
        (0..2_usize, 0..3_usize, 0..=100_u32, 0..=60_u32)
            .prop_map(|(place, code, part, saved)| Drawn::Avoided(place, code, part, saved)),
        (0..2_usize, 0..3_usize, 0..=100_u32, 1..150_u32)
            .prop_map(|(place, code, part, need)| Drawn::Needed(place, code, part, need)),
        (0..2_usize, 0..=90_u32, 5..30_u32).prop_map(|(place, part, into)| Drawn::Electric(place, part, into)),
        (0..2_usize, 0..1_000_u32).prop_map(|(place, amount)| Drawn::Generated(place, amount)),
        prop::sample::select(vec!["same", "clean", "dirty"]).prop_map(Drawn::Series),
        (0..2_usize, 0..100_000_u32).prop_map(|(place, amount)| Drawn::More(place, amount)),
    ]
}

fn stage() -> impl Strategy<Value = Stage> {
    prop::sample::select(Stage::ALL.to_vec())
}

fn measure(name: &str, stage: Stage, drawn: &Drawn) -> PlanMeasure {
    let measure = PlanMeasure::new(name, stage);
    let cell = |place: usize, code: usize| [homes, shops, diesel][code](PLACES[place]);
    match drawn {
        Drawn::Avoided(place, code, part, saved) => measure.avoiding(year(), cell(*place, *code), share(*part), share(*saved)),
        Drawn::Needed(place, code, part, need) => {
            // A denominator that is no power of ten: what does not end is divided once, in the line.
            measure.needing(year(), cell(*place, *code), share(*part), Ratio::new(*need, 90).unwrap())
        }
        Drawn::Electric(place, part, into) => {
            let (from, to) = (diesel(PLACES[*place]), charging(PLACES[*place]));
            measure.switching(year(), from, to, share(*part), Ratio::new(*into, 3).unwrap())
        }
        Drawn::Generated(place, amount) => {
            let generated = Reading::new(i64::from(*amount), "kWh".parse().unwrap());
            measure.generating(year(), homes(PLACES[*place]), generated)
        }
        Drawn::Series(series) => measure.with_grid_series(year(), series),
        Drawn::More(place, amount) => {
            let mut change = Change::default();
            let litres = Reading::new(i64::from(*amount), "litre".parse().unwrap());
            change.with.push(Activity::new("road.diesel-b7", year(), litres).with_place(PLACES[*place]));
            measure.changing(&change)
        }
    }
    .unwrap()
}

/// Measures of which at most one brings a series, since two in one year are refused; no two of them are the same.
fn measures(most: usize) -> impl Strategy<Value = Vec<PlanMeasure>> {
    prop::collection::vec((drawn(), stage()), 1..=most).prop_map(|all| {
        let mut taken: Vec<Drawn> = Vec::new();
        let mut measures = Vec::new();
        for (at, (drawn, stage)) in all.into_iter().enumerate() {
            let second_series = matches!(drawn, Drawn::Series(_)) && taken.iter().any(|held| matches!(held, Drawn::Series(_)));
            let drawn = if second_series { Drawn::More(0, 7) } else { drawn };
            taken.push(drawn.clone());
            let one = measure(&format!("m{at}"), stage, &drawn);
            let with = measures.iter().cloned().chain([one.clone()]);
            if CityPlan::new(baseline(), with).is_ok() {
                measures.push(one);
            }
        }
        measures
    })
}

fn outcome(measures: &[PlanMeasure]) -> PlanYear {
    let plan = CityPlan::new(baseline(), measures.to_vec()).unwrap();
    plan.outcome(&ASSESSOR, &settings()).unwrap().years.remove(&year()).unwrap_or_default()
}

type Masses = BTreeMap<Substance, Exact>;

/// The plain way: the whole state as an inventory, every line closed, added up by gas.
fn emitted(state: &ActivityState) -> Masses {
    let assessor = with_series(state.series(year()));
    let mut inventory = Inventory::new(settings());
    for (year, cell, amount) in state.amounts() {
        let one = Activity::new(&cell.code, year, Reading::new(1, cell.unit())).with_place(&cell.place);
        inventory.record(&assessor, &one.with_multiplier("amount", amount, "test")).unwrap();
    }
    let mut masses = Masses::new();
    for line in inventory.lines() {
        let closed = line.close(GwpSet::Ar5, Stated::Refuse).unwrap();
        let held = masses.entry(line.substance).or_default();
        *held = held.checked_add(closed.mass.value()).unwrap();
    }
    masses
}

/// What some of the measures, in the declared order, save of the baseline.
fn saved(measures: &[PlanMeasure], chosen: impl Fn(usize) -> bool) -> Masses {
    let mut state = baseline();
    for (_, measure) in measures.iter().enumerate().filter(|(at, _)| chosen(*at)) {
        state = measure.apply(&state).unwrap();
    }
    let (mut saved, with) = (emitted(&baseline()), emitted(&state));
    for (substance, mass) in with {
        let held = saved.entry(substance).or_default();
        *held = held.checked_sub(mass).unwrap();
    }
    saved
}

fn mass(masses: &Masses, substance: Substance) -> Exact {
    masses.get(&substance).copied().unwrap_or_default()
}

fn co2e(masses: &Masses) -> Exact {
    let weigh = |(substance, mass): (&Substance, &Exact)| {
        let one = substance.co2e(Mass::kilograms(1), GwpSet::Ar5, Stated::Refuse).unwrap();
        mass.checked_mul(one.map_or(Exact::ZERO, Quantity::base)).unwrap()
    };
    Exact::sum(masses.iter().map(weigh)).unwrap()
}

/// The same figures; a gas without a figure has none.
fn same(found: &GasSaving, plain: &Masses) -> Result<(), TestCaseError> {
    for substance in found.masses.keys().chain(plain.keys()) {
        prop_assert_eq!(mass(&found.masses, *substance), mass(plain, *substance));
    }
    prop_assert_eq!(found.co2e, co2e(plain));
    Ok(())
}

/// Every order of so many.
fn orders(of: usize) -> Vec<Vec<usize>> {
    if of == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for order in orders(of - 1) {
        for at in 0..of {
            let mut order = order.clone();
            order.insert(at, of - 1);
            all.push(order);
        }
    }
    all
}

fn sum<'a>(savings: impl IntoIterator<Item = &'a GasSaving>) -> GasSaving {
    savings.into_iter().fold(GasSaving::default(), |sum, saving| sum.checked_add(saving).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Together, alone, in order: as whole inventories with and without. Shares: as the mean over all orders, to less than one unit of the
    /// last digit.
    #[test]
    fn a_plan_is_what_whole_inventories_and_all_orders_give(measures in measures(6)) {
        let plan = CityPlan::new(baseline(), measures).unwrap();
        let measures = plan.measures();
        let found = outcome(measures);
        same(&found.together, &saved(measures, |_| true))?;
        let count = measures.len();
        let coalitions: Vec<Masses> = (0..1_usize << count).map(|chosen| saved(measures, |at| chosen >> at & 1 == 1)).collect();
        let orders = orders(count);
        for of in &found.measures {
            let at = measures.iter().position(|measure| measure.name() == of.name).unwrap();
            same(&of.alone, &coalitions[1 << at])?;
            prop_assert_eq!(of.share_error, None);
            for substance in found.together.masses.keys().copied() {
                let before = (1 << at) - 1;
                let in_order = mass(&coalitions[before | 1 << at], substance).checked_sub(mass(&coalitions[before], substance))?;
                prop_assert_eq!(mass(&of.in_order.masses, substance), in_order);
                let mut all = Exact::ZERO;
                for order in &orders {
                    let before = order.iter().take_while(|other| **other != at).fold(0, |chosen, other| chosen | 1 << other);
                    let added = mass(&coalitions[before | 1 << at], substance).checked_sub(mass(&coalitions[before], substance))?;
                    all = all.checked_add(added)?;
                }
                let off = Ratio::new(all, orders.len())?.checked_sub(mass(&of.share.masses, substance).into())?;
                let unit = Ratio::new(1, exact("1000000000000"))?;
                prop_assert!(off.compare(unit)?.is_lt() && off.checked_mul(Exact::from(-1))?.compare(unit)?.is_lt(), "{off}");
            }
        }
        // A measure that is not listed saves nothing in any coalition.
        for (at, measure) in measures.iter().enumerate() {
            if !found.measures.iter().any(|of| of.name == measure.name()) {
                prop_assert!(coalitions[1 << at].values().all(|mass| mass.is_zero()));
            }
        }
    }

    /// Shares and figures in order add up to the plan, gas by gas and in CO2e, in the last digit; so do those alone with the interaction.
    #[test]
    fn parts_add_up_to_the_plan(measures in measures(9)) {
        let found = outcome(&measures);
        prop_assert_eq!(&sum(found.measures.iter().map(|of| &of.share)), &found.together);
        prop_assert_eq!(&sum(found.measures.iter().map(|of| &of.in_order)), &found.together);
        let alone = sum(found.measures.iter().map(|of| &of.alone));
        prop_assert_eq!(&alone.checked_add(&found.interaction)?, &found.together);
    }

    /// The order in which measures are given changes nothing: stage, rank and name decide.
    #[test]
    fn the_order_of_files_changes_nothing(measures in measures(6).prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))) {
        prop_assert_eq!(outcome(&measures.0), outcome(&measures.1));
    }

    /// A measure of size zero changes nothing: not the state, not the figures of others, and its own are zero.
    #[test]
    fn a_measure_of_size_zero_changes_nothing(measures in measures(4), stage in stage()) {
        let none = "0 kWh".parse().unwrap();
        let zero = PlanMeasure::new("zero", stage)
            .avoiding(year(), homes(""), Fraction::ZERO, share(50))?
            .needing(year(), shops(""), share(70), Ratio::ONE)?
            .switching(year(), diesel("east"), charging("east"), Fraction::ZERO, Ratio::ONE)?
            .generating(year(), homes("east"), none)?
            .changing(&Change::default())?;
        prop_assert!(!zero.changes(&baseline())?);
        let with: Vec<PlanMeasure> = measures.iter().cloned().chain([zero]).collect();
        let (without, mut with) = (outcome(&measures), outcome(&with));
        let at = with.measures.iter().position(|of| of.name == "zero").unwrap();
        let zero = with.measures.remove(at);
        for saving in [&zero.alone, &zero.in_order, &zero.share] {
            prop_assert!(saving.co2e.is_zero() && saving.masses.values().all(|mass| mass.is_zero()));
        }
        for (one, other) in without.measures.iter().zip(&with.measures) {
            // A gas that only the new measure's cells have is listed, with nothing saved.
            same(&one.alone, &other.alone.masses)?;
            same(&one.in_order, &other.in_order.masses)?;
            for substance in one.share.masses.keys().copied() {
                let off = mass(&one.share.masses, substance).checked_sub(mass(&other.share.masses, substance))?;
                prop_assert!(off.round(11, citycarbon::quantity::Rounding::HalfEven).0.is_zero(), "{off}");
            }
        }
        same(&without.together, &with.together.masses)?;
    }

    /// Measures that touch nothing in common add up: each share is what the measure saves alone.
    #[test]
    fn disjoint_reductions_add(a in (0..=100_u32, 0..=100_u32), b in (0..=100_u32, 0..=100_u32), litres in 0..100_000_i64) {
        let measures = [
            PlanMeasure::new("a", Stage::Demand).avoiding(year(), homes(""), share(a.0), share(a.1))?,
            PlanMeasure::new("b", Stage::Efficiency).avoiding(year(), homes("east"), share(b.0), share(b.1))?,
            measure("c", Stage::Supply, &Drawn::More(0, u32::try_from(litres).unwrap())),
        ];
        let found = outcome(&measures);
        prop_assert!(found.interaction.co2e.is_zero() && found.interaction.masses.values().all(|mass| mass.is_zero()));
        for of in &found.measures {
            prop_assert_eq!(&of.share, &of.alone);
            prop_assert_eq!(&of.in_order, &of.alone);
        }
    }

    /// A series that says the same as the grid is no series.
    #[test]
    fn a_constant_grid_is_no_series(measures in measures(4)) {
        let measures: Vec<PlanMeasure> = measures.into_iter().filter(|measure| measure.touched().next().is_some()).collect();
        let constant = PlanMeasure::new("zz", Stage::Supply).with_grid_series(year(), "same")?;
        let (without, with) = (outcome(&measures), outcome(&[measures, vec![constant]].concat()));
        same(&without.together, &with.together.masses)?;
        prop_assert!(with.measures.iter().all(|of| of.name != "zz" || of.alone.co2e.is_zero() && of.share.co2e.is_zero()));
    }

    /// Two measures that do the same to the same cell share alike, before the last digit is rounded; whatever the others do.
    #[test]
    fn shares_are_symmetric(times in 1..100_u32, others in measures(4)) {
        // Two functions that differ for the library, since one measure twice is refused.
        let twin = |name: &str| {
            let times = Ratio::new(times, 100).unwrap();
            let cell = shops("");
            let act = move |state: &ActivityState| {
                let amount = state.amount(year(), &shops("")).unwrap_or(Ratio::ZERO);
                Ok(state.clone().with_amount(year(), shops(""), amount.checked_mul(times)?))
            };
            PlanMeasure::new(name, Stage::Demand).with_function(year(), vec![cell], act).unwrap()
        };
        let found = outcome(&others.into_iter().chain([twin("x"), twin("y")]).collect::<Vec<_>>());
        let of = |name: &str| &found.measures.iter().find(|of| of.name == name).unwrap().share.masses;
        for (substance, mass) in of("x") {
            let off = mass.checked_sub(of("y")[substance])?;
            prop_assert!(off >= Exact::ZERO && off <= exact("0.000000000001"), "{off}");
        }
    }
}

/// 1,000 MWh at 500 g/kWh: a saves a tenth alone, b adds a ninth of what is left.
fn opposite() -> [PlanMeasure; 2] {
    let grow = Ratio::new(11, 10).unwrap();
    [
        PlanMeasure::new("a", Stage::Demand).avoiding(year(), homes(""), Fraction::ONE, share(10)).unwrap(),
        PlanMeasure::new("b", Stage::Efficiency).needing(year(), homes(""), Fraction::ONE, grow).unwrap(),
    ]
}

/// A widely used tool states for each action what it saves alone times one multiplier, the plan over the sum of the actions alone.
/// Here +100 t and −100 t alone are 10 t together (0.9 x 1.1 = 0.99), so that the multiplier would be 10 over 0.
#[test]
fn a_multiplier_would_be_undefined_where_shares_are_not() {
    let found = outcome(&opposite());
    let alone: Vec<String> = found.measures.iter().map(|of| of.alone.co2e.to_string()).collect();
    assert_eq!(alone, ["100000", "-100000"]);
    assert!(Exact::sum(found.measures.iter().map(|of| of.alone.co2e)).unwrap().is_zero());
    assert_eq!((found.together.co2e.to_string(), found.interaction.co2e.to_string()), ("10000".to_owned(), "10000".to_owned()));
    // a before b: 100 and −90; b before a: −100 and 110.
    let shares: Vec<String> = found.measures.iter().map(|of| of.share.co2e.to_string()).collect();
    assert_eq!(shares, ["105000", "-95000"]);
    let in_order: Vec<String> = found.measures.iter().map(|of| of.in_order.co2e.to_string()).collect();
    assert_eq!(in_order, ["100000", "-90000"]);
}

/// The same where the sum alone is below zero and the plan above: a multiplier below zero would show the measure that adds emissions as
/// the one that saves. Homes: x 0.9 and x 1.101; 0.9 x 1.101 = 0.9909.
#[test]
fn a_multiplier_would_turn_signs_that_shares_keep() {
    let [a, _] = opposite();
    let grow = Ratio::new(1101, 1000).unwrap();
    let b = PlanMeasure::new("b", Stage::Efficiency).needing(year(), homes(""), Fraction::ONE, grow).unwrap();
    let found = outcome(&[a, b]);
    let alone = Exact::sum(found.measures.iter().map(|of| of.alone.co2e)).unwrap();
    assert!(alone.is_negative() && !found.together.co2e.is_negative());
    let [a, b] = found.measures.as_slice() else { panic!("{found:?}") };
    assert!(!a.share.co2e.is_negative() && b.share.co2e.is_negative());
}

/// What a sector model changes is the same in a plan as by itself: leakage counts, an export does not.
#[test]
fn a_change_alone_saves_what_it_saves_by_itself() {
    let litres = |amount: &str| Activity::new("road.diesel-b7", year(), amount.parse().unwrap());
    let mut change = Change::default();
    change.years.insert(year());
    change.without.push(litres("1234.567 litre").with_multiplier("part", Ratio::new(122, 365).unwrap(), "days"));
    change.with.push(Activity::new("road.electricity", year(), "1000.1 kWh".parse().unwrap()));
    change.leakage.push(litres("3.3 litre").with_place("east"));
    change.exported.push(Activity::new("residential.electricity", year(), "77 kWh".parse().unwrap()));
    let measure = PlanMeasure::new("trucks", Stage::Fuel).changing(&change).unwrap();
    let by_itself = plan::apply(&ASSESSOR, &settings(), &change, &ActivityState::default()).unwrap();
    let exact_cells = |amount: &str| ActivityState::of([&litres(amount), &litres("9 litre").with_place("east")]).unwrap();
    // 412.65... litres of the baseline are all that is taken: what is closed is the same ratio on both sides.
    let start = exact_cells("0 litre").with_amount(year(), diesel(""), change.without[0].base_amount().unwrap());
    let outcome = CityPlan::new(start, [measure]).unwrap().outcome(&ASSESSOR, &settings()).unwrap();
    assert_eq!(outcome.years[&year()].together.co2e, by_itself.years[&year()].reduction().unwrap());
    assert!(outcome.years[&year()].interaction.co2e.is_zero());
}

/// Thirteen measures on one cell: shares are sampled, add up all the same, say how far off they may be, and depend on the seed only.
#[test]
fn shares_of_thirteen_measures_are_sampled_with_an_error() {
    let cut = |at: u32| share(2 + at);
    let measures: Vec<PlanMeasure> = (0..13)
        .map(|at| {
            PlanMeasure::new(&format!("m{at:02}"), Stage::Demand).avoiding(year(), homes(""), Fraction::ONE, cut(at)).unwrap()
        })
        .collect();
    let of_seed = |seed: u64, measures: &[PlanMeasure]| {
        let plan = CityPlan::new(baseline(), measures.to_vec()).unwrap().with_sampling(ShareSampling::new(400, seed));
        plan.outcome(&ASSESSOR, &settings()).unwrap()
    };
    let outcome = of_seed(5, &measures);
    assert_eq!(outcome.sampled, Some(ShareSampling::new(400, 5)));
    assert_eq!(outcome, of_seed(5, &measures));
    let found = &outcome.years[&year()];
    assert_ne!(found, &of_seed(6, &measures).years[&year()]);
    assert_eq!(sum(found.measures.iter().map(|of| &of.share)), found.together);
    // 2,000 MWh at 500 g/kWh are 1,000,000 kg; what is left with a coalition is a product.
    let left =
        |coalition: u32| (0..13).filter(|at| coalition >> at & 1 == 1).map(|at| 0.98 - 0.01 * f64::from(at)).product::<f64>();
    let orders = |count: u32| (1..=count).map(f64::from).product::<f64>();
    for (at, of) in (0..13_u32).zip(&found.measures) {
        let others = (0..1_u32 << 13).filter(|coalition| coalition >> at & 1 == 0);
        let added = others.map(|coalition| {
            let size = coalition.count_ones();
            orders(size) * orders(12 - size) / orders(13) * (left(coalition) - left(coalition | 1 << at))
        });
        let (exact, number) = (1e6 * added.sum::<f64>(), |exact: Exact| exact.to_string().parse::<f64>().unwrap());
        let (share, error) = (number(of.share.co2e), number(of.share_error.unwrap()));
        assert!(error > 0.0 && error < 0.05 * exact, "{error}");
        assert!((share - exact).abs() < 4.0 * error, "{share} {exact} {error}");
    }
    // Twelve on the cell and one elsewhere are exact.
    let mut twelve = measures[..12].to_vec();
    twelve.push(PlanMeasure::new("m12", Stage::Demand).avoiding(year(), shops(""), Fraction::ONE, cut(12)).unwrap());
    let outcome = of_seed(5, &twelve);
    assert_eq!(outcome.sampled, None);
    assert!(outcome.years[&year()].measures.iter().all(|of| of.share_error.is_none()));
}

/// Savings that somebody claims are listed and in no figure.
#[test]
fn a_claimed_saving_is_in_no_figure() {
    let plan = CityPlan::new(baseline(), opposite()).unwrap();
    let claimed = plan.clone().with_claimed("campaign", year(), Mass::tonnes(12)).unwrap();
    let next = Year::new(2023).unwrap();
    let claimed = claimed.with_claimed("campaign", next, Mass::tonnes(1)).unwrap();
    let (without, mut with) = (plan.outcome(&ASSESSOR, &settings()).unwrap(), claimed.outcome(&ASSESSOR, &settings()).unwrap());
    let later = with.years.remove(&next).unwrap();
    assert!(later.together.co2e.is_zero() && later.measures.is_empty());
    let of_year = with.years.get_mut(&year()).unwrap();
    assert_eq!(std::mem::take(&mut of_year.claimed), [("campaign".to_owned(), exact("12000"))].into());
    assert_eq!(with, without);
}

/// A result is read back as it was.
#[test]
fn a_result_is_read_back() {
    let mut plan = CityPlan::new(baseline(), opposite()).unwrap();
    plan = plan.with_claimed("campaign", year(), Mass::tonnes(12)).unwrap();
    let outcome = plan.outcome(&ASSESSOR, &settings()).unwrap();
    let text = serde_json::to_string(&outcome).unwrap();
    assert_eq!(serde_json::from_str::<plan::PlanOutcome>(&text).unwrap(), outcome);
}
