//! Landfills: carbon balances in every year, gas goes one of three ways, and many series are the same as one by one.

use crate::given::{exact, hundredths, share};
use citycarbon::methods::landfill::{
    Account, BackCast, Commitment, DecayGrid, Disposed, FirstOrderDecay, Landfills, Periods, Recovery, Since, Site, StoredCarbon,
    Stream, SwdsTool, decayed, filled, generated, weighted,
};
use citycarbon::quantity::{Amount, Exact, Fraction, Heads, Mass, Quantity, Ratio, Scalar};
use citycarbon::taxonomy::Year;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;

fn year(number: u16) -> Year {
    Year::new(number).unwrap()
}

/// A decay of a rate as it is written.
fn decay(rate: &str, month: u8) -> FirstOrderDecay {
    FirstOrderDecay::new(rate.parse().unwrap(), month).unwrap()
}

/// The kilograms of an amount.
fn kg(amount: Amount<Mass>) -> Exact {
    amount.quantity().unwrap().base()
}

/// 10^-12 kg, so many times.
fn units(count: i128) -> Exact {
    Exact::new(count, 12).unwrap()
}

fn site(factor: Fraction, oxidation: Fraction, recovery: Recovery) -> Site {
    Site { methane_correction_factor: Since::always(factor), oxidation_factor: Since::always(oxidation), recovery }
}

fn stream(carbon: Fraction, part: Fraction, rate: &str, month: u8) -> Stream {
    Stream { degradable_organic_carbon: carbon, decomposable_fraction: part, decay: decay(rate, month) }
}

/// A city of one stream and one site, its history from 1950 on.
fn simple(waste: &[u32], stream: Stream, site: Site) -> Landfills {
    let mut city = Landfills::new(hundredths(50));
    city.stream("food", stream);
    city.site("dump", site);
    for (number, tonnes) in (1950..).zip(waste) {
        city.deposit("dump", "food", year(number), Mass::tonnes(*tonnes).into()).unwrap();
    }
    city
}

fn emitted(account: &Account, number: u16) -> Mass {
    account.city(year(number)).unwrap().emitted.quantity().unwrap()
}

fn rate() -> impl Strategy<Value = String> {
    (1_u32..=100).prop_map(|hundredths| format!("{}.{:02}", hundredths / 100, hundredths % 100))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What there was and what came is what decomposed and what is left, in every year, to the last digit.
    #[test]
    fn carbon_balances_in_every_year(waste in vec(0_u32..1_000_000, 1..60), rate in rate(), month in 7_u8..=13, doc in share(), mcf in share()) {
        let city = simple(&waste, stream(doc, hundredths(50), &rate, month), site(mcf, hundredths(10), Recovery::None));
        let mut open = Amount::ZERO;
        for cell in city.account(year(2030)).unwrap().streams() {
            prop_assert_eq!(open.checked_add(cell.deposited).unwrap(), cell.decomposed.checked_add(cell.stock).unwrap(), "{}", cell.year);
            prop_assert_eq!(cell.generated, generated(cell.decomposed, hundredths(50)).unwrap());
            open = cell.stock;
        }
    }

    /// Gas that is generated is recovered, oxidised or emitted; more recovered or oxidised, less emitted.
    #[test]
    fn gas_goes_one_of_three_ways(waste in vec(0_u32..1_000_000, 1..30), ox in share(), more in share(), captured in share(), further in share()) {
        let of = |oxidation: Fraction, captured: Fraction| {
            let recovery = Recovery::Shares((1950..2000).map(|number| (year(number), captured)).collect());
            let city = simple(&waste, stream(hundredths(15), hundredths(50), "0.4", 10), site(Fraction::ONE, oxidation, recovery));
            city.account(year(1990)).unwrap()
        };
        let larger = |a: Fraction, b: Fraction| if a.number().numerator() >= b.number().numerator() { a } else { b };
        let account = of(ox, captured);
        for (_, _, methane) in account.sites() {
            let gone = methane.recovered.checked_add(methane.oxidised).unwrap().checked_add(methane.emitted).unwrap();
            prop_assert_eq!(gone, methane.generated);
        }
        for other in [of(larger(ox, more), captured), of(ox, larger(captured, further))] {
            prop_assert!((1950..=1990).all(|number| emitted(&other, number) <= emitted(&account, number)));
        }
        prop_assert_eq!(emitted(&of(Fraction::ONE, captured), 1990), Mass::ZERO);
        prop_assert_eq!(emitted(&of(ox, Fraction::ONE), 1990), Mass::ZERO);
    }

    /// Two districts separately and together: the same, but for the rounding of either's stock.
    #[test]
    fn districts_add_up(a in vec(0_u32..1_000_000, 20), b in vec(0_u32..1_000_000, 20), rate in rate(), month in 7_u8..=13) {
        let of = |waste: &[u32]| {
            let city = simple(waste, stream(hundredths(15), hundredths(50), &rate, month), site(Fraction::ONE, hundredths(0), Recovery::None));
            city.account(year(1990)).unwrap().streams().to_vec()
        };
        let together: Vec<u32> = a.iter().zip(&b).map(|(a, b)| a + b).collect();
        for ((a, b), both) in of(&a).iter().zip(of(&b)).zip(of(&together)) {
            prop_assert_eq!(a.deposited.checked_add(b.deposited).unwrap(), both.deposited);
            let off = kg(a.stock.checked_add(b.stock).unwrap()).checked_sub(kg(both.stock)).unwrap();
            // Three stocks, each rounded by half a unit at most twice in each of up to 41 years.
            prop_assert!(off <= units(123) && off.checked_neg().unwrap() <= units(123), "{off}");
        }
    }

    /// An earlier start of decay moves it forward and takes nothing: what has decomposed by any year is no less.
    #[test]
    fn an_earlier_start_only_moves_decay_forward(waste in vec(0_u32..1_000_000, 1..30), rate in rate(), month in 7_u8..=12) {
        let left = |month: u8| {
            let city = simple(&waste, stream(hundredths(15), hundredths(50), &rate, month), site(Fraction::ONE, hundredths(0), Recovery::None));
            city.account(year(1990)).unwrap().streams().iter().map(|cell| kg(cell.stock)).collect::<Vec<_>>()
        };
        for (early, late) in left(month).into_iter().zip(left(month + 1)) {
            prop_assert!(early <= late.checked_add(units(100)).unwrap());
        }
    }

    /// Over all years a deposit gives off what it commits to: within 10^-12 of it after more than sixty half-lives.
    #[test]
    fn decay_gives_off_what_was_committed(tonnes in 1_u32..1_000_000, rate in 10_u32..=99, month in 7_u8..=13, doc in 1_i64..=50, mcf in 1_i64..=100) {
        let rate = format!("0.{rate}");
        let mut city = Landfills::new(hundredths(50));
        city.stream("food", stream(hundredths(doc), hundredths(50), &rate, month));
        city.site("dump", site(hundredths(mcf), hundredths(0), Recovery::None));
        city.deposit("dump", "food", Year::FIRST, Mass::tonnes(tonnes).into()).unwrap();
        let account = city.account(Year::LAST).unwrap();
        let all = Exact::sum(account.streams().iter().map(|cell| kg(cell.generated))).unwrap();
        let method = Commitment {
            degradable_organic_carbon: hundredths(doc),
            decomposable_fraction: hundredths(50),
            methane_correction_factor: hundredths(mcf),
            methane_fraction: hundredths(50),
            methane_recovery: hundredths(0),
            oxidation_factor: hundredths(0),
        };
        let committed = method.committed(Mass::tonnes(tonnes)).unwrap().over_all_years().base();
        let off = committed.checked_sub(all).unwrap();
        // Six hundred figures closed at 10^-12 kg, and 10^-12 of the whole.
        let most = committed.checked_mul(units(1)).unwrap().checked_add(units(600)).unwrap();
        prop_assert!(off <= most && off.checked_neg().unwrap() <= most, "{off} of {committed} at {rate}");
    }

    /// A series agrees with the shares of its deposits, each by itself.
    #[test]
    fn a_series_is_the_sum_of_its_pulses(waste in vec(0_u32..1_000_000, 1..20), rate in rate(), month in 7_u8..=13) {
        let deposits: Vec<Amount<Mass>> = waste.iter().map(|kilograms| Mass::kilograms(*kilograms).into()).collect();
        let series = decay(&rate, month).series(&deposits).unwrap();
        for (now, stock) in (0_u16..).zip(&series) {
            let share = |then| decayed::<Ratio>(rate.parse().unwrap(), month, now - then).unwrap();
            let pulses = (0..=now).zip(&deposits).map(|(then, mass)| mass.checked_mul(share(then)).unwrap());
            let off = kg(Amount::sum(pulses).unwrap()).checked_sub(kg(stock.decomposed)).unwrap();
            // Shares are good to 10^-17 of 10^6 kg and twenty deposits; stocks to half a unit twice a year.
            let most = units(20 + 200);
            prop_assert!(off <= most && off.checked_neg().unwrap() <= most, "{off}");
        }
    }

    /// Stored for long and decomposable: together the degradable carbon under air's absence, exactly.
    #[test]
    fn carbon_is_stored_or_decomposes(tonnes in 0_u32..1_000_000, doc in share(), part in share(), mcf in share()) {
        let waste = Amount::from(Mass::tonnes(tonnes));
        let of = |part| StoredCarbon { degradable_organic_carbon: doc, decomposable_fraction: part, methane_correction_factor: mcf };
        let stored = of(part).carbon(waste).unwrap();
        let decomposable = of(part.complement().unwrap()).carbon(waste).unwrap();
        let all = of(hundredths(0)).carbon(waste).unwrap();
        prop_assert_eq!(stored.checked_add(decomposable).unwrap().evaluate().unwrap(), all.evaluate().unwrap());
    }

    /// Many series at once are those of the account, to the last digit: by whole numbers of 64 bits (kilograms) and of 128 (tonnes),
    /// and by longer factors.
    #[test]
    fn a_grid_is_the_account_of_its_series(
        counts in vec(0_u64..10_000, 5 * 2 * 7), rates in vec(rate(), 2), carbon in vec(0_i64..=100, 2), factors in vec(0_i64..=100, 5),
        month in 7_u8..=13, long in any::<bool>(), of in prop::sample::select(vec![1_u32, 1000]),
    ) {
        // Factors of seven digits behind the dot more: a deposit of a kilogram is then no whole number of 10^-12 kg.
        let wide = |hundredths: i64| exact(&format!("0.{:02}{}", hundredths.min(99), if long { "1234567" } else { "" }));
        let streams: Vec<(Exact, FirstOrderDecay)> =
            carbon.iter().zip(&rates).map(|(carbon, rate)| (wide(*carbon), decay(rate, month))).collect();
        let sites: Vec<Exact> = factors.iter().map(|factor| wide(*factor)).collect();
        let sums = DecayGrid { waste: &counts, of: Mass::kilograms(of), years: 7, streams: &streams, sites: &sites }.decomposed().unwrap();
        let mut city = Landfills::new(hundredths(50));
        for (at, (carbon, decay)) in streams.iter().enumerate() {
            let degradable_organic_carbon = Fraction::new(Ratio::from(*carbon)).unwrap();
            let kind = Stream { degradable_organic_carbon, decomposable_fraction: Fraction::ONE, decay: *decay };
            city.stream(&at.to_string(), kind);
        }
        for (at, factor) in sites.iter().enumerate() {
            city.site(&at.to_string(), site(Fraction::new(Ratio::from(*factor)).unwrap(), hundredths(0), Recovery::None));
        }
        for (at, count) in counts.iter().enumerate() {
            let (series, number) = (at / 7, u16::try_from(at % 7).unwrap());
            let (place, kind) = ((series / 2).to_string(), (series % 2).to_string());
            city.deposit(&place, &kind, year(2000 + number), Mass::kilograms(*count).checked_mul(of).unwrap().into()).unwrap();
        }
        let account = city.account(year(2006)).unwrap();
        for (number, sum) in (2000..).zip(sums) {
            let cells = account.streams().iter().filter(|cell| cell.year == year(number));
            prop_assert_eq!(Exact::sum(cells.map(|cell| kg(cell.decomposed))).unwrap(), sum.base(), "{}", number);
        }
    }

    /// The CDM's tool is the guidelines' recurrence one year ahead; twelve months of one rate are not a year of it, but close.
    #[test]
    fn the_tool_runs_a_year_ahead(waste in vec(0_u32..1_000_000, 1..20), rate in rate()) {
        let one = Fraction::ONE;
        let tool = SwdsTool {
            model_correction_factor: Ratio::ONE,
            oxidation_factor: hundredths(0),
            methane_fraction: hundredths(50),
            decomposable_fraction: one,
            methane_correction_factor: one,
            periods: Periods::Years,
        };
        let masses: Vec<Amount<Mass>> = waste.iter().map(|kilograms| Mass::kilograms(*kilograms).into()).collect();
        let disposed = Disposed { degradable_organic_carbon: one, decay_rate: rate.parse().unwrap(), waste: masses.clone() };
        let methane = tool.methane(&[disposed]).unwrap();
        let ahead: Vec<Amount<Mass>> = masses.into_iter().chain([Amount::ZERO]).collect();
        let series = decay(&rate, 13).series(&ahead).unwrap();
        for (methane, next) in methane.iter().zip(series.iter().skip(1)) {
            let off = kg(*methane).checked_sub(kg(generated(next.decomposed, hundredths(50)).unwrap())).unwrap();
            prop_assert!(off <= units(60) && off.checked_neg().unwrap() <= units(60), "{off}");
        }
    }

    /// Filling keeps every figure, leaves no gap, and marks what it adds.
    #[test]
    fn a_filled_history_keeps_its_figures(known in prop::collection::btree_map(1950_u16..2020, 0_u32..1_000_000, 1..8), people in 1_u32..1_000_000) {
        let known: BTreeMap<Year, Amount<Mass>> = known.into_iter().map(|(number, tonnes)| (year(number), Mass::tonnes(tonnes).into())).collect();
        let (first, last) = (*known.keys().next().unwrap(), *known.keys().next_back().unwrap());
        let steady = BackCast::Population((1950..=2020).map(|number| (year(number), Heads::count(people).into())).collect());
        let constant = filled(&known, year(1950), &BackCast::Constant).unwrap();
        // People who are as many every year throw away as much as in the next year with a figure.
        prop_assert_eq!(&constant, &filled(&known, year(1950), &steady).unwrap());
        for history in [constant, filled(&known, first, &BackCast::Linear).unwrap()] {
            prop_assert_eq!(history.last().unwrap().year, last);
            prop_assert!(history.windows(2).all(|pair| pair[0].year.after() == Some(pair[1].year)));
            for waste in history {
                prop_assert_eq!(known.get(&waste.year).copied(), waste.estimated_from.is_empty().then_some(waste.waste));
            }
        }
    }
}

/// By hand: 100 t in 2000 and 400 t in 2003 lie on a line through 200 t and 300 t.
#[test]
fn a_line_runs_between_two_figures() {
    let known = BTreeMap::from([(year(2000), Mass::tonnes(100).into()), (year(2003), Mass::tonnes(400).into())]);
    let history = filled(&known, year(2000), &BackCast::Linear).unwrap();
    let waste: Vec<Mass> = history.iter().map(|found| found.waste.quantity().unwrap()).collect();
    assert_eq!(waste, [100, 200, 300, 400].map(Mass::tonnes));
    assert_eq!(history[1].estimated_from, [year(2000), year(2003)]);
    let error_text = |since, way: &BackCast| filled(&known, year(since), way).unwrap_err().to_string();
    assert_eq!(
        error_text(1999, &BackCast::Linear),
        "\"1999\": no figure in an earlier year, so no straight line can be drawn; give one, or 0 in the year before the first waste"
    );
    assert_eq!(
        error_text(1999, &BackCast::Population(BTreeMap::new())),
        "\"1999\": no population of this year; give the population of every year"
    );
    let nobody = BackCast::Population(BTreeMap::from([(year(1999), Heads::count(5).into()), (year(2000), Heads::count(0).into())]));
    assert_eq!(error_text(1999, &nobody), "population: a ratio: division by zero; enter a number other than zero");
}

/// A site that was a dump (MCF 0.4) and is managed from 1960 on (MCF 1): old waste keeps its factor.
#[test]
fn waste_keeps_the_correction_factor_of_its_year() {
    let factors = Since::new([(year(1950), hundredths(40)), (year(1960), Fraction::ONE)]);
    let place = Site { methane_correction_factor: factors, ..site(Fraction::ONE, hundredths(0), Recovery::None) };
    let city = simple(&[1000; 11], stream(hundredths(15), hundredths(50), "0.4", 13), place);
    let account = city.account(year(1961)).unwrap();
    // 1000 t · 0.15 · 0.5 = 75 t; times 0.4 = 30 t.
    let deposited: Vec<Mass> = account.streams().iter().map(|found| found.deposited.quantity().unwrap()).collect();
    assert_eq!(deposited[9..], [Mass::tonnes(30), Mass::tonnes(75), Mass::ZERO]);
}

#[test]
fn what_cannot_be_is_refused_by_year_and_name() {
    let kind = || stream(hundredths(15), hundredths(50), "0.4", 13);
    let place = || site(Fraction::ONE, hundredths(0), Recovery::None);
    let error_text = |city: &Landfills, until| city.account(year(until)).unwrap_err().to_string();
    let measured = Recovery::Masses(BTreeMap::from([(year(1951), Mass::tonnes(20).into())]));
    // 1000 t · 0.15 · 0.5 · (1 - e^-0.4) · 0.5 · 16/12 = 16.484 t in 1951.
    assert_eq!(
        error_text(&simple(&[1000, 0], kind(), site(Fraction::ONE, hundredths(0), measured)), 1951),
        "\"1951\": 20000 kg of CH4 recovered at dump, but only 16483.997698218035 kg generated; check that the recovery is of this site and year"
    );
    let mut gap = simple(&[1000, 0], kind(), place());
    gap.deposit("dump", "food", year(1953), Mass::tonnes(1).into()).unwrap();
    assert_eq!(
        error_text(&gap, 1960),
        "\"1952\": no amount of food at dump, but there is one before and after it; give it, enter 0, or fill the history"
    );
    let late = Site { oxidation_factor: Since::new([(year(1951), hundredths(10))]), ..place() };
    assert_eq!(
        error_text(&simple(&[1], kind(), late), 1950),
        "\"1950\": no oxidation factor of dump is valid in this year; give one that starts in this year or earlier"
    );
    let mut strange = simple(&[1], kind(), place());
    strange.deposit("hill", "food", year(1950), Mass::tonnes(1).into()).unwrap();
    assert_eq!(error_text(&strange, 1950), "\"hill\": the site is not described; give its correction factor");
    let mut strange = simple(&[1], kind(), place());
    strange.deposit("dump", "paper", year(1950), Mass::tonnes(1).into()).unwrap();
    assert_eq!(error_text(&strange, 1950), "\"paper\": the stream is not described; give its DOC and decay rate");
    let halves = [(hundredths(50), Fraction::ONE), (hundredths(40), Fraction::ONE)];
    assert_eq!(
        weighted(halves).unwrap_err().to_string(),
        "\"0.9\": the sum of the shares of the classes is not 1; give every part, and each once"
    );
    assert_eq!(
        FirstOrderDecay::<Ratio>::new(Ratio::ZERO, 13).unwrap_err().to_string(),
        "\"0\": a decay rate so close to zero that nothing decomposes; leave out waste that does not decay"
    );
    let few = DecayGrid { waste: &[1], of: Mass::tonnes(1), years: 2, streams: &[], sites: &[] }.decomposed();
    assert_eq!(
        few.unwrap_err().to_string(),
        "\"1\": the number of counts is not sites times streams times years; give every year of every series"
    );
}

/// Past 10^25 kg the sums are refused, not wrapped.
#[test]
fn more_than_is_held_is_refused() {
    let planet: Mass = "6000000000000000000000000 kg".parse().unwrap();
    let decay = decay("0.1", 13);
    assert!(decay.series(&[planet.into()]).is_ok());
    let error_text = decay.series(&[planet.into(); 15]).unwrap_err().to_string();
    assert_eq!(
        error_text,
        "carbon in landfills in 10^-12 kg: the exact figure needs more than 76 digits; split the ledger, or use larger units"
    );
    let grid = DecayGrid { waste: &[u64::MAX; 4], of: planet, years: 4, streams: &[(Exact::ONE, decay)], sites: &[Exact::ONE] };
    assert_eq!(grid.decomposed().unwrap_err().to_string(), error_text);
}

/// The first figures of a method that has no published case, worked by hand; every sampled figure is within 1e-9 of the exact one.
fn by_hand(method: &str, inputs: &serde_json::Value, result: &str, first: &[&str]) {
    let method = citycarbon::methods::find(method).unwrap();
    let inputs = method.read(inputs, citycarbon::Registry::bundled().unwrap()).unwrap();
    let exact: Vec<String> = method.run(&inputs).unwrap().of(result).iter().map(|figure| figure.value.to_string()).collect();
    assert_eq!(exact[..first.len()], *first, "{}", method.name);
    let sampled = method.run_sampled(&inputs.sampled(|_, value| f64::from_ratio(value.ratio)).unwrap()).unwrap();
    assert_eq!(sampled.of(result).len(), exact.len(), "{}", method.name);
    for (sampled, exact) in sampled.of(result).iter().zip(exact) {
        let exact: f64 = exact.parse().unwrap();
        assert!((sampled.value - exact).abs() <= 1e-9 * exact, "{}: {} sampled, {exact} exact", method.name, sampled.value);
    }
}

#[test]
fn a_filled_history_is_the_same_in_both_numbers() {
    let waste = |year: u16, tonnes: &str| json!({ "year": year, "value": tonnes, "unit": "t" });
    let people = |year: u16, heads: &str| json!({ "year": year, "value": heads, "unit": "head" });
    let of = |given: &serde_json::Value, figures: &[&str]| by_hand("landfill-history", given, "waste", figures);
    let two = json!([waste(2000, "100"), waste(2003, "400")]);
    of(&json!({ "waste": two, "linear-since": { "value": "2000", "unit": "1" } }), &["100000", "200000", "300000", "400000"]);
    of(
        &json!({ "waste": two, "constant-since": { "value": "1999", "unit": "1" } }),
        &["100000", "100000", "400000", "400000", "400000"],
    );
    // 300 t · 900 / 1000 = 270 t.
    let people = json!([people(1999, "900"), people(2000, "1000")]);
    of(&json!({ "waste": [waste(2000, "300")], "population": people }), &["270000", "300000"]);
}

#[test]
fn every_decay_rate_may_be_given_as_a_half_life() {
    let asks = |spec: &citycarbon::methods::MethodSpec, name: &str| spec.inputs.iter().any(|input| input.name == name);
    let rates: Vec<_> = citycarbon::methods::all().filter(|spec| asks(spec, "decay-rate")).collect();
    assert!(rates.len() > 3);
    for spec in rates {
        assert!(asks(spec, "half-life"), "{}", spec.name);
        let histories = spec.inputs.iter().filter(|input| !input.decays_at.is_empty());
        histories.for_each(|input| assert_eq!((input.decays_at, input.half_lives), ("decay-rate", "half-life"), "{}", spec.name));
    }
}

#[test]
fn the_tool_is_the_same_in_both_numbers() {
    let ratio = |value: &str, unit: &str| json!({ "value": value, "unit": unit });
    let given = |month: Option<&str>, captured: &str| {
        let mut waste = json!({ "stream": "food", "year": 2020, "value": "1000", "unit": "t" });
        if let Some(month) = month {
            waste["month"] = month.into();
        }
        json!({
            "waste": [waste],
            "degradable-organic-carbon": [{ "stream": "food", "value": "0.15", "unit": "kg/kg" }],
            "decay-rate": [{ "stream": "food", "value": "0.4", "unit": "1/yr" }],
            "decomposable-fraction": ratio("0.5", "kg/kg"), "methane-correction-factor": ratio("1", "kg/kg"),
            "methane-fraction": ratio("0.5", "m3/m3"), "oxidation-factor": ratio("0.1", "kg/kg"),
            "model-correction-factor": ratio("1", "1"), "until": ratio("2021", "1"),
            "methane-recovery": [
                { "year": 2020, "value": captured, "unit": "kg/kg" },
                { "year": 2021, "value": "0", "unit": "kg/kg" },
            ],
        })
    };
    // 1000 t · 0.15 · 0.5 · 0.5 · 16/12 · 0.9 = 45 t in all; times 1 − e^-0.4, half of it captured; a year later times e^-0.4.
    by_hand("swds-tool", &given(None, "0.5"), "CH4", &["7417.7989641981156", "9944.5986863287968"]);
    // By months: from February on, times 1 − e^-(0.4/12), and e^-(0.4/12) of it in the next.
    let mut gap = given(None, "0.5");
    gap["methane-recovery"] = json!([{ "year": 2020, "value": "0.5", "unit": "kg/kg" }]);
    let registry = citycarbon::Registry::bundled().unwrap();
    assert_eq!(
        citycarbon::methods::find("swds-tool").unwrap().compute(&gap, registry).unwrap_err().to_string(),
        "\"2021\": methane-recovery is not given for this year; add an entry for it"
    );
    let first = ["0", "1475.2754783097342", "1426.9101952674672"];
    by_hand("swds-tool-monthly", &given(Some("2"), "0"), "CH4", &first);
    // The half-life of the same rate, ln 2 / 0.4, gives the same.
    let of_life = |mut given: serde_json::Value| {
        given.as_object_mut().unwrap().remove("decay-rate");
        given["half-life"] = json!([{ "stream": "food", "value": "1.73286795139986327354308", "unit": "yr" }]);
        given
    };
    by_hand("swds-tool", &of_life(given(None, "0.5")), "CH4", &["7417.7989641981156", "9944.5986863287968"]);
    by_hand("swds-tool-monthly", &of_life(given(Some("2"), "0")), "CH4", &first);
    let mut both = of_life(given(None, "0.5"));
    both["decay-rate"] = given(None, "0.5")["decay-rate"].clone();
    assert_eq!(
        citycarbon::methods::find("swds-tool").unwrap().compute(&both, registry).unwrap_err().to_string(),
        "\"food\": half-life is given together with decay-rate; give one of decay-rate, half-life"
    );
}
