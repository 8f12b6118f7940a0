//! `firms`: totals of many firms, without a figure of fewer than five.

use crate::arguments::{self, Format, wrong};
use crate::output::{self, Ended, Failure, all_refused, note, problem, refused};
use citycarbon::error::{Error, Location};
use citycarbon::firms::{ElectricityShare, Firm, FirmAssessors, FirmGroup, FirmKey, PublishedTable, compare};
use citycarbon::folder::{self, FolderOptions};
use citycarbon::i18n::Language;
use citycarbon::report::{self, Label};
use citycarbon::{City, GwpSet};
use clap::error::ErrorKind;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Add up the footprints of many firms: totals in which no firm can be found
#[derive(Args)]
#[command(after_help = "\
Examples:
  citycarbon firms examples/sme/firms.csv --by sector
  citycarbon firms examples/sme/firms.csv --by sector --by place --city examples/bangkok")]
pub(crate) struct Asked {
    /// The lists of firms, CSV files with a row for each firm
    #[arg(required = true)]
    lists: Vec<PathBuf>,
    /// Add up by sector, by place, or by one inside the other; years are always apart
    #[arg(long, value_enum, required = true)]
    by: Vec<Key>,
    /// Put the electricity of the firms next to that of this city folder
    #[arg(long, value_name = "FOLDER")]
    city: Option<PathBuf>,
    /// The GWP set; without it, AR5
    #[arg(long, value_name = "SET", value_parser = arguments::gwp())]
    gwp: Option<GwpSet>,
    /// Print text or JSON
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Key {
    Sector,
    Place,
}

impl From<Key> for FirmKey {
    fn from(key: Key) -> Self {
        match key {
            Key::Sector => Self::Sector,
            Key::Place => Self::Place,
        }
    }
}

/// So many wrong rows are listed.
const LISTED: u64 = 1_000;

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let (first, second) = match asked.by.as_slice() {
        [first] => (*first, None),
        [first, second] if first != second => (*first, Some(*second)),
        _ => wrong("firms", ErrorKind::ValueValidation, "--by takes sector, place or both, each once"),
    };
    if asked.city.is_some() && !asked.by.contains(&Key::Sector) {
        wrong("firms", ErrorKind::MissingRequiredArgument, "--city compares I.2.2 and I.3.2, which needs --by sector");
    }
    let mut adding = Adding {
        group: FirmGroup::new(first.into(), second.map(Into::into), asked.gwp.unwrap_or(GwpSet::Ar5)),
        assessors: FirmAssessors::new(),
        gwp: asked.gwp.unwrap_or(GwpSet::Ar5),
        language,
        rows: 0,
        rejected: 0,
    };
    for list in &asked.lists {
        adding.list(list).map_err(refused(language))?;
    }
    let Adding { group, rows, rejected, .. } = adding;
    if rejected > 0 {
        problem(&Label::RowsNoResult { rejected, rows }.render(language));
        return Err(Failure);
    }
    let table = group.publish().map_err(refused(language))?;
    let compared = match &asked.city {
        Some(city) => compared(&table, city, language)?,
        None => Vec::new(),
    };
    match asked.format {
        Format::Json => output::bytes(&report::firms_json(&table, &compared).map_err(refused(language))?),
        Format::Text => output::text(&report::firms_text(&table, &compared, language).map_err(refused(language))?),
    }
}

/// Firms being added up; every row that is wrong is listed.
struct Adding {
    group: FirmGroup,
    assessors: FirmAssessors,
    gwp: GwpSet,
    language: Language,
    rows: u64,
    rejected: u64,
}

impl Adding {
    fn list(&mut self, list: &Path) -> citycarbon::Result<()> {
        let shown = list.display().to_string();
        folder::firms(list, |firm| {
            self.rows += 1;
            let added = firm.and_then(|firm| self.firm(&firm, &shown).map_err(Into::into));
            if let Err(errors) = added {
                self.rejected += 1;
                if self.rejected <= LISTED {
                    errors.render(self.language).lines().for_each(problem);
                }
            }
            Ok(())
        })
    }

    fn firm(&mut self, firm: &Firm, list: &str) -> citycarbon::Result<()> {
        let added = self.assessors.footprint(firm, self.gwp).and_then(|footprint| self.group.add(&footprint));
        added.map_err(|error| {
            let at = Location::file(list).with_id(&firm.name);
            Error::File { at, problem: error.into_problem() }
        })
    }
}

/// The electricity of the firms next to that of each year of a city that they are of.
fn compared(table: &PublishedTable, folder: &Path, language: Language) -> Ended<Vec<ElectricityShare>> {
    let city = City::open(folder, &FolderOptions::default()).map_err(all_refused(language))?;
    let mut shares = Vec::new();
    let statements = city.close().map_err(refused(language))?;
    for year in table.years.iter().map(|year| year.year) {
        if statements.iter().all(|statement| statement.year != year) {
            note(&Label::FirmsYearAbsent { year }.render(language));
        }
    }
    for statement in statements {
        if table.years.iter().any(|year| year.year == statement.year) {
            shares.extend(compare(table, &statement).map_err(refused(language))?.unwrap_or_default());
        }
    }
    Ok(shares)
}
