//! Views: a line is in one group or in none, so parts add up; totals are reconciled to the last digit.

use crate::given::reads_back;
use citycarbon::assess::LineId;
use citycarbon::city::CityInput;
use citycarbon::error::Message;
use citycarbon::gas::{Gas, Substance};
use citycarbon::inventory::{
    BookTotal, CountedLine, FoundIn, LineSum, Reconciliation, Statement, View, ViewRule, ViewTable, Views,
};
use citycarbon::quantity::Exact;
use citycarbon::taxonomy::Category;
use citycarbon::{City, Year, strategies};
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::{BTreeMap, BTreeSet};

/// Cities of Bangkok's region in two years.
fn a_city() -> impl Strategy<Value = CityInput> {
    strategies::city(&"TH-10".parse().unwrap(), &[2018, 2019].map(|year| Year::new(year).unwrap()))
}

/// A rule by a line that it meets, how narrow it is, and its group.
type Drawn = (Index, usize, usize, bool, u8);

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    prop::collection::vec((any::<Index>(), 0..4_usize, 0..4_usize, any::<bool>(), 0..3_u8), 0..8)
}

fn rules(lines: &[LineId], drawn: &[Drawn]) -> Vec<ViewRule> {
    let rule = |(line, reference, activity, place, group): &Drawn| {
        let id = line.get(lines);
        let reference = ["", id.category.sector().code(), id.category.sub_sector().code(), id.category.reference()][*reference];
        let parts: Vec<&str> = id.activity.split_inclusive('.').collect();
        let activity = if *activity > parts.len() { String::new() } else { parts[..*activity].concat() };
        let place = if *place { &*id.place } else { "" };
        let rule = ViewRule::new("drawn", &format!("group {group}")).unwrap().with_reference(reference).unwrap();
        rule.with_activity(&activity).with_place(place)
    };
    drawn.iter().map(rule).collect()
}

/// The parts of a rule that a line meets, by the definition, with how narrow each is; none where it does not meet it.
fn narrowness(rule: &ViewRule, id: &LineId) -> Option<[usize; 3]> {
    let reference = match rule.reference.as_str() {
        "" => 0,
        code if id.category.is_within(code) => code.matches('.').count() + 1,
        _ => return None,
    };
    let begins = rule.activity.ends_with('.') && id.activity.starts_with(&rule.activity);
    if !rule.activity.is_empty() && !begins && rule.activity != *id.activity {
        return None;
    }
    if !rule.place.is_empty() && rule.place != *id.place {
        return None;
    }
    Some([reference, rule.activity.len(), usize::from(!rule.place.is_empty())])
}

/// The groups of the rules than which no other that the line meets is narrower.
fn groups<'a>(rules: &'a [ViewRule], id: &LineId) -> BTreeSet<&'a str> {
    let met: Vec<([usize; 3], &ViewRule)> = rules.iter().filter_map(|rule| Some((narrowness(rule, id)?, rule))).collect();
    let beaten = |own: &[usize; 3]| met.iter().any(|(other, _)| other != own && other.iter().zip(own).all(|(a, b)| a >= b));
    met.iter().filter(|(own, _)| !beaten(own)).map(|(_, rule)| rule.group.as_str()).collect()
}

fn twice(rules: &[ViewRule]) -> bool {
    let parts: BTreeSet<_> = rules.iter().map(|rule| (&rule.reference, &rule.activity, &rule.place)).collect();
    parts.len() < rules.len()
}

/// The sum over lines; none where none of them weighs.
fn sum<'a>(lines: impl Iterator<Item = &'a (LineId, Substance, Option<Exact>)>, counts: fn(Category) -> bool) -> Option<Exact> {
    let counted: Vec<Exact> = lines.filter(|(id, ..)| counts(id.category)).filter_map(|(_, _, co2e)| *co2e).collect();
    (!counted.is_empty()).then(|| Exact::sum(counted).unwrap())
}

fn holds(held: &LineSum, lines: &[&(LineId, Substance, Option<Exact>)]) -> Result<(), TestCaseError> {
    prop_assert_eq!(held.co2e, sum(lines.iter().copied(), |_| true));
    prop_assert_eq!(held.basic, sum(lines.iter().copied(), Category::in_basic));
    prop_assert_eq!(held.basic_plus, sum(lines.iter().copied(), Category::in_basic_plus));
    prop_assert_eq!(held.territorial, sum(lines.iter().copied(), Category::in_territorial));
    prop_assert_eq!(usize::try_from(held.lines).unwrap(), lines.len());
    prop_assert_eq!(&held.references, &lines.iter().map(|(id, ..)| id.category).collect::<BTreeSet<_>>());
    Ok(())
}

/// Adds figures, of which none is 0.
fn added(sums: &[Option<Exact>]) -> Exact {
    Exact::sum(sums.iter().copied().flatten()).unwrap()
}

/// The groups of a view and the lines outside are all lines, each once.
fn parts_add_up(view: &View, table: &ViewTable, statement: &Statement) -> Result<(), TestCaseError> {
    let lines: Vec<(LineId, Substance, Option<Exact>)> =
        statement.lines.iter().map(|closed| ((*closed.line.id).clone(), closed.line.substance, closed.co2e)).collect();
    let mut by_group: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for line in &lines {
        by_group.entry(view.group(&line.0, line.1).unwrap()).or_default().push(line);
    }
    let outside = by_group.remove(&None).unwrap_or_default();
    holds(&table.outside, &outside)?;
    holds(&table.all, &lines.iter().collect::<Vec<_>>())?;
    holds(&table.inside, &by_group.values().flatten().copied().collect::<Vec<_>>())?;
    prop_assert_eq!(table.groups.len(), by_group.len());
    for (group, lines) in &by_group {
        holds(&table.groups[group.as_ref().unwrap()], lines)?;
    }
    let of = |part: fn(&LineSum) -> Option<Exact>| -> Vec<Option<Exact>> {
        table.groups.values().chain([&table.outside]).map(part).collect()
    };
    prop_assert_eq!(added(&of(|sum| sum.co2e)), added(&[table.all.co2e]), "{}", view.name());
    let totals = statement.totals().unwrap();
    prop_assert_eq!(added(&of(|sum| sum.basic)), added(&[totals.basic]), "{}", view.name());
    prop_assert_eq!(added(&of(|sum| sum.basic_plus)), added(&[totals.basic_plus]), "{}", view.name());
    prop_assert_eq!(added(&of(|sum| sum.territorial)), added(&[totals.territorial]), "{}", view.name());
    let lines: u64 = table.groups.values().chain([&table.outside]).map(|sum| sum.lines).sum();
    prop_assert_eq!(usize::try_from(lines).unwrap(), statement.lines.len());
    Ok(())
}

/// The identity of a reconciliation, and that every line of both totals is in it once.
fn reconciled(first: &BookTotal, second: &BookTotal) -> Result<Reconciliation, TestCaseError> {
    let held = Reconciliation::between(first, second).unwrap();
    let zero = Exact::ZERO;
    for sums in held.by_reference.values().chain([&held.all]) {
        let way = sums.first.checked_sub(sums.only_first).unwrap().checked_add(sums.only_second).unwrap();
        prop_assert_eq!(way.checked_add(sums.differences).unwrap(), sums.second);
    }
    prop_assert_eq!(held.all.first, first.co2e().unwrap().unwrap_or(zero));
    prop_assert_eq!(held.all.second, second.co2e().unwrap().unwrap_or(zero));
    prop_assert_eq!(&held.first, &(first.name().to_owned(), first.co2e().unwrap()));
    for (at, total) in [first, second].into_iter().enumerate() {
        let mut seen: Vec<&LineId> = held.lines.iter().flat_map(|pair| [&pair.first, &pair.second][at].lines.iter()).collect();
        seen.sort();
        prop_assert_eq!(seen, total.lines().map(|(id, ..)| id).collect::<Vec<_>>());
    }
    // The other way round nothing but the signs changes.
    let back = Reconciliation::between(second, first).unwrap();
    prop_assert_eq!(back.all.differences, held.all.differences.checked_neg().unwrap());
    prop_assert_eq!((back.all.only_first, back.all.only_second), (held.all.only_second, held.all.only_first));
    Ok(held)
}

fn city_of(input: CityInput) -> Result<City, TestCaseError> {
    City::new(input).map_err(|errors| TestCaseError::fail(errors.to_string()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Any partition of the lines by a view, built in or of any rules, adds up to the whole; the order of rules changes nothing; a line
    /// that rules of several groups meet equally is refused, and no other is.
    #[test]
    fn the_groups_of_every_view_and_the_rest_are_all_lines_each_once(input in a_city(), drawn in drawn(), turn in any::<Index>()) {
        let lines: Vec<LineId> = city_of(input.clone())?.inventory().lines().map(|line| (*line.id).clone()).collect();
        prop_assume!(!lines.is_empty());
        let rules = rules(&lines, &drawn);
        let with = |rules: &[ViewRule]| rules.iter().cloned().fold(input.clone(), CityInput::with_view_rule);
        let refused = twice(&rules) || lines.iter().any(|id| groups(&rules, id).len() > 1);
        let mut turned = rules.clone();
        turned.rotate_left(turn.index(rules.len().max(1)));
        turned.reverse();
        let (city, other) = match (City::new(with(&rules)), City::new(with(&turned))) {
            (Ok(city), Ok(other)) => (city, other),
            (one, another) => {
                prop_assert!(one.is_err() && another.is_err());
                let errors = one.err().unwrap();
                let of_rules = |error: &citycarbon::Error| {
                    matches!(error.problem().message(), Message::ViewRulesMeet { .. } | Message::ViewRuleTwice { .. })
                };
                prop_assert!(refused && errors.listed().iter().all(of_rules), "{}", errors);
                return Ok(());
            }
        };
        prop_assert!(!refused);
        prop_assert_eq!(city.views(), other.views());
        prop_assert_eq!(city.inventory(), other.inventory());
        for id in &lines {
            if let Ok(view) = city.views().find("drawn") {
                let group = view.group(id, Gas::CO2.into()).unwrap().map(|group| group.code());
                prop_assert_eq!(group.as_deref(), groups(&rules, id).first().copied(), "{}", id);
            }
        }
        for statement in city.close().unwrap() {
            for view in city.views().iter() {
                parts_add_up(view, &view.table(&statement).unwrap(), &statement)?;
            }
        }
    }

    /// From any total to any other: first, less what is only there, plus what is only in the second, plus differences, is the second;
    /// within one book, and where the second is of another.
    #[test]
    fn what_leads_from_one_total_to_another_adds_up(input in a_city(), one in any::<Index>(), other in any::<Index>(), factor in 1_i64..4) {
        let city = city_of(input)?;
        let statements = city.close().unwrap();
        let mut names: Vec<String> = city.views().iter().map(|view| view.name().to_owned()).collect();
        for view in city.views().iter() {
            let tables: Vec<ViewTable> = statements.iter().map(|statement| view.table(statement).unwrap()).collect();
            names.extend(tables.iter().flat_map(|table| table.groups.keys()).map(|group| format!("{}:{}", view.name(), group.code())));
        }
        let totals = |at: &Index| city.views().totals(&statements, at.get::<String>(&names)).unwrap();
        for (first, second) in totals(&one).iter().zip(&totals(&other)) {
            let held = reconciled(first, second)?;
            // A line has one amount in a book.
            prop_assert!(held.lines.iter().all(|pair| pair.found() != FoundIn::BothDiffering));
            let twice = |(id, substance, co2e): (&LineId, Substance, Exact)| {
                CountedLine::new(id.clone(), substance, co2e.checked_mul(factor.into()).unwrap())
            };
            let elsewhere = BookTotal::new("another book", "its total", second.lines().map(twice)).unwrap();
            reconciled(first, &elsewhere)?;
            let same = reconciled(first, &first.clone().of_book("another version"))?;
            prop_assert!(same.lines.iter().all(|pair| pair.found() == FoundIn::Both));
        }
    }

    /// A rule reads back as it was written; one that a file is refused for is refused as JSON too.
    #[test]
    fn a_rule_reads_back(view in "[a-z-]{1,8}", group in "[a-zก-ฮ ]{0,6}[a-z]", place in ".{0,5}") {
        let rule = match ViewRule::new(&view, &group) {
            Ok(rule) => rule.with_reference("III.1").unwrap().with_place(&place).with_reason("why"),
            Err(_) => return Ok(()),
        };
        reads_back(&rule)?;
        let mut json = serde_json::to_value(&rule).unwrap();
        json["ref"] = "III.9".into();
        prop_assert!(serde_json::from_value::<ViewRule>(json.clone()).is_err());
        json["ref"] = "".into();
        json["view"] = "territorial".into();
        prop_assert!(serde_json::from_value::<ViewRule>(json).is_err());
    }
}

fn line(id: &str, co2e: &str) -> CountedLine {
    CountedLine::new(id.parse().unwrap(), Gas::CO2.into(), co2e.parse().unwrap())
}

fn total(book: &str, lines: &[(&str, &str)]) -> BookTotal {
    BookTotal::new(book, book, lines.iter().map(|(id, co2e)| line(id, co2e))).unwrap()
}

/// What two totals have in common, as `first > second` of each thing.
fn pairs(first: &[(&str, &str)], second: &[(&str, &str)]) -> Vec<String> {
    let held = Reconciliation::between(&total("city", first), &total("office", second)).unwrap();
    let side =
        |lines: &[LineId], co2e: Exact| if lines.is_empty() { "–".to_owned() } else { format!("{} of {}", co2e, lines.len()) };
    let shown = |pair: &citycarbon::inventory::ReconciledLines| {
        format!("{} > {}", side(&pair.first.lines, pair.first.co2e), side(&pair.second.lines, pair.second.co2e))
    };
    held.lines.iter().map(shown).collect()
}

#[test]
fn a_line_that_is_given_twice_is_refused() {
    let id = "2024/I.2.2/commercial.electricity//grid";
    let error = BookTotal::new("city", "basic", [line(id, "1"), line(id, "2")]).unwrap_err();
    assert_eq!(error.to_string(), "\"2024/I.2.2/commercial.electricity//grid\": a line that basic already has; count it once");
}

#[test]
fn lines_of_two_books_are_matched_by_what_they_are_of() {
    let office = "2024/I.2.2/commercial.electricity/Town hall/grid";
    // The same place, another amount.
    assert_eq!(pairs(&[(office, "10")], &[(office, "4")]), ["10 of 1 > 4 of 1"]);
    // The city names no place.
    let city = "2024/I.2.2/commercial.electricity//grid";
    assert_eq!(pairs(&[(city, "10")], &[(office, "10")]), ["10 of 1 > 10 of 1"]);
    // Each names places in its own way, and one of them has several.
    let library = "2024/I.2.2/commercial.electricity/Library/grid";
    let building = "2024/I.2.2/commercial.electricity/building 7/grid";
    assert_eq!(pairs(&[(office, "4"), (library, "6")], &[(building, "10")]), ["10 of 2 > 10 of 1"]);
    // A place that both name shows that they name places alike: others are other places.
    let park = "2024/I.2.2/commercial.electricity/Park/grid";
    assert_eq!(
        pairs(&[(office, "4"), (library, "6")], &[(office, "4"), (park, "6")]),
        ["6 of 1 > –", "– > 6 of 1", "4 of 1 > 4 of 1"]
    );
    // What has a place in one only is part of the rest of the other.
    assert_eq!(pairs(&[(office, "4"), (city, "6")], &[(office, "4"), (park, "5")]), ["6 of 1 > 5 of 1", "4 of 1 > 4 of 1"]);
    // Another reference, another gas, factor or year.
    let other_reference = "2024/I.3.2/commercial.electricity//grid";
    assert_eq!(pairs(&[(city, "10")], &[(other_reference, "10")]), ["10 of 1 > 10 of 1"]);
    let other_factor = "2024/I.2.2/commercial.electricity//other";
    assert_eq!(pairs(&[(city, "10")], &[(other_factor, "10")]), ["10 of 1 > –", "– > 10 of 1"]);
    let other_year = "2023/I.2.2/commercial.electricity//grid";
    assert_eq!(pairs(&[(city, "10")], &[(other_year, "10")]), ["– > 10 of 1", "10 of 1 > –"]);
    // Losses are booked to another reference than the use that they follow: each is matched within its own.
    let losses = "2024/I.2.3/commercial.electricity//grid";
    assert_eq!(pairs(&[(city, "10"), (losses, "1")], &[(losses, "1"), (city, "7")]), ["10 of 1 > 7 of 1", "1 of 1 > 1 of 1"]);
}

#[test]
fn one_id_in_two_books_is_one_line_only_where_its_gas_is_one() {
    let id = "2024/III.4.1/direct//plant";
    let of = |book: &str, gas: Gas| {
        BookTotal::new(book, book, [CountedLine::new(id.parse().unwrap(), gas.into(), "1".parse().unwrap())]).unwrap()
    };
    let held = Reconciliation::between(&of("city", Gas::CH4), &of("office", Gas::N2O)).unwrap();
    assert_eq!(held.all.counts, [0, 0, 1, 1]);
    assert_eq!(Reconciliation::between(&of("city", Gas::CH4), &of("city", Gas::CH4)).unwrap().all.counts, [1, 0, 0, 0]);
}

#[test]
fn every_reference_that_is_managed_in_korea_has_a_source_and_no_industry_or_energy_generation() {
    use citycarbon::taxonomy::{ManagedSector, korean_management};
    let managed: Vec<_> = Category::all().filter_map(korean_management).collect();
    assert_eq!(managed.len(), 27);
    for row in managed {
        assert!(row.source.contains("hankyung.com/article/202404177447Y") && !row.assumption.is_empty(), "{}", row.category);
        assert!(!["I.3", "I.4", "I.7", "I.8", "IV"].iter().any(|code| row.category.is_within(code)), "{}", row.category);
    }
    let of = |reference: &str| korean_management(reference.parse().unwrap()).map(|row| row.sector);
    assert_eq!(of("I.1.2"), Some(ManagedSector::Buildings));
    assert_eq!(of("I.1.3"), None); // losses of the network
    assert_eq!(of("III.1.3"), None); // waste of others
    for sector in ManagedSector::ALL {
        assert_eq!(sector.to_string().parse::<ManagedSector>().unwrap(), sector);
    }
    assert_eq!(Views::default().iter().count(), 11);
}
