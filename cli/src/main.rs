//! The program `citycarbon`: arguments, progress and printing. What computes or formats is in the library.
//!
//! Exit codes: 0 success; 1 input rejected or not readable (one error per line on stderr, no result, no file written); 2 wrong
//! arguments.

mod arguments;
mod compare;
mod find;
mod firm;
mod firms;
mod indicators;
mod inventory;
mod measure;
mod method;
mod new;
mod output;
mod plan;
mod progress;
mod report;
mod shell;
mod tally;
mod verify;
mod views;

use arguments::{Arguments, Command};
use clap::Parser;
use output::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Arguments { command, lang } = Arguments::parse();
    let ended = match &command {
        Command::New(asked) => new::run(asked, lang),
        Command::Inventory(asked) => inventory::run(asked, lang),
        Command::Measure(asked) => measure::run(asked, lang),
        Command::Tally(asked) => tally::run(asked, lang),
        Command::Method(asked) => method::run(asked, lang),
        Command::Compare(asked) => compare::run(asked, lang),
        Command::Find(asked) => find::run(asked, lang),
        Command::Firm(asked) => firm::run(asked, lang),
        Command::Firms(asked) => firms::run(asked, lang),
        Command::Verify(asked) => verify::run(asked, lang),
        Command::Plan(asked) => plan::run(asked, lang),
        Command::Report(asked) => report::run(asked, lang),
        Command::Indicators(asked) => indicators::run(asked, lang),
        Command::Views(asked) => views::run(asked, lang),
        Command::Completions { shell } => shell::completions(*shell),
        Command::Man { name } => shell::man(name.as_deref()),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure) => ExitCode::FAILURE,
    }
}
