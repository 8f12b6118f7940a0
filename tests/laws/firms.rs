//! Small firms: their sums are exact whatever the order, and what is published of them shows no firm.

use citycarbon::error::Errors;
use citycarbon::firms::{
    FEWEST_FIRMS, Firm, FirmAssessors, FirmCo2e, FirmFootprint, FirmGroup, FirmInput, FirmKey, FirmSector, FirmTotals, MeasureFact,
    PublishedTable,
};
use citycarbon::folder;
use citycarbon::quantity::{Exact, Quantity, Ratio};
use citycarbon::taxonomy::{Scope, Year};
use citycarbon::{Assessor, GwpSet};
use proptest::prelude::*;
use proptest::sample::select;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

thread_local! {
    static ASSESSORS: RefCell<FirmAssessors> = RefCell::new(FirmAssessors::new());
}

fn footprint(firm: &Firm) -> FirmFootprint {
    ASSESSORS.with_borrow_mut(|assessors| assessors.footprint(firm, GwpSet::Ar5)).unwrap()
}

fn kg(text: FirmCo2e) -> Exact {
    text.to_string().strip_suffix(" kg CO2e").unwrap().parse().unwrap()
}

/// Firms of two years, three sectors and three districts; most state electricity, some state fuels.
fn firms(most: usize) -> impl Strategy<Value = Vec<FirmFootprint>> {
    let sectors = [FirmSector::Retail, FirmSector::FoodMaking, FirmSector::Office];
    let one =
        (select(vec!["2022", "2023"]), select(sectors.to_vec()), select(vec!["", "North", "South"]), 0_u32..90_000, 0_u32..4_000);
    let one = (one, prop::bool::weighted(0.85), prop::bool::weighted(0.35));
    prop::collection::vec(one, 0..most).prop_map(|drawn| {
        let numbered = drawn.into_iter().enumerate();
        let made = numbered.map(|(number, ((year, sector, place, kwh, litres), states_kwh, states_litres))| {
            let firm =
                Firm::new(&format!("Firm {number}"), "TH-10".parse().unwrap(), year.parse().unwrap(), sector).with_place(place);
            let with_kwh = |firm: Firm| firm.with(FirmInput::Electricity, format!("{kwh} kWh").parse().unwrap());
            let firm = if states_kwh || !states_litres { with_kwh(firm) } else { firm };
            let diesel = format!("{litres} litre").parse().unwrap();
            if states_litres { firm.with_kind(FirmInput::Diesel, diesel, "B7") } else { firm }
        });
        made.map(|firm| footprint(&firm)).collect()
    })
}

fn keys() -> impl Strategy<Value = (FirmKey, Option<FirmKey>)> {
    let (sector, place) = (FirmKey::Sector, FirmKey::Place);
    select(vec![(sector, None), (place, None), (sector, Some(place)), (place, Some(sector))])
}

fn grouped<'a>((first, second): (FirmKey, Option<FirmKey>), firms: impl IntoIterator<Item = &'a FirmFootprint>) -> FirmGroup {
    let mut group = FirmGroup::new(first, second, GwpSet::Ar5);
    firms.into_iter().for_each(|firm| group.add(firm).unwrap());
    group
}

fn name(key: FirmKey, firm: &FirmFootprint) -> &str {
    match key {
        FirmKey::Sector => firm.firm().sector.name(),
        _ => &firm.firm().place,
    }
}

/// A published figure: of which firms it is the sum, and what it says.
type Figure = (BTreeSet<usize>, FirmTotals);

/// Every figure that a table prints for a year, with the firms that it must be the sum of: what its names say, and nothing that only
/// the table knows.
fn figures(table: &PublishedTable, year: Year, firms: &[FirmFootprint]) -> Vec<Figure> {
    let of = |is: &dyn Fn(&FirmFootprint) -> bool| -> BTreeSet<usize> {
        firms.iter().enumerate().filter(|(_, firm)| firm.firm().year == year && is(firm)).map(|(at, _)| at).collect()
    };
    let mut figures = Vec::new();
    let published = table.years.iter().find(|published| published.year == year).unwrap();
    let mut add = |firms: BTreeSet<usize>, totals: Option<FirmTotals>| figures.extend(totals.map(|totals| (firms, totals)));
    add(of(&|_| true), published.total);
    let mut unnamed = BTreeSet::new();
    for group in &published.groups {
        let in_group = of(&|firm| name(table.first, firm) == group.name);
        if group.totals.is_none() {
            unnamed.extend(in_group.iter().copied());
        }
        add(in_group, group.totals);
        let mut inside = BTreeSet::new();
        for cell in &group.cells {
            let in_cell = of(&|firm| name(table.first, firm) == group.name && name(table.second.unwrap(), firm) == cell.name);
            if cell.totals.is_none() {
                inside.extend(in_cell.iter().copied());
            }
            add(in_cell, cell.totals);
        }
        add(inside, group.withheld);
    }
    add(unnamed, published.withheld);
    figures
}

/// The rank of a matrix of whole numbers, exactly: rows are reduced as fractions.
fn rank(mut rows: Vec<Vec<Ratio>>) -> usize {
    let (columns, mut rank) = (rows.first().map_or(0, Vec::len), 0);
    for column in 0..columns {
        let Some(pivot) = (rank..rows.len()).find(|row| !rows[*row][column].numerator().is_zero()) else { continue };
        rows.swap(rank, pivot);
        let (done, rest) = rows.split_at_mut(rank + 1);
        let pivot = &done[rank];
        for row in rest {
            let times = row[column].checked_div(pivot[column]).unwrap();
            for (number, of_pivot) in row.iter_mut().zip(pivot) {
                let taken = of_pivot.checked_mul(times).unwrap().checked_mul(Exact::from(-1)).unwrap();
                *number = number.checked_add(taken).unwrap().reduced();
            }
        }
        rank += 1;
    }
    rank
}

/// The attack: adds and subtracts published sums, with any coefficients, until what is left is of fewer than five firms. Gives such a
/// set of firms, if there is one.
///
/// Firms that are in the same sums cannot be told apart, so they are one unknown; sums that are left with unknowns of fewer than five
/// firms exist where the matrix has a lower rank without the columns of these unknowns.
fn attack(sums: &[BTreeSet<usize>], firms: usize) -> Option<BTreeSet<usize>> {
    let mut unknowns: BTreeMap<Vec<bool>, BTreeSet<usize>> = BTreeMap::new();
    for firm in 0..firms {
        let column: Vec<bool> = sums.iter().map(|sum| sum.contains(&firm)).collect();
        if column.contains(&true) {
            unknowns.entry(column).or_default().insert(firm);
        }
    }
    let unknowns: Vec<(Vec<bool>, BTreeSet<usize>)> = unknowns.into_iter().collect();
    let matrix = |left: &dyn Fn(usize) -> bool| -> Vec<Vec<Ratio>> {
        let number = |is: bool| Ratio::from(Exact::from(i64::from(is)));
        let row =
            |sum| unknowns.iter().enumerate().filter(|(at, _)| left(*at)).map(|(_, (column, _))| number(column[sum])).collect();
        (0..sums.len()).map(row).collect()
    };
    let whole = rank(matrix(&|_| true));
    // Only unknowns of fewer than five firms can be in such a set, and fewer than five of these.
    let small: Vec<usize> = (0..unknowns.len()).filter(|at| unknowns[*at].1.len() < 5).collect();
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for at in small {
        let with: Vec<Vec<usize>> = sets.iter().map(|set| [set.as_slice(), &[at]].concat()).collect();
        sets.extend(with.into_iter().filter(|set| set.iter().map(|at| unknowns[*at].1.len()).sum::<usize>() < 5));
    }
    let found = sets.into_iter().filter(|set| !set.is_empty()).find(|set| rank(matrix(&|at| !set.contains(&at))) < whole)?;
    Some(found.into_iter().flat_map(|at| unknowns[at].1.clone()).collect())
}

/// The firms of a sum that state a kind of figure.
fn stating(figures: &[Figure], firms: &[FirmFootprint], states: impl Fn(&FirmFootprint) -> bool) -> Vec<BTreeSet<usize>> {
    figures.iter().map(|(of, _)| of.iter().copied().filter(|at| states(&firms[*at])).collect()).collect()
}

fn set(firms: &[usize]) -> BTreeSet<usize> {
    firms.iter().copied().collect()
}

/// The attack finds what it is meant to find: tables that only withhold small cells are solved.
#[test]
fn the_attack_solves_tables_that_only_withhold_small_cells() {
    // A total of nine firms and a cell of seven: two are left.
    assert_eq!(attack(&[set(&[0, 1, 2, 3, 4, 5, 6, 7, 8]), set(&[0, 1, 2, 3, 4, 5, 6])], 9), Some(set(&[7, 8])));
    // Two by two, rows and columns printed and no cell: the difference of two cells in a corner is of two firms.
    let (a, b, c, d) = ([0], [1, 2, 3, 4, 5], [6, 7, 8, 9, 10], [11]);
    let sums = [[&a[..], &b].concat(), [&c[..], &d].concat(), [&a[..], &c].concat(), [&b[..], &d].concat()];
    let sums: Vec<BTreeSet<usize>> = sums.iter().map(|sum| set(sum)).collect();
    assert_eq!(attack(&sums, 12), Some(set(&[0, 11])));
    // The same by sector and then by place, as two tables: six firms of a sector, of which five are of a place of their own.
    assert_eq!(attack(&[set(&[0, 1, 2, 3, 4, 5]), set(&[0, 1, 2, 3, 4]), set(&[5, 6, 7, 8, 9, 10])], 11), Some(set(&[5])));
    // Sums of five each, apart from one another: nothing.
    assert_eq!(attack(&[set(&[0, 1, 2, 3, 4]), set(&[5, 6, 7, 8, 9]), (0..10).collect()], 10), None);
}

proptest! {
    /// No figure of a firm, nor of fewer than five, can be computed from all that is published: not of the firms, not of those that
    /// state electricity, not of those that state fuels.
    #[test]
    fn no_sum_of_fewer_than_five_firms_can_be_solved_for(firms in firms(50), keys in keys()) {
        let table = grouped(keys, &firms).publish().unwrap();
        for year in table.years.iter().map(|published| published.year) {
            let figures = figures(&table, year, &firms);
            prop_assert_eq!(attack(&stating(&figures, &firms, |_| true), firms.len()), None);
            let electricity = stating(&figures, &firms, |firm| firm.electricity().unwrap().is_some());
            prop_assert_eq!(attack(&electricity, firms.len()), None);
            let fuels = stating(&figures, &firms, |firm| firm.scope(Scope::One).unwrap().is_some());
            prop_assert_eq!(attack(&fuels, firms.len()), None);
        }
    }

    /// Each published figure is the exact sum of the firms that its name says, counted.
    #[test]
    fn a_published_figure_is_the_sum_of_its_firms(firms in firms(60), keys in keys()) {
        let table = grouped(keys, &firms).publish().unwrap();
        for year in table.years.iter().map(|published| published.year) {
            for (of, totals) in figures(&table, year, &firms) {
                let of: Vec<&FirmFootprint> = of.iter().map(|at| &firms[*at]).collect();
                prop_assert_eq!(totals.firms, u64::try_from(of.len()).unwrap());
                prop_assert!(totals.firms >= FEWEST_FIRMS);
                prop_assert_eq!(kg(totals.co2e), Exact::sum(of.iter().map(|firm| kg(firm.total().unwrap()))).unwrap());
                let used: Vec<Exact> = of.iter().filter_map(|firm| firm.electricity().unwrap()).map(Quantity::base).collect();
                prop_assert_eq!(totals.electricity.map_or(0, |part| part.firms), u64::try_from(used.len()).unwrap());
                prop_assert_eq!(totals.electricity.map(|part| part.used.base()), (!used.is_empty()).then(|| Exact::sum(used).unwrap()));
                let burnt: Vec<Exact> = of.iter().filter_map(|firm| firm.scope(Scope::One).unwrap()).map(kg).collect();
                prop_assert_eq!(totals.direct.map(|part| kg(part.scope1)), (!burnt.is_empty()).then(|| Exact::sum(burnt).unwrap()));
            }
        }
    }

    /// Firms of lists read apart and merged, in any order, give the table of all.
    #[test]
    fn merged_groups_give_the_table_of_all_firms(firms in firms(40), keys in keys(), cut in 0_usize..40) {
        let (one, other) = firms.split_at(cut.min(firms.len()));
        let mut merged = grouped(keys, other);
        merged.merge(grouped(keys, one.iter().rev())).unwrap();
        prop_assert_eq!(merged.publish().unwrap(), grouped(keys, &firms).publish().unwrap());
    }

    /// A footprint is linear: twice the amounts, twice the total; and its limits are on both sides of it.
    #[test]
    fn twice_the_amounts_emit_twice_as_much(kwh in 0_u32..90_000, litres in 0_u32..9_000, gas in 0_u32..900) {
        let firm = |times: u32| {
            let amount = |number: u32, unit: &str| format!("{} {unit}", number * times).parse().unwrap();
            let firm = Firm::new("A", "TH-10".parse().unwrap(), "2023".parse().unwrap(), FirmSector::FoodMaking);
            let firm = firm.with(FirmInput::Electricity, amount(kwh, "kWh")).with(FirmInput::Lpg, amount(gas, "kg"));
            footprint(&firm.with_kind(FirmInput::Petrol, amount(litres, "litre"), "E10"))
        };
        let (once, twice) = (firm(1), firm(2));
        let total = kg(once.total().unwrap());
        prop_assert_eq!(kg(twice.total().unwrap()), total.checked_add(total).unwrap());
        let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
        let range = once.range(assessor.registry()).unwrap();
        prop_assert!(kg(range.low) <= total && total <= kg(range.high));
        let parts: Vec<Exact> = once.sources().iter().map(|source| kg(source.co2e)).collect();
        prop_assert_eq!(Exact::sum(parts).unwrap(), total);
    }
}

/// Seven firms of which one burns fuel: all of their electricity could be printed, but the cell would show the fuel of that one.
#[test]
fn a_cell_in_which_few_firms_state_a_figure_is_withheld() {
    let shop = |number: u32, diesel: bool| {
        let shop = Firm::new(&format!("Shop {number}"), "TH-10".parse().unwrap(), "2023".parse().unwrap(), FirmSector::Retail);
        let shop = shop.with(FirmInput::Electricity, "9000 kWh".parse().unwrap());
        footprint(&if diesel { shop.with(FirmInput::Diesel, "90 litre".parse().unwrap()) } else { shop })
    };
    let table = |burning: u32| {
        let shops: Vec<FirmFootprint> = (0..7).map(|number| shop(number, number < burning)).collect();
        grouped((FirmKey::Sector, None), &shops).publish().unwrap()
    };
    for (burning, is_shown) in [(0, true), (1, false), (4, false), (5, true), (7, true)] {
        let year = &table(burning).years[0];
        assert_eq!((year.total.is_some(), year.groups[0].totals.is_some()), (is_shown, is_shown), "{burning}");
        assert_eq!(year.withheld, None);
    }
}

#[test]
fn a_firm_is_counted_once_and_groups_that_differ_are_not_merged() {
    let firm = |name: &str, year: &str| {
        let firm = Firm::new(name, "TH-10".parse().unwrap(), year.parse().unwrap(), FirmSector::Retail);
        footprint(&firm.with(FirmInput::Electricity, "9000 kWh".parse().unwrap()))
    };
    let by_sector = (FirmKey::Sector, None);
    let mut group = grouped(by_sector, [&firm("A", "2022"), &firm("A", "2023")]);
    assert_eq!(
        group.add(&firm(" a ", "2023")).unwrap_err().to_string(),
        "\" a \": this firm has two rows in 2023; add them up in one row, or give different firms different names"
    );
    let differ = "two groups of firms by other keys, in other GWP sets, or with a firm in both; make both in the same way, and put each \
                  firm into one";
    assert_eq!(group.merge(grouped(by_sector, [&firm("A", "2023")])).unwrap_err().to_string(), differ);
    assert_eq!(group.merge(grouped((FirmKey::Place, None), [])).unwrap_err().to_string(), differ);
    assert_eq!(group.merge(FirmGroup::new(FirmKey::Sector, None, GwpSet::Ar6)).unwrap_err().to_string(), differ);
}

/// What a list says wrong, each at its row.
#[test]
fn a_row_that_is_wrong_is_refused_with_its_place() {
    let head =
        "name,region,year,sector,electricity,diesel,diesel_blend,petrol,refrigerant,refrigerant_gas,lpg,staff,floor_area,unknown\n";
    let refused = |row: &str| {
        let mut found = Vec::new();
        let list = format!("{head}{row}\n");
        citycarbon::firms::read(list.as_bytes(), "f.csv", |firm: Result<Firm, Errors>| {
            found.push(firm.map(drop).map_err(|errors| errors.to_string()));
            Ok(())
        })
        .unwrap();
        found.pop().unwrap().unwrap_err()
    };
    for (row, message) in [
        (
            "A,TH-10,2023,retail,,,,,,,,3,,",
            "f.csv:2: \"A\": states no electricity, fuel or refrigerant; state at least one of them, such as electricity = \"24000 kWh\"",
        ),
        ("A,VN,2023,retail,,200 litre,,,,,,,,", "f.csv:2: missing: diesel_blend (B0, B7, B20); state it"),
        ("A,TH,2023,retail,,,,,2 kg,,,,,", "f.csv:2: missing: refrigerant_gas (HFC-32, R-410A); state it"),
        (
            "A,TH,2023,retail,9 litre,,,,,,,,,",
            "f.csv:2: electricity: \"litre\": a unit of volume, but a unit of energy is needed; use a unit such as kWh",
        ),
        ("A,TH,2023,retail,-9 kWh,,,,,,,,,", "f.csv:2: electricity: \"-9 kWh\": below zero; enter zero or more"),
        ("A,TH,2023,retail,9 kWh,,,,,,,0,,", "f.csv:2: staff: \"0\": not a whole number from 1; write it without a decimal point"),
    ] {
        assert_eq!(refused(row), message);
    }
    assert!(refused("A,TH,2023,shop,9 kWh,,,,,,,,,").starts_with("f.csv:2: sector: \"shop\": "));
    assert!(refused("A,TH,2023,retail,9 kWh,,,,,,,,,x").starts_with("f.csv:2: unknown: "));
    assert!(refused("A,TH,,retail,9 kWh,,,,,,,,,").contains("year: missing"));
}

/// What is not stated is not 0: the total is of what is stated, and the rest is named.
#[test]
fn what_a_firm_does_not_state_is_named() {
    let firm = Firm::new("A", "TH-10".parse().unwrap(), "2023".parse().unwrap(), FirmSector::Office);
    let of = footprint(&firm.clone().with(FirmInput::Lpg, "10 kg".parse().unwrap()));
    assert_eq!(of.scope(Scope::Two).unwrap(), None);
    assert_eq!((of.per_head().unwrap(), of.per_m2().unwrap(), of.electricity().unwrap()), (None, None, None));
    assert_eq!(of.not_stated(), FirmInput::ALL.into_iter().filter(|input| *input != FirmInput::Lpg).collect::<Vec<_>>());
    // A kg of R-410A weighs 1923.5 by AR5: half HFC-32 of 677, half HFC-125 of 3170.
    let leak = footprint(&firm.with_kind(FirmInput::Refrigerant, "2 kg".parse().unwrap(), "R-410A"));
    assert_eq!(leak.total().unwrap().to_string(), "3847 kg CO2e");
}

/// Without a blend the usual one of the region is taken and named; the figure is that of the blend stated.
#[test]
fn a_blend_that_is_assumed_is_named() {
    let firm = Firm::new("A", "TH-10".parse().unwrap(), "2023".parse().unwrap(), FirmSector::Office);
    let stated = footprint(&firm.clone().with_kind(FirmInput::Petrol, "100 litre".parse().unwrap(), "E10"));
    let assumed = footprint(&firm.with(FirmInput::Petrol, "100 litre".parse().unwrap()));
    assert_eq!(stated.total().unwrap(), assumed.total().unwrap());
    assert_eq!((stated.assumed().len(), assumed.assumed()[0].blend.as_str()), (0, "E10"));
}

#[test]
fn every_measure_has_a_source_and_a_cost_its_money() {
    assert_eq!(MeasureFact::all().len(), include_str!("../../src/firms/measures.csv").lines().count() - 1);
    for fact in MeasureFact::all() {
        assert!(["seen", "secondary"].contains(&fact.confidence.as_str()), "{}", fact.name);
        assert!(!fact.source.is_empty() && !fact.locator.is_empty(), "{}", fact.name);
        assert!(fact.cost.as_ref().is_none_or(|cost| cost.currency.len() == 3), "{}", fact.name);
    }
}

#[test]
fn a_firm_without_a_file_is_refused() {
    let missing = folder::firm("nowhere.toml".as_ref()).unwrap_err();
    assert!(missing.to_string().starts_with("nowhere.toml: "), "{missing}");
}

/// Four firms with 0 kWh and one with a figure: the sum would be the figure of one firm. Stated zeros of a fuel give no cover either.
#[test]
fn firms_that_state_zero_give_the_others_no_cover() {
    for (input, zero, amount, kind) in
        [(FirmInput::Electricity, "0 kWh", "88888 kWh", ""), (FirmInput::Diesel, "0 litre", "3000 litre", "B7")]
    {
        let firm = |number: u32, text: &str| {
            let firm = Firm::new(&format!("Firm {number}"), "TH-10".parse().unwrap(), "2023".parse().unwrap(), FirmSector::Office);
            let amount = text.parse().unwrap();
            footprint(&if kind.is_empty() { firm.with(input, amount) } else { firm.with_kind(input, amount, kind) })
        };
        let published = |amounts: [&str; 6]| {
            let firms: Vec<FirmFootprint> = (0..).zip(amounts).map(|(number, text)| firm(number, text)).collect();
            let table = grouped((FirmKey::Sector, None), &firms).publish().unwrap();
            table.years[0].groups[0].totals.is_some()
        };
        assert!(!published([zero, zero, zero, zero, zero, amount]), "{input:?}");
        assert!(published([zero, amount, amount, amount, amount, amount]), "{input:?}");
    }
}
