//! Separation of waste, and when its effect falls.

use crate::given::{exact, parses_back, reads_back};
use citycarbon::forms::SourcedRate;
use citycarbon::gas::Substance;
use citycarbon::measures::waste_separation::{Fate, Handling, Haul, Separation, Sorted, WasteRoute, waste_separation};
use citycarbon::measures::{Change, DecayTiming, Destination, Stream};
use citycarbon::plan::{ActivityState, Effects, apply, compare};
use citycarbon::quantity::{Exact, Mass, NumberFormat, Quantity, Ratio, Reading, exp_of_minus};
use citycarbon::records::Delimiter;
use citycarbon::report::MeasureReport;
use citycarbon::taxonomy::{Catalogue, Period, Scope, Year};
use citycarbon::{Assessor, GwpSet, Inventory, Registry, Settings};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::{BTreeMap, BTreeSet};

const FIRST: u16 = 2020;

/// Components of waste with a decay rate for wet tropics, and the rate (IPCC 2006, vol. 5, table 3.3).
const COMPONENTS: [(&str, &str); 4] = [("food", "0.4"), ("garden", "0.17"), ("paper", "0.07"), ("wood", "0.035")];

fn years(count: u16) -> BTreeSet<Year> {
    (FIRST..FIRST + count).map(|year| Year::new(year).unwrap()).collect()
}

fn fate(ways: &[(&str, &str)], none: Option<&str>) -> Fate {
    let ways = ways.iter().map(|(code, share)| ((*code).to_owned(), share.parse().unwrap())).collect();
    Fate { ways, uncounted: none.map(str::to_owned), source: "a test".to_owned() }
}

fn to(destination: Destination) -> WasteRoute {
    WasteRoute { destination, stream: None }
}

/// Organic waste and paper, composted with residue, fed, recycled; a lorry; a cost; decay from a month on.
fn scheme(start_month: u8) -> Separation {
    let site = |component: &str| format!("landfill.managed-anaerobic.{component}.outside");
    Separation {
        without: BTreeMap::from([
            (Stream::Organic, fate(&[(&site("food"), "0.5"), (&site("garden"), "0.25")], Some("a quarter is burnt"))),
            (Stream::Recyclable, fate(&[(&site("paper"), "3/4"), (&site("inert"), "1/4")], None)),
        ]),
        with: BTreeMap::from([
            (to(Destination::Composting), fate(&[("composting.msw-organic", "1")], None)),
            (to(Destination::AnimalFeed), fate(&[], Some("fed"))),
            (to(Destination::Recycling), fate(&[], Some("elsewhere"))),
        ]),
        residue: BTreeMap::from([(to(Destination::Composting), fate(&[(&site("garden"), "0.1")], None))]),
        transport: BTreeMap::from([(Destination::Composting, lorry("road.diesel-b7", "0.05 L/tkm"))]),
        cost: Some(Handling {
            what: "handling".to_owned(),
            per_tonne: "700".parse().unwrap(),
            currency: "THB".to_owned(),
            price_year: 2020,
        }),
        decay: Some(DecayTiming::new("tropical-wet", start_month).unwrap()),
    }
}

fn lorry(code: &str, fuel_use: &str) -> Haul {
    let sourced = |rate: &str| SourcedRate::new(rate.parse().unwrap(), "a test");
    Haul { code: code.to_owned(), extra_distance: sourced("10 tkm/t"), fuel_use: Some(sourced(fuel_use)) }
}

/// Rows whose kilograms are multiples of 12, so that 16/12 and quarters divide out.
fn rows() -> impl Strategy<Value = Vec<Sorted>> {
    let ways = vec![
        (Stream::Organic, Destination::Composting),
        (Stream::Organic, Destination::AnimalFeed),
        (Stream::Organic, Destination::Landfill),
        (Stream::Recyclable, Destination::Recycling),
        (Stream::General, Destination::Landfill),
    ];
    let row = (select(ways), 0_u16..4, prop::option::of(1_u8..=12), select(vec!["", "North", "South"]), 0_i64..100_000_000);
    let row = row.prop_map(|((stream, destination), after, month, place, dozens)| {
        let year = Year::new(FIRST + after).unwrap();
        let period = month.map_or(Period::Year(year), |month| Period::Month { year, month });
        sorted(period, stream, destination, place, dozens * 12)
    });
    prop::collection::vec(row, 0..12)
}

fn sorted(period: Period, stream: Stream, destination: Destination, place: &str, kilograms: i64) -> Sorted {
    let amount: Reading = format!("{kilograms} kg").parse().unwrap();
    Sorted { period, stream, destination, place: place.to_owned(), amount, origin: "rows".to_owned() }
}

fn settings() -> Settings {
    Settings::new("Town", "TH-10".parse().unwrap(), [], GwpSet::Ar5)
}

fn change(rows: &[Sorted], scheme: &Separation, count: u16) -> Change {
    waste_separation("a measure", &years(count), rows, scheme).unwrap()
}

fn effects(rows: &[Sorted], scheme: &Separation, count: u16) -> Effects {
    apply(
        &Assessor::shipped("TH-10".parse().unwrap()).unwrap(),
        &settings(),
        &change(rows, scheme, count),
        &ActivityState::default(),
    )
    .unwrap()
}

/// The figures of each year that add up over groups: baseline, project, leakage, reduction, what falls, by cell.
fn figures(effects: &Effects) -> BTreeMap<String, Exact> {
    let mut all = BTreeMap::new();
    for (year, effect) in &effects.years {
        let mut add = |name: String, figure: Exact| {
            if !figure.is_zero() {
                all.insert(format!("{year} {name}"), figure);
            }
        };
        add("baseline".to_owned(), effect.baseline);
        add("project".to_owned(), effect.project);
        add("leakage".to_owned(), effect.leakage);
        add("reduction".to_owned(), effect.reduction().unwrap());
        add("this year".to_owned(), effect.this_year.unwrap());
        effect.falls_in.iter().for_each(|(later, part)| add(format!("falls in {later}"), *part));
        effect.cells.iter().for_each(|(cell, amount)| add(format!("{cell:?}"), amount.mass));
    }
    for saving in &effects.savings {
        all.entry(format!("{} {}", saving.year, saving.what)).or_insert(saving.money.amount());
    }
    all.retain(|_, figure| !figure.is_zero());
    all
}

fn added(a: &BTreeMap<String, Exact>, b: &BTreeMap<String, Exact>) -> BTreeMap<String, Exact> {
    let mut sum = a.clone();
    for (name, figure) in b {
        let held = sum.entry(name.clone()).or_insert(Exact::ZERO);
        *held = held.checked_add(*figure).unwrap();
    }
    sum.retain(|_, figure| !figure.is_zero());
    sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Two groups of waste together do what each does on its own.
    #[test]
    fn groups_add(a in rows(), b in rows(), month in 7_u8..=13) {
        let scheme = scheme(month);
        let both = effects(&[a.clone(), b.clone()].concat(), &scheme, 4);
        prop_assert_eq!(figures(&both), added(&figures(&effects(&a, &scheme, 4)), &figures(&effects(&b, &scheme, 4))));
    }

    /// So many times the waste does so many times as much.
    #[test]
    fn it_is_linear_in_the_tonnes(rows in rows(), times in 0_i64..1000) {
        let scheme = scheme(13);
        let more: Vec<Sorted> = rows.iter().map(|row| Sorted {
            amount: Reading::new(row.amount.value().checked_mul(Exact::from(times)).unwrap(), row.amount.unit()),
            ..row.clone()
        }).collect();
        let mut once = figures(&effects(&rows, &scheme, 4));
        for figure in once.values_mut() {
            *figure = figure.checked_mul(Exact::from(times)).unwrap();
        }
        once.retain(|_, figure| !figure.is_zero());
        prop_assert_eq!(figures(&effects(&more, &scheme, 4)), once);
    }

    /// A year in one row is the same year in rows of months.
    #[test]
    fn months_make_the_year(months in prop::collection::vec(0_i64..1_000_000, 12)) {
        let (year, scheme) = (Year::new(FIRST).unwrap(), scheme(13));
        let row = |period, dozens: i64| sorted(period, Stream::Organic, Destination::Composting, "", dozens * 12);
        let apart: Vec<Sorted> = (1..).zip(&months).map(|(month, dozens)| row(Period::Month { year, month }, *dozens)).collect();
        let whole = [row(Period::Year(year), months.iter().sum())];
        prop_assert_eq!(figures(&effects(&apart, &scheme, 2)), figures(&effects(&whole, &scheme, 2)));
    }

    /// Nothing separated changes nothing, however much stays mixed.
    #[test]
    fn what_is_not_separated_changes_nothing(kilograms in 0_i64..1_000_000_000, year in 0_u16..4) {
        let period = Period::Year(Year::new(FIRST + year).unwrap());
        let rows = [
            sorted(period, Stream::General, Destination::Energy, "", kilograms),
            sorted(period, Stream::Organic, Destination::Landfill, "", kilograms),
            sorted(period, Stream::Organic, Destination::Composting, "", 0),
        ];
        prop_assert_eq!(figures(&effects(&rows, &scheme(13), 4)), BTreeMap::new());
    }

    /// Reduction is baseline less project less leakage; scopes, gases weighed, references and places add up to it.
    #[test]
    fn parts_add_up_to_the_reduction(rows in rows()) {
        for effect in effects(&rows, &scheme(13), 4).years.values() {
            let reduction = effect.reduction().unwrap();
            let scopes = effect.by_scope().unwrap();
            prop_assert_eq!(scopes.keys().copied().collect::<Vec<_>>(), Scope::ALL);
            prop_assert_eq!(Exact::sum(scopes.into_values()).unwrap(), reduction);
            prop_assert_eq!(Exact::sum(effect.by(|cell| cell.category).unwrap().into_values()).unwrap(), reduction);
            prop_assert_eq!(Exact::sum(effect.by(|cell| cell.place.clone()).unwrap().into_values()).unwrap(), reduction);
            let weighed = effect.by_gas().unwrap().into_iter().map(|(substance, mass)| {
                let Substance::Gas(_) = substance else { panic!("{substance:?}") };
                let weight = substance.co2e(Mass::from_base(Exact::ONE), GwpSet::Ar5, citycarbon::gas::Stated::Refuse).unwrap();
                mass.checked_mul(weight.map_or(Exact::ZERO, Quantity::base)).unwrap()
            });
            prop_assert_eq!(Exact::sum(weighed).unwrap(), reduction);
        }
    }

    /// What falls in each year, and later, is what was committed: to the last digit, whatever the month.
    #[test]
    fn what_falls_adds_up_to_what_is_committed(rows in rows(), month in 7_u8..=13, count in 4_u16..12) {
        let effects = effects(&rows, &scheme(month), count);
        let mut here: BTreeMap<Year, Exact> = BTreeMap::new();
        for (deposit, effect) in &effects.years {
            let falls = Exact::sum(effect.falls_in.values().copied()).unwrap();
            let later = effect.falls_later().unwrap().unwrap();
            prop_assert_eq!(falls.checked_add(later).unwrap(), effect.reduction().unwrap());
            prop_assert!(effect.falls_in.keys().all(|year| year >= deposit));
            for (year, part) in &effect.falls_in {
                let sum = here.entry(*year).or_insert(Exact::ZERO);
                *sum = sum.checked_add(*part).unwrap();
            }
        }
        for (year, effect) in &effects.years {
            prop_assert_eq!(effect.this_year, here.get(year).copied());
        }
        let report = MeasureReport::of(&effects).unwrap();
        for year in &report.years {
            prop_assert_eq!(Exact::sum(year.falls_in_t.values().copied()).unwrap(), year.reduction_t);
        }
    }

    /// What is left of one deposit after n years is C e^(-k (n + (13 - M)/12)), which tends to nothing: over endless years all
    /// of it falls and never more, in the first years least where decay starts late.
    #[test]
    fn one_deposit_falls_as_its_closed_form(
        (component, rate) in select(COMPONENTS.to_vec()), dozens in 1_i64..1_000_000_000, month in 7_u8..=13, count in 1_u16..300,
    ) {
        let code = format!("landfill.unmanaged-deep.{component}");
        let mut scheme = scheme(month);
        scheme.without.insert(Stream::Organic, fate(&[(&code, "1")], None));
        let period = Period::Year(Year::new(FIRST).unwrap());
        let rows = [sorted(period, Stream::Organic, Destination::AnimalFeed, "", dozens * 12)];
        let effects = effects(&rows, &scheme, count);
        let first = effects.years.values().next().unwrap();
        let committed = first.reduction().unwrap();
        let months = i64::from(count - 1) * 12 + i64::from(13 - month);
        let left = exp_of_minus(Ratio::new(exact(rate).checked_mul(Exact::from(months)).unwrap(), 12).unwrap(), 18).unwrap();
        prop_assert_eq!(first.falls_later().unwrap(), Some(committed.checked_mul(left).unwrap()));
        prop_assert!(first.falls_in.values().all(|part| !part.is_negative() && *part <= committed));
        prop_assert!(effects.years.values().skip(1).all(|effect| effect.falls_in.values().all(|part| part.is_zero())));
    }

    /// A dirtier grid never makes the reduction larger: the lorry is electric.
    #[test]
    fn a_dirtier_grid_reduces_no_more(rows in rows(), a in 1_u32..2000, b in 1_u32..2000) {
        let with = |grams: u32| {
            let header = "id,process,subject,gas,value,unit,region,years,purpose,losses,source,locator,confidence\n";
            let row = format!("grid,electricity,grid-electricity,CO2,{grams},g/kWh,TH,all,inventory,inside,a test,none,own\n");
            let table = format!("{header}{row}");
            let read = citycarbon::factors::OwnTable::read(table.as_bytes(), "factors.csv", Delimiter::Comma, NumberFormat::default());
            let registry = Registry::bundled().unwrap().with_own([&read.unwrap().0]).unwrap();
            let policy = citycarbon::factors::FallbackPolicy::default();
            let assessor = Assessor::new(Catalogue::bundled().clone(), registry, "TH-10".parse().unwrap(), policy);
            let mut scheme = scheme(13);
            scheme.transport.insert(Destination::Composting, lorry("road.electricity", "0.25 kWh/tkm"));
            apply(&assessor, &settings(), &change(&rows, &scheme, 4), &ActivityState::default()).unwrap()
        };
        let (cleaner, dirtier) = (with(a.min(b)), with(a.max(b)));
        for (year, effect) in &cleaner.years {
            prop_assert!(dirtier.years[year].reduction().unwrap() <= effect.reduction().unwrap());
            prop_assert_eq!(dirtier.years[year].baseline, effect.baseline);
        }
    }

    /// The measure is the difference of two inventories, whoever writes them.
    #[test]
    fn the_model_is_the_books_compared(rows in rows()) {
        let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
        let mut scheme = scheme(13);
        (scheme.transport, scheme.decay) = (BTreeMap::new(), None);
        let change = change(&rows, &scheme, 4);
        let books = |activities: &[citycarbon::Activity]| {
            let mut books = Inventory::new(Settings::new("Town", "TH-10".parse().unwrap(), years(4), GwpSet::Ar5));
            for activity in activities {
                books.record(&assessor, activity).unwrap();
            }
            books
        };
        let compared = compare(&books(&change.without), &books(&change.with)).unwrap();
        prop_assert_eq!(apply(&assessor, &settings(), &change, &ActivityState::default()).unwrap().years, compared.years);
    }

    #[test]
    fn what_a_program_holds_reads_back(rows in rows(), month in 7_u8..=13) {
        let scheme = scheme(month);
        reads_back(&rows)?;
        reads_back(&scheme)?;
        let change = change(&rows, &scheme, 4);
        reads_back(&change)?;
        let effects = effects(&rows, &scheme, 4);
        reads_back(&effects)?;
        reads_back(&MeasureReport::of(&effects).unwrap())?;
    }

    #[test]
    fn words_read_back(
        stream in select(Stream::ALL), destination in select(Destination::ALL), named in any::<bool>(),
    ) {
        parses_back(&stream)?;
        parses_back(&destination)?;
        parses_back(&WasteRoute { destination, stream: named.then_some(stream) })?;
    }

    /// All but general waste over the sum of the seven; nothing where a stream is not stated.
    #[test]
    fn rates_need_all_seven_streams(tonnes in prop::collection::vec(1_i64..1_000_000, 7), left_out in prop::option::of(0_usize..7)) {
        let period = Period::Year(Year::new(FIRST).unwrap());
        let stated: BTreeMap<Stream, Exact> = Stream::ALL.iter().copied().zip(tonnes.iter().map(|tonnes| Exact::from(*tonnes)))
            .enumerate().filter(|(at, _)| Some(*at) != left_out).map(|(_, part)| part).collect();
        let streams = citycarbon::measures::Streams::new(period, "", stated);
        let sum: i64 = tonnes.iter().sum();
        if left_out.is_some() {
            prop_assert_eq!((streams.recycling_rate().unwrap(), streams.landfill_reduction().unwrap()), (None, None));
        } else {
            prop_assert_eq!(streams.landfill_reduction().unwrap(), Some(Exact::from(sum - tonnes[6])));
            prop_assert_eq!(streams.recycling_rate().unwrap(), Some(Ratio::new(tonnes[0] + tonnes[1], sum).unwrap()));
        }
    }
}
