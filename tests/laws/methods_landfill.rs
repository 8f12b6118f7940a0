//! Landfills: carbon balances in every year, gas goes one of three ways, and many series are the same as one by one.

use crate::given::exact;
use citycarbon::methods::landfill::{
    Account, BackCast, Commitment, Decay, Disposed, Grid, Landfills, Periods, Recovery, Since, Site, Stored, Stream, SwdsTool,
    decayed, filled, generated, weighted,
};
use citycarbon::quantity::{Exact, Heads, Mass, Quantity, Ratio};
use citycarbon::taxonomy::Year;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn year(number: u16) -> Year {
    Year::new(number).unwrap()
}

fn hundredths(number: i64) -> Ratio {
    Ratio::new(number, 100).unwrap()
}

fn share() -> impl Strategy<Value = Ratio> {
    (0_i64..=100).prop_map(hundredths)
}

/// 10^-12 kg, so many times.
fn units(count: i128) -> Exact {
    Exact::new(count, 12).unwrap()
}

fn site(factor: Ratio, oxidation: Ratio, recovery: Recovery) -> Site {
    Site { methane_correction_factor: Since::always(factor), oxidation_factor: Since::always(oxidation), recovery }
}

fn stream(carbon: Ratio, part: Ratio, rate: &str, month: u8) -> Stream {
    let decay = Decay::new(exact(rate), month).unwrap();
    Stream { degradable_organic_carbon: carbon, decomposable_fraction: part, decay }
}

/// A city of one stream and one site, its history from 1950 on.
fn simple(waste: &[u32], stream: Stream, site: Site) -> Landfills {
    let mut city = Landfills::new(hundredths(50));
    city.stream("food", stream);
    city.site("dump", site);
    for (number, tonnes) in (1950..).zip(waste) {
        city.deposit("dump", "food", year(number), Mass::tonnes(*tonnes)).unwrap();
    }
    city
}

fn emitted(account: &Account, number: u16) -> Mass {
    account.city(year(number)).unwrap().emitted
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
        let mut open = Mass::ZERO;
        for cell in city.account(year(2030)).unwrap().cells() {
            prop_assert_eq!(open.checked_add(cell.deposited).unwrap(), cell.decomposed.checked_add(cell.stock).unwrap(), "{}", cell.year);
            prop_assert_eq!(cell.generated, generated(cell.decomposed, hundredths(50)).unwrap());
            open = cell.stock;
        }
    }

    /// Gas that is generated is recovered, oxidised or emitted; more recovered or oxidised, less emitted.
    #[test]
    fn gas_goes_one_of_three_ways(waste in vec(0_u32..1_000_000, 1..30), ox in share(), more in share(), captured in share(), further in share()) {
        let of = |oxidation: Ratio, captured: Ratio| {
            let recovery = Recovery::Shares((1950..2000).map(|number| (year(number), captured)).collect());
            let city = simple(&waste, stream(hundredths(15), hundredths(50), "0.4", 10), site(Ratio::ONE, oxidation, recovery));
            city.account(year(1990)).unwrap()
        };
        let larger = |a: Ratio, b: Ratio| if a.numerator() >= b.numerator() { a } else { b };
        let account = of(ox, captured);
        for (_, _, methane) in account.sites() {
            let gone = methane.recovered.checked_add(methane.oxidised).unwrap().checked_add(methane.emitted).unwrap();
            prop_assert_eq!(gone, methane.generated);
        }
        for other in [of(larger(ox, more), captured), of(ox, larger(captured, further))] {
            prop_assert!((1950..=1990).all(|number| emitted(&other, number) <= emitted(&account, number)));
        }
        prop_assert_eq!(emitted(&of(Ratio::ONE, captured), 1990), Mass::ZERO);
        prop_assert_eq!(emitted(&of(ox, Ratio::ONE), 1990), Mass::ZERO);
    }

    /// Two districts apart and together: the same, but for the rounding of either's stock.
    #[test]
    fn districts_add_up(a in vec(0_u32..1_000_000, 20), b in vec(0_u32..1_000_000, 20), rate in rate(), month in 7_u8..=13) {
        let of = |waste: &[u32]| {
            let city = simple(waste, stream(hundredths(15), hundredths(50), &rate, month), site(Ratio::ONE, hundredths(0), Recovery::None));
            city.account(year(1990)).unwrap().cells().to_vec()
        };
        let together: Vec<u32> = a.iter().zip(&b).map(|(a, b)| a + b).collect();
        for ((a, b), both) in of(&a).iter().zip(of(&b)).zip(of(&together)) {
            prop_assert_eq!(a.deposited.checked_add(b.deposited).unwrap(), both.deposited);
            let off = a.stock.checked_add(b.stock).unwrap().base().checked_sub(both.stock.base()).unwrap();
            // Three stocks, each rounded by half a unit at most twice in each of up to 41 years.
            prop_assert!(off <= units(123) && off.checked_neg().unwrap() <= units(123), "{off}");
        }
    }

    /// An earlier start of decay moves it forward and takes nothing: what has decomposed by any year is no less.
    #[test]
    fn an_earlier_start_only_moves_decay_forward(waste in vec(0_u32..1_000_000, 1..30), rate in rate(), month in 7_u8..=12) {
        let left = |month: u8| {
            let city = simple(&waste, stream(hundredths(15), hundredths(50), &rate, month), site(Ratio::ONE, hundredths(0), Recovery::None));
            city.account(year(1990)).unwrap().cells().iter().map(|cell| cell.stock.base()).collect::<Vec<_>>()
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
        city.deposit("dump", "food", Year::FIRST, Mass::tonnes(tonnes)).unwrap();
        let account = city.account(Year::LAST).unwrap();
        let all = Exact::sum(account.cells().iter().map(|cell| cell.generated.base())).unwrap();
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
        let deposits: Vec<Mass> = waste.iter().map(|kilograms| Mass::kilograms(*kilograms)).collect();
        let series = Decay::new(exact(&rate), month).unwrap().series(&deposits).unwrap();
        for (now, stock) in (0_u16..).zip(&series) {
            let pulses = (0..=now).zip(&deposits).map(|(then, mass)| decayed(exact(&rate), month, now - then).unwrap().checked_mul(mass.base()).unwrap());
            let off = Exact::sum(pulses).unwrap().checked_sub(stock.decomposed.base()).unwrap();
            // Shares are good to 10^-17 of 10^6 kg and twenty deposits; stocks to half a unit twice a year.
            let most = units(20 + 200);
            prop_assert!(off <= most && off.checked_neg().unwrap() <= most, "{off}");
        }
    }

    /// Stored for long and decomposable: together the degradable carbon under air's absence, exactly.
    #[test]
    fn carbon_is_stored_or_decomposes(tonnes in 0_u32..1_000_000, doc in share(), part in share(), mcf in share()) {
        let waste = Mass::tonnes(tonnes);
        let of = |part| Stored { degradable_organic_carbon: doc, decomposable_fraction: part, methane_correction_factor: mcf };
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
        let streams: Vec<(Exact, Decay)> =
            carbon.iter().zip(&rates).map(|(carbon, rate)| (wide(*carbon), Decay::new(exact(rate), month).unwrap())).collect();
        let sites: Vec<Exact> = factors.iter().map(|factor| wide(*factor)).collect();
        let sums = Grid { waste: &counts, of: Mass::kilograms(of), years: 7, streams: &streams, sites: &sites }.decomposed().unwrap();
        let mut city = Landfills::new(hundredths(50));
        for (at, (carbon, decay)) in streams.iter().enumerate() {
            let kind = Stream { degradable_organic_carbon: Ratio::from(*carbon), decomposable_fraction: Ratio::ONE, decay: *decay };
            city.stream(&at.to_string(), kind);
        }
        for (at, factor) in sites.iter().enumerate() {
            city.site(&at.to_string(), site(Ratio::from(*factor), hundredths(0), Recovery::None));
        }
        for (at, count) in counts.iter().enumerate() {
            let (series, number) = (at / 7, u16::try_from(at % 7).unwrap());
            let (place, kind) = ((series / 2).to_string(), (series % 2).to_string());
            city.deposit(&place, &kind, year(2000 + number), Mass::kilograms(*count).checked_mul(of).unwrap()).unwrap();
        }
        let account = city.account(year(2006)).unwrap();
        for (number, sum) in (2000..).zip(sums) {
            let cells = account.cells().iter().filter(|cell| cell.year == year(number));
            prop_assert_eq!(Exact::sum(cells.map(|cell| cell.decomposed.base())).unwrap(), sum.base(), "{}", number);
        }
    }

    /// The CDM's tool is the guidelines' recurrence one year ahead; twelve months of one rate are not a year of it, but close.
    #[test]
    fn the_tool_runs_a_year_ahead(waste in vec(0_u32..1_000_000, 1..20), rate in rate()) {
        let one = Ratio::ONE;
        let tool = SwdsTool {
            model_correction_factor: one,
            oxidation_factor: hundredths(0),
            methane_fraction: hundredths(50),
            decomposable_fraction: one,
            methane_correction_factor: one,
            periods: Periods::Years,
        };
        let masses: Vec<Mass> = waste.iter().map(|kilograms| Mass::kilograms(*kilograms)).collect();
        let disposed = Disposed { degradable_organic_carbon: one, decay_rate: exact(&rate), waste: masses.clone() };
        let methane = tool.methane(&[disposed]).unwrap();
        let ahead: Vec<Mass> = masses.into_iter().chain([Mass::ZERO]).collect();
        let series = Decay::new(exact(&rate), 13).unwrap().series(&ahead).unwrap();
        for (methane, next) in methane.iter().zip(series.iter().skip(1)) {
            let off = methane.base().checked_sub(generated(next.decomposed, hundredths(50)).unwrap().base()).unwrap();
            prop_assert!(off <= units(60) && off.checked_neg().unwrap() <= units(60), "{off}");
        }
    }

    /// Filling keeps every figure, leaves no gap, and marks what it adds.
    #[test]
    fn a_filled_history_keeps_its_figures(known in prop::collection::btree_map(1950_u16..2020, 0_u32..1_000_000, 1..8), people in 1_u32..1_000_000) {
        let known: BTreeMap<Year, Mass> = known.into_iter().map(|(number, tonnes)| (year(number), Mass::tonnes(tonnes))).collect();
        let (first, last) = (*known.keys().next().unwrap(), *known.keys().next_back().unwrap());
        let steady = BackCast::Population((1950..=2020).map(|number| (year(number), Heads::count(people))).collect());
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
    let known = BTreeMap::from([(year(2000), Mass::tonnes(100)), (year(2003), Mass::tonnes(400))]);
    let history = filled(&known, year(2000), &BackCast::Linear).unwrap();
    let waste: Vec<Mass> = history.iter().map(|waste| waste.waste).collect();
    assert_eq!(waste, [100, 200, 300, 400].map(Mass::tonnes));
    assert_eq!(history[1].estimated_from, [year(2000), year(2003)]);
    let said = |since, way: &BackCast| filled(&known, year(since), way).unwrap_err().to_string();
    assert_eq!(
        said(1999, &BackCast::Linear),
        "\"1999\": no figure in an earlier year, from which a line could be drawn; give one, or 0 in the year before the first waste"
    );
    assert_eq!(
        said(1999, &BackCast::Population(BTreeMap::new())),
        "\"1999\": no population of this year; give the population of every year"
    );
    let nobody = BackCast::Population(BTreeMap::from([(year(1999), Heads::count(5)), (year(2000), Heads::count(0))]));
    assert_eq!(said(1999, &nobody), "population: a ratio: division by zero; enter a number other than zero");
}

/// A site that was a dump (MCF 0.4) and is managed from 1960 on (MCF 1): old waste keeps its factor.
#[test]
fn waste_keeps_the_correction_factor_of_its_year() {
    let factors = Since::new([(year(1950), hundredths(40)), (year(1960), Ratio::ONE)]);
    let place = Site { methane_correction_factor: factors, ..site(Ratio::ONE, hundredths(0), Recovery::None) };
    let city = simple(&[1000; 11], stream(hundredths(15), hundredths(50), "0.4", 13), place);
    let account = city.account(year(1961)).unwrap();
    // 1000 t · 0.15 · 0.5 = 75 t; times 0.4 = 30 t.
    let deposited: Vec<Mass> = account.cells().iter().map(|cell| cell.deposited).collect();
    assert_eq!(deposited[9..], [Mass::tonnes(30), Mass::tonnes(75), Mass::ZERO]);
}

#[test]
fn what_cannot_be_is_refused_by_year_and_name() {
    let kind = || stream(hundredths(15), hundredths(50), "0.4", 13);
    let place = || site(Ratio::ONE, hundredths(0), Recovery::None);
    let said = |city: &Landfills, until| city.account(year(until)).unwrap_err().to_string();
    let measured = Recovery::Masses(BTreeMap::from([(year(1951), Mass::tonnes(20))]));
    // 1000 t · 0.15 · 0.5 · (1 - e^-0.4) · 0.5 · 16/12 = 16.484 t in 1951.
    assert_eq!(
        said(&simple(&[1000, 0], kind(), site(Ratio::ONE, hundredths(0), measured)), 1951),
        "\"1951\": 20000 kg of CH4 recovered at dump, 16483.997698218035 kg generated; is the recovery of this site and year?"
    );
    let mut gap = simple(&[1000, 0], kind(), place());
    gap.deposit("dump", "food", year(1953), Mass::tonnes(1)).unwrap();
    assert_eq!(
        said(&gap, 1960),
        "\"1952\": no figure of food at dump, between years that have one; give it, write 0, or fill the history"
    );
    let late = Site { oxidation_factor: Since::new([(year(1951), hundredths(10))]), ..place() };
    assert_eq!(
        said(&simple(&[1], kind(), late), 1950),
        "\"1950\": no oxidation factor of dump holds in it; give one from that year or an earlier one on"
    );
    let mut strange = simple(&[1], kind(), place());
    strange.deposit("hill", "food", year(1950), Mass::tonnes(1)).unwrap();
    assert_eq!(said(&strange, 1950), "\"hill\": a site that is not described; give its correction factor");
    let mut strange = simple(&[1], kind(), place());
    strange.deposit("dump", "paper", year(1950), Mass::tonnes(1)).unwrap();
    assert_eq!(said(&strange, 1950), "\"paper\": a stream that is not described; give DOC and decay rate");
    let halves = [(hundredths(50), Ratio::ONE), (hundredths(40), Ratio::ONE)];
    assert_eq!(
        weighted(halves).unwrap_err().to_string(),
        "\"0.9\": what the shares of the classes add up to, which is not 1; give every part, and each once"
    );
    assert_eq!(
        Decay::new(exact("0"), 13).unwrap_err().to_string(),
        "\"0\": a decay rate so near zero that nothing decomposes; leave waste out that does not decay"
    );
    let few = Grid { waste: &[1], of: Mass::tonnes(1), years: 2, streams: &[], sites: &[] }.decomposed();
    assert_eq!(
        few.unwrap_err().to_string(),
        "\"1\": not as many counts as sites, streams and years make; give every year of every series"
    );
}

/// Past 10^25 kg the sums are refused, not wrapped.
#[test]
fn more_than_is_held_is_refused() {
    let planet: Mass = "6000000000000000000000000 kg".parse().unwrap();
    let decay = Decay::new(exact("0.1"), 13).unwrap();
    assert!(decay.series(&[planet]).is_ok());
    let said = decay.series(&[planet; 15]).unwrap_err().to_string();
    assert_eq!(
        said,
        "carbon in landfills in 10^-12 kg: the exact figure needs more than 76 digits; split the ledger, or use larger units"
    );
    let grid = Grid { waste: &[u64::MAX; 4], of: planet, years: 4, streams: &[(Exact::ONE, decay)], sites: &[Exact::ONE] };
    assert_eq!(grid.decomposed().unwrap_err().to_string(), said);
}
