//! `views`: the lines of a city folder in named groups, and why two totals differ.

use crate::arguments::{self, Format};
use crate::inventory::printed as years;
use crate::output::{self, Ended, all_refused, refused};
use crate::progress::reading;
use citycarbon::error::{Errors, Message};
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::inventory::{BookTotal, Reconciliation, Views};
use citycarbon::organisation::{Footprint, Organisation};
use citycarbon::report;
use citycarbon::{City, Result, Statement, Year};
use clap::{Args, error::ErrorKind};
use std::path::PathBuf;

/// Print views of the lines of a city folder, or why two totals differ
#[derive(Args)]
#[command(after_help = "\
A total is the name of a view, or VIEW:GROUP for one of its groups. Own views are rows of views.csv.

Examples:
  citycarbon views examples/bangkok
  citycarbon views examples/bangkok --view operations --year 2018
  citycarbon views examples/bangkok --between basic territorial
  citycarbon views examples/bangkok --between scope:2 operations --format json
  citycarbon views examples/bangkok --between operations all --organisation examples/bangkok_organisation --year 2023")]
pub(crate) struct Asked {
    /// The city folder
    folder: PathBuf,
    /// Print the groups of this view; without it, every view with its total
    #[arg(long, value_name = "NAME", conflicts_with = "between")]
    view: Option<String>,
    /// Print what leads from one total to another
    #[arg(long, num_args = 2, value_names = ["FIRST", "SECOND"])]
    between: Option<Vec<String>>,
    /// Take the second total of --between from the footprint of this organisation: all, scope:1, 3.5, iso:4, department:NAME
    #[arg(long, value_name = "FOLDER", requires = "between")]
    organisation: Option<PathBuf>,
    /// Print only this year; without it, the text of a view or of two totals is of the last year, JSON of every year
    #[arg(long)]
    year: Option<Year>,
    /// Print text or JSON
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let read = || {
        let city = City::open(&asked.folder, &FolderOptions::default())?;
        let statements = city.close()?;
        let footprints = match &asked.organisation {
            Some(folder) => Organisation::open(folder, &FolderOptions::default())?.close()?,
            None => Vec::new(),
        };
        Ok::<_, Errors>((city, statements, footprints))
    };
    let (city, statements, footprints) = reading(&asked.folder, language, read).map_err(all_refused(language))?;
    output::rows_left_out(city.problems(), city.unlisted(), language);
    let result = printed(asked, (&statements, &footprints), city.views(), language).map_err(refused(language))?;
    match std::str::from_utf8(&result) {
        Ok(text) if asked.format == Format::Text => output::text(text),
        _ => output::bytes(&result),
    }
}

/// The years to print, each with what leads from one total to the other; of an organisation, the years that both have.
fn between<'a>(
    all: &'a [Statement],
    (organisation, views): (Option<&[Footprint]>, &Views),
    names: &[String],
    year: Option<Year>,
) -> Result<Vec<(&'a Statement, Reconciliation)>> {
    let [first, second] = names else {
        arguments::wrong("views", ErrorKind::WrongNumberOfValues, "--between takes the names of two totals");
    };
    let seconds: Vec<Option<BookTotal>> = match organisation {
        None => views.totals(all, second)?.into_iter().map(Some).collect(),
        Some(footprints) => {
            let of = |year: Year| footprints.iter().find(|footprint| footprint.year == year);
            all.iter().map(|statement| of(statement.year).map(|of| of.total(second)).transpose()).collect::<Result<_>>()?
        }
    };
    let mut pairs = Vec::new();
    for (statement, (first, second)) in all.iter().zip(views.totals(all, first)?.iter().zip(&seconds)) {
        if let (Some(second), true) = (second, year.is_none_or(|year| statement.year == year)) {
            pairs.push((statement, Reconciliation::between(first, second)?));
        }
    }
    if pairs.is_empty() {
        let years = organisation.into_iter().flatten().map(|footprint| (&footprint.year).into()).collect();
        let asked = year.or_else(|| all.last().map(|statement| statement.year));
        let value = asked.map_or_else(|| second.as_str().into(), |year| (&year).into());
        return Err(Message::NotAReportedYear { value, years }.into());
    }
    Ok(pairs)
}

fn printed(asked: &Asked, (all, footprints): (&[Statement], &[Footprint]), views: &Views, language: Language) -> Result<Vec<u8>> {
    let statements = years(all, asked.year)?;
    let json = asked.format == Format::Json;
    if let Some(names) = &asked.between {
        let held = between(all, (asked.organisation.is_some().then_some(footprints), views), names, asked.year)?;
        return match held.last().filter(|_| !json) {
            Some((statement, held)) => report::reconciliation_text(statement, held, language).map(String::into_bytes),
            None => report::reconciliation_json(&held),
        };
    }
    let view = asked.view.as_deref().map(|name| views.find(name)).transpose()?;
    match (view, statements.last()) {
        _ if json => report::views_json(&statements, views, view),
        (Some(view), Some(last)) => report::view_text(last, view, language).map(String::into_bytes),
        _ => report::views_text(&statements, views, language).map(String::into_bytes),
    }
}
