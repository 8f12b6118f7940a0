//! `inventory`: the inventory of a city folder.

use crate::arguments::{self, Format};
use crate::output::{self, Ended, all_refused, refused};
use crate::progress::reading;
use citycarbon::City;
use citycarbon::error::{Error, Message};
use citycarbon::folder::{FolderKind, FolderOptions, Staged, kind};
use citycarbon::i18n::Language;
use citycarbon::organisation::{Footprint, Organisation};
use citycarbon::report::Label;
use citycarbon::{GwpSet, Result, Statement, Year, report};
use clap::{Args, error::ErrorKind};
use std::path::PathBuf;

/// Print the inventory of a city folder, or the footprint of an organisation's, on one page
#[derive(Args)]
#[command(after_help = "\
Examples:
  citycarbon inventory examples/bangkok
  citycarbon inventory examples/bangkok --year 2018 --full --lang th
  citycarbon inventory examples/bangkok --out result --series grid-electricity=bangkok-2018
  citycarbon inventory examples/office")]
pub(crate) struct Asked {
    /// The city folder; it contains a city.toml
    folder: PathBuf,
    /// Print only this year
    #[arg(long)]
    year: Option<Year>,
    /// Add all tables, notation keys, notices, measures and factors to the page
    #[arg(long)]
    full: bool,
    // As an attribute, because the help would print the backticks that a comment needs.
    #[arg(
        long,
        value_name = "DIR",
        help = "Write inventory.json, inventory.csv, factors_used.csv and trace.jsonl into this folder, and plan.json where there is a plan (of an organisation: footprint.json and footprint.csv)"
    )]
    out: Option<PathBuf>,
    /// Use this GWP set instead of the one in city.toml
    #[arg(long, value_name = "SET", value_parser = arguments::gwp())]
    gwp: Option<GwpSet>,
    /// Use another series of factors for a subject, such as grid-electricity=th-tgo-cfo; may be repeated
    #[arg(long, value_name = "SUBJECT=SERIES", value_parser = pair)]
    series: Vec<(String, String)>,
    /// Print text, or the bytes of inventory.json
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// A subject and its series.
fn pair(text: &str) -> std::result::Result<(String, String), String> {
    match text.split_once('=') {
        Some((subject, series)) if !subject.is_empty() && !series.is_empty() => Ok((subject.to_owned(), series.to_owned())),
        _ => Err("write it as SUBJECT=SERIES".to_owned()),
    }
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let json = asked.format == Format::Json;
    if json && (asked.full || asked.year.is_some()) {
        let reason = "--year and --full are for text; JSON holds every year and every figure";
        arguments::wrong("inventory", ErrorKind::ArgumentConflict, reason);
    }
    // With the hash of each ledger wherever it is shown.
    let mut ask = FolderOptions::default().with_gwp(asked.gwp).with_hash(json || asked.out.is_some());
    for (subject, series) in &asked.series {
        ask = ask.with_series(subject, series);
    }
    if kind(&asked.folder).map_err(refused(language))? != FolderKind::City {
        return footprint(asked, &ask, language);
    }
    let read = || {
        let city = City::open(&asked.folder, &ask)?;
        let statements = city.close()?;
        // Measures are computed whatever is printed, so that a folder is rejected in every format or in none.
        let measures = city.measures().iter().filter_map(|measure| city.effects(&measure.name).transpose());
        let measures = measures.collect::<Result<Vec<_>>>()?;
        Ok((city, statements, measures))
    };
    let (city, statements, measures) = reading(&asked.folder, language, read).map_err(all_refused(language))?;
    bad_rows(asked, city.problems(), city.unlisted(), language);
    let print = || match (json, asked.full) {
        (true, _) => report::json(&statements),
        (_, true) => report::full(&printed(&statements, asked.year)?, &measures, language).map(String::into_bytes),
        _ => report::page(&printed(&statements, asked.year)?, language).map(String::into_bytes),
    };
    let result = print().map_err(refused(language))?;
    let files = || {
        let mut files = report::files(&statements)?.to_vec();
        // The plan stands before the file that makes the folder a result.
        if let Some(plan) = city.plan()? {
            files.insert(0, ("plan.json", report::plan_json(&city.input().settings.city, &plan)?));
        }
        Ok(files)
    };
    ended(asked, &result, files, language)
}

/// The same of an organisation or event.
fn footprint(asked: &Asked, ask: &FolderOptions, language: Language) -> Ended {
    let read = || {
        let organisation = Organisation::open(&asked.folder, ask)?;
        let footprints = organisation.close()?;
        Ok((organisation, footprints))
    };
    let (organisation, footprints) = reading(&asked.folder, language, read).map_err(all_refused(language))?;
    bad_rows(asked, organisation.problems(), organisation.unlisted(), language);
    let print = || match asked.format {
        Format::Json => report::footprint_json(&footprints),
        Format::Text => {
            let printed = only(&footprints, asked.year, |footprint: &Footprint| footprint.year)?;
            report::footprint_page(&printed, asked.full, language).map(String::into_bytes)
        }
    };
    let result = print().map_err(refused(language))?;
    ended(asked, &result, || report::footprint_files(&footprints).map(Vec::from), language)
}

/// What is wrong with rows that were left out: each row for programs and with all tables, else each reason.
fn bad_rows(asked: &Asked, problems: &[Error], unlisted: u64, language: Language) {
    if asked.full || asked.format == Format::Json {
        output::each_row_left_out(problems, unlisted, language);
    } else {
        output::rows_left_out(problems, unlisted, language);
    }
}

/// Prints the result; writes the files where they are asked for.
fn ended(asked: &Asked, result: &[u8], files: impl FnOnce() -> Result<Vec<(&'static str, Vec<u8>)>>, language: Language) -> Ended {
    let shown = |result: &[u8]| match std::str::from_utf8(result) {
        Ok(text) if asked.format == Format::Text => output::text(text),
        _ => output::bytes(result),
    };
    let Some(out) = &asked.out else { return shown(result) };
    // Every file is complete before the result is printed, and none has its name before it is.
    let files = files().map_err(refused(language))?;
    let staged = Staged::new(out, &files).map_err(refused(language))?;
    shown(result)?;
    staged.commit().map_err(refused(language))?;
    let files = u64::try_from(files.len()).unwrap_or(u64::MAX);
    output::note(&Label::FilesWritten { files, folder: out.display().to_string() }.render(language));
    Ok(())
}

/// The years to print.
pub(crate) fn printed(statements: &[Statement], year: Option<Year>) -> Result<Vec<Statement>> {
    only(statements, year, |statement| statement.year)
}

/// Those of one year, or all.
fn only<T: Clone>(all: &[T], year: Option<Year>, of: impl Fn(&T) -> Year) -> Result<Vec<T>> {
    let Some(year) = year else { return Ok(all.to_vec()) };
    let found: Vec<T> = all.iter().filter(|one| of(one) == year).cloned().collect();
    if found.is_empty() {
        let years = all.iter().map(|one| (&of(one)).into()).collect();
        return Err(Message::NotAReportedYear { value: (&year).into(), years }.into());
    }
    Ok(found)
}
