//! The inventory of a city folder: `cargo run --release --example city -- FOLDER`.
//!
//! Exit code 0 when all is well; 1 when input was refused, with the reasons on stderr; 2 for wrong arguments, with the usage.

use citycarbon::folder::{Ask, City, write_set};
use citycarbon::gas::GwpSet;
use citycarbon::report::{self, Language};
use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "usage: city [FOLDER] [--out DIR] [--format text|json] [--lang en|th] [--gwp SAR|AR4|AR5|AR5F|AR6]   (FOLDER: examples/bangkok)";

struct Arguments {
    folder: String,
    out: Option<String>,
    json: bool,
    language: Language,
    gwp: Option<GwpSet>,
}

fn arguments() -> Result<Arguments, String> {
    let mut given = Arguments { folder: String::new(), out: None, json: false, language: Language::English, gwp: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} needs a value"));
        match word.as_str() {
            "--out" => given.out = Some(value()?),
            "--format" => match value()?.as_str() {
                "text" => given.json = false,
                "json" => given.json = true,
                other => return Err(format!("no format {other}")),
            },
            "--lang" => given.language = value()?.parse().map_err(|error| format!("--lang: {error}"))?,
            "--gwp" => given.gwp = Some(value()?.parse().map_err(|error| format!("--gwp: {error}"))?),
            option if option.starts_with('-') => return Err(format!("no option {option}")),
            folder if given.folder.is_empty() => folder.clone_into(&mut given.folder),
            other => return Err(format!("one folder, not two: {other}")),
        }
    }
    if given.folder.is_empty() {
        // The example city, wherever the command is run from.
        let here = "examples/bangkok";
        given.folder = if std::path::Path::new(here).is_dir() {
            here.to_owned()
        } else {
            concat!(env!("CARGO_MANIFEST_DIR"), "/examples/bangkok").to_owned()
        };
    }
    Ok(given)
}

fn run(given: &Arguments) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let city = City::open(&given.folder, &Ask::default().with_gwp(given.gwp).with_hash(given.out.is_some()))?;
    for problem in city.problems() {
        told(&problem.to_string());
    }
    let statements = city.close()?;
    if let Some(out) = &given.out {
        // The index last: where it stands with this run's hash, the set is complete.
        write_set(
            out,
            &[
                ("inventory.csv", report::inventory_csv(&statements)?),
                ("factors_used.csv", report::factors_used_csv(&statements)?),
                ("trace.jsonl", report::trace_jsonl(&statements)?),
                ("inventory.json", report::json(&statements)?),
            ],
        )?;
    }
    if given.json { Ok(report::json(&statements)?) } else { Ok(report::text(&statements, given.language)?.into_bytes()) }
}

/// Lines for people; nobody may be listening, which is no reason to stop.
fn told(lines: &str) {
    let _ = std::io::stderr().write_all(format!("{lines}\n").as_bytes());
}

fn main() -> ExitCode {
    let given = match arguments() {
        Ok(given) => given,
        Err(reason) => {
            told(&format!("{reason}\n{USAGE}"));
            return ExitCode::from(2);
        }
    };
    match run(&given) {
        Ok(bytes) => match std::io::stdout().write_all(&bytes) {
            Ok(()) => ExitCode::SUCCESS,
            // A reader that has seen enough may close the pipe.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(error) => {
                told(&format!("the result could not be printed: {error}"));
                ExitCode::FAILURE
            }
        },
        Err(refusal) => {
            told(&refusal.to_string());
            ExitCode::FAILURE
        }
    }
}
