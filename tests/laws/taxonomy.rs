//! References, keys, regions, time.

use crate::given::{parses_back, reads_back, round_trips};
use citycarbon::error::{ErrorKind, Message};
use citycarbon::i18n::Language;
use citycarbon::records::Delimiter;
use citycarbon::taxonomy::{
    Calendar, Catalogue, Category, Crosswalk, Era, KeyCell, NotationKey, Period, Quality, Region, Regions, Rule, Scope, Sector,
    SubSector, Year, crosswalk,
};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;

fn year() -> impl Strategy<Value = Year> {
    (1800..=2399_u16).prop_map(|number| Year::new(number).unwrap())
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        year().prop_map(Period::Year),
        year().prop_map(Period::Fiscal),
        (year(), 1..=12_u8).prop_map(|(year, month)| Period::Month { year, month }),
        (year(), 1..=12_u8, 1..=28_u8).prop_map(|(year, month, day)| Period::Day { year, month, day }),
    ]
}

/// A code of the table, or a country that it does not have, or a part of one.
fn region() -> impl Strategy<Value = Region> {
    let table: Vec<String> = include_str!("../../src/taxonomy/regions.csv")
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next().map(str::to_owned))
        .collect();
    prop_oneof![select(table), "(BR|FR|US|ZW)", "(BR|FR|US|ZW)-[A-Z0-9]{1,12}"].prop_map(|code| code.parse().unwrap())
}

proptest! {
    #[test]
    fn periods_and_years_are_read_back(period in period(), year in year()) {
        round_trips(&period)?;
        parses_back(&year)?;
        prop_assert_eq!(serde_json::to_value(year)?, serde_json::Value::from(year.to_string()));
        reads_back(&year)?;
        prop_assert_eq!(year.before().and_then(Year::after).unwrap_or(year), year);
    }

    #[test]
    fn a_buddhist_year_is_read_only_when_stated(year in 1857..=2157_u16) {
        let (common, buddhist) = (Year::new(year)?, (year + 543).to_string());
        prop_assert_eq!(Era::Buddhist.year(year + 543, &buddhist)?, common);
        let refused = Period::parse(&buddhist, Era::CommonEra).unwrap_err();
        prop_assert_eq!(refused.kind(), ErrorKind::Era);
        prop_assert!(refused.to_string().contains(&year.to_string()));
        prop_assert!(Period::parse(&year.to_string(), Era::Buddhist).is_err());
    }

    #[test]
    fn every_lineage_ends_at_the_world(region in region()) {
        let policy = Regions::bundled().lineage(&region);
        prop_assert_eq!(policy.first(), Some(&region));
        prop_assert_eq!(policy.last(), Some(&Region::world()));
        prop_assert_eq!(policy.iter().collect::<BTreeSet<_>>().len(), policy.len());
        for (at, wider) in policy.iter().enumerate() {
            prop_assert!(Regions::bundled().lies_in(&region, wider));
            // Zones of several publications follow one another: the lineage of each is part of the whole, in its order.
            let zone = Regions::bundled().lineage(wider);
            let mut rest = policy[at..].iter();
            prop_assert!(zone.iter().all(|region| rest.any(|other| other == region)), "{zone:?} in {policy:?}");
            if Regions::bundled().country(wider).is_some() {
                prop_assert_eq!(&zone[..], &policy[at..]);
            }
            prop_assert!(!Regions::bundled().label(wider, Language::English).is_empty() && !Regions::bundled().label(wider, Language::Thai).is_empty());
        }
        round_trips(&region)?;
    }

    /// Published inventories write keys with spaces, in pairs, with a target; the order IE, NE, C, NO decides.
    #[test]
    fn of_several_keys_the_one_that_admits_emissions_counts(
        keys in prop::collection::vec(select(NotationKey::ALL.to_vec()), 1..4),
        separator in select(vec!["; ", ";", ", ", ",", " ; "]),
        around in select(vec![("", ""), ("", " "), (" ", ""), ("  ", "  ")]),
    ) {
        let list: Vec<String> = keys.iter().map(ToString::to_string).collect();
        let cell = KeyCell::parse(&format!("{}{}{}", around.0, list.join(separator), around.1))?;
        prop_assert_eq!(Some(cell.key()), keys.iter().min().copied());
        prop_assert_eq!(cell.remarks().len(), usize::from(around != ("", "")) + usize::from(keys.len() > 1));
        prop_assert_eq!(cell.target(), None);
        reads_back(&cell)?;
    }

    #[test]
    fn a_key_that_names_its_target_is_read(category in select(Category::all().collect::<Vec<_>>()), with in select(vec!["NO", "NE", "C"])) {
        let cell = KeyCell::parse(&format!("IE ({category})"))?;
        prop_assert_eq!((cell.key(), cell.target(), cell.remarks().len()), (NotationKey::IE, Some(category), 1));
        // Of two keys the worse counts, and its target with it.
        let cell = KeyCell::parse(&format!("{with}; IE ({category})"))?;
        let (worse, target) = if with == "NO" { (NotationKey::IE, Some(category)) } else { (with.parse()?, None) };
        prop_assert_eq!((cell.key(), cell.target(), cell.remarks().len()), (worse, target, 1 + usize::from(target.is_some())));
        let other = KeyCell::parse(&format!("{with} ({category})"));
        prop_assert!(other.is_err());
    }

    #[test]
    fn words_of_this_module_take_any_text(text in "\\PC{0,30}") {
        let _ = (text.parse::<Category>(), text.parse::<Sector>(), text.parse::<SubSector>(), text.parse::<Scope>());
        let _ = (text.parse::<Region>(), text.parse::<Year>(), text.parse::<Period>(), text.parse::<Quality>());
        let _ = (text.parse::<NotationKey>(), KeyCell::parse(&text), text.parse::<Calendar>(), Catalogue::bundled().find(&text));
        let _ = (Period::parse(&text, Era::Buddhist), Catalogue::read_with(text.as_bytes(), "activities.csv", Delimiter::Comma));
    }

    #[test]
    fn what_is_no_key_is_refused(text in "[A-Z]{1,3}") {
        let known = NotationKey::ALL.iter().any(|key| key.to_string() == text);
        prop_assert_eq!(KeyCell::parse(&text).is_ok(), known);
        prop_assert_eq!(text.parse::<NotationKey>().is_ok(), known);
    }

    /// What is formed like a period but is none is refused, and nothing else is.
    #[test]
    fn a_period_is_a_date_that_exists(year in 0..=9999_u16, month in 0..=99_u8, day in 0..=99_u8) {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u8::from(leap),
            _ => 0,
        };
        let named = (1800..=2399).contains(&year);
        prop_assert_eq!(format!("{year:04}").parse::<Period>().is_ok(), named);
        prop_assert_eq!(format!("FY{year:04}").parse::<Period>().is_ok(), named);
        prop_assert_eq!(format!("{year:04}-{month:02}").parse::<Period>().is_ok(), named && days > 0);
        prop_assert_eq!(format!("{year:04}-{month:02}-{day:02}").parse::<Period>().is_ok(), named && (1..=days).contains(&day));
    }
}

#[test]
fn the_gpc_has_its_54_references() {
    let count = |of: fn(Category) -> bool| Category::all().filter(|category| of(*category)).count();
    assert_eq!(Category::all().count(), 54);
    assert_eq!(count(Category::in_basic), 32);
    assert_eq!(count(Category::in_basic_plus), 48);
    assert_eq!(count(Category::in_territorial), 27);
    assert_eq!(count(Category::in_basic_s3), 49);
    for category in Category::all() {
        // BASIC is part of BASIC+, and territorial is scope 1, all of it.
        assert!(!category.in_basic() || category.in_basic_plus(), "{category}");
        assert_eq!(category.in_territorial(), category.scope() == Scope::One, "{category}");
        assert!(category.reference().starts_with(category.sub_sector().code()), "{category}");
        assert!(category.sub_sector().code().starts_with(category.sector().code()), "{category}");
        assert!(!category.label(Language::English).is_empty() && !category.label(Language::Thai).is_empty(), "{category}");
        round_trips(&category).unwrap();
        round_trips(&category.sector()).unwrap();
        round_trips(&category.sub_sector()).unwrap();
        reads_back(&category.scope()).unwrap();
        parses_back(&category.scope()).unwrap();
    }
    assert_eq!(Sector::all().map(Sector::code).collect::<Vec<_>>(), ["I", "II", "III", "IV", "V", "VI"]);
    assert!(Category::all().collect::<Vec<_>>().is_sorted());
}

/// GPC v1.1, table 3.1 and chapter 4: what is territorial only, and what is neither.
#[test]
fn what_counts_outside_basic_plus_is_named() {
    let of = |fits: fn(Category) -> bool| {
        Category::all().filter(|category| fits(*category)).map(Category::reference).collect::<Vec<_>>()
    };
    assert_eq!(
        of(|category| category.in_territorial() && !category.in_basic_plus()),
        ["I.4.4", "III.1.3", "III.2.3", "III.3.3", "III.4.3"]
    );
    assert_eq!(of(|category| !category.in_territorial() && !category.in_basic_plus()), ["VI.1"]);
    assert_eq!(of(Category::may_be_negative), ["V.2", "V.3", "VI.1"]);
}

/// GPC v1.1, ch. 6 to 8: a sector is known by its own references; only stationary energy has references for the losses of a grid.
#[test]
fn a_category_knows_what_it_is_part_of() {
    for category in Category::all() {
        let of = |code: &str| category.sector().code() == code;
        let asked = [category.is_stationary_energy(), category.is_transportation(), category.is_waste()];
        assert_eq!(asked, [of("I"), of("II"), of("III")], "{category}");
        assert_eq!(category.is_on_road(), category.sub_sector().code() == "II.1", "{category}");
        for code in [category.sector().code(), category.sub_sector().code(), category.reference()] {
            assert!(category.is_within(code), "{category} in {code}");
        }
    }
    let losses: Vec<_> = Category::all().filter(|category| category.is_only_grid_losses()).map(Category::reference).collect();
    assert_eq!(losses, ["I.1.3", "I.2.3", "I.3.3", "I.4.3", "I.5.3", "I.6.3"]);
    let category = |reference: &str| reference.parse::<Category>().unwrap();
    assert!(!category("II.1.1").is_within("I") && !category("III.3.1").is_within("III.1") && !category("III.3.1").is_within(""));
}

/// GPC v1.1, ch. 8: waste that is burnt for its energy is stationary energy.
#[test]
fn energy_of_waste_is_stationary_energy() {
    let moved = |from: &str, used: &str| {
        let to = from.parse::<Category>().unwrap().with_energy_recovered(used);
        to.map(Category::reference).map_err(|error| error.to_string())
    };
    assert_eq!(moved("III.3.1", "grid"), Ok("I.4.4"));
    assert_eq!(moved("III.3.3", "I.2.1"), Ok("I.2.1"));
    // What burns it in the city; not the energy of networks, their losses, nor what leaks from mines and pipes.
    let burning = ["I.1.1", "I.2.1", "I.3.1", "I.4.1", "I.4.4", "I.5.1", "I.6.1"];
    for category in Category::all().filter(|category| !burning.contains(&category.reference())) {
        assert!(moved("III.3.1", category.reference()).is_err(), "{category}");
    }
    for used in burning {
        assert_eq!(moved("III.3.1", used), Ok(used));
    }
    let wrong = "write \"grid\", or the reference that uses the energy: I.1.1 to I.6.1 or I.4.4";
    for used in ["II.1.1", "I.2.2", "I.2.3", "I.7.1", "I.8.1", "heat"] {
        let refused = format!("\"{used}\": not a reference for fuel burnt in the city for energy; {wrong}");
        assert_eq!(moved("III.3.1", used), Err(refused));
    }
    let outside = "\"grid\": a plant outside the city, whose energy is not used in the city; leave it out";
    assert_eq!(moved("III.3.2", "grid"), Err(outside.to_owned()));
    let others = "\"grid\": only waste that is burnt (III.3) recovers energy here; leave it out";
    for waste in ["III.1.1", "III.2.1", "III.4.1"] {
        assert_eq!(moved(waste, "grid"), Err(others.to_owned()));
    }
}

#[test]
fn losses_of_a_grid_have_one_cell_for_each_use() {
    for category in Category::all().filter(|category| category.scope() == Scope::Two) {
        let lost = category.sub_sector().with_scope(Scope::Three).unwrap();
        assert_eq!((lost.sub_sector(), lost.scope(), lost.in_basic()), (category.sub_sector(), Scope::Three, false), "{category}");
    }
}

#[test]
fn the_crosswalk_covers_every_reference() {
    for category in Category::all() {
        let rows: Vec<&Crosswalk> = crosswalk(category).collect();
        assert!(!rows.is_empty(), "{category}");
        for row in rows {
            assert!(
                !row.crf_sector.is_empty() && !row.crf_sub_sector.is_empty() && !row.crf_scope.is_empty() && !row.source.is_empty(),
                "{category}"
            );
            reads_back(row).unwrap();
        }
    }
}

#[test]
fn keys_of_published_inventories_are_read() {
    for (cell, key, target, remarks) in [
        ("NO", NotationKey::NO, None, 0),
        ("NE", NotationKey::NE, None, 0),
        ("C", NotationKey::C, None, 0),
        ("NO; IE", NotationKey::IE, None, 1),
        ("NO ", NotationKey::NO, None, 1),
        ("NE; NE", NotationKey::NE, None, 1),
        ("IE (II.1.1)", NotationKey::IE, Some("II.1.1"), 1),
        (" NO; IE ( I.1.2 ) ", NotationKey::IE, Some("I.1.2"), 3),
    ] {
        let read = KeyCell::parse(cell).unwrap_or_else(|error| panic!("{cell}: {error}"));
        assert_eq!((read.key(), read.target().map(Category::reference), read.remarks().len()), (key, target, remarks), "{cell}");
    }
    for cell in ["", " ", "RN", "none", "NO NE", "NO;RN", "IE (I.9.9)", "IE ()", "NE (I.1.1)", "0", "NO;", ";"] {
        assert!(KeyCell::parse(cell).is_err(), "{cell}");
    }
    let many = format!("{}RN", "NO;".repeat(40));
    assert!(KeyCell::parse(&many).is_err(), "an unknown key is refused wherever it stands");
}

#[test]
fn every_word_of_this_module_is_read_back() {
    for key in NotationKey::ALL {
        round_trips(&key).unwrap();
    }
    for quality in [Quality::H, Quality::M, Quality::L] {
        round_trips(&quality).unwrap();
    }
    assert!(Quality::H < Quality::M && Quality::M < Quality::L, "the worst is the greatest");
    for calendar in Calendar::ALL {
        round_trips(&calendar).unwrap();
    }
    for era in [Era::CommonEra, Era::Buddhist] {
        reads_back(&era).unwrap();
    }
    reads_back(Catalogue::bundled()).unwrap();
    for rule in Catalogue::bundled().rules() {
        reads_back::<Rule>(rule).unwrap();
    }
}

/// A wrong part of a country is answered with that country or a part of it, never with a part of another: no Hanoi is Hunan.
#[test]
fn a_wrong_region_is_answered_within_its_country() {
    for country in ["TH", "JP", "KR"] {
        let wrong = (0..100).map(|part| format!("{country}-{part:02}")).filter(|code| code.parse::<Region>().is_err());
        for code in wrong.chain([format!("{country}-HN"), format!("{country}-X")]) {
            let refused = code.parse::<Region>().unwrap_err();
            let Message::UnknownRegion { nearest: Some(nearest), .. } = refused.problem().message() else { panic!("{refused}") };
            assert_eq!(nearest.as_str().split('-').next(), Some(country), "{refused}");
        }
    }
    for code in ["VN-HN", "VN-SG", "KR-41", "KR-50"] {
        assert_eq!(code.parse::<Region>().unwrap().code(), code);
    }
}
