//! `firm`: the footprint of one firm.

use crate::arguments::{self, Format};
use crate::output::{self, Ended, all_refused, refused};
use citycarbon::firms::FirmAssessors;
use citycarbon::i18n::Language;
use citycarbon::{GwpSet, folder, report};
use clap::Args;
use std::path::PathBuf;

/// Print the carbon footprint of one firm: total, range, sources and measures
#[derive(Args)]
#[command(after_help = "\
Examples:
  citycarbon firm examples/sme/bakery.toml
  citycarbon firm examples/sme/bakery.toml --lang th")]
pub(crate) struct Asked {
    /// The form of the firm, a TOML file
    form: PathBuf,
    /// The GWP set; without it, AR5
    #[arg(long, value_name = "SET", value_parser = arguments::gwp())]
    gwp: Option<GwpSet>,
    /// Print text or JSON
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let firm = folder::firm(&asked.form).map_err(all_refused(language))?;
    let mut assessors = FirmAssessors::new();
    let gwp = asked.gwp.unwrap_or(GwpSet::Ar5);
    let footprint = assessors.footprint(&firm, gwp).map_err(refused(language))?;
    let assessor = assessors.of(&firm.region).map_err(refused(language))?;
    match asked.format {
        Format::Json => output::bytes(&report::firm_json(&footprint, assessor).map_err(refused(language))?),
        Format::Text => output::text(&report::firm_text(&footprint, assessor, language).map_err(refused(language))?),
    }
}
