//! `verify`: a written result, recomputed from its trace.

use crate::output::{self, Ended, Failure, refused};
use crate::progress::reading;
use citycarbon::folder;
use citycarbon::i18n::Language;
use citycarbon::report::Label;
use clap::Args;
use std::path::PathBuf;

/// Recompute a written result from its trace only
///
/// Each line of trace.jsonl is recomputed from its own content. Then the other files are made again from these lines and compared,
/// cell by cell and member by member, and so are the hashes of the files. Differences are printed, and the exit code is 1.
#[derive(Args)]
#[command(after_help = "\
Example:
  citycarbon inventory examples/bangkok --out result
  citycarbon verify result")]
pub(crate) struct Asked {
    /// The folder that `inventory --out` wrote
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let recomputed = reading(&asked.folder, language, || folder::verify(&asked.folder)).map_err(refused(language))?;
    match recomputed.findings {
        None => output::text(&format!("{}\n", Label::TraceHolds { lines: recomputed.lines }.render(language))),
        Some(findings) => {
            output::text(&format!("{}\n", findings.render(language)))?;
            Err(Failure)
        }
    }
}
