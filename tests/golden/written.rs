//! A written result is recomputed from its trace: whatever is changed in one of the four files, with or without new hashes, is found.

use crate::examples::{folders, open};
use crate::folder::{CONTRACT, CROSS_CHECK, DIRECT, Folder};
use citycarbon::City;
use citycarbon::error::Errors;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::report::{self, TraceCheck};
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

/// The four files of a result by name.
type Written = BTreeMap<&'static str, Vec<u8>>;

const NEXT_TO_INDEX: [&str; 3] = ["inventory.csv", "factors_used.csv", "trace.jsonl"];

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn written(city: &City) -> Written {
    report::files(&city.close().unwrap()).unwrap().into_iter().collect()
}

fn found(files: &Written) -> Option<Errors> {
    let mut check = TraceCheck::default();
    String::from_utf8_lossy(&files["trace.jsonl"]).split_inclusive('\n').for_each(|line| check.line(line));
    check.files(&files["inventory.csv"], &files["factors_used.csv"], &files["inventory.json"]);
    check.found().findings
}

/// The same files with the hashes that they have now.
fn rehashed(mut files: Written, before: &Written) -> Written {
    let mut index = String::from_utf8(files["inventory.json"].clone()).unwrap();
    for name in NEXT_TO_INDEX {
        index = index.replace(&hash(&before[name]), &hash(&files[name]));
    }
    files.insert("inventory.json", index.into_bytes());
    files
}

/// Two years with activity data, stated figures, a method with a table, keys, contracts and a cross-check.
fn town() -> Folder {
    let more = "area_km2 = 50\n[population]\n2018 = 1000\n2019 = 1100\n[gdp]\n2018 = 5000\n2019 = 5100\n";
    Folder::new("")
        .with("city.toml", &format!("name = \"Town\"\nregion = \"TH-10\"\nyears = [2018, 2019]\ngwp = \"AR5\"\n{more}"))
        .with(
            "ledger.csv",
            "period,activity,amount,unit,place\n2018,residential.electricity,1000,MWh,A\n2018,residential.electricity,500,MWh,B\n\
             2018,residential.lpg,70,t,A\n2019,residential.electricity,1200,MWh,A\n2019,road.diesel-b7,3000,litre,\n2017,residential.lpg,1,t,\n",
        )
        .with(
            "direct.csv",
            &format!(
                "{DIRECT}\nIII.1.1,2018,,CH4,12,t,,,,,M,M,landfill\nIII.1.1,2018,,CO2_biogenic,3,t,,,,,,,landfill\nIII.4.1,2019,,CO2e,5,t,AR5,,,,H,,works\n\
                 I.3.1,2018,,,,,,NO,,no industry,,,\nI.4.1,2018,,,,,,IE,I.1.1,in homes,,,\nI.5.1,2018,,,,,,NE,,not known,,,\n\
                 I.1.1,2018,B,,,,,NE,,no sales known,,,\nI.3.1,2019,,,,,,NO,,no industry,,,\n"
            ),
        )
        .with("contracts.csv", &format!("{CONTRACT}\nc1,2018,I.1.2,200,MWh,0.1,kg/kWh,contract,supplier\n"))
        .with("cross_checks.csv", &format!("{CROSS_CHECK}\nIII.1.1,2018,model,400,t,university,other method\n"))
        .with(
            "methods/plant.toml",
            "method = \"incineration-liquids\"\nref = \"III.3.1\"\nsource = \"plant\"\nyear = 2018\n[inputs]\nwaste = { file = \"oil.csv\" }\n\
             fossil-carbon-content = [{ kind = \"oil\", value = \"0.75\", unit = \"kg/kg\" }]\n\
             oxidation-factor = [{ kind = \"oil\", value = \"1\", unit = \"kg/kg\" }]\n",
        )
        .with("methods/oil.csv", "kind,value,unit\noil,1000,t\n")
}

static TOWN: LazyLock<Written> =
    LazyLock::new(|| written(&City::open(&town().0, &FolderOptions::default().with_hash(true)).unwrap()));

/// One year of a small town.
static MINIMAL: LazyLock<Written> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/minimal");
    written(&open(&path, &FolderOptions::default().with_hash(true)))
});

#[test]
fn every_example_holds_and_every_input_has_the_hash_of_its_file() {
    let town = town();
    let examples = folders().into_iter().chain([("town".to_owned(), town.0.clone())]);
    let mut seen = BTreeSet::new();
    for (name, path) in examples {
        let files = written(&open(&path, &FolderOptions::default().with_hash(true)));
        assert_eq!(found(&files).map(|findings| findings.to_string()), None, "{name}");
        for line in String::from_utf8_lossy(&files["trace.jsonl"]).lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            for input in line["inputs"].as_array().into_iter().flatten() {
                let file = input["file"].as_str().unwrap();
                assert_eq!(input["sha256"], hash(&std::fs::read(path.join(file)).unwrap()), "{name}: {file}");
                seen.insert(file.to_owned());
            }
        }
    }
    for file in ["ledger.csv", "direct.csv", "methods/plant.toml", "methods/oil.csv"] {
        assert!(seen.contains(file), "{file}: {seen:?}");
    }
}

/// Changes members of a year: at the top too, where it is the last.
fn in_year(files: &mut Written, year: usize, change: impl Fn(&mut Value)) {
    let mut index: Value = serde_json::from_slice(&files["inventory.json"]).unwrap();
    change(&mut index["years"][year]);
    if index["years"].as_array().unwrap().len() == year + 1 {
        change(&mut index);
    }
    let mut bytes = serde_json::to_vec_pretty(&index).unwrap();
    bytes.push(b'\n');
    files.insert("inventory.json", bytes);
}

fn replaced(files: &mut Written, name: &'static str, from: &str, to: &str) {
    let text = String::from_utf8(files[name].clone()).unwrap();
    assert!(text.contains(from), "{name}: {from}");
    files.insert(name, text.replacen(from, to, 1).into_bytes());
}

fn entry<'a>(year: &'a mut Value, reference: &str) -> &'a mut Value {
    year["entries"].as_array_mut().unwrap().iter_mut().find(|entry| entry["ref"] == reference).unwrap()
}

/// Members of `inventory.json` that follow from the trace or from other members, each with a change of it and its place.
#[test]
fn every_member_that_follows_from_others_is_recomputed() {
    type Change = fn(&mut Value);
    let changes: [(&str, Change); 37] = [
        ("entries[III.1.1].gases_kg.CH4", |year| entry(year, "III.1.1")["gases_kg"]["CH4"] = json!("12001")),
        ("entries[III.1.1].gases_kg.CH4", |year| entry(year, "III.1.1")["gases_kg"] = json!({})),
        ("entries[III.1.1].co2e_t", |year| entry(year, "III.1.1")["co2e_t"] = json!("337")),
        ("entries[III.1.1].origin", |year| entry(year, "III.1.1")["origin"] = json!("method")),
        ("entries[III.1.1].quality.activity", |year| entry(year, "III.1.1")["quality"]["activity"] = json!("H")),
        ("entries[I.1.2]", |year| year["entries"].as_array_mut().unwrap().retain(|entry| entry["ref"] != "I.1.2")),
        ("by_gas.CH4.basic", |year| year["by_gas"]["CH4"]["basic"] = json!("1")),
        ("by_gas.CH4", |year| year["by_gas"] = json!({})),
        ("by_place.A", |year| year["by_place"] = json!({})),
        ("totals.biogenic_co2", |year| year["totals"]["biogenic_co2"] = json!("4")),
        ("totals.basic_market", |year| year["totals"]["basic_market"] = json!("4")),
        ("totals.basic_market", |year| year["totals"]["basic_market"] = Value::Null),
        ("totals.basic", |year| year["totals"]["basic"] = json!("4")),
        ("per_head.basic", |year| year["per_head"]["basic"] = json!("4")),
        ("per_km2.basic", |year| year["per_km2"]["basic"] = json!("4")),
        ("per_gdp.basic_plus", |year| year["per_gdp"]["basic_plus"] = json!("4")),
        ("per_head.basic", |year| year["population"] = json!("999")),
        ("sectors[III].scope1", |year| year["sectors"][2]["scope1"] = json!("4")),
        ("required.valued", |year| year["required"]["valued"] = json!(1)),
        ("status", |year| year["status"] = json!("complete")),
        ("rows.accepted", |year| year["rows"]["accepted"] = json!(1)),
        ("rejected_rows", |year| year["rejected_rows"] = json!(1)),
        ("gwp", |year| year["gwp"] = json!("AR6")),
        ("keys.NO[0]", |year| year["keys"]["NO"] = json!([])),
        ("city", |year| year["city"] = json!("Other")),
        ("factors.hash", |year| year["factors"]["hash"] = json!("00")),
        ("factors.tables", |year| year["factors"]["tables"] = json!([])),
        ("factors.sources", |year| year["factors"]["sources"] = json!([])),
        ("market[I.1.2].energy", |year| year["market"][0]["energy"] = json!("1")),
        ("market[I.1.2].covered", |year| year["market"][0]["covered"] = json!("1")),
        ("market[I.1.2].market_t", |year| year["market"][0]["market_t"] = json!("1")),
        ("fallbacks", |year| year["fallbacks"] = json!([])),
        ("market[I.1.2].location_t", |year| year["market"][0]["location_t"] = json!("1")),
        ("final", |year| year["final"] = json!(true)),
        ("required.missing", |year| year["required"]["missing"] = json!([])),
        ("notices", |year| year["notices"] = json!([])),
        ("final", |year| {
            // An IE without a target forbids it.
            entry(year, "I.3.1")["key"] = json!("IE");
            year["final"] = json!(true);
        }),
    ];
    let mut missed = Vec::new();
    for (place, change) in changes {
        let mut files = TOWN.clone();
        in_year(&mut files, 0, change);
        let findings = found(&files).map_or_else(String::new, |findings| findings.render(Language::English));
        if !findings.contains(&format!("inventory.json: 2018.{place}")) {
            missed.push((place, findings));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
    // Where two copies of the last year differ, one of them is not what follows.
    let mut files = TOWN.clone();
    let mut index: Value = serde_json::from_slice(&files["inventory.json"]).unwrap();
    entry(&mut index["years"][1], "I.3.1")["key"] = json!("IE");
    files.insert("inventory.json", serde_json::to_vec_pretty(&index).unwrap());
    assert!(found(&files).is_some());
}

#[test]
fn all_three_hashes_are_required() {
    for change in [
        (|index| index["files"] = json!({})) as fn(&mut Value),
        |index| index["files"]["trace.jsonl"] = Value::Null,
        |index| {
            index["files"]["other.csv"] = json!("00");
        },
        |index| _ = index["files"].as_object_mut().unwrap().remove("factors_used.csv"),
        |index| {
            _ = index.as_object_mut().unwrap().remove("files");
        },
    ] {
        let mut files = TOWN.clone();
        let mut index: Value = serde_json::from_slice(&files["inventory.json"]).unwrap();
        change(&mut index);
        files.insert("inventory.json", serde_json::to_vec_pretty(&index).unwrap());
        assert!(found(&files).is_some(), "{}", index["files"]);
    }
}

/// The cell of a column in a row, changed.
fn cell(files: &mut Written, name: &'static str, column: &str, row: usize, to: &str) {
    let mut reader = csv::Reader::from_reader(files[name].as_slice());
    let header = reader.headers().unwrap().clone();
    let at = header.iter().position(|held| held == column).unwrap_or_else(|| panic!("{column}"));
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    for (number, record) in reader.records().enumerate() {
        let record = record.unwrap();
        writer
            .write_record(record.iter().enumerate().map(|(held, text)| if (number, held) == (row, at) { to } else { text }))
            .unwrap();
    }
    files.insert(name, writer.into_inner().unwrap());
}

#[test]
fn every_cell_of_both_tables_is_recomputed_whatever_the_hashes() {
    for name in ["inventory.csv", "factors_used.csv"] {
        let text = String::from_utf8(TOWN[name].clone()).unwrap();
        let mut missed = Vec::new();
        for column in text.lines().next().unwrap().split(',') {
            let mut files = TOWN.clone();
            // Grades of activity data and of factors are in no trace; the worst of a reference is in inventory.json.
            // It has none where one of its lines has none, so that the line must be the only one.
            let works = || text.lines().skip(1).position(|row| row.contains("/III.4.1/")).unwrap();
            let (row, to) = if column.ends_with("_quality") { (works(), "L") } else { (1, "7") };
            cell(&mut files, name, column, row, to);
            assert!(files[name] != TOWN[name], "{column}");
            let findings = found(&rehashed(files, &TOWN)).map_or_else(String::new, |findings| findings.to_string());
            let at = if column.ends_with("_quality") { "inventory.json: ".to_owned() } else { format!("{name}:3: {column}") };
            if !findings.starts_with(&at) {
                missed.push((column.to_owned(), findings));
            }
        }
        assert!(missed.is_empty(), "{missed:#?}");
        let row = text.lines().nth(2).unwrap();
        for (from, to) in [
            (format!("{row}\n"), String::new()),
            (format!("{row}\n"), format!("{row}\n{row}\n")),
            (text.lines().next().unwrap().to_owned(), text.lines().next().unwrap().replacen(',', ",x", 1)),
            ("\n".to_owned(), "\r\n".to_owned()),
        ] {
            let mut files = TOWN.clone();
            replaced(&mut files, name, &from, &to);
            let findings = found(&rehashed(files, &TOWN)).unwrap_or_else(|| panic!("{name}: {to}")).to_string();
            assert!(findings.starts_with(name), "{findings}");
        }
    }
}

#[test]
fn a_changed_trace_contradicts_itself_or_the_other_files() {
    let mut missed = Vec::new();
    for (from, to) in [
        ("\"set\":\"AR5\"", "\"set\":\"AR6\""),
        ("\"rows\":1,", "\"rows\":2,"),
        ("\"sha256\":\"", "\"sha256\":\"0"),
        ("\"version\":\"", "\"version\":\"0"),
        ("\"id\":\"", "\"id\":\"x"),
        ("\"table\":\"", "\"table\":\"x"),
        ("\"source\":\"", "\"source\":\"x"),
        ("\"publication\":\"", "\"publication\":\"x"),
        ("\"steps\":[", "\"steps\":[\"process-up\","),
        ("\"note\":null", "\"note\":\"so\""),
        ("\"file\":\"ledger.csv\"", "\"file\":\"other.csv\""),
        ("\"place\":\"\"", "\"place\":\"C\""),
        ("{\"line\":", "{ \"line\":"),
        ("\n", ""),
    ] {
        let mut files = TOWN.clone();
        replaced(&mut files, "trace.jsonl", from, to);
        if found(&rehashed(files, &TOWN)).is_none() {
            missed.push(from);
        }
    }
    assert!(missed.is_empty(), "{missed:?}");
    let lines: Vec<String> =
        String::from_utf8(TOWN["trace.jsonl"].clone()).unwrap().split_inclusive('\n').map(str::to_owned).collect();
    for number in 0..lines.len() {
        let (mut left_out, mut doubled, mut moved) = (lines.clone(), lines.clone(), lines.clone());
        left_out.remove(number);
        doubled.insert(number, lines[number].clone());
        moved.swap(number, (number + 1) % lines.len());
        for changed in [left_out, doubled, moved] {
            let mut files = TOWN.clone();
            files.insert("trace.jsonl", changed.concat().into_bytes());
            assert!(found(&rehashed(files, &TOWN)).is_some(), "{number}");
        }
    }
}

/// A result with one digit changed, hashes adjusted or not; the text around it, and its place.
fn with_other_digit(before: &Written, name: &'static str, at: usize, add: u8, adjusted: bool) -> (Written, String, usize) {
    let digits: Vec<usize> = (0..before[name].len()).filter(|at| before[name][*at].is_ascii_digit()).collect();
    let at = digits[at % digits.len()];
    let mut files = before.clone();
    let bytes = files.get_mut(name).unwrap();
    bytes[at] = b'0' + (bytes[at] - b'0' + add) % 10;
    let around = String::from_utf8_lossy(&bytes[at.saturating_sub(60)..(at + 20).min(bytes.len())]).into_owned();
    (if adjusted { rehashed(files, before) } else { files }, around, at)
}

/// Whether a byte of `inventory.json` is of what follows from nothing else: a notice, or the number of accepted rows.
fn is_stated_once(written: &Written, place: usize) -> bool {
    let text = std::str::from_utf8(&written["inventory.json"]).unwrap();
    let held = |from: &str, to: &str| {
        let start = text.find(from).unwrap() + from.len();
        (start..start + text[start..].find(to).unwrap()).contains(&place)
    };
    held("\n      \"notices\": [", "]") || held("\"accepted\": ", ",")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(128)))]

    /// Whatever digit is changed in whichever of the four files, it is found, whether or not the hashes are adjusted. What follows from
    /// nothing else is the exception (`docs/outputs.md`, "verify").
    #[test]
    fn any_digit_changed_is_found(
        name in prop::sample::select(vec!["inventory.json", "inventory.csv", "factors_used.csv", "trace.jsonl"]),
        at in any::<usize>(),
        add in 1_u8..10,
        adjusted: bool,
    ) {
        let (files, around, place) = with_other_digit(&MINIMAL, name, at, add, adjusted);
        let is_stated = name == "inventory.json" && is_stated_once(&MINIMAL, place);
        prop_assert!(is_stated || found(&files).is_some(), "{name}: {around}");
    }
}
