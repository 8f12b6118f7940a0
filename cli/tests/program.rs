//! The program as a shell runs it: what it prints where, what it writes, and how it ends.

#[path = "program/exchange.rs"]
mod exchange;
#[path = "program/page.rs"]
mod page;
#[path = "program/systems.rs"]
mod systems;
#[path = "program/thai_docs.rs"]
mod thai_docs;

use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::inventory::Reconciliation;
use citycarbon::report;
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A file or folder of the repository.
fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// A folder that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("citycarbon-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn with(self, name: &str, text: &str) -> Self {
        fs::write(self.0.join(name), text).unwrap();
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_citycarbon"));
    program.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
    program
}

fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Output {
    program().args(arguments).output().unwrap()
}

/// The arguments of a line, with the paths of the repository in it.
fn line(words: &str) -> Output {
    run(words.split(' ').map(|word| if word.starts_with("examples/") { at(word).into_os_string() } else { word.into() }))
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A success with nothing to say on stderr, but that files were written.
fn good(output: &Output) -> &str {
    assert_eq!(output.status.code(), Some(0), "{}", stderr(output));
    // With a plan there is a fifth file.
    let is_written = |line: &&str| line.starts_with("wrote 4 files to ") || line.starts_with("wrote 5 files to ");
    let others: Vec<&str> = stderr(output).lines().filter(|line| !is_written(line)).collect();
    assert_eq!(others, Vec::<&str>::new());
    stdout(output)
}

/// An input that is rejected: reasons on stderr, no result.
fn rejected(output: &Output) -> &str {
    assert_eq!(output.status.code(), Some(1), "{}", stderr(output));
    assert_eq!(stdout(output), "");
    stderr(output)
}

/// Wrong arguments: usage on stderr, no result.
fn wrong(output: &Output) -> &str {
    assert_eq!(output.status.code(), Some(2), "{}", stderr(output));
    assert_eq!(stdout(output), "");
    stderr(output)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

const COMMANDS: [&str; 14] = [
    "new",
    "inventory",
    "measure",
    "plan",
    "tally",
    "method",
    "find",
    "firm",
    "firms",
    "verify",
    "views",
    "indicators",
    "completions",
    "man",
];

#[test]
fn help_of_every_command_has_an_example() {
    let whole = line("--help");
    for command in COMMANDS {
        assert!(good(&whole).contains(&format!("\n  {command}")), "{command}");
        let help = line(&format!("{command} --help"));
        let text = good(&help);
        let (_, examples) = text.split_once("Example").unwrap_or_else(|| panic!("{command}: {text}"));
        assert!(examples.contains(&format!("citycarbon {command}")), "{command}: {text}");
    }
    assert!(good(&whole).contains("Exit codes: 0 success; 1 input rejected"));
    assert_eq!(good(&line("--version")), format!("citycarbon {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_arguments_end_with_2_and_the_usage() {
    for words in [
        "inventory",
        "inventory examples/bangkok extra",
        "inventory examples/bangkok --nothing",
        "inventory examples/bangkok --gwp AR7",
        "inventory examples/bangkok --lang de",
        "inventory examples/bangkok --year soon",
        "inventory examples/bangkok --series grid-electricity",
        "inventory examples/bangkok --format yaml",
        "inventory examples/bangkok --format json --year 2018",
        "inventory examples/bangkok --format json --full",
        "measure brt",
        "measure --list brt examples/bangkok",
        "tally",
        "tally l.csv --threads 0",
        "tally l.csv --on-bad keep",
        "tally l.csv --calendar mars",
        "tally l.csv --tables t --gwp AR5",
        "tally l.csv --tables t --region TH",
        "method",
        "method landfil",
        "method landfil --list",
        "method --list --gwp AR5",
        "verify",
        "completions tcsh2",
        "man nothing",
        "nothing",
    ] {
        let output = line(words);
        let text = wrong(&output);
        assert!(text.starts_with("error: ") && text.ends_with("For more information, try '--help'.\n"), "{words}: {text}");
    }
    // Without arguments the help is printed, but nothing was asked for.
    assert!(wrong(&run::<&str>([])).contains("Usage: citycarbon"));
    assert!(wrong(&line("inventory examples/bangkok --gwp AR55")).contains("'AR5'"));
    assert!(wrong(&line("method landfil")).contains("\"landfil\": not a method of the index; --list prints all methods"));
}

#[test]
fn input_that_is_rejected_ends_with_1_a_line_for_each_reason() {
    for (words, text) in [
        ("inventory nowhere", "nowhere/city.toml: this file is missing; a city folder needs it, with name, region, year and gwp\n"),
        ("inventory examples/bangkok --year 2019", "\"2019\": not a year of this inventory; use one of 2018, 2020, 2023\n"),
        (
            "report examples/bangkok --ecrf not_written.xlsx --year 2019",
            "\"2019\": not a year of this inventory; use one of 2018, 2020, 2023\n",
        ),
        (
            "inventory examples/bangkok --series grid-electricity=th-tgo-cfoo",
            "--series: \"th-tgo-cfoo\": unknown series; did you mean \"th-tgo-cfo\"?\n",
        ),
        ("measure rooftop_sola examples/bangkok", "\"rooftop_sola\": unknown measure; did you mean \"rooftop_solar\"?\n"),
        ("measure brt examples/minimal", "\"brt\": the folder has no measures; put a form into its folder measures/\n"),
        (
            "measure brt nowhere",
            "nowhere/city.toml: this file is missing; a city folder needs it, with name, region, year and gwp\n",
        ),
    ] {
        assert_eq!(rejected(&line(words)), text, "{words}");
    }
    for words in ["tally nowhere.csv", "tally nowhere.csv --tables nowhere", "verify nowhere"] {
        let output = line(words);
        let text = rejected(&output);
        assert!(text.starts_with("nowhere") && text.lines().count() == 1, "{words}: {text}");
    }
    let two = Folder::new()
        .with("city.toml", "name = \"A\"\nregion = \"TH\"\nyear = 2022\ngwp = \"AR5\"\n")
        .with("ledger.csv", "period,activity,amount,unit\n2022,road.diesel-b7,x,litre\n2022,road.diesel-b7,1,\n");
    let out = two.0.join("out");
    let output = run([OsStr::new("inventory"), two.0.as_os_str(), OsStr::new("--out"), out.as_os_str()]);
    assert_eq!(
        rejected(&output),
        "ledger.csv:2: amount: \"x\": not a number; write plain digits, such as 1234.5\n\
         ledger.csv:3: unit: the cell is empty; enter a value\n"
    );
    assert!(!out.exists(), "a rejected input writes no file");
    // The same in Thai, and not a line more.
    let thai = run([OsStr::new("inventory"), two.0.as_os_str(), OsStr::new("--lang"), OsStr::new("th")]);
    assert_eq!(rejected(&thai).lines().count(), 2);
    assert!(rejected(&thai).starts_with("ledger.csv:2: amount: \"x\": ไม่ใช่ตัวเลข"), "{}", stderr(&thai));
}

#[test]
fn an_inventory_is_one_page_and_all_of_it_with_full() {
    for (code, language) in [("en", Language::English), ("th", Language::Thai)] {
        let page = line(&format!("inventory examples/bangkok --lang {code}"));
        let full = line(&format!("inventory examples/bangkok --lang {code} --full"));
        let city = City::open(at("examples/bangkok"), &FolderOptions::default()).unwrap();
        let statements = city.close().unwrap();
        assert_eq!(good(&page), report::page(&statements, language).unwrap());
        assert!(good(&full).starts_with(good(&page)) && good(&full).lines().count() > 400);
        assert!(good(&page).lines().count() <= 66, "one page");
    }
    let year = line("inventory examples/bangkok --year 2018");
    assert!(good(&year).starts_with("Bangkok: greenhouse gas inventory 2018 (complete with exclusions)\n==="));
    assert!(!good(&year).contains("2020") && !good(&year).contains("2023"), "{}", stdout(&year));
    let gwp = line("inventory examples/minimal --gwp AR6");
    assert!(good(&gwp).contains("GWP set: AR6"));
    let series = line("inventory examples/bangkok --year 2018 --series grid-electricity=bangkok-2018");
    let total = good(&series).lines().find(|line| line.starts_with("Total BASIC")).unwrap();
    assert!(total.ends_with(" 42,741,138"), "{total}");
}

#[test]
fn out_writes_the_files_of_the_library_and_json_is_one_of_them() {
    let folder = Folder::new();
    let out = folder.0.join("new").join("result");
    let bangkok = at("examples/bangkok");
    let written = run([OsStr::new("inventory"), bangkok.as_os_str(), OsStr::new("--out"), out.as_os_str()]);
    assert!(good(&written).starts_with("Bangkok: "));
    let city = City::open(&bangkok, &FolderOptions::default().with_hash(true)).unwrap();
    let files = report::files(&city.close().unwrap()).unwrap();
    let mut names: Vec<_> = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["factors_used.csv", "inventory.csv", "inventory.json", "plan.json", "trace.jsonl"]);
    let plan = report::plan_json("Bangkok", &city.plan().unwrap().unwrap()).unwrap();
    assert_eq!(fs::read(out.join("plan.json")).unwrap(), plan);
    for (name, bytes) in &files {
        assert_eq!(&fs::read(out.join(name)).unwrap(), bytes, "{name}");
    }
    let printed = line("inventory examples/bangkok --format json");
    assert_eq!(good(&printed).as_bytes(), fs::read(out.join("inventory.json")).unwrap());
    // A name that is a folder's: nothing is printed, nothing else is written.
    let taken = Folder::new();
    fs::create_dir(taken.0.join("trace.jsonl")).unwrap();
    let refused = run([OsStr::new("inventory"), bangkok.as_os_str(), OsStr::new("--out"), taken.0.as_os_str()]);
    assert!(rejected(&refused).contains("cannot be written"), "{}", stderr(&refused));
    assert_eq!(fs::read_dir(&taken.0).unwrap().count(), 1);
}

#[test]
fn verify_names_the_first_line_that_does_not_hold() {
    let folder = Folder::new();
    let verify = || run([OsStr::new("verify"), folder.0.as_os_str()]);
    let minimal = at("examples/minimal");
    let write = || good(&run([OsStr::new("inventory"), minimal.as_os_str(), OsStr::new("--out"), folder.0.as_os_str()])).len();
    assert!(write() > 0);
    let lines = fs::read_to_string(folder.0.join("trace.jsonl")).unwrap().lines().count();
    assert_eq!(good(&verify()), format!("All {lines} lines of the trace recomputed; every figure agrees with its trace.\n"));
    let changed = |name: &str, from: &str, to: &str, finding: &str| {
        write();
        let path = folder.0.join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{name}: {from}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let output = verify();
        assert_eq!((output.status.code(), stderr(&output)), (Some(1), ""));
        let first = stdout(&output).lines().next().unwrap();
        assert!(first.contains(finding), "{name}: {}", stdout(&output));
    };
    let sum = "\"sum\":\"";
    changed("trace.jsonl", sum, "\"sum\":\"9", "trace.jsonl:1: ");
    changed("trace.jsonl", "{\"line\"", "{\"lime\"", "trace.jsonl:1: not a line of a trace");
    changed(
        "inventory.csv",
        ",activity,,ipcc2006-stationary-lpg-co2,",
        ",direct,,ipcc2006-stationary-lpg-co2,",
        "inventory.csv:2: origin: \"direct\": recomputed activity",
    );
    changed("inventory.csv", "\n2022/", "\n2021/", "inventory.csv:2: line: ");
    changed("inventory.csv", "\n", "\r\n", "inventory.csv: holds these figures, but is not written as this version writes them");
    changed("factors_used.csv", "ipcc2006", "ipcc2007", "factors_used.csv:");
    changed("inventory.json", "\"co2e_t\": \"", "\"co2e_t\": \"1", "inventory.json: ");
    changed(
        "inventory.json",
        "\"inventory.csv\": \"",
        "\"inventory.csw\": \"",
        "inventory.csv: inventory.json has no hash of this file",
    );
    changed(
        "inventory.json",
        "\"trace.jsonl\": \"",
        "\"trace.jsonl\": \"0",
        "trace.jsonl: not the file that inventory.json was written with",
    );
    // A figure of the CSV, by its column.
    write();
    let path = folder.0.join("inventory.csv");
    let text = fs::read_to_string(&path).unwrap();
    let mass = text.lines().nth(1).unwrap().split(',').nth(6).unwrap().to_owned();
    fs::write(&path, text.replacen(&mass, "7", 1)).unwrap();
    let output = verify();
    assert!(stdout(&output).starts_with("inventory.csv:2: mass_kg: \"7\": "), "{}", stdout(&output));
    fs::remove_file(folder.0.join("factors_used.csv")).unwrap();
    assert!(rejected(&verify()).contains("factors_used.csv: cannot be read"));
}

#[test]
fn a_measure_is_named_by_its_file_and_kinds_are_listed() {
    let kinds = line("measure --list");
    for kind in ["waste-trucks", "brt", "rooftop-solar", "waste-separation"] {
        assert!(good(&kinds).contains(&format!("\n  {kind} ")), "{kind}");
    }
    assert!(good(&line("measure --list --lang th")).contains("ระบบผลิตไฟฟ้าพลังงานแสงอาทิตย์บนหลังคา"));
    let city = City::open(at("examples/bangkok"), &FolderOptions::default()).unwrap();
    assert_eq!(city.measures().len(), 5);
    for measure in city.measures() {
        let effects = city.effects(&measure.name).unwrap().unwrap();
        let text = line(&format!("measure {} examples/bangkok", measure.name));
        assert_eq!(good(&text), report::measure_text(&effects, Language::English).unwrap());
        let thai = line(&format!("measure {} examples/bangkok --lang th", measure.name));
        assert_eq!(good(&thai), report::measure_text(&effects, Language::Thai).unwrap());
        let whole = line(&format!("measure {} examples/bangkok --format json", measure.name));
        assert_eq!(good(&whole).as_bytes(), report::measure_json(&effects).unwrap());
    }
}

const LEDGER: &str =
    "period,activity,amount,unit\n2022,road.diesel-b7,1000,litre\n2022,road.diesel-b7,x,litre\n2022,nothing,1,litre\n";

#[test]
fn a_tally_prints_what_the_ledger_comes_to_or_why_not() {
    let folder = Folder::new().with("bad.csv", LEDGER).with("empty.csv", "period,activity,amount,unit\n");
    let tally = |name: &str, more: &[&str]| {
        let mut arguments = vec![OsStr::new("tally").to_owned(), folder.0.join(name).into_os_string()];
        arguments.extend(more.iter().map(|word| OsStr::new(word).to_owned()));
        run(arguments)
    };
    let refused = tally("bad.csv", &["--region", "TH"]);
    let lines: Vec<&str> = rejected(&refused).lines().collect();
    assert!(lines[0].contains("bad.csv:3: amount: \"x\": not a number"), "{lines:?}");
    assert!(lines[1].contains("bad.csv:4: activity: \"nothing\": "), "{lines:?}");
    assert_eq!(lines[2], "2 of 3 rows rejected; no result");
    let stopped = tally("bad.csv", &["--region", "TH", "--on-bad", "stop"]);
    assert!(rejected(&stopped).lines().filter(|line| line.contains("bad.csv:")).count() == 1, "{}", stderr(&stopped));
    let kept = tally("bad.csv", &["--region", "TH", "--on-bad", "collect", "--format", "csv"]);
    assert_eq!(kept.status.code(), Some(0));
    assert!(stderr(&kept).contains("2 of 3 rows rejected; the result is of the other rows\n"), "{}", stderr(&kept));
    assert!(stdout(&kept).starts_with("sector,scope,gas,place,mass_kg,co2e_kg\nII,1,"), "{}", stdout(&kept));
    let whole = json(stdout(&tally("bad.csv", &["--region", "TH", "--on-bad", "collect", "--format", "json"])));
    assert_eq!((&whole["rows"], &whole["accepted"], &whole["rejected"]), (&3.into(), &1.into(), &2.into()));
    let last = stdout(&kept).lines().last().unwrap();
    assert_eq!(last, format!("total,,,,,{}", whole["total_co2e_kg"].as_str().unwrap()));
    let text = tally("bad.csv", &["--region", "TH", "--on-bad", "collect"]);
    assert!(stdout(&text).ends_with(&format!("total, kg CO2e: {}\n", whole["total_co2e_kg"].as_str().unwrap())));
    let thai = tally("bad.csv", &["--region", "TH", "--on-bad", "collect", "--lang", "th"]);
    assert!(stdout(&thai).starts_with("แถวที่อ่าน: รับ 1 แถว ไม่รับ 2 แถว\n"), "{}", stdout(&thai));
    // Threads do not change a byte, and no rows are no data.
    for threads in ["1", "3"] {
        let again = tally("bad.csv", &["--region", "TH", "--on-bad", "collect", "--format", "csv", "--threads", threads]);
        assert_eq!(stdout(&again), stdout(&kept));
    }
    assert!(stdout(&tally("empty.csv", &[])).ends_with("total, kg CO2e: no data\n"));
    let set = |gwp: &str| {
        let answer = json(stdout(&tally("bad.csv", &["--region", "TH", "--on-bad", "collect", "--format", "json", "--gwp", gwp])));
        answer["total_co2e_kg"].as_str().unwrap().to_owned()
    };
    assert_ne!(set("SAR"), set("AR6"));
    assert_eq!(set("AR5"), whole["total_co2e_kg"].as_str().unwrap());
}

#[test]
fn plain_tables_stand_in_for_the_shipped_ones() {
    let folder = Folder::new()
        .with("activities.csv", "activity,sector,scope,base_unit\nbus,transport,1,litre\n")
        .with("units.csv", "base_unit,unit,mult\nlitre,litre,1\n")
        .with("factors.csv", "activity,year,gas,value\nbus,2024,CO2,2.7\nbus,2024,CH4,0.001\n")
        .with("gwp.csv", "gas,gwp\nCO2,1\nCH4,28\n")
        .with("places.csv", "place\nDusit\n")
        .with("ledger.csv", "period,place,activity,amount,unit\n2024,Dusit,bus,100,litre\n")
        .with("old.csv", "period,place,activity,amount,unit\n2023,Dusit,bus,100,litre\n");
    let tally = |name: &str| {
        let ledger = folder.0.join(name).into_os_string();
        let arguments = ["tally", "--format", "csv", "--tables"].map(|word| OsStr::new(word).to_owned());
        run(arguments.into_iter().chain([folder.0.clone().into_os_string(), ledger]))
    };
    let figures = "transport,1,CH4,Dusit,0.1,2.8\ntransport,1,CO2,Dusit,270,270\ntotal,,,,,272.8\n";
    assert_eq!(good(&tally("ledger.csv")), format!("sector,scope,gas,place,mass_kg,co2e_kg\n{figures}"));
    assert!(rejected(&tally("old.csv")).contains("old.csv:2: period: \"2023\": "), "{}", stderr(&tally("old.csv")));
}

/// A method with inputs on stdin.
fn method(arguments: &[&str], inputs: &str) -> Output {
    let mut program = program()
        .arg("method")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    program.stdin.take().unwrap().write_all(inputs.as_bytes()).unwrap();
    program.wait_with_output().unwrap()
}

#[test]
fn a_method_is_computed_from_stdin_and_listed_with_its_inputs() {
    let inputs = fs::read_to_string(at("examples/inputs/landfill-commitment.json")).unwrap();
    let plain = method(&["landfill-commitment"], &inputs);
    let whole = json(good(&plain));
    assert_eq!(whole["method"], "landfill-commitment");
    assert_eq!(whole["results"]["CH4"], serde_json::json!({"value": "450000", "unit": "kg"}));
    assert!(whole.get("co2e").is_none());
    let weighed = json(good(&method(&["landfill-commitment", "--gwp", "AR5"], &inputs)));
    assert_eq!(weighed["co2e"], serde_json::json!({"gwp": "AR5", "unit": "kg", "value": "12600000"}));
    let all = line("method --list");
    let one = line("method --list landfill-commitment");
    assert!(
        good(&one).starts_with("landfill-commitment\n  III.1, ") && good(&one).contains("\n  in   waste ["),
        "{}",
        stdout(&one)
    );
    assert!(good(&all).contains(good(&one)) && good(&all).lines().filter(|line| !line.starts_with(' ')).count() > 40);
    assert_eq!(stdout(&line("method landfill-commitment --list")), stdout(&one));
    let (none, bad) = (method(&["landfill-commitment"], "{}"), method(&["landfill-commitment"], "{"));
    assert!(rejected(&none).contains("missing: ") && stderr(&none).lines().count() == 1, "{}", stderr(&none));
    assert!(rejected(&bad).starts_with("stdin: not JSON: "), "{}", stderr(&bad));
}

#[test]
fn indicators_are_what_the_library_prints() {
    for folder in ["examples/bangkok", "examples/yokohama"] {
        let city = City::open(at(folder), &FolderOptions::default()).unwrap();
        let statements = city.close().unwrap();
        for (option, language) in [("", Language::English), (" --lang th", Language::Thai)] {
            let text = report::indicators_text(&city, &statements, language).unwrap();
            assert_eq!(good(&line(&format!("indicators {folder}{option}"))), text);
        }
        let json = good(&line(&format!("indicators {folder} --format json"))).to_owned();
        assert_eq!(json.as_bytes(), report::indicators_json(&city, &statements).unwrap());
    }
    assert!(rejected(&line("indicators examples/nowhere")).contains("city.toml"));
}

#[test]
fn views_are_what_the_library_prints() {
    let city = City::open(at("examples/bangkok"), &FolderOptions::default()).unwrap();
    let statements = city.close().unwrap();
    let (views, last) = (city.views(), &statements[2]);
    for (option, language) in [("", Language::English), (" --lang th", Language::Thai)] {
        let printed = |words: &str| line(&format!("views examples/bangkok{words}{option}"));
        assert_eq!(good(&printed("")), report::views_text(&statements, views, language).unwrap());
        let operations = views.find("operations").unwrap();
        assert_eq!(good(&printed(" --view operations")), report::view_text(last, operations, language).unwrap());
        let of_2018 = report::view_text(&statements[0], operations, language).unwrap();
        assert_eq!(good(&printed(" --view operations --year 2018")), of_2018);
        let totals = |name: &str| views.totals(&statements, name).unwrap();
        let (basic, generation) = (totals("basic"), totals("territorial:I.4"));
        let held: Vec<_> = (0..3).map(|at| Reconciliation::between(&basic[at], &generation[at]).unwrap()).collect();
        let text = report::reconciliation_text(last, &held[2], language).unwrap();
        assert_eq!(good(&printed(" --between basic territorial:I.4")), text);
        let json = good(&printed(" --between basic territorial:I.4 --format json")).to_owned();
        let years: Vec<_> = statements.iter().zip(held).collect();
        assert_eq!(json.as_bytes(), report::reconciliation_json(&years).unwrap());
        let json = good(&printed(" --format json --view operations")).to_owned();
        assert_eq!(json.as_bytes(), report::views_json(&statements, views, Some(operations)).unwrap());
    }
    // A group that has lines in another year is known in each.
    assert!(
        good(&line("views examples/bangkok --between operations:composting basic"))
            .starts_with("Bangkok: from operations:composting")
    );
    // What is not there is rejected, with the nearest name; arguments that do not go together are wrong.
    let unknown = line("views examples/bangkok --view operatons");
    assert_eq!(rejected(&unknown), "\"operatons\": unknown view; did you mean \"operations\"?\n");
    let group = line("views examples/bangkok --between operations:landfil basic");
    assert_eq!(rejected(&group), "\"landfil\": unknown group of the view; did you mean \"landfill\"?\n");
    let year = line("views examples/bangkok --year 2019");
    assert!(rejected(&year).contains("2019"), "{}", stderr(&year));
    for words in ["views examples/bangkok --between basic", "views examples/bangkok --view basic --between basic scope"] {
        assert_eq!(line(words).status.code(), Some(2), "{words}");
    }
}

#[test]
fn completions_and_manual_pages_are_printed() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = line(&format!("completions {shell}"));
        assert!(good(&output).contains("inventory") && good(&output).contains("completions"), "{shell}");
    }
    let page = line("man");
    assert!(good(&page).contains(".TH citycarbon 1"), "{}", stdout(&page));
    for command in COMMANDS {
        let page = line(&format!("man {command}"));
        assert!(good(&page).contains(".SH") && good(&page).contains("Example"), "{command}: {}", stdout(&page));
    }
}

#[test]
fn colours_and_progress_are_for_a_terminal() {
    let coloured = |output: &Output| output.stdout.contains(&0x1b) || output.stderr.contains(&0x1b);
    for words in
        ["inventory examples/bangkok", "inventory nowhere", "--help", "nothing", "tally examples/minimal/ledger.csv --region TH"]
    {
        assert!(!coloured(&line(words)), "{words}");
    }
    // Forced, headings are bold and errors red, whatever stdout is; NO_COLOR is for the user to say.
    let forced = |words: &str, none: bool| {
        let mut program = program();
        program
            .args(words.split(' ').map(|word| if word.starts_with("examples/") { at(word).into_os_string() } else { word.into() }));
        program.env("CLICOLOR_FORCE", "1");
        if none {
            program.env_remove("CLICOLOR_FORCE").env("NO_COLOR", "1");
        }
        program.output().unwrap()
    };
    assert!(stdout(&forced("inventory examples/minimal", false)).starts_with("\u{1b}[1mExample town"));
    assert!(stderr(&forced("inventory nowhere", false)).starts_with("\u{1b}[31m"));
    assert!(!coloured(&forced("inventory examples/minimal", true)));
    // JSON stays JSON.
    assert!(!coloured(&forced("inventory examples/minimal --format json", false)));
}

#[test]
fn a_reader_may_close_the_pipe() {
    let mut program = program();
    program.args(["inventory"]).arg(at("examples/bangkok")).arg("--full").stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = program.spawn().unwrap();
    drop(running.stdout.take());
    let output = running.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
}

#[test]
fn a_firm_is_printed_in_its_language_and_as_json() {
    let text = line("firm examples/sme/bakery.toml");
    assert!(good(&text).starts_with("Bakery (invented), 2023: carbon footprint\n"), "{}", stdout(&text));
    let thai = line("firm examples/sme/bakery.toml --lang th");
    assert!(good(&thai).contains("คาร์บอนฟุตพริ้นท์"), "{}", stdout(&thai));
    let json: Value = serde_json::from_str(good(&line("firm examples/sme/bakery.toml --format json"))).unwrap();
    assert_eq!(json["total_kg"], "18684.9779856");
    let folder =
        Folder::new().with("shop.toml", "name = \"A\"\nregion = \"TH\"\nyear = 2023\nsector = \"retail\"\nstaff = 0\nwater = 5\n");
    let wrong = run(["firm".as_ref(), folder.0.join("shop.toml").as_os_str()]);
    let lines: Vec<String> = rejected(&wrong).lines().map(|line| line.rsplit_once("shop.toml").unwrap().1.to_owned()).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with(":5: staff: \"0\": ") && lines[1].starts_with(":6: water: "), "{lines:?}");
}

#[test]
fn cities_are_compared_and_an_error_names_its_folder() {
    let page = line("compare examples/cities/seoul examples/cities/hanoi");
    assert!(good(&page).starts_with("Comparison of 2 cities\n"), "{}", stdout(&page));
    let json: Value = serde_json::from_str(good(&line("compare examples/minimal --format json"))).unwrap();
    assert_eq!(json["cities"].as_array().map(Vec::len), Some(1), "{json}");
    let refused = line("compare examples/cities/seoul examples/cities/README.md");
    assert_eq!((refused.status.code(), stdout(&refused)), (Some(1), ""));
    assert!(stderr(&refused).contains("examples/cities/README.md: city.toml: cannot be read: "), "{}", stderr(&refused));
}

#[test]
fn firms_are_added_up_and_compared_with_a_city() {
    let text = line("firms examples/sme/firms.csv --by sector --by place --city examples/bangkok");
    assert!(good(&text).contains("withheld ones together"), "{}", stdout(&text));
    let json = line("firms examples/sme/firms.csv --by sector --city examples/bangkok --format json");
    let json: Value = serde_json::from_str(good(&json)).unwrap();
    assert_eq!(
        (json["years"][0]["total"]["firms"].clone(), json["compared"][0]["firms_kwh"].clone()),
        (41.into(), "552200".into())
    );
    // The same list twice: each firm would be counted twice.
    let twice = line("firms examples/sme/firms.csv examples/sme/firms.csv --by sector");
    let reasons = rejected(&twice);
    assert_eq!(reasons.lines().filter(|line| line.contains("this firm has two rows in 2023")).count(), 41, "{reasons}");
}

#[test]
fn wrong_keys_of_firms_are_wrong_arguments() {
    let folder =
        Folder::new().with("firms.csv", "name,region,year,sector,electricity\nA,TH,2022,retail,1 kWh\nB,TH,2022,shop,1 kWh\n");
    let list = folder.0.join("firms.csv");
    let of = |words: &str| {
        run([&["firms".as_ref(), list.as_os_str()][..], &words.split(' ').map(OsStr::new).collect::<Vec<_>>()].concat())
    };
    for words in ["--by sector --by sector", "--by place --city nowhere", "--gwp AR5"] {
        let output = of(words);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""), "{words}");
    }
    let wrong = of("--by sector");
    let reasons: Vec<&str> = rejected(&wrong).lines().collect();
    assert!(reasons[0].contains("firms.csv:3: sector: \"shop\": "), "{reasons:?}");
    assert_eq!((reasons.len(), reasons[1].contains("1 of 2")), (2, true), "{reasons:?}");
}

#[test]
fn find_prints_what_to_write_best_first() {
    let found = line("find diesel for trucks --kind activity");
    let first = good(&found).lines().next().unwrap();
    assert!(first.contains("road.gas-diesel-oil"), "{first}");
    assert!(good(&found).contains("ledger.csv: activity = road.gas-diesel-oil, unit = litre"), "{}", stdout(&found));
    // A class of a tariff that spans two references is answered with both.
    let class = run(["find", "低圧電力", "--format", "json"]);
    let answers = json(good(&class));
    let ids: Vec<&str> = answers.as_array().unwrap().iter().take(2).map(|answer| answer["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["commercial.electricity", "manufacturing.electricity"]);
    for key in ["kind", "id", "label", "unit", "write"] {
        assert!(answers[0][key].is_string(), "{key}");
    }
    let gas = line("find HCFC-22 --kind gas");
    assert!(good(&gas).contains("Montreal Protocol"), "{}", stdout(&gas));
    assert_eq!(good(&line("find unobtainium --kind activity --format json")), "[]\n");
    assert!(wrong(&line("find")).contains("<WORDS>") && wrong(&line("find diesel --kind fuel")).contains("activity"));
    // The label in the language asked for.
    let thai = run(["find", "ค่าไฟบ้าน", "--kind", "activity", "--lang", "th"]);
    assert!(good(&thai).contains("residential.electricity") && good(&thai).contains("ที่อยู่อาศัย"), "{}", stdout(&thai));
}

#[test]
fn new_writes_a_folder_that_is_read_at_once() {
    let folder = Folder::new();
    let city = folder.0.join("songkhla");
    let asked = ["new".as_ref(), city.as_os_str(), "--region".as_ref(), "TH-90".as_ref(), "--years".as_ref(), "2020-2023".as_ref()];
    let written = run(asked);
    assert_eq!((written.status.code(), stdout(&written)), (Some(0), "ledger.csv\ndirect.csv\nWHO_HOLDS_WHAT.md\ncity.toml\n"));
    let path = city.display();
    assert_eq!(stderr(&written), format!("fill in ledger.csv and direct.csv of {path}, then run: citycarbon inventory {path}\n"));
    let settings = fs::read_to_string(city.join("city.toml")).unwrap();
    assert!(settings.contains("name = \"Songkhla\"\n") && settings.contains("years = [2020, 2021, 2022, 2023]\n"), "{settings}");
    let inventory = run(["inventory".as_ref(), city.as_os_str()]);
    assert_eq!(inventory.status.code(), Some(0), "{}", stderr(&inventory));
    assert!(stdout(&inventory).starts_with("Songkhla: greenhouse gas inventory 2020, 2021, 2022, 2023 (draft)\n"));
    // What is still empty is one line, with --full a line for each row.
    let missing = "amount: the amount is missing; enter a value or delete the row (missing is not 0)";
    let rows = fs::read_to_string(city.join("ledger.csv")).unwrap().lines().count() - 1;
    let ended = format!("({rows} rows: lines 2, 3, 4 and {} more; citycarbon inventory with --full lists all)", rows - 3);
    assert_eq!(stderr(&inventory), format!("ledger.csv: {missing} {ended}\n"));
    let full = run(["inventory".as_ref(), city.as_os_str(), "--full".as_ref()]);
    let each: Vec<String> = (2..rows + 2).map(|line| format!("ledger.csv:{line}: {missing}")).collect();
    assert_eq!(stderr(&full).lines().collect::<Vec<_>>(), each);
    // Nothing is written over.
    let again = run(asked);
    assert_eq!(rejected(&again), format!("{path}: the folder is not empty; name a new or empty folder\n"));
    let other = folder.0.join("kawasaki");
    let asked = |more: &[&str]| {
        let start = ["new".as_ref(), other.as_os_str(), "--region".as_ref(), "JP".as_ref()];
        run(start.into_iter().chain(more.iter().map(OsStr::new)))
    };
    for years in ["soon", "2022-2020", "FY2021", "2020-", "2563"] {
        assert!(wrong(&asked(&["--years", years])).contains("--years"), "{years}");
    }
    assert!(wrong(&asked(&["--years", "2022", "--level", "BASIC++"])).contains("BASIC+"));
    assert!(wrong(&line("new a --region THH --years 2022")).contains("THH"));
    assert!(!other.exists(), "wrong arguments write nothing");
    assert_eq!(asked(&["--years", "2022", "--name", "Kawasaki", "--level", "BASIC+"]).status.code(), Some(0));
    let settings = fs::read_to_string(other.join("city.toml")).unwrap();
    assert!(settings.contains("name = \"Kawasaki\"\n") && settings.contains("level = \"BASIC+\"\n"), "{settings}");
}

#[test]
fn report_writes_the_workbook_of_the_library() {
    let folder = Folder::new();
    let path = folder.0.join("book.xlsx");
    let mut asked = program();
    asked.args(["report", "--lang", "th", "--xlsx"]).arg(&path).arg(at("examples/minimal"));
    let output = asked.output().unwrap();
    assert!(output.status.success() && stdout(&output).is_empty(), "{}", stderr(&output));
    // With the hash of the ledger in its trace, as `inventory --out` has it.
    let options = FolderOptions::default().with_hash(true);
    let statements = City::open(at("examples/minimal"), &options).unwrap().close().unwrap();
    assert_eq!(fs::read(&path).unwrap(), report::workbook(&statements, Language::Thai).unwrap());
}
