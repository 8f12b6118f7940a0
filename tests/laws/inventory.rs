//! The inventory: linear, conserved, whatever the order; a key is never a figure, and nothing known is never zero.

use crate::given::{amount, big, exact, parses_back, reads_back, same};
use bigdecimal::BigDecimal;
use citycarbon::activity::Activity;
use citycarbon::assess::{Assessor, ClosedLine, Line, LineId, Origin};
use citycarbon::error::{Error, ErrorKind, Location, Message, Problem};
use citycarbon::gas::{Gas, GwpSet, Stated, Substance};
use citycarbon::inventory::{
    Contract, Entry, Inventory, Level, MarketCell, NotationEntry, ReportedEmission, RequiredCells, RowCounts, Settings, Statement,
    Status, Totals,
};
use citycarbon::ledger::{Leaf, Tally};
use citycarbon::notice::Notice;
use citycarbon::quantity::Rate;
use citycarbon::quantity::{Exact, Ratio, Reading, Unit};
use citycarbon::taxonomy::{Catalogue, Category, NotationKey, Quality, Region, Scope, Sector, SubSector, Year};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static BANGKOK: LazyLock<Assessor> = LazyLock::new(|| Assessor::shipped("TH-10".parse().unwrap()).unwrap());

const YEARS: [u16; 2] = [2018, 2020];
const PLACES: [&str; 3] = ["", "TH-1001", "Bang Rak"];

fn year(number: u16) -> Year {
    Year::new(number).unwrap()
}

fn category(reference: &str) -> Category {
    reference.parse().unwrap()
}

fn categories() -> Vec<Category> {
    Category::all().collect()
}

fn books() -> Inventory {
    let mut settings = Settings::new("Bangkok", "TH-10".parse().unwrap(), YEARS.map(year), GwpSet::Ar5);
    settings.co2e_only = Stated::AsStated;
    Inventory::new(settings)
}

/// Every code that finds its factors in Bangkok, with a unit of its own dimension.
fn code_and_unit() -> impl Strategy<Value = (String, Unit)> {
    let pairs: Vec<(String, Unit)> = BANGKOK
        .codes(year(2018))
        .flat_map(|code| {
            let dimension = Catalogue::bundled().find(code).unwrap()[0].dimension;
            Unit::all().filter(move |unit| unit.dimension() == dimension).map(move |unit| (code.to_owned(), unit))
        })
        .collect();
    select(pairs)
}

/// Codes of fuels that may be given by mass and by volume.
fn in_mass_and_volume() -> impl Strategy<Value = String> {
    let takes = |code: &str, unit: &str| {
        BANGKOK.assess(&Leaf::from(&Activity::new(code, year(2018), Reading::new(1, unit.parse().unwrap())))).is_ok()
    };
    let codes: Vec<String> =
        Catalogue::bundled().codes().filter(|code| takes(code, "litre") && takes(code, "kg")).map(str::to_owned).collect();
    assert!(codes.len() > 20, "{codes:?}");
    select(codes)
}

fn quality() -> impl Strategy<Value = Option<Quality>> {
    select(vec![None, Some(Quality::H), Some(Quality::M), Some(Quality::L)])
}

fn activity() -> impl Strategy<Value = Activity> {
    (code_and_unit(), amount(), select(YEARS.to_vec()), select(PLACES.to_vec()), quality()).prop_map(
        |((code, unit), amount, of, place, quality)| {
            let mut activity = Activity::new(&code, year(of), Reading::new(amount, unit)).with_place(place);
            activity.quality = quality;
            activity
        },
    )
}

/// Direct emissions as far as their source, which each row of a book has of its own.
fn direct() -> impl Strategy<Value = ReportedEmission> {
    let substances: Vec<Substance> =
        Gas::all().map(Substance::Gas).chain([Substance::Stated(GwpSet::Ar4), Substance::Stated(GwpSet::Ar5)]).collect();
    (select(categories()), select(substances), amount(), select(YEARS.to_vec()), select(PLACES.to_vec()), quality()).prop_map(
        |(category, substance, amount, of, place, quality)| {
            let mut direct = ReportedEmission::new(category, year(of), substance, Reading::new(amount, "t".parse().unwrap()), "");
            place.clone_into(&mut direct.place);
            direct.activity_quality = quality;
            direct
        },
    )
}

/// A key; an IE names a later reference, so that there are no circles.
fn key() -> impl Strategy<Value = (Year, Category, String, NotationEntry)> {
    let kinds = select(NotationKey::ALL.to_vec());
    (0..53_usize, any::<Index>(), kinds, any::<bool>(), select(YEARS.to_vec()), select(PLACES.to_vec()), "[a-z ]{0,6}").prop_map(
        |(at, target, key, named, of, place, reason)| {
            let all = categories();
            let later = &all[at + 1..];
            let target = (key == NotationKey::IE && named).then(|| later[target.index(later.len())]);
            (year(of), all[at], place.to_owned(), NotationEntry::new(key, target, &reason))
        },
    )
}

#[derive(Clone, Debug)]
enum Given {
    Activity(Activity),
    Direct(Box<ReportedEmission>),
    Key((Year, Category, String, NotationEntry)),
    Counts(u64, u64),
    Notice(Option<Year>, String),
}

fn given() -> impl Strategy<Value = Vec<Given>> {
    let one = prop_oneof![
        6 => activity().prop_map(Given::Activity),
        4 => direct().prop_map(|direct| Given::Direct(Box::new(direct))),
        3 => key().prop_map(Given::Key),
        1 => (0..99_u64, 0..9_u64).prop_map(|(accepted, rejected)| Given::Counts(accepted, rejected)),
        1 => (prop::option::of(select(YEARS.map(year).to_vec())), "[a-z ]{1,9}").prop_map(|(of, words)| Given::Notice(of, words)),
    ];
    prop::collection::vec(one, 0..12).prop_map(|mut list| {
        for (at, given) in list.iter_mut().enumerate() {
            if let Given::Direct(direct) = given {
                direct.source = format!("statement {at}");
            }
        }
        list
    })
}

fn own(text: &str) -> Notice {
    Notice::Own { text: text.to_owned() }
}

fn enter(books: &mut Inventory, given: &Given) -> Result<(), Error> {
    match given {
        Given::Activity(activity) => books.record(&BANGKOK, activity),
        Given::Direct(direct) => books.add_direct((**direct).clone()),
        Given::Key((year, category, place, keyed)) => books.add_key(*year, *category, place, keyed.clone()),
        Given::Counts(accepted, rejected) => {
            let mut counts = RowCounts::default();
            (counts.accepted, counts.rejected) = (*accepted, *rejected);
            books.add_counts(&counts);
            Ok(())
        }
        Given::Notice(of, notice) => {
            match of {
                Some(of) => books.add_notice_of(*of, own(notice)),
                None => books.add_notice(own(notice)),
            }
            Ok(())
        }
    }
}

fn of<'a>(given: impl IntoIterator<Item = &'a Given>) -> Result<Inventory, Error> {
    let mut all = books();
    given.into_iter().try_for_each(|given| enter(&mut all, given))?;
    Ok(all)
}

fn merged(parts: &[&Inventory]) -> Result<Inventory, Error> {
    let mut all = books();
    parts.iter().try_for_each(|part| all.merge(part))?;
    Ok(all)
}

fn leaf(activity: &Activity, sum: Exact) -> Leaf {
    let mut leaf = Leaf::from(activity);
    leaf.sum = sum;
    leaf
}

fn added(figures: impl IntoIterator<Item = Exact>) -> Option<BigDecimal> {
    let figures: Vec<BigDecimal> = figures.into_iter().map(big).collect();
    (!figures.is_empty()).then(|| figures.into_iter().sum())
}

fn kind<T>(refused: Result<T, Error>) -> Option<ErrorKind> {
    refused.err().map(|error| error.kind())
}

fn one_statement(books: &Inventory) -> Result<Statement, Error> {
    Ok(books.close()?.remove(0))
}

proptest! {
    /// k times the activity gives k times the mass, the sum of two gives the sum of theirs: before anything is divided.
    #[test]
    fn emissions_are_linear_in_activity(activity in activity(), x in amount(), y in amount(), k in 0..1_000_000_u32) {
        let lines = |sum| BANGKOK.assess(&leaf(&activity, sum)).map(|assessed| assessed.lines);
        let (of_x, of_y) = (lines(x)?, lines(y)?);
        let (of_kx, of_sum) = (lines(x.checked_mul(Exact::from(k))?)?, lines(x.checked_add(y)?)?);
        for (at, line) in of_x.iter().enumerate() {
            prop_assert!(same(of_kx[at].open_mass()?, line.open_mass()?.checked_mul(Exact::from(k))?));
            prop_assert!(same(of_sum[at].open_mass()?, line.open_mass()?.checked_add(of_y[at].open_mass()?)?));
            let mut merged = line.clone();
            merged.merge(&of_y[at])?;
            prop_assert!(same(merged.open_mass()?, of_sum[at].open_mass()?));
            prop_assert_eq!(merged.close(GwpSet::Ar5, Stated::AsStated)?.mass, of_sum[at].close(GwpSet::Ar5, Stated::AsStated)?.mass);
        }
        prop_assert!(lines(Exact::ZERO)?.iter().all(|line| line.open_mass().is_ok_and(|mass| mass.numerator().is_zero())));
    }

    /// One activity in two units is one line, whatever turns them into one another.
    #[test]
    fn units_of_one_activity_add_up(x in amount(), y in amount(), code in in_mass_and_volume()) {
        let given = |sum, unit: &str| Given::Activity(Activity::new(&code, year(2018), Reading::new(sum, unit.parse().unwrap())));
        let (by_volume, by_mass) = (given(x, "litre"), given(y, "kg"));
        let (both, volume, mass) = (of([&by_volume, &by_mass])?, of([&by_volume])?, of([&by_mass])?);
        prop_assert_eq!(both.lines().count(), volume.lines().count());
        for ((line, a), b) in both.lines().zip(volume.lines()).zip(mass.lines()) {
            prop_assert!(same(line.open_mass()?, a.open_mass()?.checked_add(b.open_mass()?)?));
        }
        prop_assert_eq!(merged(&[&mass, &volume])?, both);
    }

    #[test]
    fn parts_merge_in_any_order_and_grouping(a in given(), b in given(), c in given()) {
        let named = |list: Vec<Given>, part: &str| {
            list.into_iter().map(|given| match given {
                Given::Direct(mut direct) => {
                    direct.source += part;
                    Given::Direct(direct)
                }
                other => other,
            }).collect::<Vec<_>>()
        };
        let (a, b, c) = (named(a, " of a"), named(b, " of b"), named(c, " of c"));
        let whole = of(a.iter().chain(&b).chain(&c))?;
        let (x, y, z) = (of(&a)?, of(&b)?, of(&c)?);
        prop_assert_eq!(&merged(&[&x, &y, &z])?, &whole);
        prop_assert_eq!(&merged(&[&z, &x, &y])?, &whole);
        prop_assert_eq!(&merged(&[&x, &merged(&[&z, &y])?])?, &whole);
        prop_assert_eq!(&of(c.iter().rev().chain(b.iter().rev()).chain(a.iter().rev()))?, &whole);
        prop_assert_eq!(&merged(&[&whole, &books()])?, &whole);
    }

    #[test]
    fn rows_in_any_order_give_the_same_bytes(given in given(), turn in any::<Index>()) {
        let mut other = given.clone();
        other.reverse();
        other.rotate_left(turn.index(given.len().max(1)));
        let (a, b) = (of(&given)?, of(&other)?);
        prop_assert_eq!(serde_json::to_string(&a)?, serde_json::to_string(&b)?);
        prop_assert_eq!(a.close()?, b.close()?);
    }

    /// By gas, scope, sector, place, activity, sub-sector, year: the parts are the total.
    #[test]
    fn parts_add_up_to_the_total_in_every_grouping(given in given()) {
        let statements = of(&given)?.close()?;
        for statement in &statements {
            let total = statement.sum(|_| true)?;
            let groups: Vec<Vec<Exact>> = vec![
                statement.group(|line| line.line.substance)?.into_values().collect(),
                statement.group(|line| line.line.id.category.scope())?.into_values().collect(),
                statement.group(|line| line.line.id.category.sector())?.into_values().collect(),
                statement.group(|line| line.line.id.category.sub_sector())?.into_values().collect(),
                statement.group(|line| line.line.id.place.clone())?.into_values().collect(),
                statement.group(|line| line.line.id.activity.clone())?.into_values().collect(),
                statement.group(|line| line.line.id.year)?.into_values().collect(),
                statement.group(|line| line.line.id.clone())?.into_values().collect(),
                statement.group(|line| (line.line.origin, line.line.activity_quality))?.into_values().collect(),
            ];
            for parts in groups {
                prop_assert_eq!(added(parts).unwrap_or_default(), total.map(big).unwrap_or_default());
            }
            let by = |parts: Vec<Option<Exact>>| added(parts.into_iter().flatten());
            let wanted = total.map(big);
            prop_assert_eq!(by(Scope::ALL.iter().map(|scope| statement.sum(|of| of.scope() == *scope)).collect::<Result<_, _>>()?), wanted.clone());
            prop_assert_eq!(by(Sector::all().map(|sector| statement.sum(|of| of.sector() == sector)).collect::<Result<_, _>>()?), wanted.clone());
            prop_assert_eq!(by(SubSector::all().map(|sub| statement.sum(|of| of.sub_sector() == sub)).collect::<Result<_, _>>()?), wanted.clone());
            prop_assert_eq!(by(statement.entries.iter().map(|entry| entry.co2e).collect()), wanted);
            let totals = statement.totals()?;
            let level = |counts: fn(Category) -> bool| added(statement.entries.iter().filter(|entry| counts(entry.category)).filter_map(|entry| entry.co2e));
            prop_assert_eq!(totals.basic.map(big), level(Category::in_basic));
            prop_assert_eq!(totals.basic_plus.map(big), level(Category::in_basic_plus));
            prop_assert_eq!(totals.basic_s3.map(big), level(Category::in_basic_s3));
            prop_assert_eq!(totals.territorial.map(big), level(Category::in_territorial));
            let biogenic = statement.lines.iter().filter(|line| line.line.substance == Substance::Gas(Gas::CO2_BIOGENIC));
            prop_assert_eq!(totals.biogenic_co2.map(big), added(biogenic.map(|line| line.mass.value())));
        }
    }

    #[test]
    fn a_key_adds_nothing_and_is_never_zero(given in given()) {
        let with = of(&given)?.close()?;
        let without = of(given.iter().filter(|given| !matches!(given, Given::Key(_))))?.close()?;
        for (with, without) in with.iter().zip(&without) {
            prop_assert_eq!(with.totals()?, without.totals()?);
            prop_assert_eq!(&with.lines, &without.lines);
            for entry in &with.entries {
                prop_assert!(entry.co2e.is_some() != entry.key.is_some(), "{}", entry.category);
                let figure = without.entries.iter().find(|other| other.category == entry.category).and_then(|other| other.co2e);
                prop_assert_eq!(entry.co2e, figure, "{}", entry.category);
                prop_assert!(entry.key.is_none() || (entry.gases.iter().next().is_none() && entry.origin.is_none()));
            }
            for keyed in with.keys().into_values().flatten() {
                prop_assert_eq!(with.sum(|category| category == keyed)?, None);
            }
        }
    }

    /// A required reference has a value or a key, or it is missing; nothing missing is final.
    #[test]
    fn what_is_required_is_filled_or_missing(given in given(), plus in any::<bool>()) {
        let mut settings = books().settings().clone();
        settings.level = if plus { Level::BasicPlus } else { Level::Basic };
        let mut all = Inventory::new(settings);
        given.iter().try_for_each(|given| enter(&mut all, given))?;
        for statement in all.close()? {
            let required = |category: &Category| if plus { category.in_basic_plus() } else { category.in_basic() };
            for category in Category::all().filter(required) {
                let present = statement.entries.iter().any(|entry| entry.category == category);
                prop_assert_eq!(present, !statement.required.missing.contains(&category));
            }
            let RequiredCells { cells, valued, not_occurring, included_elsewhere, not_estimated, confidential, missing, .. } =
                &statement.required;
            prop_assert_eq!(*cells, if plus { 48 } else { 32 });
            let keyed = not_occurring + included_elsewhere + not_estimated + confidential;
            prop_assert_eq!(valued + keyed + missing.len(), *cells);
            let open = statement.open_checks().count() + statement.without_reason().count() + missing.len();
            let draft = open > 0 || statement.rows.rejected > 0 || statement.lines.is_empty();
            prop_assert_eq!(statement.status() == Status::Draft, draft);
        }
    }

    #[test]
    fn keys_only_give_totals_of_null(keys in prop::collection::vec(key(), 0..20)) {
        let given: Vec<Given> = keys.into_iter().map(Given::Key).collect();
        for statement in of(&given)?.close()? {
            let Totals { basic, basic_plus, basic_s3, territorial, basic_market, biogenic_co2, .. } = statement.totals()?;
            for total in [basic, basic_plus, basic_s3, territorial, basic_market, biogenic_co2, statement.sum(|_| true)?, statement.per_head(basic)?] {
                prop_assert_eq!(total, None);
            }
            prop_assert_eq!(statement.status(), Status::Draft);
        }
    }

    #[test]
    fn included_elsewhere_in_a_circle_is_refused(circle in prop::collection::btree_set(0..54_usize, 2..9), turn in any::<Index>(), others in prop::collection::vec(key(), 0..4)) {
        let all = categories();
        let mut way: Vec<Category> = circle.iter().map(|at| all[*at]).collect();
        way.rotate_left(turn.index(circle.len()));
        let mut books = books();
        for (at, category) in way.iter().enumerate() {
            books.add_key(year(2018), *category, "", NotationEntry::new(NotationKey::IE, Some(way[(at + 1) % way.len()]), ""))?;
        }
        let error = books.close().unwrap_err();
        prop_assert_eq!(error.kind(), ErrorKind::NotationKey);
        prop_assert!(error.to_string().contains("in a circle"), "{}", error);
        // Of other years, the same keys make none.
        let mut apart = self::books();
        for (at, category) in way.iter().enumerate() {
            let of = year(YEARS[usize::from(at == 0)]);
            apart.add_key(of, *category, "", NotationEntry::new(NotationKey::IE, Some(way[(at + 1) % way.len()]), ""))?;
        }
        prop_assert!(apart.close().is_ok());
        let rest: Vec<Given> = others.into_iter().map(Given::Key).collect();
        prop_assert!(of(&rest)?.close().is_ok());
    }

    #[test]
    fn included_in_itself_is_refused(at in 0..54_usize) {
        let category = categories()[at];
        let refused = books().add_key(year(2018), category, "", NotationEntry::new(NotationKey::IE, Some(category), ""));
        prop_assert_eq!(kind(refused), Some(ErrorKind::NotationKey));
        for key in [NotationKey::NO, NotationKey::NE, NotationKey::C] {
            let refused = books().add_key(year(2018), category, "", NotationEntry::new(key, Some(categories()[(at + 1) % 54]), ""));
            prop_assert_eq!(kind(refused), Some(ErrorKind::Conflict));
        }
    }

    /// Japanese factors are for each kWh used: losses are inside, so their cell is IE by itself and adding losses is refused.
    #[test]
    fn losses_inside_a_factor_are_included_and_not_added(kwh in amount(), lost in amount()) {
        let region: Region = "JP-27".parse()?;
        let assessor = Assessor::shipped(region.clone())?;
        let mut books = Inventory::new(Settings::new("Osaka", region, [year(2015)], GwpSet::Ar5));
        for code in ["residential.electricity", "commercial.electricity"] {
            books.record(&assessor, &Activity::new(code, year(2015), Reading::new(kwh, "kWh".parse()?)))?;
        }
        let statement = one_statement(&books)?;
        for (lost, used) in [("I.1.3", "I.1.2"), ("I.2.3", "I.2.2")] {
            let entry = statement.entries.iter().find(|entry| entry.category == category(lost)).unwrap();
            prop_assert_eq!((entry.co2e, entry.key, entry.included_in), (None, Some(NotationKey::IE), Some(category(used))));
        }
        let tonnes = Reading::new(lost, "t".parse()?);
        books.add_direct(ReportedEmission::new(category("I.1.3"), year(2015), Substance::Gas(Gas::CO2), tonnes, "utility"))?;
        let error = books.close().unwrap_err();
        prop_assert_eq!(error.kind(), ErrorKind::Losses, "{}", error);
    }

    /// Thai factors are for each kWh generated: what is lost on the way is scope 3, L/(1-L) of the use.
    #[test]
    fn losses_outside_a_factor_are_scope_3(kwh in amount()) {
        let given = Given::Activity(Activity::new("residential.electricity", year(2018), Reading::new(kwh, "kWh".parse()?)));
        let statement = one_statement(&of([&given])?)?;
        let of = |reference: &str| statement.sum(|found| found == category(reference));
        let (used, lost) = (of("I.1.2")?.unwrap(), of("I.1.3")?.unwrap());
        prop_assert_eq!(used, kwh.checked_mul(exact("0.459"))?);
        prop_assert_eq!(used.is_zero(), lost.is_zero());
        prop_assert!(lost < used || used.is_zero());
        prop_assert!(statement.notices.iter().all(|notice| !notice.to_string().contains("IE")));
    }

    #[test]
    fn the_market_view_is_null_without_contracts_and_theirs_with_them(kwh in (1..1_000_000_000_u64, 0..=3_u32), factor in (0..9_999_i128, 0..=4_u32), part in 0..=100_u64) {
        let (kwh, factor) = (Exact::new(i128::from(kwh.0) * 100, kwh.1)?, Exact::new(factor.0, factor.1)?);
        let unit: Unit = "kWh".parse()?;
        let activity = Given::Activity(Activity::new("commercial.electricity", year(2018), Reading::new(kwh, unit)));
        let mut books = of([&activity])?;
        let location = one_statement(&books)?.totals()?;
        prop_assert_eq!(location.basic_market, None);
        let rate = Rate::parse(factor, Exact::ONE, "kg/kWh")?;
        let bought = Reading::new(kwh.checked_mul(Exact::new(i128::from(part), 2)?)?, unit);
        books.add_contract(Contract::new("ppa", year(2018), category("I.2.2"), bought, rate, "contract")?)?;
        let partly = one_statement(&books)?;
        prop_assert_eq!(partly.totals()?.basic, location.basic, "the location-based total does not move");
        let rest = Exact::new(100 - i128::from(part), 2)?;
        let market = bought.value().checked_mul(factor)?.checked_add(location.basic.unwrap().checked_mul(rest)?)?;
        prop_assert_eq!(partly.totals()?.basic_market, Some(market));
        prop_assert_eq!(partly.notices.iter().any(|notice| notice.to_string().contains("no residual mix")), part < 100);
        reads_back::<MarketCell>(&partly.market[0])?;
        // With a residual mix of the same factor the whole use is weighted by it.
        books.add_contract(Contract::residual("rest", year(2018), rate, "mix")?)?;
        prop_assert_eq!(one_statement(&books)?.totals()?.basic_market, Some(kwh.checked_mul(factor)?));
        // More than was used is refused.
        let more = Reading::new(kwh, unit);
        books.add_contract(Contract::new("more", year(2018), category("I.2.2"), more, rate, "contract")?)?;
        prop_assert_eq!(books.close().is_ok(), part == 0);
    }

    #[test]
    fn the_same_statement_twice_is_refused(direct in direct(), line in 2..99_u64) {
        let mut books = books();
        books.add_direct(direct.clone())?;
        let mut again = direct.clone();
        again.line = Some(line);
        prop_assert_eq!(kind(books.add_direct(again.clone())), Some(ErrorKind::Double));
        let mut part = self::books();
        part.add_direct(again)?;
        prop_assert_eq!(kind(books.merge(&part)), Some(ErrorKind::Double), "a part says it again");
    }

    #[test]
    fn a_mass_below_zero_is_on_land_only(at in 0..54_usize, kg in 1..i64::MAX) {
        let category = categories()[at];
        let direct = ReportedEmission::new(category, year(2018), Substance::Gas(Gas::CO2), Reading::new(Exact::from(kg).checked_neg()?, "kg".parse()?), "a");
        prop_assert_eq!(books().add_direct(direct).is_ok(), ["V.2", "V.3", "VI.1"].contains(&category.reference()));
    }

    #[test]
    fn figures_of_another_set_are_refused_by_name(at in prop::collection::btree_set(0..54_usize, 1..5), asked in select(GwpSet::ALL.to_vec())) {
        let mut settings = books().settings().clone();
        settings.co2e_only = Stated::Refuse;
        settings.gwp = asked;
        let mut books = Inventory::new(settings);
        for at in &at {
            books.add_direct(ReportedEmission::new(categories()[*at], year(2018), Substance::Stated(GwpSet::Ar4), Reading::new(1, "t".parse()?), "a"))?;
        }
        match books.close() {
            Ok(_) => prop_assert_eq!(asked, GwpSet::Ar4),
            Err(error) => {
                prop_assert_ne!(asked, GwpSet::Ar4);
                let entries = at.iter().map(|at| categories()[*at].reference().into()).collect();
                let wanted = Message::StatedInOtherSet { stated: "AR4".into(), asked: (&asked).into(), entries };
                prop_assert_eq!(error, Error::OtherGwpSet(wanted.into()));
            }
        }
    }

    #[test]
    fn every_value_of_the_books_is_read_back(given in given()) {
        let books = of(&given)?;
        reads_back::<Inventory>(&books)?;
        reads_back::<Settings>(books.settings())?;
        for line in books.lines() {
            reads_back::<Line>(line)?;
            reads_back::<LineId>(&line.id)?;
            parses_back::<LineId>(&line.id)?;
        }
        for statement in books.close()? {
            reads_back::<Statement>(&statement)?;
            reads_back::<Totals>(&statement.totals()?)?;
            for (line, entry) in statement.lines.iter().zip(&statement.entries) {
                reads_back::<ClosedLine>(line)?;
                reads_back::<Entry>(entry)?;
            }
        }
        for given in &given {
            match given {
                Given::Activity(activity) => reads_back(activity)?,
                Given::Direct(direct) => reads_back(&**direct)?,
                Given::Key((_, _, _, keyed)) => reads_back(keyed)?,
                _ => {}
            }
        }
    }

    #[test]
    fn a_tally_of_leaves_is_read_back_and_merges(activities in prop::collection::vec(activity(), 0..9), split in any::<Index>()) {
        let tally = |part: &[Activity]| -> Result<Tally, Error> {
            let mut tally = Tally::default();
            part.iter().try_for_each(|activity| tally.add(&Leaf::from(activity)))?;
            Ok(tally)
        };
        let whole = tally(&activities)?;
        reads_back(&whole)?;
        let (a, b) = activities.split_at(split.index(activities.len() + 1));
        let (mut ab, mut ba) = (tally(a)?, tally(b)?);
        ab.merge(&tally(b)?)?;
        ba.merge(&tally(a)?)?;
        prop_assert_eq!(&ab, &whole);
        prop_assert_eq!(&ba, &whole);
        for leaf in whole.leaves() {
            reads_back(&leaf)?;
        }
        // What is assessed from the sums is what is assessed row by row.
        let mut by_sum = books();
        for leaf in whole.leaves() {
            by_sum.add(&BANGKOK, BANGKOK.assess(&leaf)?, leaf.year)?;
        }
        let mut by_row = books();
        activities.iter().try_for_each(|activity| by_row.record(&BANGKOK, activity))?;
        prop_assert_eq!(by_sum, by_row);
    }

    #[test]
    fn errors_are_read_back_and_stay_on_one_line(
        file in "\\PC{0,80}", line in any::<u64>(), column in "\\PC{0,60}", id in "\\PC{0,60}", value in "\\PC{0,90}", reason in "\\PC{0,300}", help in "\\PC{0,300}",
        control in "[\u{0}-\u{1f}\u{7f}-\u{9f}\u{200b}-\u{200f}\u{2028}-\u{202e}]{0,9}",
    ) {
        let at = Location::file(format!("{file}{control}")).with_line(line).with_column(format!("{column}{control}")).with_id(format!("{id}{control}"));
        let [value, step, recomputed] = [format!("{value}{control}"), format!("{control}{reason}"), format!("{help}{control}")].map(Into::into);
        let problem = Problem::from(Message::OtherRecomputed { value, step, line: (&id).into(), recomputed });
        for error in [
            Error::Cell { at: at.clone(), problem: problem.clone() },
            Error::File { at: at.clone(), problem: problem.clone() },
            Error::Value(problem.clone()),
        ] {
            let shown = error.to_string();
            prop_assert!(shown.len() <= 500, "{} bytes: {}", shown.len(), shown);
            prop_assert!(!shown.chars().any(|letter| letter.is_control() || ('\u{200b}'..='\u{200f}').contains(&letter) || ('\u{2028}'..='\u{202e}').contains(&letter)), "{:?}", shown);
            reads_back(&error)?;
        }
        reads_back(&at)?;
        reads_back(&problem)?;
    }
}

#[test]
fn no_rows_give_no_data() {
    for statement in books().close().unwrap() {
        let totals = serde_json::to_value(statement.totals().unwrap()).unwrap();
        assert!(totals.as_object().unwrap().values().all(serde_json::Value::is_null), "{totals}");
        assert_eq!((statement.entries.len(), statement.lines.len(), statement.status()), (0, 0, Status::Draft));
    }
}

#[test]
fn parts_of_other_books_do_not_merge() {
    let mut other = books().settings().clone();
    other.gwp = GwpSet::Ar6;
    assert_eq!(books().merge(&Inventory::new(other)).unwrap_err().kind(), ErrorKind::Conflict);
}

/// Reading back passes the checks of the constructors.
#[test]
fn what_a_constructor_refuses_is_refused_when_it_is_read() {
    let rate = Rate::parse(exact("0.1"), Exact::ONE, "kg/kWh").unwrap();
    let good = Contract::new("a", year(2018), category("I.1.2"), "5 kWh".parse().unwrap(), rate, "s").unwrap();
    reads_back(&good).unwrap();
    reads_back(&Contract::residual("r", year(2018), rate, "s").unwrap()).unwrap();
    for (field, value) in [("category", "I.1.1"), ("energy", "5 kg"), ("energy", "-5 kWh")] {
        let mut written = serde_json::to_value(&good).unwrap();
        written[field] = value.into();
        assert!(serde_json::from_value::<Contract>(written).is_err(), "{field} {value}");
    }
    let mut books = books();
    books
        .add_direct(ReportedEmission::new(category("I.1.1"), year(2018), Substance::Gas(Gas::CO2), "5 t".parse().unwrap(), "s"))
        .unwrap();
    let written = serde_json::to_value(&books).unwrap();
    let mut doubled = written.clone();
    let line = doubled["lines"][0].clone();
    doubled["lines"].as_array_mut().unwrap().push(line);
    assert!(serde_json::from_value::<Inventory>(doubled).is_err(), "a line twice");
    let mut elsewhere = written;
    elsewhere["settings"]["years"] = serde_json::json!([2020]);
    assert!(serde_json::from_value::<Inventory>(elsewhere).is_err(), "a line of a year that the books do not have");
}

#[test]
fn every_word_of_this_module_is_read_back() {
    for basis in [Origin::Activity, Origin::Method, Origin::Direct, Origin::Mixed] {
        reads_back(&basis).unwrap();
    }
    for level in [Level::Basic, Level::BasicPlus] {
        reads_back(&level).unwrap();
    }
    let counts: RowCounts =
        serde_json::from_value(serde_json::json!({"accepted": 1, "rejected": 2, "outside": {"2019": 3}})).unwrap();
    reads_back(&counts).unwrap();
    let contributions: BTreeMap<u16, Ratio> = BTreeMap::from([(1, Ratio::ONE)]);
    reads_back(&contributions).unwrap();
}
