//! Any method of the index by name: `cargo run --release --example method -- NAME < inputs.json`.
//!
//! Exit codes as of `city`.

#[path = "arguments/out.rs"]
mod out;

use citycarbon::Registry;
use citycarbon::error::{Error, Location, Message, Result};
use citycarbon::methods::{self, MethodSpec};
use out::{ended, print_error, printed};
use std::fmt::Write as _;
use std::io::Read as _;
use std::process::ExitCode;

const USAGE: &str = "usage: method NAME < inputs.json
       method [NAME] --list
  NAME     a method of the index, such as landfill-commitment
  --list   every method, or this one, with its inputs, units and results
inputs: {\"waste\": {\"value\": \"12.5\", \"unit\": \"Gg\"}, \"degradable-organic-carbon\": {\"row\": \"ipcc2006-doc-food\"}, ...};
a table is an array of such objects, each with its labels: [{\"year\": 2020, \"value\": \"12.5\", \"unit\": \"Gg\"}, ...]";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        _ if words.contains(&"--help") || words.contains(&"-h") => ended(printed(format!("{USAGE}\n").as_bytes())),
        ["--list"] => ended(printed(methods::all().map(listed).collect::<Vec<_>>().join("\n").as_bytes())),
        [name, "--list"] | ["--list", name] => with(name, |sheet| Ok(listed(sheet))),
        [name] if !name.starts_with('-') => with(name, computed),
        _ => usage("one NAME, or --list"),
    }
}

fn usage(reason: &str) -> ExitCode {
    print_error(&format!("{reason}\n{USAGE}"));
    ExitCode::from(2)
}

fn with(name: &str, text: impl Fn(&'static MethodSpec) -> Result<String>) -> ExitCode {
    match methods::find(name) {
        Err(error) => usage(&error.to_string()),
        Ok(sheet) => match text(sheet) {
            Ok(text) => ended(printed(text.as_bytes())),
            Err(error) => {
                print_error(&error.to_string());
                ExitCode::FAILURE
            }
        },
    }
}

/// A method as `--list` shows it.
fn listed(sheet: &MethodSpec) -> String {
    let mut text = format!("{}\n  {}, tiers {}: {}\n", sheet.name, sheet.reference, sheet.tiers, sheet.equation);
    for input in sheet.inputs {
        let by = if input.by.is_empty() { String::new() } else { format!(" by {}", input.by.join(", ")) };
        let may = if input.required { "" } else { " (may be left out)" };
        let _ = writeln!(text, "  in   {} [{}]{by}: {}{may}", input.name, input.unit, input.what);
    }
    for output in sheet.results {
        let by = if output.by.is_empty() { String::new() } else { format!(" by {}", output.by.join(", ")) };
        let _ = writeln!(text, "  out  {} [{}]{by}", output.name, output.unit);
    }
    text
}

/// The results of the inputs on stdin.
fn computed(sheet: &'static MethodSpec) -> Result<String> {
    let mut text = String::new();
    let read = std::io::stdin().read_to_string(&mut text);
    let refused = |message: Message| Error::File { at: Location::file("stdin"), problem: message.into() };
    read.map_err(|error| refused(Message::NotReadable { error: (&error).into() }))?;
    let inputs: serde_json::Value =
        serde_json::from_str(&text).map_err(|error| refused(Message::NotJson { error: (&error).into() }))?;
    let results = sheet.compute(&inputs, Registry::bundled()?)?;
    let shown = serde_json::json!({ "method": sheet.name, "equation": sheet.equation, "results": results });
    Ok(format!("{shown:#}\n"))
}
