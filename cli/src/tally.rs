//! `tally`: a ledger of any length, streamed.

use crate::arguments;
use crate::output::{self, Ended, Failure, note, problem, refused};
use crate::progress::shown;
use citycarbon::assess::LedgerVocabulary;
use citycarbon::check::Finding;
use citycarbon::error::{Error, ErrorKind, Location, Message, Unlisted};
use citycarbon::folder::plain_tables;
use citycarbon::i18n::Language;
use citycarbon::inventory::LedgerTotals;
use citycarbon::ledger::{Groups, Ids, OnBad, Options, Tally};
use citycarbon::report::Label;
use citycarbon::report::groups::{self, RowsSeen};
use citycarbon::taxonomy::Calendar;
use citycarbon::{Assessor, GwpSet, Region, Result};
use clap::{Args, ValueEnum};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Add up a ledger of any length: exact CO2e by sector, scope, gas and place
#[derive(Args)]
#[command(after_help = "\
Examples:
  citycarbon tally examples/minimal/ledger.csv --region TH
  citycarbon tally examples/bangkok/ledger/electricity.csv --region TH-10 --format csv")]
pub(crate) struct Asked {
    /// The ledger, a CSV file
    ledger: PathBuf,
    /// Use the five plain tables of this folder instead of the shipped ones
    #[arg(long, value_name = "DIR")]
    tables: Option<PathBuf>,
    /// Where factors are looked up first; without it, world
    #[arg(long, value_name = "CODE", conflicts_with = "tables")]
    region: Option<Region>,
    /// How fiscal years are divided into months; without it, fiscal years are rejected
    #[arg(long, value_name = "NAME", value_parser = arguments::calendar())]
    calendar: Option<Calendar>,
    /// Threads; without it, as many as the machine has. The result is the same
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// The GWP set; without it, AR5
    #[arg(long, value_name = "SET", value_parser = arguments::gwp(), conflicts_with = "tables")]
    gwp: Option<GwpSet>,
    /// How to handle invalid rows: list all and print no result, stop at the first, or leave them out
    #[arg(long, value_name = "MODE", value_parser = arguments::on_bad(), default_value = "refuse")]
    on_bad: OnBad,
    /// Print text, JSON or CSV
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
}

/// The totals of a ledger, and the problems of its rows.
struct Answer {
    groups: Groups,
    rows: RowsSeen,
    problems: Vec<Error>,
    /// Rejected rows past those that `problems` lists.
    unlisted: u64,
    notes: Vec<String>,
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let answer = match &asked.tables {
        Some(folder) => with_tables(asked, folder, language),
        None => with_shipped_factors(asked, language),
    };
    let Answer { groups, rows, problems, unlisted, notes } = answer.map_err(refused(language))?;
    for error in &problems {
        problem(&error.render(language));
    }
    if unlisted > 0 {
        problem(&Unlisted::BadRows(unlisted).render(language));
    }
    let no_factor = problems.iter().any(|error| matches!(error.kind(), ErrorKind::Factor | ErrorKind::Dimension));
    if no_factor && asked.region.is_none() && asked.tables.is_none() {
        note(&Label::NoRegionAsked.render(language));
    }
    let usable = rows.rejected == 0 || asked.on_bad == OnBad::Collect;
    if rows.rejected > 0 {
        let (rejected, rows) = (rows.rejected, rows.accepted.saturating_add(rows.rejected));
        let fate = if usable { Label::RowsLeftOut { rejected, rows } } else { Label::RowsNoResult { rejected, rows } };
        problem(&fate.render(language));
    }
    for text in notes {
        note(&Label::Note { text }.render(language));
    }
    if !usable {
        return Err(Failure);
    }
    let print = || match asked.format {
        Format::Text => groups::text(&groups, rows, language),
        Format::Json => groups::json(&groups, rows),
        Format::Csv => groups::csv(&groups),
    };
    output::bytes(print().map_err(refused(language))?.as_bytes())
}

/// What the rows show to be counted twice. A ledger without a city may be of a part of a year: its months are not asked for.
fn findings(tally: &Tally, language: Language) -> impl Iterator<Item = String> {
    let findings = tally.findings(None).into_iter().map(|found| found.finding);
    let of_rows = findings.filter(|finding| !matches!(finding, Finding::MonthsMissing { .. }));
    of_rows.map(move |finding| finding.render(language))
}

/// The answer by the plain tables of a folder.
fn with_tables(asked: &Asked, folder: &Path, language: Language) -> Result<Answer> {
    let tables = plain_tables(folder, asked.calendar)?;
    let tally = Tally::read(ledger(asked, language)?, &name(asked), &tables, &options(asked), &mut Ids::new())?;
    Ok(Answer {
        groups: tables.weigh_tally(&tally)?,
        problems: tally.problems().to_vec(),
        unlisted: unlisted(&tally),
        rows: RowsSeen { accepted: tally.accepted(), rejected: tally.rejected() },
        notes: findings(&tally, language).chain(tally.notices().iter().map(|notice| notice.render(language))).collect(),
    })
}

/// The answer by the shipped catalogue and factors.
fn with_shipped_factors(asked: &Asked, language: Language) -> Result<Answer> {
    let assessor = Assessor::shipped(asked.region.clone().unwrap_or_else(Region::world))?;
    let mut vocabulary = LedgerVocabulary::new(&assessor);
    if let Some(calendar) = asked.calendar {
        vocabulary = vocabulary.with_fiscal_years(calendar);
    }
    let tally = Tally::read(ledger(asked, language)?, &name(asked), &vocabulary, &options(asked), &mut Ids::new())?;
    let totals = LedgerTotals::of(&tally, &assessor, asked.gwp.unwrap_or(GwpSet::Ar5))?;
    let notices = totals.notices.iter().map(|(year, notice)| match year {
        Some(year) => format!("{year}: {}", notice.render(language)),
        None => notice.render(language),
    });
    let fallbacks = totals.fallbacks.iter().map(|(way, ids)| {
        let way: Vec<String> = way.iter().map(|step| step.render(language)).collect();
        format!("{}: {}", way.join("; "), ids.iter().cloned().collect::<Vec<_>>().join(", "))
    });
    let notes = findings(&tally, language).chain(notices).chain(fallbacks).collect();
    let unassessed = totals.unassessed.into_iter().map(|rows| rows.problem);
    Ok(Answer {
        problems: tally.problems().iter().cloned().chain(unassessed).collect(),
        unlisted: unlisted(&tally),
        rows: RowsSeen { accepted: totals.rows.accepted, rejected: totals.rows.rejected },
        notes,
        groups: totals.groups,
    })
}

fn options(asked: &Asked) -> Options {
    Options::default().with_on_bad(asked.on_bad).with_threads(asked.threads.map_or(0, usize::from))
}

fn name(asked: &Asked) -> String {
    asked.ledger.display().to_string()
}

/// Rejected rows of a tally past those whose problems it keeps.
fn unlisted(tally: &Tally) -> u64 {
    let listed = u64::try_from(tally.problems().len()).unwrap_or(u64::MAX);
    tally.rejected().saturating_sub(listed)
}

/// The ledger, with progress on a terminal.
fn ledger(asked: &Asked, language: Language) -> Result<impl Read + use<>> {
    match File::open(&asked.ledger) {
        Ok(file) => Ok(shown(file, &asked.ledger, language)),
        Err(error) => {
            let problem = Message::NotReadable { error: (&error).into() }.into();
            Err(Error::File { at: Location::file(name(asked)), problem })
        }
    }
}
