//! A ledger of any length, streamed: exact CO2e by sector, scope, gas and place.
//!
//! ```text
//! cargo run --release --example tally -- LEDGER.csv [--tables DIR] [--region CODE] [--calendar NAME] [--threads N]
//!     [--gwp SET] [--on-bad refuse|stop|collect] [--format text|json|csv]
//! ```
//!
//! Exit code 0: done; 1: input was refused, the reasons are on stderr; 2: wrong arguments.

use citycarbon::Result;
use citycarbon::error::{Error, Kind, Locus, Problem};
use citycarbon::folder::tables::PlainTables;
use citycarbon::gas::GwpSet;
use citycarbon::inventory::tally::{Groups, Ids, Options, Tally};
use citycarbon::inventory::{Assessor, Chart};
use citycarbon::report::groups::{RowsSeen, csv, json, text};
use citycarbon::taxonomy::{Calendar, Region};
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: tally LEDGER.csv [options]
  --tables DIR       five plain tables instead of what is shipped
  --region CODE      where factors are looked up first (default: world)
  --calendar NAME    how fiscal years are cut: TH, JP or KR (default: fiscal years are refused)
  --threads N        threads (default: as many as the machine has; the result is the same)
  --gwp SET          SAR, AR4, AR5, AR5F or AR6 (default: AR5); not with --tables
  --on-bad MODE      refuse (default), stop or collect
  --format FORMAT    text (default), json or csv";

#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
    Csv,
}

/// What was asked for.
struct Arguments {
    ledger: PathBuf,
    tables: Option<PathBuf>,
    region: Region,
    calendar: Option<Calendar>,
    gwp: Option<GwpSet>,
    options: Options,
    format: Format,
}

/// A tally and what it comes to.
struct Answer {
    tally: Tally,
    groups: Groups,
    notices: Vec<String>,
}

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    if given.iter().any(|word| word == "--help" || word == "-h") {
        told(&mut io::stdout(), USAGE);
        return ExitCode::SUCCESS;
    }
    let arguments = match parsed(&given) {
        Ok(arguments) => arguments,
        Err(reason) => {
            told(&mut io::stderr(), &format!("{reason}\n{USAGE}"));
            return ExitCode::from(2);
        }
    };
    let answer = match &arguments.tables {
        Some(folder) => with_tables(&arguments, folder),
        None => with_what_is_shipped(&arguments),
    };
    match answer.and_then(|answer| printed(&arguments, &answer)) {
        Ok(code) => code,
        Err(error) => {
            told(&mut io::stderr(), &error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// The answer by the plain tables of a folder.
fn with_tables(arguments: &Arguments, folder: &Path) -> Result<Answer> {
    let tables = PlainTables::read(folder, arguments.calendar)?;
    let name = arguments.ledger.display().to_string();
    let tally = Tally::read(opened(&arguments.ledger)?, &name, &tables, &arguments.options, &mut Ids::new())?;
    let groups = tables.weigh(tally.leaves())?;
    Ok(Answer { tally, groups, notices: Vec::new() })
}

/// The answer by the shipped catalogue and factors.
fn with_what_is_shipped(arguments: &Arguments) -> Result<Answer> {
    let assessor = Assessor::shipped(arguments.region.clone())?;
    let mut chart = Chart::new(&assessor);
    if let Some(calendar) = arguments.calendar {
        chart = chart.with_fiscal_years(calendar);
    }
    let name = arguments.ledger.display().to_string();
    let tally = Tally::read(opened(&arguments.ledger)?, &name, &chart, &arguments.options, &mut Ids::new())?;
    let weighed = assessor.weigh(tally.leaves(), arguments.gwp.unwrap_or(GwpSet::Ar5))?;
    Ok(Answer { tally, groups: weighed.groups, notices: weighed.notices })
}

/// Prints the answer, or why there is none.
fn printed(arguments: &Arguments, answer: &Answer) -> Result<ExitCode> {
    let Answer { tally, groups, notices } = answer;
    let mut reasons: Vec<String> = tally.problems().iter().map(ToString::to_string).collect();
    let rows = RowsSeen { accepted: tally.accepted(), rejected: tally.rejected() };
    let listed = u64::try_from(tally.problems().len()).unwrap_or(u64::MAX);
    if rows.rejected > listed {
        reasons.push(format!("... and {} more", rows.rejected - listed));
    }
    let stands = tally.stands(arguments.options.on_bad);
    if rows.rejected > 0 {
        let fate = if stands { "the result is of the others" } else { "so there is no result" };
        reasons.push(format!("{} of {} rows refused, {fate}", rows.rejected, tally.seen()));
    }
    reasons.extend(tally.notices().iter().chain(notices).map(|notice| format!("note: {notice}")));
    if !reasons.is_empty() {
        told(&mut io::stderr(), &reasons.join("\n"));
    }
    if !stands {
        return Ok(ExitCode::FAILURE);
    }
    let result = match arguments.format {
        Format::Text => text(groups, rows)?,
        Format::Json => json(groups, rows)?,
        Format::Csv => csv(groups)?,
    };
    // A reader that has seen enough may close the pipe.
    match io::stdout().lock().write_all(result.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            told(&mut io::stderr(), &format!("the result cannot be written: {error}"));
            Ok(ExitCode::FAILURE)
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Lines for people; nobody may be listening, which is no reason to stop.
fn told(out: &mut impl Write, lines: &str) {
    let _ = out.write_all(format!("{lines}\n").as_bytes());
}

/// Reads the arguments.
fn parsed(given: &[String]) -> Result<Arguments, String> {
    let mut ledger = None;
    let mut found = Arguments {
        ledger: PathBuf::new(),
        tables: None,
        region: Region::world(),
        calendar: None,
        gwp: None,
        options: Options::default(),
        format: Format::Text,
    };
    let mut seen = Vec::new();
    let mut words = given.iter();
    while let Some(word) = words.next() {
        let Some(option) = word.strip_prefix("--") else {
            if ledger.replace(PathBuf::from(word)).is_some() {
                return Err(format!("one ledger at a time, not {word:?} as well"));
            }
            continue;
        };
        let (name, value) = match option.split_once('=') {
            Some((name, value)) => (name, value.to_owned()),
            None => (option, String::new()),
        };
        if !["tables", "region", "calendar", "threads", "gwp", "on-bad", "format"].contains(&name) {
            return Err(format!("no option --{name}"));
        }
        if seen.contains(&name.to_owned()) {
            return Err(format!("--{name} is given twice"));
        }
        seen.push(name.to_owned());
        let value = if option.contains('=') { Some(value) } else { words.next().cloned() };
        let value = value.ok_or_else(|| format!("--{name} needs a value"))?;
        match name {
            "tables" => found.tables = Some(PathBuf::from(value)),
            "region" => found.region = value.parse().map_err(|error| format!("--region: {error}"))?,
            "calendar" => found.calendar = Some(value.parse().map_err(|error| format!("--calendar: {error}"))?),
            "gwp" => found.gwp = Some(value.parse().map_err(|error| format!("--gwp: {error}"))?),
            "on-bad" => found.options.on_bad = value.parse().map_err(|error| format!("--on-bad: {error}"))?,
            "threads" => {
                let threads = value.parse().ok().filter(|threads| *threads > 0);
                found.options.threads = threads.ok_or_else(|| format!("--threads: {value:?} is not a number from 1"))?;
            }
            _ => {
                found.format = match value.as_str() {
                    "text" => Format::Text,
                    "json" => Format::Json,
                    "csv" => Format::Csv,
                    _ => return Err(format!("--format: {value:?} is not text, json or csv")),
                }
            }
        }
    }
    found.ledger = ledger.ok_or("no ledger given")?;
    if found.tables.is_some() && found.gwp.is_some() {
        return Err("--gwp has no meaning with --tables: gwp.csv has the weights".to_owned());
    }
    Ok(found)
}

/// The ledger, with progress on a terminal.
fn opened(path: &Path) -> Result<Progress> {
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    match opened {
        Ok((facts, file)) => Ok(Progress { file, done: 0, shown: 0, whole: facts.len(), on: io::stderr().is_terminal() }),
        Err(error) => {
            let problem = Problem::bare(Kind::Io, format!("cannot be opened: {error}"), "check the name");
            Err(Error::File { at: Locus::file(path.display().to_string()), problem })
        }
    }
}

/// A file that says how far it was read.
struct Progress {
    file: File,
    done: u64,
    shown: u64,
    whole: u64,
    on: bool,
}

impl Read for Progress {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.done += u64::try_from(count).unwrap_or(0);
        if self.on && (count == 0 || self.done - self.shown >= 1 << 25) {
            self.shown = self.done;
            let line = if count == 0 { "\r\x1b[K".to_owned() } else { format!("\r{} of {} MB", self.done >> 20, self.whole >> 20) };
            // Progress that cannot be shown is no reason to stop.
            let _ = io::stderr().write_all(line.as_bytes());
        }
        Ok(count)
    }
}
