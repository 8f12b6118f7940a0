//! What a program that embeds the library can rely on: codes that can be assessed, panics of its own, text that keeps to a width.

use crate::support::Words;
use citycarbon::activity::Activity;
use citycarbon::error::{Errors, Message, Problem};
use citycarbon::factors::{EmissionFactor, Provenance, Registry, Validity};
use citycarbon::gas::{Co2e, Gas, Substance};
use citycarbon::ledger::{Ids, Options, PeriodAssignment, Tally, UnknownTerm, Vocabulary};
use citycarbon::quantity::{Dimension, Energy, Exact, Money, Rate, Ratio, Reading, Unit};
use citycarbon::taxonomy::{Catalogue, Period, Year};
use citycarbon::{Assessor, Category, GwpSet, NotationKey, Region, Scope};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fmt::{Debug, Display};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::time::Duration;

/// A code is listed exactly where an amount in the unit of some rule of it can be assessed.
#[test]
fn the_codes_of_a_year_are_those_that_can_be_assessed() {
    for (region, number) in [("TH-10", 2018), ("JP-14100", 2019), ("world", 1990)] {
        let (assessor, year) = (Assessor::shipped(region.parse().unwrap()).unwrap(), Year::new(number).unwrap());
        let listed: BTreeSet<&str> = assessor.codes(year).collect();
        let can = |code: &str| {
            let rules = assessor.catalogue().find(code).unwrap();
            rules.iter().any(|rule| {
                let amount = Reading::new(1, Unit::base(rule.dimension));
                assessor.assess_activity(&Activity::new(code, year, amount)).is_ok()
            })
        };
        let assessed: BTreeSet<&str> = Catalogue::bundled().codes().filter(|code| can(code)).collect();
        assert_eq!(listed, assessed, "{region} {number}");
        let missing = Catalogue::bundled().codes().count() - listed.len();
        assert!(listed.len() > 100 && (region != "world" || missing > 100), "{region}: {} and {missing}", listed.len());
    }
}

/// The small vocabulary, whose caller made a mistake: it panics when it is asked about a place for the `at`-th time.
struct Panicking {
    words: Words,
    at: u64,
    asked: AtomicU64,
}

impl Vocabulary for Panicking {
    fn activity(&self, code: &str) -> Option<u32> {
        self.words.activity(code)
    }
    fn unit(&self, activity: u32, unit: &str) -> Option<u32> {
        self.words.unit(activity, unit)
    }
    fn place(&self, place: &str) -> Option<u32> {
        assert!(self.asked.fetch_add(1, Ordering::Relaxed) != self.at, "a vocabulary that panics");
        self.words.place(place)
    }
    fn period(&self, activity: u32, period: Period) -> Option<PeriodAssignment> {
        self.words.period(activity, period)
    }
    fn allows_negative(&self, activity: u32) -> bool {
        self.words.allows_negative(activity)
    }
    fn activity_name(&self, activity: u32) -> Cow<'_, str> {
        self.words.activity_name(activity)
    }
    fn unit_name(&self, unit: u32) -> Cow<'_, str> {
        self.words.unit_name(unit)
    }
    fn place_name(&self, place: u32) -> Cow<'_, str> {
        self.words.place_name(place)
    }
    fn explain(&self, miss: UnknownTerm<'_>) -> Problem {
        self.words.explain(miss)
    }
}

/// What a call panicked with; none where it did not. A call that has not ended after a minute hangs.
fn panic_of(name: &str, call: impl FnOnce() + Send + 'static) -> Option<String> {
    let (done, ended) = mpsc::channel();
    std::thread::spawn(move || {
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(call));
        let words = |panic: Box<dyn std::any::Any + Send>| {
            panic.downcast_ref::<&str>().map(|text| (*text).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned())
        };
        let _ = done.send(outcome.err().map(|panic| words(panic).unwrap_or_default()));
    });
    ended.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| panic!("{name} hangs"))
}

/// A ledger of many blocks; every row has an id, so that blocks wait for their turn.
fn long_ledger() -> Vec<u8> {
    let mut ledger = "id,period,activity,amount,unit,place\n".to_owned();
    for row in 0..60_000 {
        let place = ["Dusit", "Bang Rak", "", "Nowhere"][row % 4];
        writeln!(ledger, "row-{row},2022-03,bus-diesel,1.5,litre,{place}").unwrap();
    }
    ledger.into_bytes()
}

#[test]
fn a_panic_of_the_caller_reaches_the_caller() {
    let ledger = long_ledger();
    for threads in [1, 2, 7] {
        for at in [0, 3, 5_000] {
            let ledger = ledger.clone();
            let found = panic_of(&format!("a vocabulary, {threads} threads, question {at}"), move || {
                let words = Panicking { words: Words::default(), at, asked: AtomicU64::new(0) };
                let options = Options::default().with_threads(threads);
                let _ = Tally::read(ledger.as_slice(), "ledger.csv", &words, &options, &mut Ids::new());
            });
            // Answers are kept, so that a place is seldom asked about often.
            if at < 5_000 {
                assert_eq!(found.as_deref(), Some("a vocabulary that panics"), "{threads} threads, question {at}");
            }
        }
        for at in [1, 3] {
            let ledger = ledger.clone();
            let found = panic_of(&format!("progress, {threads} threads, call {at}"), move || {
                let (calls, options) = (AtomicU64::new(0), Options::default().with_threads(threads));
                let progress = |_| assert!(calls.fetch_add(1, Ordering::Relaxed) + 1 != at, "progress that panics");
                let words = Words::default();
                let _ = Tally::read_with_progress(ledger.as_slice(), "l.csv", &words, &options, &mut Ids::new(), &progress);
            });
            assert_eq!(found.as_deref(), Some("progress that panics"), "{threads} threads, call {at}");
        }
    }
}

#[test]
fn every_number_unit_and_code_keeps_to_a_width() {
    let exact = |text: &str| text.parse::<Exact>().unwrap();
    let source: Vec<Box<dyn Display>> = vec![
        Box::new(exact("-12.5")),
        Box::new("1/3".parse::<Ratio>().unwrap()),
        Box::new("5 kg".parse::<Reading>().unwrap()),
        Box::new("0.5 kg/L".parse::<Rate>().unwrap()),
        Box::new("1662 GWh for each 52881 GWh".parse::<Rate>().unwrap()),
        Box::new(Energy::kilowatt_hours(3)),
        Box::new(Money::new(5, "THB", 2024).unwrap()),
        Box::new("kWh".parse::<Unit>().unwrap()),
        Box::new(Dimension::Mass),
        Box::new(Gas::CH4),
        Box::new(Substance::Stated(GwpSet::Ar5)),
        Box::new(GwpSet::Ar6),
        Box::new("1 kg CO2e (AR5)".parse::<Co2e>().unwrap()),
        Box::new("II.1.1".parse::<Category>().unwrap()),
        Box::new(Scope::Two),
        Box::new(NotationKey::NE),
        Box::new("TH-10".parse::<Region>().unwrap()),
        Box::new("2024".parse::<Year>().unwrap()),
        Box::new("2024-03-15".parse::<Period>().unwrap()),
        Box::new("2016-2018".parse::<Validity>().unwrap()),
        Box::new(citycarbon::taxonomy::Quality::H),
        Box::new(citycarbon::inventory::Level::BasicPlus),
        Box::new(citycarbon::ledger::OnBad::Stop),
        Box::new(citycarbon::i18n::Language::Thai),
        Box::new(citycarbon::error::ErrorKind::Unit),
        Box::new(citycarbon::measures::Stream::Organic),
        Box::new("2024-09-01 to 2029-08-31".parse::<citycarbon::measures::Service>().unwrap()),
        Box::new("2018/I.1.1/a/b/c".parse::<citycarbon::assess::LineId>().unwrap()),
        Box::new(citycarbon::assess::Origin::Direct),
    ];
    for value in source {
        let plain = value.to_string();
        let room = 40 - plain.chars().count();
        assert_eq!(format!("{value:>40}"), format!("{}{plain}", " ".repeat(room)), "{plain}");
        assert_eq!(format!("{value:<40}"), format!("{plain}{}", " ".repeat(room)), "{plain}");
        assert_eq!(format!("{value:*^40}").trim_matches('*'), plain, "{plain}");
        assert_eq!(format!("{value:3}").trim(), plain, "no text is cut");
    }
    // Numbers are right-aligned, as Rust's own do, and no precision cuts them.
    assert_eq!(format!("{:8}|{:08}|{:+}", exact("-12.5"), exact("-12.5"), exact("12.5")), "   -12.5|-00012.5|+12.5");
    assert_eq!(format!("{:.1} {:9.1}", exact("12.55"), exact("12.55")), "12.55     12.55");
    assert_eq!(format!("{:10.1}|", "12.55 kg".parse::<Reading>().unwrap()), "12.55 kg  |");
}

#[test]
fn an_assessor_shows_itself_in_a_few_words() {
    let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
    let source = Provenance::new("a study", "page 1");
    let factor = EmissionFactor::new("a", "b", "c", Gas::CO2, "1 kg/kg".parse().unwrap(), source);
    let registry = Registry::bundled().unwrap().with_factors("factors.csv", [factor]).unwrap();
    let with_own = Assessor::new(Catalogue::bundled().clone(), registry.clone(), "TH".parse().unwrap(), assessor.policy().clone());
    assessor.registry().factors();
    let shown: [&dyn Debug; 3] = [&assessor, &with_own, &registry];
    for value in shown {
        let text = format!("{value:?}");
        assert!(text.len() < 400, "{} characters: {}", text.len(), text.chars().take(400).collect::<String>());
    }
    assert!(format!("{assessor:?}").contains("TH-10"));
}

#[test]
fn a_list_of_errors_is_an_error() {
    fn refused() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let message = || Message::EmptyCell.into();
        Err(Errors::of(vec![message(), message()]))?;
        Ok(())
    }
    let text = refused().unwrap_err().to_string();
    assert_eq!(text, "the cell is empty; enter a value\nthe cell is empty; enter a value");
}

/// What a server holds and shares between its threads.
#[test]
fn the_main_types_are_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<(Assessor, Registry, Catalogue, citycarbon::Inventory, citycarbon::Statement, Tally)>();
    shared::<(citycarbon::Error, Errors, Exact, Ratio, Activity, citycarbon::plan::Effects)>();
}

/// The decimals of the interface are those of the crate's own dependency, under its name at the root.
#[test]
fn decimals_are_those_of_the_root() {
    let amount: citycarbon::rust_decimal::Decimal = "12.5".parse().unwrap();
    assert_eq!(Exact::from(amount).to_string(), "12.5");
}

/// Programs store and match these names: one may be added, none may change.
#[test]
fn kinds_of_errors_keep_their_names() {
    let names = "io encoding delimiter quote header limit cells empty conflict number negative digits period era fiscal activity unit \
                 dimension place id factor reference notation-key gas gwp quality setting double losses too-large division-by-zero";
    for name in names.split_whitespace() {
        let kind: citycarbon::error::ErrorKind = serde_json::from_value(name.into()).unwrap();
        assert_eq!(kind.to_string(), name);
    }
}
