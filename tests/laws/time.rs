//! Laws of periods: parts of time add up, a stock is its mean, and neither order, files, threads nor readers matter.

use citycarbon::assess::{Assessor, ClosedLine, LedgerVocabulary};
use citycarbon::gas::GwpSet;
use citycarbon::inventory::{Inventory, Settings, Statement};
use citycarbon::ledger::{Ids, LeafRow, OnBad, Options, Tally, rows_of};
use citycarbon::quantity::Exact;
use citycarbon::taxonomy::{Calendar, Coverage, Days, Months, Period, Year};
use core::fmt::Display;
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::LazyLock;

static THAILAND: LazyLock<Assessor> = LazyLock::new(|| Assessor::shipped("TH".parse().unwrap()).unwrap());

const HEADER: &str = "period,activity,amount,unit,place,id,corrects\n";
const FLOW: (&str, &str) = ("commercial.electricity", "kWh");
const STOCK: (&str, &str) = ("livestock.enteric.swine", "head");

fn years(fiscal: bool) -> Vec<Year> {
    let years = [2021, 2022].map(|year| Year::new(year).unwrap());
    years.into_iter().map(|year| if fiscal { year.fiscal() } else { year }).collect()
}

fn read(rows: &[String], fiscal: bool, threads: usize) -> Tally {
    let mut words = LedgerVocabulary::new(&THAILAND).of_years(years(fiscal));
    if fiscal {
        words = words.in_fiscal_years(Calendar::Thailand);
    }
    let text = [HEADER, &rows.concat()].concat();
    let options = Options::default().with_on_bad(OnBad::Collect).with_threads(threads);
    Tally::read(text.as_bytes(), "ledger.csv", &words, &options, &mut Ids::new()).unwrap()
}

fn by_reference(rows: &[String], fiscal: bool) -> Tally {
    let mut words = LedgerVocabulary::new(&THAILAND).of_years(years(fiscal));
    if fiscal {
        words = words.in_fiscal_years(Calendar::Thailand);
    }
    let text = [HEADER, &rows.concat()].concat();
    let options = Options::default().with_on_bad(OnBad::Collect).with_threads(1);
    Tally::read_by_reference(text.as_bytes(), "ledger.csv", &words, &options, &mut Ids::new()).unwrap()
}

fn books(fiscal: bool) -> Inventory {
    Inventory::new(Settings::new("Town", "TH".parse().unwrap(), years(fiscal), GwpSet::Ar5))
}

fn closed(tally: &Tally) -> Vec<Statement> {
    let mut books = books(false);
    books.record_tally(&THAILAND, tally, OnBad::Refuse).unwrap();
    books.close().unwrap()
}

/// The masses of a year, whatever the place.
fn masses(tally: &Tally) -> Vec<Exact> {
    masses_of(tally, |_| true)
}

fn masses_of(tally: &Tally, counts: impl Fn(&ClosedLine) -> bool) -> Vec<Exact> {
    let sum = |statement: Statement| Exact::sum(statement.lines.iter().filter(|line| counts(line)).map(|line| line.mass.value()));
    closed(tally).into_iter().map(|statement| sum(statement).unwrap()).collect()
}

fn row(period: impl Into<String>, (code, unit): (&str, &str), amount: impl Display, place: &str) -> String {
    let period: String = period.into();
    format!("{period},{code},{amount},{unit},{place},,\n")
}

fn period() -> impl Strategy<Value = Period> {
    let date = || (2020_u16..=2023, 1..=12_u8, 1..=28_u8).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"));
    let span = (date(), date()).prop_map(|(a, b)| if a <= b { format!("{a}/{b}") } else { format!("{b}/{a}") });
    let text = prop_oneof![
        2 => (2020_u16..=2023, 1..=12_u8).prop_map(|(year, month)| format!("{year}-{month:02}")),
        2 => (2020_u16..=2023, 1..=4_u8).prop_map(|(year, quarter)| format!("{year}-Q{quarter}")),
        1 => (2020_u16..=2023).prop_map(|year| format!("FY{year}")),
        1 => (2020_u16..=2023).prop_map(|year| year.to_string()),
        2 => date(),
        4 => span,
    ];
    text.prop_map(|text| text.parse().unwrap())
}

/// Rows of a flow and of a stock, good and bad, some of which correct others.
fn any_rows() -> impl Strategy<Value = Vec<String>> {
    let one = (period(), any::<bool>(), 0..1_000_000_u32, select(vec!["", "Hill", "Valley"]), 0..40_u8, 0..6_u8);
    let row = one.prop_map(|(period, stock, amount, place, id, corrects)| {
        let (code, unit) = if stock { STOCK } else { FLOW };
        match corrects {
            0 => format!("{period},{code},-0.0{amount},{unit},{place},,r{id}\n"),
            1 => format!("{period},{code},-{amount},{unit},{place},,\n"),
            _ => format!("{period},{code},{amount}.25,{unit},{place},r{id},\n"),
        }
    });
    prop::collection::vec(row, 1..30)
}

proptest! {
    /// The fast reader, the plain one and threads agree; so do rows in another order, but for which of two same ids is first.
    #[test]
    fn readers_and_threads_agree(rows in any_rows(), fiscal in any::<bool>()) {
        let fast = read(&rows, fiscal, 1);
        prop_assert_eq!(&read(&rows, fiscal, 3), &fast);
        prop_assert_eq!(&by_reference(&rows, fiscal), &fast);
        prop_assert_eq!(fast.seen(), rows.len() as u64);
        let unique: Vec<String> = (0..).zip(&rows).map(|(at, row): (u32, &String)| row.replacen(",r", &format!(",r{at}x"), 1)).collect();
        let unique: Vec<String> = unique.into_iter().filter(|row| !row.contains(",-")).collect();
        let reversed: Vec<String> = unique.iter().rev().cloned().collect();
        let same = |tally: &Tally| (tally.leaves().collect::<Vec<_>>(), tally.outside(), tally.findings(None));
        prop_assert_eq!(same(&read(&unique, fiscal, 1)), same(&read(&reversed, fiscal, 1)));
        let text = serde_json::to_string(&fast).unwrap();
        prop_assert_eq!(serde_json::from_str::<Tally>(&text).unwrap(), fast);
    }

    /// A row across years is all there: its parts add up to it, however it is cut.
    #[test]
    fn the_parts_of_a_row_are_the_row(period in period(), amount in "[0-9]{1,9}(\\.[0-9]{1,14})?") {
        let words = LedgerVocabulary::new(&THAILAND).of_years((2019_u16..=2024).map(|year| Year::new(year).unwrap()));
        let words = words.with_fiscal_years(Calendar::Thailand);
        let text = [HEADER, &row(period.to_string(), FLOW, &amount, "")].concat();
        let tally = Tally::read(text.as_bytes(), "ledger.csv", &words, &Options::default(), &mut Ids::new())?;
        let leaves: Vec<_> = tally.leaves().collect();
        prop_assume!(tally.rejected() == 0);
        prop_assert_eq!(Exact::sum(leaves.iter().map(|leaf| leaf.sum))?, amount.parse::<Exact>()?);
        prop_assert_eq!((tally.accepted(), leaves.iter().all(|leaf| leaf.rows == 1)), (1, true));
        prop_assert!(leaves.iter().all(|leaf| leaf.shared == u64::from(leaves.len() > 1)));
        // Each leaf leads back to the row, with its part of it.
        for leaf in &leaves {
            let mut found = Vec::new();
            rows_of(text.as_bytes(), leaf, &words, &Options::default().input, &Ids::new(), |row: LeafRow| {
                found.push((row.line, row.amount));
                Ok(())
            })?;
            prop_assert_eq!(&found, &[(2, leaf.sum)]);
        }
    }

    /// A flow in months, quarters, days of a bill or places is the flow.
    #[test]
    fn a_flow_in_parts_is_the_flow(parts in prop::collection::vec(0..1_000_000_u32, 12)) {
        let all: u32 = parts.iter().sum();
        let whole = masses(&read(&[row("2022", FLOW, all, "")], false, 1));
        let months: Vec<String> = (1..).zip(&parts).map(|(month, part): (u8, _)| row(format!("2022-{month:02}"), FLOW, part, "")).collect();
        prop_assert_eq!(&masses(&read(&months, false, 1)), &whole);
        let quarters: Vec<String> =
            (1..).zip(parts.chunks(3)).map(|(quarter, parts): (u8, _)| row(format!("2022-Q{quarter}"), FLOW, parts.iter().sum::<u32>(), "")).collect();
        prop_assert_eq!(&masses(&read(&quarters, false, 1)), &whole);
        let places: Vec<String> = parts.iter().map(|part| row("2022", FLOW, part, if part % 2 == 0 { "Hill" } else { "Valley" })).collect();
        // Places are lines of their own, each divided by itself: of what is used no division is left open, of losses there is one.
        let in_scope_2 = |tally: &Tally| masses_of(tally, |line| line.line.id.category.reference() == "I.2.2");
        let (places, undivided) = (read(&places, false, 1), read(&[row("2022", FLOW, all, "")], false, 1));
        prop_assert_eq!(in_scope_2(&places), in_scope_2(&undivided));
        // Spans of these months whose days are a multiple of the amount add up too.
        let spans: Vec<String> = (1..).zip(&parts).map(|(month, part): (u8, _)| {
            let last = Year::new(2022).unwrap().days_of(month).unwrap();
            row(format!("2022-{month:02}-01/2022-{month:02}-{last:02}"), FLOW, part, "")
        }).collect();
        prop_assert_eq!(&masses(&read(&spans, false, 1)), &whole);
    }

    /// A stock by months is the mean of its months, in whatever files, places and parts of an inventory they are.
    #[test]
    fn a_stock_by_months_is_its_mean(parts in prop::collection::vec((0..1000_u32, 0..3_u8), 12)) {
        let all: u32 = parts.iter().map(|(heads, _)| heads).sum();
        let rows: Vec<String> = (1..).zip(&parts).map(|(month, (heads, place)): (u8, _)| {
            row(format!("2022-{month:02}"), STOCK, 12 * heads, ["", "Hill", "Valley"][usize::from(*place)])
        }).collect();
        let whole = masses(&read(&[row("2022", STOCK, all, "")], false, 1));
        let tally = read(&rows, false, 1);
        prop_assert_eq!(&masses(&tally), &whole);
        // Two parts of an inventory, merged in either order.
        let part = |rows: &[String]| {
            let mut books = books(false);
            books.record_tally(&THAILAND, &read(rows, false, 1), OnBad::Refuse).unwrap();
            books
        };
        let (first, second) = rows.split_at(5);
        for (one, other) in [(first, second), (second, first)] {
            let mut books = part(one);
            books.merge(&part(other))?;
            let back: Inventory = serde_json::from_str(&serde_json::to_string(&books).unwrap()).unwrap();
            prop_assert_eq!(&back, &books);
            let lines = |statements: Vec<Statement>| statements.into_iter().map(|statement| statement.lines).collect::<Vec<_>>();
            prop_assert_eq!(lines(books.close()?), lines(closed(&tally)));
        }
    }

    /// Sets of months and days are what their numbers say.
    #[test]
    fn a_coverage_is_read_as_it_is_written(months in prop::collection::btree_set(1..=12_u8, 0..12), days in prop::collection::btree_set(1..=31_u8, 0..31)) {
        let set = months.iter().fold(Months::default(), |set, month| set.with(Months::of(*month)));
        prop_assert_eq!(set.iter().collect::<Vec<_>>(), months.iter().copied().collect::<Vec<_>>());
        prop_assert_eq!(set.missing().count() as usize, 12 - months.len());
        prop_assert!(set.with(set.missing()) == Months::between(1, 12));
        let days = days.iter().fold(Days::default(), |set, day| set.with(Days::of(*day)));
        for coverage in [Coverage::Sum(set), Coverage::MeanOfMonths(set), Coverage::MeanOfDays { month: 2, days }] {
            let text = serde_json::to_string(&coverage).unwrap();
            prop_assert_eq!(serde_json::from_str::<Coverage>(&text).unwrap(), coverage);
        }
    }
}

#[test]
fn a_set_of_months_is_written_once_and_in_order() {
    for wrong in ["[13]", "[0]", "[2,1]", "[1,1]"] {
        assert!(serde_json::from_str::<Months>(wrong).is_err(), "{wrong}");
    }
    let fiscal: Year = "FY2021".parse().unwrap();
    assert_eq!(Months::between(3, 4).named(fiscal, Some(Calendar::Japan)), ["2021-04", "2022-03"]);
    assert_eq!(Months::between(9, 10).named(fiscal, Some(Calendar::Thailand)), ["2020-10", "2021-09"]);
    assert_eq!(Months::between(9, 10).named(Year::new(2021).unwrap(), None), ["2021-09", "2021-10"]);
}

/// What runs from a quarter or to a day runs on these days.
#[test]
fn service_by_quarters_has_their_days() {
    let share = |text: &str, year: u16| {
        text.parse::<citycarbon::measures::Service>().unwrap().share_of(Year::new(year).unwrap()).unwrap().to_string()
    };
    assert_eq!(
        (share("2024-Q3 to 2025-01-15", 2024), share("2024-Q3 to 2025-01-15", 2025)),
        ("184/366".to_owned(), "15/365".to_owned())
    );
    assert_eq!(share("2024-02 to 2024-Q2", 2024), "151/366");
}
