//! Checks: their names read back, their texts name their parts in every language, and an acceptance meets what it names.

use crate::given::reads_back;
use citycarbon::GwpSet;
use citycarbon::check::{Acceptance, Check, CheckId, CheckKind, CheckTarget, Finding};
use citycarbon::i18n::Language;
use citycarbon::inventory::{Inventory, Settings, Status};
use citycarbon::taxonomy::{Category, Region, Year};
use proptest::prelude::*;
use proptest::sample::select;

fn kind() -> impl Strategy<Value = CheckKind> {
    select(CheckKind::ALL.to_vec())
}

fn category() -> impl Strategy<Value = Category> {
    select(Category::all().collect::<Vec<_>>())
}

fn target() -> impl Strategy<Value = CheckTarget> {
    // A name that reads like a reference is one.
    let name = "[a-zก-ฮ][a-zก-ฮ0-9 ./_-]{0,12}".prop_map(CheckTarget::Name);
    prop_oneof![category().prop_map(CheckTarget::Reference), name]
}

/// Places have no colon and do not read like a year; a name is followed by no place.
fn id() -> impl Strategy<Value = CheckId> {
    (kind(), target(), "([A-Zก-ฮ][a-zก-ฮ ]{0,8})?").prop_map(|(kind, target, place)| {
        let place = if matches!(target, CheckTarget::Name(_)) { String::new() } else { place };
        CheckId { kind, target, place }
    })
}

proptest! {
    #[test]
    fn ids_and_acceptances_read_back(id in id(), year in prop::option::of(1990_u16..2100)) {
        prop_assert_eq!(id.to_string().parse::<CheckId>()?, id.clone());
        reads_back(&id)?;
        let acceptance = Acceptance { id: id.clone(), year: year.map(|year| Year::new(year).unwrap()) };
        match acceptance.to_string().parse::<Acceptance>() {
            Ok(read) => prop_assert!(id.kind.is_acceptable() && read == acceptance),
            Err(error) => prop_assert!(!id.kind.is_acceptable(), "{error}"),
        }
    }

    /// Any words are an id or an error, and none is both a place and a year.
    #[test]
    fn ids_take_any_text(text in "\\PC{0,30}") {
        let _ = (text.parse::<CheckId>(), text.parse::<CheckKind>(), text.parse::<CheckTarget>());
        if let Ok(acceptance) = text.parse::<Acceptance>() {
            prop_assert_eq!(acceptance.to_string().parse::<Acceptance>()?, acceptance);
        }
    }

    /// What is accepted is not open, everything else is; the order in which checks are raised changes nothing.
    #[test]
    fn an_acceptance_meets_what_it_names(
        raised in prop::collection::vec((0..2_usize, category(), select(vec!["", "A", "B"])), 1..8),
        accepted in category(),
        place in select(vec!["", "A"]),
        at in 0..2_usize,
    ) {
        let years = [2018, 2019].map(|number| Year::new(number).unwrap());
        let id = CheckId { kind: CheckKind::Own, target: CheckTarget::Reference(accepted), place: place.to_owned() };
        let acceptance = Acceptance { id, year: Some(years[at]) };
        let settings = Settings::new("City", Region::world(), years, GwpSet::Ar5).with_accepted(acceptance, "known");
        let books = |raised: &[(usize, Category, &str)]| {
            let mut books = Inventory::new(settings.clone());
            for (year, category, place) in raised {
                books.add_check(Some(years[*year]), Check::of(*category, Finding::Own { text: "words".to_owned() }).in_place(place));
            }
            books.close()
        };
        let closed = books(&raised)?;
        let mut turned = raised.clone();
        turned.reverse();
        prop_assert_eq!(&books(&turned)?, &closed);
        let meets = |(year, category, of): &(usize, Category, &str)| {
            *year == at && *category == accepted && (place.is_empty() || place == *of)
        };
        let met = raised.iter().any(meets);
        for (year, statement) in closed.iter().enumerate() {
            for check in statement.checks.iter().filter(|check| check.id.kind == CheckKind::Own) {
                let CheckTarget::Reference(category) = check.id.target else { return Err(TestCaseError::fail("a name")) };
                prop_assert_eq!(check.is_open(), !meets(&(year, category, &check.id.place)));
            }
            let unmet = statement.open_checks().filter(|check| check.id.kind == CheckKind::Accept).count();
            prop_assert_eq!(unmet, usize::from(!met && year == at));
            prop_assert_eq!(statement.status(), Status::Draft);
        }
    }
}

/// Every kind has a finding, so that every kind can be raised; every word of a kind is its own.
#[test]
fn every_kind_has_a_word_of_its_own() {
    let words: std::collections::BTreeSet<&str> = CheckKind::ALL.iter().map(|kind| kind.word()).collect();
    assert_eq!(words.len(), CheckKind::ALL.len());
    for kind in CheckKind::ALL {
        assert_eq!(kind.word().parse::<CheckKind>().unwrap(), *kind);
    }
}

/// The texts of checks are in every language, and each is its own.
#[test]
fn a_finding_is_printed_in_every_language() {
    let finding = Finding::PlacesMissing { places: vec!["A".to_owned(), "B".to_owned()], more: Some(3) };
    let english = "neither a figure nor a key for A, B and 3 more, though all figures of the reference are by place";
    assert_eq!(finding.to_string(), english);
    assert_eq!(finding.render(Language::Thai), "ไม่มีทั้งตัวเลขและสัญลักษณ์แทนค่าของ A, B และอีก 3 แห่ง ทั้งที่ตัวเลขทั้งหมดของรายการนี้แยกตามพื้นที่");
    let bare = Finding::PlacesMissing { places: vec!["A".to_owned()], more: None };
    assert_eq!(bare.to_string(), "neither a figure nor a key for A, though all figures of the reference are by place");
}

/// What a file is refused for, a program is too: a check that must be corrected, and an acceptance without a reason.
#[test]
fn a_program_accepts_no_more_than_a_file() {
    let year = Year::new(2018).unwrap();
    let close = |kind: CheckKind, reason: &str| {
        let id = CheckId { kind, target: CheckTarget::Reference("I.1.1".parse().unwrap()), place: String::new() };
        let settings = Settings::new("City", Region::world(), [year], GwpSet::Ar5);
        Inventory::new(settings.with_accepted(Acceptance { id, year: None }, reason)).close().unwrap_err().to_string()
    };
    let wanted = "\"as-stated:I.1.1\": this check cannot be accepted; correct what it names";
    assert_eq!(close(CheckKind::AsStated, "known"), wanted);
    assert_eq!(close(CheckKind::Months, " "), "\"months:I.1.1\": an acceptance without a reason; state why");
}
