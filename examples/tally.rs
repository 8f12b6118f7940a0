//! A ledger of any length, streamed: exact CO2e by sector, scope, gas and place.
//!
//! ```text
//! cargo run --release --example tally -- LEDGER.csv [--tables DIR] [--region CODE] [--calendar NAME] [--threads N]
//!     [--gwp SET] [--on-bad refuse|stop|collect] [--format text|json|csv]
//! ```
//!
//! Exit code 0: done; 1: input was refused, the reasons are on stderr; 2: wrong arguments.

#[path = "arguments/mod.rs"]
mod arguments;

use arguments::{Arguments, print_error};
use citycarbon::Result;
use citycarbon::assess::{Assessor, LedgerVocabulary};
use citycarbon::error::{Error, Location, Message};
use citycarbon::folder::plain_tables;
use citycarbon::gas::GwpSet;
use citycarbon::inventory::LedgerTotals;
use citycarbon::ledger::{Groups, Ids, OnBad, Options, Tally};
use citycarbon::report::groups::{RowsSeen, csv, json, text};
use citycarbon::taxonomy::{Calendar, Region};
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: tally LEDGER.csv [options]
  --tables DIR       five plain tables instead of what is shipped
  --region CODE      where factors are looked up first (default: world); not with --tables
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
struct Asked {
    ledger: PathBuf,
    tables: Option<PathBuf>,
    region: Region,
    calendar: Option<Calendar>,
    gwp: Option<GwpSet>,
    options: Options,
    format: Format,
}

/// What a ledger comes to, and what is wrong with its rows.
struct Answer {
    groups: Groups,
    rows: RowsSeen,
    problems: Vec<String>,
    /// Rejected rows past those that `problems` lists.
    unlisted: u64,
    notices: Vec<String>,
}

fn main() -> ExitCode {
    let names = ["tables", "region", "calendar", "threads", "gwp", "on-bad", "format"];
    let asked = match arguments::given(USAGE, &names, asked) {
        Ok(asked) => asked,
        Err(code) => return code,
    };
    let answer = match &asked.tables {
        Some(folder) => with_tables(&asked, folder),
        None => with_what_is_shipped(&asked),
    };
    answer.and_then(|answer| printed(&asked, &answer)).unwrap_or_else(|error| {
        print_error(&error.to_string());
        ExitCode::FAILURE
    })
}

/// What was asked for, of what was given.
fn asked(given: &Arguments) -> Result<Asked, String> {
    let mut options = Options::default().with_on_bad(given.parsed("on-bad")?.unwrap_or_default());
    if let Some(threads) = given.value("threads") {
        let number = threads.parse().ok().filter(|number| *number > 0);
        options.threads = number.ok_or_else(|| format!("--threads: {threads:?} is not a number from 1"))?;
    }
    for (name, why) in [("gwp", "gwp.csv has the weights"), ("region", "factors.csv is of one region")] {
        if given.value("tables").is_some() && given.value(name).is_some() {
            return Err(format!("--{name} has no meaning with --tables: {why}"));
        }
    }
    Ok(Asked {
        ledger: given.word().ok_or("no ledger given")?.into(),
        tables: given.value("tables").map(PathBuf::from),
        region: given.parsed("region")?.unwrap_or_else(Region::world),
        calendar: given.parsed("calendar")?,
        gwp: given.parsed("gwp")?,
        options,
        format: given.choice("format", &[("text", Format::Text), ("json", Format::Json), ("csv", Format::Csv)])?,
    })
}

/// The answer by the plain tables of a folder.
fn with_tables(asked: &Asked, folder: &Path) -> Result<Answer> {
    let tables = plain_tables(folder, asked.calendar)?;
    let name = asked.ledger.display().to_string();
    let tally = Tally::read(opened(&asked.ledger)?, &name, &tables, &asked.options, &mut Ids::new())?;
    Ok(Answer {
        groups: tables.weigh_tally(&tally)?,
        problems: tally.problems().iter().map(ToString::to_string).collect(),
        unlisted: unlisted(&tally),
        rows: RowsSeen { accepted: tally.accepted(), rejected: tally.rejected() },
        notices: tally.notices().iter().map(ToString::to_string).collect(),
    })
}

/// The answer by the shipped catalogue and factors.
fn with_what_is_shipped(asked: &Asked) -> Result<Answer> {
    let assessor = Assessor::shipped(asked.region.clone())?;
    let mut chart = LedgerVocabulary::new(&assessor);
    if let Some(calendar) = asked.calendar {
        chart = chart.with_fiscal_years(calendar);
    }
    let name = asked.ledger.display().to_string();
    let tally = Tally::read(opened(&asked.ledger)?, &name, &chart, &asked.options, &mut Ids::new())?;
    let totals = LedgerTotals::of(&tally, &assessor, asked.gwp.unwrap_or(GwpSet::Ar5))?;
    let notices = totals.notices.iter().map(|(year, notice)| match year {
        Some(year) => format!("{year}: {notice}"),
        None => notice.to_string(),
    });
    let fallbacks = totals.fallbacks.iter().map(|(way, ids)| {
        let way: Vec<String> = way.iter().map(ToString::to_string).collect();
        format!("{}: {}", way.join("; "), ids.iter().cloned().collect::<Vec<_>>().join(", "))
    });
    let problems = tally.problems().iter().chain(totals.unassessed.iter().map(|rows| &rows.problem));
    Ok(Answer {
        problems: problems.map(ToString::to_string).collect(),
        unlisted: unlisted(&tally),
        rows: RowsSeen { accepted: totals.rows.accepted, rejected: totals.rows.rejected },
        notices: notices.chain(fallbacks).collect(),
        groups: totals.groups,
    })
}

/// Rejected rows of a tally past those whose problems it keeps.
fn unlisted(tally: &Tally) -> u64 {
    tally.rejected() - u64::try_from(tally.problems().len()).unwrap_or(u64::MAX).min(tally.rejected())
}

/// Prints the answer, or why there is none.
fn printed(asked: &Asked, answer: &Answer) -> Result<ExitCode> {
    let Answer { groups, rows, problems, unlisted, notices } = answer;
    let mut reasons = problems.clone();
    if *unlisted > 0 {
        reasons.push(format!("... and {unlisted} more"));
    }
    let usable = rows.rejected == 0 || asked.options.on_bad == OnBad::Collect;
    if rows.rejected > 0 {
        let fate = if usable { "the result is of the others" } else { "so there is no result" };
        reasons.push(format!("{} of {} rows rejected, {fate}", rows.rejected, rows.accepted + rows.rejected));
    }
    reasons.extend(notices.iter().map(|notice| format!("note: {notice}")));
    if !reasons.is_empty() {
        print_error(&reasons.join("\n"));
    }
    if !usable {
        return Ok(ExitCode::FAILURE);
    }
    let result = match asked.format {
        Format::Text => text(groups, *rows)?,
        Format::Json => json(groups, *rows)?,
        Format::Csv => csv(groups)?,
    };
    Ok(arguments::ended(arguments::printed(result.as_bytes())))
}

/// The ledger, with progress on a terminal.
fn opened(path: &Path) -> Result<Progress> {
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    match opened {
        Ok((facts, file)) => Ok(Progress { file, done: 0, shown: 0, whole: facts.len(), on: io::stderr().is_terminal() }),
        Err(error) => {
            let problem = Message::NotReadable { error: (&error).into() }.into();
            Err(Error::File { at: Location::file(path.display().to_string()), problem })
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
