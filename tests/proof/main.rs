//! The proof pack: every worked example of a publication, one test each.
//!
//! A case is a file `tests/worked_examples/METHOD/CASE.toml`: source, place in it, grade of the evidence, inputs, and the results as
//! printed. Ours, rounded at the printed digit, must be the printed figure, and the sampled instance of the method must agree with the
//! exact one. `cargo test proof -- --nocapture` prints the table.

use citycarbon::gas::GwpSet;
use citycarbon::methods::{self, Inputs, MethodSpec, Results};
use citycarbon::quantity::{Exact, Rate, Ratio, Rounding, Scalar, Unit};
use citycarbon::{Registry, report};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;

mod cases;
#[path = "../support/schema.rs"]
mod schema;

/// Why a case does not hold, in words.
type Failed = Box<dyn Error>;

/// A worked example.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What it is.
    about: String,
    /// The publication.
    source: String,
    /// Page, table, cell.
    locator: String,
    /// How strong the evidence is.
    grade: Grade,
    /// The inputs, as the method takes them.
    inputs: serde_json::Value,
    /// Weights by gas, where the publication prints CO2e only: the result `CO2e` is then the sum of the gases so weighed.
    #[serde(default)]
    weights: BTreeMap<String, String>,
    /// The results as printed.
    published: Vec<Published>,
}

/// How strong the evidence of a case is, the strongest first. The counts that the documentation names are of A and B only.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    /// A worked example, table or workbook of a guideline or its publisher.
    A,
    /// A published inventory, project or study with its inputs.
    B,
    /// The result of another program: a repository, the tests of a library.
    C,
    /// Own arithmetic with a second implementation.
    D,
}

impl Grade {
    /// Whether a headline may count the case.
    fn counts(self) -> bool {
        self <= Self::B
    }
}

/// A printed figure.
#[derive(Clone, Deserialize)]
struct Published {
    result: String,
    value: String,
    unit: String,
    /// Digits after the dot as printed; below zero where the last digits before it are rounded too.
    places: i32,
    /// Why the printed figure is not what the publication's own equation gives.
    slip: Option<String>,
    /// What it gives instead, at the same digit.
    ours: Option<String>,
    /// The labels of the figure in its table.
    #[serde(flatten)]
    labels: BTreeMap<String, serde_json::Value>,
}

/// A method without a published case, and where one was looked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Searched {
    #[serde(default)]
    none: Vec<Missing>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Missing {
    method: String,
    looked: String,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/worked_examples")
}

/// The files under a folder, sorted.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).unwrap()
}

/// Every case file, by method and name.
fn cases() -> Vec<(String, String, PathBuf)> {
    let mut found = Vec::new();
    for method in inside(&folder()).iter().filter(|path| path.is_dir()) {
        for path in inside(method) {
            found.push((stem(method).to_owned(), stem(&path).to_owned(), path));
        }
    }
    found
}

fn read(path: &Path) -> Result<Case, Failed> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// A ratio rounded at a digit.
fn rounded(ratio: Ratio, places: i32, rounding: Rounding) -> Result<Exact, Failed> {
    let lift = |places: u32| format!("1{}", "0".repeat(usize::try_from(places).unwrap())).parse::<Exact>();
    match u32::try_from(places) {
        Ok(places) => Ok(ratio.divided(places, rounding)?),
        Err(_) => {
            let lift = lift(places.unsigned_abs())?;
            Ok(ratio.checked_div(Ratio::from(lift))?.divided(0, rounding)?.checked_mul(lift)?)
        }
    }
}

/// What ours is, in the printed unit.
fn ours(case: &Case, published: &Published, sheet: &MethodSpec, results: &Results) -> Result<Ratio, Failed> {
    let one: Exact = "1".parse()?;
    let printed_unit = if published.unit.contains('/') {
        Rate::parse(one, one, &published.unit)?.ratio()?
    } else {
        Ratio::from(published.unit.parse::<Unit>()?.multiplier())
    };
    if published.result == "CO2e" && !case.weights.is_empty() {
        let mut sum = Exact::ZERO;
        for (gas, _) in results.iter().filter(|(name, _)| name.parse::<citycarbon::Gas>().is_ok() && *name != "CO2_biogenic") {
            let weight = case.weights.get(gas).ok_or_else(|| format!("no weight for {gas}"))?;
            sum = sum.checked_add(results.sum(gas, None)?.checked_mul(weight.parse()?)?)?;
        }
        return Ok(Ratio::from(sum).checked_div(printed_unit)?);
    }
    let labels: BTreeMap<&str, String> = published
        .labels
        .iter()
        .map(|(label, value)| (label.as_str(), value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
        .collect();
    let figures: Vec<_> = results
        .of(&published.result)
        .iter()
        .filter(|figure| {
            labels.iter().all(|(label, value)| match *label {
                "year" => figure.year.is_some_and(|year| year.to_string() == *value),
                label => figure.labels.get(label) == Some(value),
            })
        })
        .collect();
    if figures.is_empty() {
        return Err(format!("{} has no {} of {labels:?}", sheet.name, published.result).into());
    }
    // Where a label is not named, the printed figure is of all its values together.
    let sum = Exact::sum(figures.iter().map(|figure| figure.value))?;
    let output = sheet.results.iter().find(|output| output.name == published.result).ok_or("not a result of the list")?;
    Ok(Ratio::from(sum).checked_mul(output.multiplier()?)?.checked_div(printed_unit)?)
}

/// What the sampled instance of a method gives otherwise than the exact one: nothing, but for 1e-9 of the figure and its last digit.
fn sampled(sheet: &MethodSpec, inputs: &Inputs, exact: &Results) -> Result<Vec<String>, Failed> {
    let sampled = sheet.run_sampled(&inputs.sampled(|_, value| f64::from_ratio(value.ratio))?)?;
    let mut wrong = Vec::new();
    let names = |count: usize| format!("sampled: {count} results");
    if sampled.iter().count() != exact.iter().count() {
        wrong.push(names(sampled.iter().count()));
    }
    for ((name, sampled), (_, exact)) in sampled.iter().zip(exact.iter()) {
        if sampled.len() != exact.len() {
            wrong.push(format!("sampled: {} figures of {name}", sampled.len()));
        }
        for (sampled, exact) in sampled.iter().zip(exact) {
            let exact: f64 = exact.value.to_string().parse()?;
            // The exact figure itself is rounded at 10^-12, which counts where it is small.
            if (sampled.value - exact).abs() > 1e-9 * exact.abs() + 1e-12 {
                wrong.push(format!("sampled: {name} {:?}: {} where the exact figure is {exact}", sampled.labels, sampled.value));
            }
        }
    }
    Ok(wrong)
}

/// Compares every printed figure of a case; the lines of the table.
fn proved(method: &str, name: &str, path: &Path) -> Result<String, Failed> {
    let case = read(path)?;
    if [&case.about, &case.source, &case.locator].iter().any(|text| text.trim().is_empty()) || case.published.is_empty() {
        return Err("about, source, locator and at least one published figure must be given".into());
    }
    let sheet = methods::find(method)?;
    let inputs = sheet.read(&case.inputs, Registry::bundled()?)?;
    let results = sheet.run(&inputs)?;
    // What a trace keeps of the inputs gives the same results.
    if sheet.compute(&inputs.written(), Registry::bundled()?)? != results {
        return Err("the inputs, written and read again, give other results".into());
    }
    let written = serde_json::to_string(&inputs.written())?;
    let json = report::method_json(sheet, &written, "inputs", Registry::bundled()?, Some(GwpSet::Ar5))?;
    let wanted = serde_json::from_str(include_str!("../../docs/schema/method.schema.json"))?;
    schema::holds(&wanted, &serde_json::from_str(&json)?);
    let grade = format!("{:?}", case.grade);
    let (mut lines, mut wrong) = (String::new(), Vec::new());
    wrong.extend(sampled(sheet, &inputs, &results)?);
    for published in &case.published {
        let exact = ours(&case, published, sheet, &results)?;
        let printed: Exact = published.value.parse()?;
        let expected = match (&published.slip, &published.ours) {
            (None, None) => printed,
            (Some(slip), Some(ours)) if !slip.trim().is_empty() && ours.parse::<Exact>()? != printed => ours.parse()?,
            _ => return Err("a slip needs its reason and what ours is, which differs".into()),
        };
        let close = exact.evaluate()?.value();
        let halves = [Rounding::HalfEven, Rounding::HalfUp].map(|rounding| rounded(exact, published.places, rounding));
        let mut agrees = false;
        for half in halves {
            agrees |= half? == expected;
        }
        let labels: Vec<String> = published.labels.values().map(|value| value.to_string().replace('"', "")).collect();
        let what = format!("{} {}", published.result, labels.join(" "));
        let (digits, _) = close.round(u32::try_from(published.places.max(0)).unwrap() + 3, Rounding::HalfEven);
        let (less, _) = close.checked_sub(printed)?.round(u32::try_from(published.places.max(0)).unwrap() + 3, Rounding::HalfEven);
        let mark = if published.slip.is_some() { " (slip)" } else { "" };
        let _ = writeln!(
            lines,
            "{:<58} {grade:<5} {:<24} {:>18} {:>22} {:>14} {}{mark}",
            format!("{method}/{name}"),
            what.trim(),
            published.value,
            digits.to_string(),
            less.to_string(),
            published.unit
        );
        if !agrees {
            wrong.push(format!("{}: printed {} {}, ours {digits}", what.trim(), published.value, published.unit));
        }
    }
    if wrong.is_empty() { Ok(lines) } else { Err(wrong.join("\n").into()) }
}

/// The grades of the cases of each method.
fn graded(cases: &[(String, String, PathBuf)]) -> Result<BTreeMap<&str, Vec<Grade>>, Failed> {
    let mut grades: BTreeMap<&str, Vec<Grade>> = BTreeMap::new();
    for (method, _, path) in cases {
        grades.entry(method).or_default().push(read(path)?.grade);
    }
    Ok(grades)
}

/// Every method has a case or a search, none both; every case a method; at least forty cases of grade A or B.
fn complete() -> Result<(), Failed> {
    let text = fs::read_to_string(folder().join("none.toml"))?;
    let searched: Searched = toml::from_str(&text).map_err(|error| error.to_string())?;
    let without: BTreeSet<&str> = searched.none.iter().map(|missing| missing.method.as_str()).collect();
    let (cases, methods): (Vec<_>, BTreeSet<&str>) = (cases(), methods::all().map(|sheet| sheet.name).collect());
    let with: BTreeSet<&str> = cases.iter().map(|(method, ..)| method.as_str()).collect();
    let mut wrong = Vec::new();
    wrong.extend(methods.iter().filter(|name| !with.contains(*name) && !without.contains(*name)).map(|name| {
        format!("{name}: add a case in tests/worked_examples/{name}/, or what was searched to tests/worked_examples/none.toml")
    }));
    wrong.extend(with.union(&without).filter(|name| !methods.contains(*name)).map(|name| format!("{name}: not a method")));
    wrong.extend(with.intersection(&without).map(|name| format!("{name}: has a case, but is listed as having none")));
    wrong.extend(
        searched
            .none
            .iter()
            .filter(|missing| missing.looked.trim().len() < 20)
            .map(|missing| format!("{}: where was looked?", missing.method)),
    );
    wrong.extend(
        cases
            .iter()
            .filter(|(_, _, path)| path.extension().is_none_or(|end| end != "toml"))
            .map(|(_, _, path)| format!("{}: not a case", path.display())),
    );
    let count = graded(&cases)?.values().flatten().filter(|grade| grade.counts()).count();
    if count < 40 {
        wrong.push(format!("{count} cases of grade A or B, of at least 40"));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// Units, labels and names of every list can be read.
fn well_formed() -> Result<(), Failed> {
    let mut names = BTreeSet::new();
    for sheet in methods::all() {
        if !names.insert(sheet.name) {
            return Err(format!("{}: twice", sheet.name).into());
        }
        for own in sheet.reference.split(", ").filter(|own| !own.is_empty()) {
            let below = format!("{own}.");
            let known = |category: citycarbon::Category| category.reference() == own || category.reference().starts_with(&below);
            if !citycarbon::Category::all().any(known) {
                return Err(format!("{}: {own} is no reference", sheet.name).into());
            }
        }
        for output in sheet.results {
            output.multiplier().map_err(|error| format!("{}: {}: {error}", sheet.name, output.name))?;
        }
        let given = sheet.read(&serde_json::json!({}), Registry::bundled()?);
        if sheet.inputs.iter().any(|input| input.required) && given.is_ok() {
            return Err(format!("{}: takes nothing for everything", sheet.name).into());
        }
        for (input, unit) in sheet.inputs.iter().flat_map(|input| input.unit.split(", ").map(move |unit| (input, unit))) {
            let mut one = serde_json::json!({ "value": "10", "unit": unit });
            for label in input.by {
                one[*label] = if *label == "year" { "2020".into() } else { "x".into() };
            }
            let given = sheet.read(&serde_json::json!({ input.name: one }), Registry::bundled()?);
            // What is missing now is another input.
            if let Err(error) = given
                && (error.kind() != citycarbon::error::ErrorKind::Empty
                    || error.to_string().starts_with(&format!("\"{}\"", input.name)))
            {
                return Err(format!("{}: {}: {error}", sheet.name, input.name).into());
            }
        }
    }
    Ok(())
}

/// The index of the docs is what the lists say; `RENEW_GOLDEN=1` writes it anew.
fn indexed() -> Result<(), Failed> {
    let mut text =
        String::from("\n# Index\n\n| Method | GPC | Equation | Tiers | Best grade | Proof |\n|---|---|---|---|---|---|\n");
    let cases = cases();
    let grades = graded(&cases)?;
    for sheet in methods::all() {
        let own: Vec<&str> = cases.iter().filter(|(method, ..)| method == sheet.name).map(|(_, name, _)| name.as_str()).collect();
        let proof = if own.is_empty() {
            "no published case found".to_owned()
        } else {
            own.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        };
        let best = grades.get(sheet.name).and_then(|grades| grades.iter().min());
        let best = best.map_or_else(String::new, |grade| format!("{grade:?}"));
        let parts: Vec<String> = sheet.parts().iter().map(ToString::to_string).collect();
        let reference = match (sheet.reference, parts.as_slice()) {
            ("", _) => "projects only".to_owned(),
            (own, []) => own.to_owned(),
            (own, parts) => format!("{own}: {}", parts.join("; ")),
        };
        let _ = writeln!(text, "| `{}` | {reference} | {} | {} | {best} | {proof} |", sheet.name, sheet.equation, sheet.tiers);
    }
    let counting = grades.values().flatten().filter(|grade| grade.counts()).count();
    let proven = grades.values().filter(|grades| grades.iter().any(|grade| grade.counts())).count();
    let _ = write!(
        text,
        "\nGrades of the evidence: A, a worked example, table or workbook of a guideline or its publisher; B, a published inventory,\n\
         project or study with its inputs; C, the result of another program; D, own arithmetic with a second implementation. {counting} cases\n\
         are of grade A or B; they prove {proven} of the {} methods.\n\n\
         The cases are in `tests/worked_examples/METHOD/CASE.toml`, each with its source, page, inputs and printed results;\n\
         `cargo test proof -- --nocapture` prints published figures and ours next to each other. Where no case was found, `none.toml` lists\n\
         what was searched.\n",
        methods::all().count(),
    );
    written("src/methods/index.md", &text)
}

/// Every case file has its test: the file of tests is what the folder gives; `RENEW_GOLDEN=1` writes it anew.
fn listed() -> Result<(), Failed> {
    let mut text = String::from(
        "//! One test for each file of `tests/worked_examples`, written by `RENEW_GOLDEN=1 cargo test --test proof`.\n\n\
         use crate::case;\n\n",
    );
    for (method, name, _) in cases() {
        let title = format!("proof_{method}_{name}").replace('-', "_");
        let _ = writeln!(text, "case! {{ {title}: \"{method}\", \"{name}\" }}");
    }
    written("tests/proof/cases.rs", &text)
}

/// Holds a text against a file that is made from it; `RENEW_GOLDEN=1` writes the file anew.
fn written(file: &str, text: &str) -> Result<(), Failed> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("RENEW_GOLDEN").is_some() {
        fs::write(&path, text)?;
    }
    let held = fs::read_to_string(&path)?;
    if held == text {
        return Ok(());
    }
    let other = held.lines().zip(text.lines()).find(|(held, made)| held != made);
    let (held, made) = other.unwrap_or(("fewer or more lines", ""));
    Err(format!("{file} differs; run RENEW_GOLDEN=1 cargo test --test proof\n  file: {held}\n  made: {made}").into())
}

/// Fails with the whole text of an error.
fn hold<T>(result: Result<T, Failed>) -> T {
    result.unwrap_or_else(|error| panic!("{error}"))
}

/// Proves a case and prints its lines of the table, the heading before the first.
fn prove(method: &str, name: &str) {
    static HEADING: Once = Once::new();
    let lines = hold(proved(method, name, &folder().join(method).join(name).with_extension("toml")));
    HEADING.call_once(|| {
        println!("{:<58} {:<5} {:<24} {:>18} {:>22} {:>14}", "case", "grade", "result", "published", "ours", "difference");
    });
    print!("{lines}");
}

/// A test of the case `METHOD/NAME`.
macro_rules! case {
    ($title:ident: $method:literal, $name:literal) => {
        #[test]
        fn $title() {
            crate::prove($method, $name);
        }
    };
}
use case;

#[test]
fn every_method_has_a_case_or_a_search_proof() {
    hold(complete());
}

#[test]
fn every_list_can_be_read_proof() {
    hold(well_formed());
}

#[test]
fn the_index_says_what_the_lists_say_proof() {
    hold(indexed());
}

#[test]
fn every_case_has_a_test_of_its_own_proof() {
    hold(listed());
}
