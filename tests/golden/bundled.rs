//! The shipped tables: every row loads, cites a publication, and is what was compared with the page.

use crate::golden;
use bigdecimal::num_bigint::BigInt;
use citycarbon::assess::{Assessor, Line};
use citycarbon::factors::{Basis, FactorQuery, Registry, Source};
use citycarbon::gas::{Gas, GwpSet};
use citycarbon::i18n::Language;
use citycarbon::ledger::Leaf;
use citycarbon::pollutants::{ExhaustRow, Pollutant};
use citycarbon::quantity::{Exact, Unit};
use citycarbon::taxonomy::{Catalogue, Gases, Year};
use csv::StringRecord;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A table as it lies on the disk.
struct Table {
    file: String,
    header: Vec<String>,
    rows: Vec<BTreeMap<String, String>>,
}

impl Table {
    /// Which table of `columns.csv` describes it.
    fn kind(&self) -> &'static str {
        let has = |column: &str| self.header.iter().any(|name| name == column);
        match () {
            () if has("parameter") => "parameters",
            () if has("SAR") => "gwp",
            () if has("gas") => "factors",
            () if has("pollutant") => "exhaust",
            () if has("licence") => "sources",
            () => "columns",
        }
    }
}

fn folder(name: &str) -> Vec<(String, Vec<u8>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "csv"))
        .map(|path| (format!("{name}/{}", path.file_name().unwrap().to_str().unwrap()), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

fn tables() -> Vec<Table> {
    let cells = |record: &StringRecord| record.iter().map(str::to_owned).collect::<Vec<String>>();
    folder("emission_factors")
        .into_iter()
        .map(|(file, bytes)| {
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let header = cells(reader.headers().unwrap());
            let rows = reader.records().map(|record| header.iter().cloned().zip(cells(&record.unwrap())).collect()).collect();
            Table { file: file.rsplit('/').next().unwrap().to_owned(), header, rows }
        })
        .collect()
}

fn of_kind(kind: &'static str) -> impl Iterator<Item = (String, BTreeMap<String, String>)> {
    tables().into_iter().filter(move |table| table.kind() == kind).flat_map(|table| {
        let file = table.file;
        table.rows.into_iter().map(move |row| (file.clone(), row))
    })
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

#[test]
fn every_row_of_every_table_loads_as_it_is_printed() {
    let registry = Registry::bundled().unwrap();
    let mut seen = 0;
    for (file, row) in of_kind("factors") {
        let id = &row["id"];
        let factor =
            registry.factors().iter().find(|factor| factor.id == *id).unwrap_or_else(|| panic!("{file}: {id} did not load"));
        let gas = if row["gas"] == "CO2e" { format!("CO2e ({})", row["gwp"]) } else { row["gas"].clone() };
        let per = if row["per"].is_empty() { "1" } else { &row["per"] };
        assert_eq!(factor.provenance.file, file, "{id}");
        assert_eq!(
            (&factor.process, &factor.subject, factor.substance.to_string()),
            (&row["process"], &row["subject"], gas),
            "{id}"
        );
        assert_eq!((factor.rate.value, factor.rate.per), (exact(&row["value"]), exact(per)), "{id}");
        let (unit, per_unit) = row["unit"].rsplit_once('/').unwrap();
        assert_eq!((factor.rate.unit, factor.rate.per_unit), (unit.parse().unwrap(), per_unit.parse().unwrap()), "{id}");
        assert_eq!((factor.region.to_string(), factor.years.to_string()), (row["region"].clone(), row["years"].clone()), "{id}");
        assert_eq!(
            (factor.purpose.to_string(), &factor.series, factor.basis.map_or("", Basis::name)),
            (row["purpose"].clone(), &row["series"], row["basis"].as_str()),
            "{id}"
        );
        assert_eq!((&factor.provenance.source, &factor.provenance.locator), (&row["source"], &row["locator"]), "{id}");
        assert!(!factor.provenance.own, "{id}");
        seen += 1;
    }
    assert_eq!(seen, registry.factors().len());
    let mut seen = 0;
    for (file, row) in of_kind("parameters") {
        let id = &row["id"];
        let parameter = registry
            .parameters()
            .iter()
            .find(|parameter| parameter.id == *id)
            .unwrap_or_else(|| panic!("{file}: {id} did not load"));
        let per = if row["per"].is_empty() { "1" } else { &row["per"] };
        assert_eq!((&parameter.name, &parameter.subject), (&row["parameter"], &row["subject"]), "{id}");
        assert_eq!((parameter.rate.value, parameter.rate.per), (exact(&row["value"]), exact(per)), "{id}");
        assert_eq!(
            (parameter.region.to_string(), parameter.years.to_string()),
            (row["region"].clone(), row["years"].clone()),
            "{id}"
        );
        assert_eq!((&parameter.provenance.file, &parameter.provenance.source), (&file, &row["source"]), "{id}");
        seen += 1;
    }
    assert_eq!(seen, registry.parameters().len());
    let exhaust = ExhaustRow::all();
    assert_eq!(exhaust.len(), of_kind("exhaust").count());
    for (row, (_, cells)) in exhaust.iter().zip(of_kind("exhaust")) {
        let pollutant = row.pollutant.map_or("energy", Pollutant::name);
        assert_eq!((row.id.as_str(), row.class.name(), pollutant), (&*cells["id"], &*cells["class"], &*cells["pollutant"]));
        assert_eq!(row.speed.to_string(), format!("{} km/h", cells["speed"]), "{}", row.id);
        assert_eq!(row.rate.to_string(), format!("{} {}", exact(&cells["value"]), cells["unit"]), "{}", row.id);
        assert_eq!((&row.source, &row.locator), (&cells["source"], &cells["locator"]), "{}", row.id);
    }
    let weighed: Vec<String> = of_kind("gwp").map(|(_, row)| row["gas"].clone()).chain(["CO2_biogenic".to_owned()]).collect();
    assert_eq!(Gas::all().map(|gas| gas.name().to_owned()).collect::<BTreeSet<_>>(), weighed.into_iter().collect::<BTreeSet<_>>());
}

#[test]
fn every_table_of_the_folder_is_built_in() {
    let built: BTreeSet<&str> = Registry::bundled().unwrap().tables().map(|(file, _)| file).collect();
    for table in tables().iter().filter(|table| ["factors", "parameters"].contains(&table.kind())) {
        assert!(built.contains(table.file.as_str()), "{} lies in emission_factors/ and is not built in", table.file);
    }
    for (file, bytes) in folder("emission_factors") {
        let name = file.rsplit('/').next().unwrap();
        let shipped = Registry::bundled().unwrap().version(name);
        assert!(shipped.is_empty() || shipped == sha256(&bytes), "{name} is built in from other bytes");
    }
}

#[test]
fn every_row_has_a_pedigree() {
    let sources: BTreeSet<String> = of_kind("sources").map(|(_, row)| row["id"].clone()).collect();
    let mut complaints = Vec::new();
    let mut ids = BTreeSet::new();
    for (file, row) in of_kind("factors").chain(of_kind("parameters")) {
        let id = &row["id"];
        let mut wrong = |what: &str| complaints.push(format!("{file}: {id}: {what}"));
        if !ids.insert(id.clone()) {
            wrong("the id occurs twice");
        }
        if !id.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || b"-.".contains(&letter)) {
            wrong("an id is lower-case letters, digits, - and .");
        }
        for column in ["value", "unit", "region", "years", "purpose", "source", "locator"] {
            if row[column].trim().is_empty() {
                wrong(&format!("no {column}"));
            }
        }
        if !sources.contains(&row["source"]) {
            wrong("cites a source that sources.csv does not have");
        }
        if !["seen", "secondary"].contains(&row["confidence"].as_str()) {
            wrong("confidence is seen or secondary");
        }
        let limit = |column: &str| Some(&row[column]).filter(|cell| !cell.is_empty()).map(|cell| exact(cell));
        if limit("low").is_some_and(|low| low > exact(&row["value"]))
            || limit("high").is_some_and(|high| high < exact(&row["value"]))
        {
            wrong("the value lies outside its own limits");
        }
        if row.get("gas").is_some_and(|gas| gas == "CO2e") == row.get("gwp").is_none_or(String::is_empty) && row.contains_key("gas")
        {
            wrong("gwp is given with CO2e, and with nothing else");
        }
    }
    for (file, row) in of_kind("gwp").chain(of_kind("exhaust")) {
        if !sources.contains(&row["source"]) || row["locator"].is_empty() {
            complaints.push(format!("{file}: {}: no source or locator", row.get("gas").unwrap_or(&row["locator"])));
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// What was found, or `not found` three times over: nothing in between, and no licence without the place where it was read.
#[test]
fn every_publication_states_its_terms() {
    for (_, row) in of_kind("sources") {
        let id = &row["id"];
        for column in ["licence", "licence_url", "attribution", "redistribution"] {
            assert!(!row[column].trim().is_empty(), "{id}: no {column}");
        }
        assert!(
            ["open", "attribution", "ask", "unclear"].contains(&row["redistribution"].as_str()),
            "{id}: {}",
            row["redistribution"]
        );
        let unclear = row["redistribution"] == "unclear";
        assert_eq!((row["licence"] == "not found", row["licence_url"] == "not found"), (unclear, unclear), "{id}");
        assert!(unclear || row["licence_url"].starts_with("http"), "{id}: {}", row["licence_url"]);
        let source = Source::find(id).unwrap();
        assert_eq!(
            [&source.title, &source.licence, &source.licence_url, &source.attribution, &source.redistribution.to_string()],
            [&row["title"], &row["licence"], &row["licence_url"], &row["attribution"], &row["redistribution"]],
            "{id}"
        );
    }
}

/// The word that the page shows for a table is that of its publications.
#[test]
fn the_page_on_tables_shows_the_terms_of_each_file() {
    let terms: BTreeMap<String, String> =
        of_kind("sources").map(|(_, row)| (row["id"].clone(), row["redistribution"].clone())).collect();
    let mut of_files: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, row) in ["factors", "parameters", "gwp", "exhaust"].into_iter().flat_map(of_kind) {
        of_files.entry(file).or_default().insert(terms[&row["source"]].clone());
    }
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("emission_factors/README.md")).unwrap();
    for (file, words) in of_files {
        let line = page.lines().find(|line| line.starts_with(&format!("| `{file}` |"))).unwrap();
        let shown: BTreeSet<String> = line.split(" | ").nth(5).unwrap().split(", ").map(str::to_owned).collect();
        assert_eq!(shown, words, "{file}");
    }
}

#[test]
fn every_publication_is_cited_by_some_row() {
    let cited: BTreeSet<String> =
        ["factors", "parameters", "gwp", "exhaust"].into_iter().flat_map(of_kind).map(|(_, row)| row["source"].clone()).collect();
    let listed: BTreeSet<String> = of_kind("sources").map(|(_, row)| row["id"].clone()).collect();
    assert_eq!(cited, listed);
}

#[test]
fn columns_are_described_as_they_are_used() {
    let mut described: BTreeMap<String, Vec<(String, String, bool)>> = BTreeMap::new();
    for (_, row) in of_kind("columns") {
        assert!(
            ["yes", "no"].contains(&row["required"].as_str()) && !row["meaning"].is_empty(),
            "{}: {}",
            row["table"],
            row["column"]
        );
        described.entry(row["table"].clone()).or_default().push((
            row["column"].clone(),
            row["type"].clone(),
            row["required"] == "yes",
        ));
    }
    for table in tables().iter().filter(|table| table.kind() != "columns") {
        let columns = &described[table.kind()];
        assert_eq!(table.header, columns.iter().map(|(name, ..)| name.clone()).collect::<Vec<_>>(), "{}", table.file);
        for (row, (name, kind, required)) in table.rows.iter().flat_map(|row| columns.iter().map(move |column| (row, column))) {
            let cell = &row[name];
            assert!(!required || !cell.is_empty(), "{}: {name} is empty in {row:?}", table.file);
            assert!(
                kind != "decimal" || cell.is_empty() || cell.parse::<Exact>().is_ok(),
                "{}: {name}: {cell} is no number",
                table.file
            );
        }
    }
    let kinds: BTreeSet<&str> = tables().iter().map(Table::kind).filter(|kind| *kind != "columns").collect();
    assert_eq!(described.keys().map(String::as_str).collect::<BTreeSet<_>>(), kinds);
}

#[test]
fn the_page_on_tables_lists_every_file() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("emission_factors/README.md")).unwrap();
    let listed: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .filter(|name| name.strip_suffix(".csv").is_some())
        .collect();
    let there: Vec<String> = tables()
        .into_iter()
        .filter(|table| ["factors", "parameters", "gwp", "exhaust"].contains(&table.kind()))
        .map(|table| table.file)
        .collect();
    assert_eq!(listed, there.iter().map(String::as_str).collect::<BTreeSet<_>>());
    assert!(page.contains("`sources.csv`") && page.contains("`columns.csv`"));
}

/// kg CO2/TJ = carbon content (kg/GJ) x 44/12 x 1000, printed to three digits (IPCC 2006, vol. 2, table 1.4, note to the table).
#[test]
fn the_co2_factor_of_a_fuel_is_its_carbon() {
    let carbon: BTreeMap<String, String> = of_kind("parameters")
        .filter(|(file, row)| file == "ipcc2006_fuels.csv" && row["parameter"] == "carbon-content")
        .map(|(_, row)| {
            assert_eq!((row["unit"].as_str(), row["per"].as_str()), ("kg/GJ", ""));
            (row["subject"].clone(), row["value"].clone())
        })
        .collect();
    let mut fuels = BTreeSet::new();
    for (_, row) in of_kind("factors").filter(|(file, row)| file == "ipcc2006_stationary.csv" && row["gas"].starts_with("CO2")) {
        let subject = &row["subject"];
        assert_eq!(row["unit"], "kg/TJ", "{subject}");
        let content = &carbon[subject];
        let behind = content.split_once('.').map_or(0, |(_, behind)| behind.len());
        let digits: BigInt = content.replace('.', "").parse().unwrap();
        // carbon x 44/12 x 1000 = top / bottom.
        let (top, bottom): (BigInt, BigInt) =
            (digits * 44_000, BigInt::from(12) * BigInt::from(10).pow(u32::try_from(behind).unwrap()));
        let whole: BigInt = &top / &bottom;
        let whole = whole.to_string();
        let step: BigInt = BigInt::from(10).pow(u32::try_from(whole.len() - 3).unwrap());
        // Half up to three digits: floor((2 top + step bottom) / (2 step bottom)) step.
        let rounded: BigInt = (&top * 2 + &step * &bottom) / (&step * &bottom * 2) * &step;
        assert_eq!(row["value"], rounded.to_string(), "{subject}: {content} kg/GJ");
        fuels.insert(subject.clone());
    }
    assert_eq!(fuels, carbon.into_keys().collect::<BTreeSet<_>>());
    assert_eq!(fuels.len(), 53);
}

/// Codes without a row of their own: what a city has to give, as the refusal names it.
const ASKED_FOR: [(&str, &str, &str); 7] = [
    (".heat", "", "no emission factor for heat of network-heat"),
    (".steam", "", "no emission factor for heat of network-steam"),
    (".cooling", "", "no emission factor for heat of network-cooling"),
    ("incineration.", ".msw", "no dry-matter-content for msw"),
    ("incineration.industrial-waste", "", "no dry-matter-content for industrial-waste"),
    ("open-burning.", ".msw", "no dry-matter-content for msw"),
    ("landfill.", ".msw", "no degradable-organic-carbon for msw"),
];

/// What a city has to give for a code; none where its rows are shipped.
fn asked_for(code: &str) -> Option<&'static str> {
    let code = code.strip_suffix(".outside").or(code.strip_suffix(".brought-in")).unwrap_or(code);
    ASKED_FOR
        .iter()
        .find(|(start, end, _)| match *start {
            start if start.starts_with('.') => code.ends_with(start),
            start => code.starts_with(start) && code.ends_with(end),
        })
        .map(|(.., refusal)| *refusal)
}

/// Market and breeding swine are printed for Europe, North America and Oceania only, and the energy of a litre of hydrotreated oil for
/// Europe; city gas is that of Japan.
#[test]
fn every_activity_code_finds_its_factors_where_they_are_printed_or_says_what_it_asks_for() {
    let [bangkok, london, tokyo] = ["TH-10", "GB-LND", "JP-14"].map(|region| Assessor::shipped(region.parse().unwrap()).unwrap());
    let elsewhere = |code: &str| match code {
        code if ["market-swine", "breeding-swine", ".hvo"].iter().any(|word| code.contains(word)) => Some(&london),
        code if code.ends_with(".city-gas") => Some(&tokyo),
        _ => None,
    };
    let mut complaints = Vec::new();
    for code in Catalogue::bundled().codes() {
        let assessor = elsewhere(code).unwrap_or(&bangkok);
        let rules = Catalogue::bundled().find(code).unwrap();
        let leaf: Leaf = serde_json::from_value(json!({
            "file": "ledger.csv", "sha256": null, "activity": code, "unit": Unit::base(rules[0].dimension).symbol(), "place": "",
            "year": 2018, "rows": 1, "sum": "1000", "quality": null,
        }))
        .unwrap();
        let cited = |line: &Line| {
            line.terms()
                .flat_map(|term| &term.rows)
                .all(|row| !row.source.is_empty() && row.version.len() == 64 && !row.table.is_empty())
        };
        match assessor.assess(&leaf) {
            Err(error) if asked_for(code).is_some_and(|refusal| error.to_string().starts_with(refusal)) => {}
            Ok(_) if asked_for(code).is_some() => complaints.push(format!("{code}: has its rows by now")),
            Err(error) => complaints.push(format!("{code}: {error}")),
            Ok(assessed) => {
                let wanted: usize =
                    rules.iter().map(|rule| if let Gases::All(gases) = &rule.gases { gases.len() } else { 1 }).sum();
                if assessed.lines.len() < wanted {
                    complaints.push(format!("{code}: {} lines, {wanted} wanted", assessed.lines.len()));
                }
                for line in assessed.lines {
                    if line.close(GwpSet::Ar5, citycarbon::gas::Stated::AsStated).is_err()
                        || line.derivation.terms().is_empty()
                        || !cited(&line)
                    {
                        complaints.push(format!("{}: does not close, or a link without its source", line.id));
                    }
                }
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_activity_code_is_a_name_with_labels() {
    assert!(Catalogue::bundled().codes().count() > 500);
    for rule in Catalogue::bundled().rules() {
        let code = &rule.code;
        assert!(
            code.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || b"-.".contains(&letter)),
            "{code}"
        );
        assert!(
            !rule.label(Language::English).trim().is_empty() && !rule.label(Language::Thai).trim().is_empty(),
            "{code} has no label"
        );
        assert!(
            rule.label(Language::English) != code && rule.label(Language::Thai) != rule.label(Language::English),
            "{code}: a label that is none"
        );
    }
    for code in Catalogue::bundled().codes() {
        let rules = Catalogue::bundled().find(code).unwrap();
        assert!(rules.iter().all(|rule| rule.dimension == rules[0].dimension), "{code}");
        // A gas may not come out of one rule's factor twice: the lines would be one.
        let lines: Vec<_> =
            rules.iter().map(|rule| (rule.category, &rule.process, &rule.subject, &rule.factor_of, &rule.gases)).collect();
        assert!((1..lines.len()).all(|at| !lines[..at].contains(&lines[at])), "{code}: two rules alike");
    }
}

#[test]
fn shares_of_a_blend_add_up_to_one() {
    let registry = Registry::bundled().unwrap();
    let mut blends: BTreeMap<&str, Vec<citycarbon::quantity::Ratio>> = BTreeMap::new();
    for parameter in registry.parameters().iter().filter(|parameter| parameter.name == "volume-share") {
        let (blend, _) = parameter.subject.split_once(':').unwrap();
        blends.entry(blend).or_default().push(parameter.rate.ratio().unwrap());
    }
    assert!(!blends.is_empty());
    for (blend, shares) in blends {
        let sum =
            shares.iter().try_fold(citycarbon::quantity::Ratio::from(Exact::ZERO), |sum, share| sum.checked_add(*share)).unwrap();
        assert_eq!(sum.evaluate().unwrap().value(), Exact::ONE, "{blend}");
    }
}

#[test]
fn every_gas_of_the_tables_weighs_in_the_sets_of_today() {
    for gas in Gas::all().filter(|gas| *gas != Gas::CO2_BIOGENIC) {
        for set in [GwpSet::Ar5, GwpSet::Ar6] {
            let weight = set.weight(gas).unwrap().unwrap();
            assert!(weight > Exact::ZERO, "{gas} in {set}");
        }
    }
}

#[test]
fn a_look_up_by_the_shipped_grids_finds_each_year_of_its_series() {
    let registry = Registry::bundled().unwrap();
    for (number, printed) in [(2011, "0.53"), (2018, "0.459"), (2022, "0.412")] {
        let wanted = FactorQuery::new("electricity", "grid-electricity", &"TH-10".parse().unwrap(), Year::new(number).unwrap());
        let found = registry.find_all(&wanted, &citycarbon::factors::FallbackPolicy::default()).unwrap();
        assert_eq!(found.iter().map(|found| found.item.rate.to_string()).collect::<Vec<_>>(), [format!("{printed} kg/kWh")]);
    }
}

/// The parameter that a city in Bangkok's place finds in 2018.
fn parameter(name: &str, subject: &str, series: Option<&str>) -> Option<String> {
    let mut policy = citycarbon::factors::FallbackPolicy::default();
    policy.choose.extend(series.map(|series| (name.to_owned(), series.to_owned())));
    let wanted = FactorQuery::new(name, subject, &"TH-10".parse().unwrap(), Year::new(2018).unwrap());
    let found = Registry::bundled().unwrap().find_parameter(&wanted, &policy, |_| true).unwrap()?;
    Some(found.item.rate.to_string())
}

#[test]
fn each_kind_of_landfill_has_all_that_its_methane_asks_for() {
    let classes = [
        ("managed-anaerobic", "1", "0.1"),
        ("managed-semi-aerobic", "0.5", "0.1"),
        ("unmanaged-deep", "0.8", "0"),
        ("unmanaged-shallow", "0.4", "0"),
        ("uncategorised", "0.6", "0"),
    ];
    for (class, mcf, covered) in classes {
        let site = format!("landfill:{class}");
        assert_eq!(parameter("methane-correction-factor", &site, None), Some(format!("{mcf} kg/kg")), "{class}");
        assert_eq!(parameter("methane-correction-factor", &site, Some("ipcc2019")), Some(format!("{mcf} kg/kg")), "{class}");
        assert_eq!(parameter("oxidation-factor", &site, None).as_deref(), Some("0 kg/kg"), "{class}");
        assert_eq!(parameter("oxidation-factor", &site, Some("ipcc2006-covered")), Some(format!("{covered} kg/kg")), "{class}");
    }
    assert_eq!(parameter("decomposable-fraction", "landfill", None).as_deref(), Some("0.5 kg/kg"));
    assert_eq!(parameter("decomposable-fraction", "landfill", Some("gpc2014")).as_deref(), Some("0.6 kg/kg"));
    assert_eq!(parameter("decomposable-fraction", "food", Some("ipcc2019")).as_deref(), Some("0.7 kg/kg"));
    assert_eq!(parameter("methane-fraction", "landfill-gas", None).as_deref(), Some("0.5 m3/m3"));
    assert_eq!(parameter("methane-recovery", "landfill", None).as_deref(), Some("0 kg/kg"));
    for stream in ["food", "garden", "paper", "wood", "textiles", "nappies", "sludge", "industrial"] {
        assert!(parameter("degradable-organic-carbon", stream, None).is_some(), "{stream}");
        for climate in ["boreal-temperate-dry", "boreal-temperate-wet", "tropical-dry", "tropical-wet"] {
            assert!(parameter("decay-rate", &format!("{stream}:{climate}"), None).is_some(), "{stream} {climate}");
        }
    }
    // What prints no carbon that could degrade has none here either: it is not a zero.
    for stream in ["plastics", "metal", "glass", "other-inert"] {
        assert_eq!(parameter("degradable-organic-carbon", stream, None), None, "{stream}");
    }
}

#[test]
fn each_way_of_wastewater_has_its_correction_factor() {
    let ways: BTreeSet<String> = of_kind("parameters")
        .filter(|(file, row)| file == "ipcc2006_wastewater.csv" && row["parameter"] == "methane-correction-factor")
        .map(|(_, row)| row["subject"].clone())
        .collect();
    assert_eq!(ways.len(), 14);
    for way in &ways {
        assert!(parameter("methane-correction-factor", way, None).is_some(), "{way}");
    }
    assert_eq!(parameter("bod-per-person", "domestic-wastewater", None).as_deref(), Some("40 g/head/day"));
    assert_eq!(parameter("methane-producing-capacity", "domestic-wastewater", None).as_deref(), Some("0.6 kg/kg"));
    assert_eq!(parameter("bod-correction-factor", "wastewater:collected", None).as_deref(), Some("1.25 kg/kg"));
    assert_eq!(parameter("non-consumed-protein-factor", "wastewater", None).as_deref(), Some("1.1 kg/kg"));
    assert_eq!(parameter("effluent-nitrogen-fraction", "wastewater", None).as_deref(), Some("0.005 kg/kg"));
    assert_eq!(parameter("protein-supply", "protein", None).as_deref(), Some("67.51 g/head/day"));
}

/// The pages round to a tenth of a percent, and those of 2006 have blanks: what each composition adds up to is stated in its rows.
#[test]
fn a_composition_of_waste_adds_up_to_what_the_page_prints() {
    let mut sums: BTreeMap<(String, String), (Exact, String)> = BTreeMap::new();
    for (file, row) in of_kind("parameters").filter(|(_, row)| row["parameter"] == "mass-share") {
        assert_eq!((row["per"].as_str(), row["unit"].as_str()), ("100", "kg/kg"), "{}", row["id"]);
        let (sum, note) = sums.entry((file, row["region"].clone())).or_insert((Exact::ZERO, String::new()));
        *sum = sum.checked_add(exact(&row["value"])).unwrap();
        note.clone_from(&row["note"]);
    }
    let (mut countries, mut blanks) = (Vec::new(), 0);
    for ((file, region), (sum, note)) in &sums {
        match note.split("adds up to ").nth(1) {
            Some(stated) => assert_eq!(exact(stated.split(';').next().unwrap()), *sum, "{file}: {region}"),
            None => countries.push((region.as_str(), sum.to_string())),
        }
        blanks += usize::from(note.contains("blank"));
        let near = *sum > exact("99.8") && *sum < exact("100.8");
        assert!(near || file == "ipcc2006_waste_regions.csv", "{file}: {region} adds up to {sum}");
    }
    assert_eq!(countries, [("JP", "100".to_owned()), ("TH", "100".to_owned())]);
    assert_eq!((sums.len(), blanks), (41, 9));
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

/// The tables of every folder that has some.
fn every_table() -> impl Iterator<Item = (String, Vec<u8>)> {
    ["emission_factors", "src/taxonomy", "src/quantity", "src/organisation"].into_iter().flat_map(folder)
}

#[test]
fn no_table_changes_in_silence() {
    let pinned: String = every_table().fold(String::new(), |mut list, (file, bytes)| {
        writeln!(list, "{}  {file}", sha256(&bytes)).unwrap();
        list
    });
    golden::hold("tables.sha256", &pinned, "A table has other bytes than the pinned ones: figures may move.");
}

#[test]
fn tables_are_utf8_with_plain_line_ends() {
    for (file, bytes) in every_table() {
        let text = String::from_utf8(bytes).unwrap_or_else(|_| panic!("{file} is not UTF-8"));
        assert!(!text.starts_with('\u{feff}') && !text.contains('\r') && text.ends_with('\n'), "{file}");
    }
}
