//! Look-ups: the nearer answer wins, and every fallback is listed.

use crate::given::{exact, reads_back, round_trips};
use citycarbon::assess::Assessor;
use citycarbon::error::{Error, Message, Operation};
use citycarbon::factors::{
    Confidence, EmissionFactor, FactorQuery, Fallback, FallbackPolicy, Losses, OwnTable, Parameter, Provenance, Purpose,
    Redistribution, Registry, Source, Validity,
};
use citycarbon::gas::{Gas, Substance};
use citycarbon::quantity::{NumberFormat, Rate};
use citycarbon::records::Delimiter;
use citycarbon::taxonomy::{Catalogue, Region, Regions, Year};
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The shipped tables with a city's own over them; the first bad row where there is one.
fn shipped_with<'a>(tables: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Registry, Error> {
    let first = |mut problems: Vec<Error>| problems.swap_remove(0);
    let read = tables.into_iter().map(|(file, bytes)| {
        OwnTable::read(bytes, file, Delimiter::Comma, NumberFormat::default()).map(|(table, _)| table).map_err(first)
    });
    Registry::bundled()?.with_own(&read.collect::<Result<Vec<_>, _>>()?).map_err(first)
}

const FACTORS: &str = "id,process,subject,gas,value,unit,region,years,purpose,series,source,locator,confidence,note\n";

/// From a district of Bangkok to the world.
fn regions_of_bangkok() -> Vec<Region> {
    Regions::bundled().lineage(&"TH-1001".parse().unwrap())
}

fn year(number: u16) -> Year {
    Year::new(number).unwrap()
}

fn validity() -> impl Strategy<Value = Validity> {
    let one = || (1800..=2399_u16).prop_map(year);
    prop_oneof![
        Just(Validity::All),
        one().prop_map(Validity::From),
        one().prop_map(Validity::Fiscal),
        (one(), one()).prop_map(|(a, b)| Validity::Span(a.min(b), a.max(b))),
    ]
}

/// A row of the city's own for an invented subject: region by its place on the policy, year, process by its width.
type Row = (usize, u16, usize);

const PROCESSES: [&str; 3] = ["invented.wide.narrow", "invented.wide", "invented"];

fn own(rows: &BTreeSet<Row>, regions: &[Region]) -> Registry {
    let mut table = FACTORS.to_owned();
    for (region, year, process) in rows {
        writeln!(
            table,
            "r{region}-{year}-{process},{},testium,CO2,1.5,kg/kWh,{},{year},inventory,,own,page,own,",
            PROCESSES[*process], regions[*region]
        )
        .unwrap();
    }
    shipped_with([("factors.csv", table.as_bytes())]).unwrap()
}

proptest! {
    #[test]
    fn years_a_row_speaks_of_are_read_back(validity in validity()) {
        round_trips(&validity)?;
    }

    #[test]
    fn years_back_count_from_the_last_year(validity in validity(), wanted in 1800..=2399_u16) {
        let back = match validity {
            Validity::All => Some(0),
            Validity::From(first) => (wanted >= first.number()).then_some(0),
            Validity::Span(first, last) => (wanted >= first.number()).then(|| wanted.saturating_sub(last.number())),
            Validity::Fiscal(named) => wanted.checked_sub(named.number()),
        };
        prop_assert_eq!(validity.years_back(year(wanted)), back);
    }

    /// The nearer region, then the nearer earlier year, then the narrower process; never a later year, never beyond the policy.
    #[test]
    fn the_nearer_row_wins_and_its_fallbacks_are_listed(
        rows in prop::collection::btree_set((0..6_usize, 1990..=2030_u16, 0..3_usize), 1..12),
        from in 0..3_usize,
        process in 0..2_usize,
        wanted in 1990..=2040_u16,
        most_years_back in 0..40_u16,
    ) {
        let regions = regions_of_bangkok();
        let registry = own(&rows, &regions);
        let policy = FallbackPolicy::default().with_most_years_back(most_years_back);
        let asked = FactorQuery::new(PROCESSES[process], "testium", &regions[from], year(wanted));
        let found = registry.find(&asked, Gas::CO2, &policy);
        let nearest = rows
            .iter()
            .filter(|(region, year, width)| *region >= from && *width >= process && *year <= wanted && wanted - year <= most_years_back)
            .min_by_key(|(region, year, width)| (*region, wanted - year, *width));
        match nearest {
            None => {
                let error = found.unwrap_err();
                prop_assert!(matches!(&error, Error::NoFactor(problem) if problem.to_string().contains("world")), "{}", error);
            }
            Some((region, year, width)) => {
                let found = found?;
                prop_assert_eq!(&found.item.id, &format!("r{region}-{year}-{width}"));
                let mut steps = Vec::new();
                if *width > process {
                    steps.push(Fallback::ProcessUp(PROCESSES[*width].to_owned()));
                }
                if *region > from {
                    steps.push(Fallback::RegionUp(regions[*region].clone()));
                }
                if *year < wanted {
                    steps.push(Fallback::YearBack(wanted - year));
                }
                prop_assert_eq!(&found.steps, &steps);
                let all = registry.find_all(&asked, &policy)?;
                prop_assert_eq!(all.len(), 1);
                prop_assert_eq!((&all[0].item.id, &all[0].steps), (&found.item.id, &found.steps));
            }
        }
    }

    /// A row of the city's own wins wherever it lies on the policy, over every shipped one.
    #[test]
    fn the_citys_own_row_wins(factor in any::<Index>(), region in 0..6_usize, wanted in 2011..=2030_u16, back in 0..=10_u16) {
        let regions = regions_of_bangkok();
        let shipped: Vec<&EmissionFactor> = Registry::bundled()?
            .factors()
            .iter()
            .filter(|factor| factor.purpose == Purpose::Inventory && matches!(factor.substance, citycarbon::gas::Substance::Gas(_)))
            .collect();
        let factor = factor.get(&shipped);
        let mut table = FACTORS.replace("note\n", "note,losses\n");
        writeln!(
            table,
            "own,{},{},{},7,kg/kWh,{},{},inventory,,own,page,own,,{}",
            factor.process,
            factor.subject,
            factor.substance,
            regions[region],
            wanted - back,
            // A grid factor must say where its losses are.
            if factor.process == "electricity" { "excluded" } else { "" }
        )?;
        let registry = shipped_with([("factors.csv", table.as_bytes())])?;
        let asked = FactorQuery::new(&factor.process, &factor.subject, &regions[0], year(wanted));
        let found = registry.find(&asked, factor.substance.to_string().parse()?, &FallbackPolicy::default())?;
        prop_assert_eq!((found.item.id.as_str(), found.item.provenance.own), ("own", true));
        let wanted_steps = usize::from(region > 0) + usize::from(back > 0);
        prop_assert_eq!(found.steps.len(), wanted_steps);
    }

    #[test]
    fn rows_that_answer_alike_are_refused(region in 0..6_usize, named in 2000..=2020_u16, later in 0..=9_u16) {
        let regions = regions_of_bangkok();
        let mut table = FACTORS.to_owned();
        for (id, series) in [("one", "a"), ("two", "b")] {
            writeln!(table, "{id},invented,testium,CO2,1,kg/kWh,{},{named},inventory,{series},own,page,own,", regions[region])?;
        }
        let registry = shipped_with([("factors.csv", table.as_bytes())])?;
        let asked = FactorQuery::new("invented", "testium", &regions[0], year(named + later));
        for error in [registry.find(&asked, Gas::CO2, &FallbackPolicy::default()).unwrap_err(), registry.find_all(&asked, &FallbackPolicy::default()).unwrap_err()] {
            prop_assert!(error.to_string().contains("several rows match equally: one, two"), "{}", error);
        }
        // A chosen series parts them.
        let mut policy = FallbackPolicy::default();
        policy.choose.insert("testium".to_owned(), "b".to_owned());
        let found = registry.find(&asked, Gas::CO2, &policy)?;
        prop_assert_eq!((found.item.id.as_str(), &found.steps[0]), ("two", &Fallback::Chosen("b".to_owned())));
    }

    #[test]
    fn a_row_outside_its_years_needs_a_waiver(gap in 11..=200_u16, after in any::<bool>(), reason in "[a-z]{1,9}") {
        let table = format!("{FACTORS}old,invented,testium,CO2,1,kg/kWh,world,2100,inventory,,own,page,own,\n");
        let registry = shipped_with([("factors.csv", table.as_bytes())])?;
        let asked = FactorQuery::new("invented", "testium", &Region::world(), year(if after { 2100 + gap } else { 2100 - gap }));
        let mut policy = FallbackPolicy::default();
        prop_assert!(registry.find(&asked, Gas::CO2, &policy).is_err());
        policy.waive.insert("old".to_owned(), reason.clone());
        let found = registry.find(&asked, Gas::CO2, &policy)?;
        let mut steps = if after { vec![Fallback::YearBack(gap)] } else { Vec::new() };
        steps.push(Fallback::Waived(reason));
        prop_assert_eq!(found.steps, steps);
    }

    #[test]
    fn the_hash_changes_with_any_byte(note in "[a-z ]{1,20}", at in any::<Index>(), letter in "[A-Z]") {
        let table = |note: &str| format!("{FACTORS}own,invented,testium,CO2,1,kg/kWh,world,2020,inventory,,own,page,own,{note}\n");
        let mut changed = note.clone();
        let at = at.index(note.len());
        changed.replace_range(at..=at, &letter);
        let hash = |text: String| shipped_with([("factors.csv", text.as_bytes())]).unwrap().hash();
        prop_assert_ne!(hash(table(&note)), hash(table(&changed)));
        prop_assert_eq!(hash(table(&note)), hash(table(&note)));
        prop_assert_ne!(hash(table(&note)), Registry::bundled()?.hash());
    }

    /// Any bytes for a table are rows or an error.
    #[test]
    fn tables_take_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200), rows in "(\\PC{0,9},){13}\\PC{0,9}\n") {
        let with = |bytes: &[u8]| shipped_with([("factors.csv", bytes)]).map(|registry| registry.hash());
        let _ = (with(&bytes), with(format!("{FACTORS}{rows}").as_bytes()));
    }

    #[test]
    fn what_is_wanted_is_read_back(
        process in "[a-z.]{1,9}", subject in "[a-z-]{1,9}", number in 1800..=2399_u16, back in any::<u16>(),
        choose in prop::collection::btree_map("[a-z]{1,5}", "[a-z]{1,5}", 0..4),
    ) {
        reads_back(&FactorQuery::new(&process, &subject, &Region::world(), year(number)))?;
        reads_back(&FallbackPolicy::default().with_most_years_back(back).with_choose(choose.clone()).with_waive(choose))?;
        for step in [
            Fallback::ProcessUp(process), Fallback::RegionUp(Region::world()), Fallback::YearBack(back),
            Fallback::FiscalYear(year(number)), Fallback::Waived(subject.clone()), Fallback::Chosen(subject),
        ] {
            prop_assert!(!step.to_string().is_empty());
            reads_back(&step)?;
        }
    }
}

#[test]
fn every_shipped_row_is_read_back() {
    let registry = Registry::bundled().unwrap();
    let mut cited = BTreeSet::new();
    for factor in registry.factors() {
        reads_back::<EmissionFactor>(factor).unwrap();
        reads_back::<Provenance>(&factor.provenance).unwrap();
        reads_back::<Rate>(&factor.rate).unwrap();
        cited.insert(factor.provenance.source.clone());
    }
    for parameter in registry.parameters() {
        reads_back::<Parameter>(parameter).unwrap();
        cited.insert(parameter.provenance.source.clone());
    }
    for source in cited {
        reads_back::<Source>(registry.source(&source).unwrap()).unwrap();
    }
}

#[test]
fn every_word_of_this_module_is_read_back() {
    for confidence in [Confidence::Seen, Confidence::Secondary, Confidence::Own] {
        reads_back(&confidence).unwrap();
    }
    for name in ["open", "attribution", "ask", "unclear"] {
        let terms: Redistribution = name.parse().unwrap();
        assert_eq!(terms.to_string(), name);
        reads_back(&terms).unwrap();
    }
    assert_eq!(
        "free".parse::<Redistribution>().unwrap_err().to_string(),
        "\"free\": unknown terms of redistribution; use one of open, attribution, ask, unclear"
    );
    for losses in [Losses::Inside, Losses::Excluded] {
        reads_back(&losses).unwrap();
    }
    for name in ["inventory", "alternative", "margin", "market", "project", "upstream", "product"] {
        let purpose: Purpose = name.parse().unwrap();
        assert_eq!(purpose.to_string(), name);
        reads_back(&purpose).unwrap();
    }
}

/// A rate for each none of something does not read back: that is what its constructor refuses.
#[test]
fn a_rate_for_nothing_is_refused_however_it_comes() {
    assert_eq!(
        Rate::parse(exact("1"), exact("0"), "kg/kWh").unwrap_err(),
        Error::DivisionByZero(Message::DivisionByZero { steps: vec![Operation::Factor] }.into())
    );
    let written = serde_json::json!({"value": "1", "unit": "kg", "per": "0", "per_unit": "kWh"});
    assert!(serde_json::from_value::<Rate>(written).is_err());
}

/// A life-cycle factor, a margin for projects, what comes before generation, a market factor: none is for scope 2.
#[test]
fn series_made_for_other_uses_are_refused_for_the_grid() {
    let registry = Registry::bundled().unwrap();
    let mut refused: BTreeMap<Purpose, usize> = BTreeMap::new();
    for factor in registry.factors().iter().filter(|factor| factor.subject == "grid-electricity" && factor.process == "electricity")
    {
        let year = match factor.years {
            Validity::Span(year, _) | Validity::From(year) | Validity::Fiscal(year) => year,
            Validity::All => year(2018),
        };
        let mut policy = FallbackPolicy::default();
        policy.choose.insert("grid-electricity".to_owned(), factor.series.clone());
        let found = registry.find_all(&FactorQuery::new("electricity", "grid-electricity", &factor.region, year), &policy);
        if matches!(factor.purpose, Purpose::Inventory | Purpose::Alternative | Purpose::Margin) {
            assert!(found.is_ok_and(|found| found.iter().all(|found| found.item.series == factor.series)), "{}", factor.id);
        } else {
            assert!(matches!(found, Err(Error::Misuse { .. })), "{}", factor.id);
            *refused.entry(factor.purpose).or_default() += 1;
        }
    }
    assert!(refused.contains_key(&Purpose::Product) && refused.contains_key(&Purpose::Market), "{refused:?}");
}

/// Without a choice, no look-up ever gives a row that is not for inventories.
#[test]
fn what_is_not_for_inventories_is_found_by_choice_only() {
    let registry = Registry::bundled().unwrap();
    for factor in registry.factors() {
        let wanted = FactorQuery::new(&factor.process, &factor.subject, &factor.region, year(2018));
        for found in registry.find_all(&wanted, &FallbackPolicy::default()).unwrap_or_default() {
            let purpose = found.item.purpose;
            let upstream = purpose == Purpose::Upstream && factor.process == "electricity.upstream";
            assert!(purpose == Purpose::Inventory || upstream, "{} for {wanted}", found.item.id);
        }
    }
}

/// Every place and year that rows are looked up for below: the row's own, and others on the way to it or past it.
fn queries<'a>(process: &'a str, subject: &'a str, region: &'a Region) -> impl Iterator<Item = FactorQuery> {
    let regions = [region.clone(), "TH-10".parse().unwrap(), "VN".parse().unwrap()];
    let years = [2010, 2018, 2022, 2030].map(year);
    regions.into_iter().flat_map(move |region| years.map(|year| FactorQuery::new(process, subject, &region, year)))
}

/// Open data is what is found, as far as its publication is open: nothing else, nothing less, and by the same fallbacks.
#[test]
fn open_data_is_the_open_part_of_what_is_found() {
    let (all, open) = (Registry::bundled().unwrap(), Registry::open_data().unwrap());
    let is_open = |id: &str| all.source(id).unwrap().redistribution == Redistribution::Open;
    let policy = FallbackPolicy::default();
    let factors = all.factors().iter().filter(|row| is_open(&row.provenance.source));
    assert!(!open.factors().is_empty() && open.factors().iter().eq(factors));
    let parameters = all.parameters().iter().filter(|row| is_open(&row.provenance.source));
    assert!(!open.parameters().is_empty() && open.parameters().iter().eq(parameters));
    let mut same = 0;
    let mut asked = BTreeSet::new();
    for factor in all.factors() {
        let Substance::Gas(gas) = factor.substance else { continue };
        for wanted in queries(&factor.process, &factor.subject, &factor.region) {
            if !asked.insert((wanted.to_string(), gas.to_string())) {
                continue;
            }
            let (found, everywhere) = (open.find(&wanted, gas, &policy), all.find(&wanted, gas, &policy));
            assert!(found.as_ref().map_or(true, |found| is_open(&found.item.provenance.source)), "{wanted}");
            if let Some(row) = everywhere.ok().filter(|row| is_open(&row.item.provenance.source)) {
                assert_eq!(found.unwrap(), row, "{wanted}");
                same += 1;
            }
        }
    }
    for parameter in all.parameters() {
        for wanted in queries(&parameter.name, &parameter.subject, &parameter.region) {
            if !asked.insert((wanted.to_string(), String::new())) {
                continue;
            }
            let (found, everywhere) =
                (open.find_parameter(&wanted, &policy, |_| true), all.find_parameter(&wanted, &policy, |_| true));
            let found = found.unwrap_or_default();
            assert!(found.as_ref().is_none_or(|found| is_open(&found.item.provenance.source)), "{wanted}");
            if let Some(row) = everywhere.unwrap_or_default().filter(|row| is_open(&row.item.provenance.source)) {
                assert_eq!(found, Some(row), "{wanted}");
                same += 1;
            }
        }
    }
    assert!(same > 12, "{same} answers of open rows");
}

/// A city's own rows are found whatever the terms of the shipped ones; their ids stay different from all shipped ids.
#[test]
fn own_rows_are_found_over_open_data() {
    let row = |id: &str| format!("{FACTORS}{id},invented,testium,CO2,1,kg/kWh,world,2020,inventory,,own,page,own,\n");
    let with = |id: &str| {
        let read = OwnTable::read(row(id).as_bytes(), "factors.csv", Delimiter::Comma, NumberFormat::default());
        Registry::open_data().unwrap().with_own([&read.unwrap().0])
    };
    let registry = with("own").unwrap();
    let wanted = FactorQuery::new("invented", "testium", &"TH-10".parse().unwrap(), year(2020));
    assert_eq!(registry.find(&wanted, Gas::CO2, &FallbackPolicy::default()).unwrap().item.id, "own");
    assert!(registry.is_open_data() && !Registry::bundled().unwrap().is_open_data());
    assert!(with("ipcc2006-doc-food").is_err(), "the id of a row that is left out");
    let hashes = [Registry::bundled().unwrap(), Registry::open_data().unwrap(), &registry].map(Registry::hash);
    assert_eq!(BTreeSet::from(hashes).len(), 3);
}

/// What leads to a row that is left out says so, however it is named: by a look-up, a choice, a waiver or an id.
#[test]
fn an_error_names_what_open_data_leaves_out() {
    let open = Registry::open_data().unwrap();
    let (bangkok, policy) = ("TH-10".parse().unwrap(), FallbackPolicy::default());
    let of = |process: &str, subject: &str| FactorQuery::new(process, subject, &bangkok, year(2018));
    assert_eq!(
        open.find(&of("electricity", "grid-electricity"), Gas::CO2, &policy).unwrap_err().to_string(),
        "no CO2 emission factor for electricity of grid-electricity in TH-10 2018; looked in TH-10, TH-MEA, TH, world, up to 10 years earlier; \
         only rows of sources with redistribution = open are used, which leaves out eppo2022; add it to factors.csv or parameters.csv"
    );
    assert_eq!(
        open.find_all(&of("electricity", "unknown"), &policy).unwrap_err().to_string(),
        "no emission factor for electricity of unknown in TH-10 2018; looked in TH-10, TH-MEA, TH, world, up to 10 years earlier; \
         only rows of sources with redistribution = open are used; add it to factors.csv or parameters.csv"
    );
    let assessor = Assessor::new(Catalogue::bundled().clone(), open.clone(), bangkok.clone(), policy);
    assert_eq!(
        assessor.parameter("net-calorific-value", "gas-diesel-oil", "", year(2018)).unwrap_err().to_string(),
        "no net-calorific-value for gas-diesel-oil in TH-10 2018; looked in TH-10, TH-MEA, TH, world, up to 10 years earlier; \
         only rows of sources with redistribution = open are used, which leaves out dede; add it to factors.csv or parameters.csv"
    );
    let left_out = |value: &str, source: &str, terms: &str| {
        format!(
            "\"{value}\": a value of {source}, whose redistribution is \"{terms}\", and only open data is used here; \
             give your own row with its source, or use all data"
        )
    };
    let mut chosen = FallbackPolicy::default();
    chosen.choose.insert("grid-electricity".to_owned(), "th-tgo-cfo".to_owned());
    assert_eq!(chosen.check(open).unwrap_err().to_string(), left_out("th-tgo-cfo", "tgo2026", "unclear"));
    let mut waived = FallbackPolicy::default();
    waived.waive.insert("ipcc2006-doc-food".to_owned(), "reason".to_owned());
    assert_eq!(waived.check(open).unwrap_err().to_string(), left_out("ipcc2006-doc-food", "ipcc2006", "ask"));
    let refused = |row: &str| {
        let share = serde_json::json!([{"component": "food", "value": "100", "unit": "%"}]);
        let given = serde_json::json!({"mass-share": share, "degradable-organic-carbon": [{"component": "food", "row": row}]});
        citycarbon::methods::find("landfill-doc").unwrap().compute(&given, open).unwrap_err().to_string()
    };
    let name = "degradable-organic-carbon";
    assert_eq!(refused("ipcc2006-doc-food"), format!("{name}: {}", left_out("ipcc2006-doc-food", "ipcc2006", "ask")));
    assert_eq!(refused("none"), format!("{name}: \"none\": no row has this id; use the id of a factor or parameter"));
}

#[test]
fn an_id_or_a_table_occurs_once() {
    let registry = Registry::bundled().unwrap();
    let row = |id: &str| format!("{FACTORS}{id},invented,testium,CO2,1,kg/kWh,world,2020,inventory,,own,page,own,\n");
    let shipped = registry.factors()[0].id.clone();
    assert!(shipped_with([("factors.csv", row(&shipped).as_bytes())]).is_err(), "an id of a shipped row");
    assert!(
        shipped_with([("factors.csv", row("a").as_bytes()), ("parameters.csv", row("a").as_bytes())]).is_err(),
        "an id in two tables"
    );
    assert!(shipped_with([("factors.csv", row("a").as_bytes()), ("factors.csv", row("b").as_bytes())]).is_err(), "a table twice");
}
