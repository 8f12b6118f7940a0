//! `find`: what to write for everyday words.

use crate::arguments;
use crate::output::{self, Ended, refused};
use citycarbon::find::{FindKind, find};
use citycarbon::i18n::Language;
use citycarbon::taxonomy::Catalogue;
use citycarbon::{Registry, report};
use clap::{Args, ValueEnum};

/// Find what to write in a file, by everyday words in any language
#[derive(Args)]
#[command(after_help = "\
Examples:
  citycarbon find diesel for trucks
  citycarbon find ค่าไฟบ้าน
  citycarbon find CCF --kind unit
  citycarbon find HCFC-22 --kind gas")]
pub(crate) struct Asked {
    /// What is looked for: diesel, ガソリン, R-134a, CCF, Bangkok
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Only things of this kind
    #[arg(long, value_parser = arguments::find_kind())]
    kind: Option<FindKind>,
    /// How the result is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let registry = Registry::bundled().map_err(refused(language))?;
    let found = find(&asked.words.join(" "), asked.kind, Catalogue::bundled(), Some(registry), language);
    match asked.format {
        Format::Text => output::text(&report::found_text(&found)),
        Format::Json => output::bytes(&report::found_json(&found).map_err(refused(language))?),
    }
}
