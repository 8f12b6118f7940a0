//! What can be asked for.

use crate::{compare, find, firm, firms, indicators, inventory, measure, method, new, plan, report, tally, verify, views};
use citycarbon::GwpSet;
use citycarbon::i18n::Language;
use citycarbon::inventory::Level;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use std::fmt::Display;
use std::str::FromStr;

/// Exact greenhouse gas inventories of cities, from a folder of files
#[derive(Parser)]
#[command(name = "citycarbon", version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// The language of text and of errors; no native speaker has read those but English yet
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language(), default_value = "en")]
    pub(crate) lang: Language,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Example: citycarbon inventory examples/bangkok

Results go to stdout, everything else to stderr.
Exit codes: 0 success; 1 input rejected or not readable (one error per line, no result, no file written);
2 wrong arguments.";

#[derive(Subcommand)]
pub(crate) enum Command {
    New(new::Asked),
    Inventory(inventory::Asked),
    Measure(measure::Asked),
    Plan(plan::Asked),
    Tally(tally::Asked),
    Method(method::Asked),
    Compare(compare::Asked),
    Find(find::Asked),
    Firm(firm::Asked),
    Firms(firms::Asked),
    Report(report::Asked),
    Verify(verify::Asked),
    Views(views::Asked),
    Indicators(indicators::Asked),
    /// Print shell completions
    #[command(after_help = "Example: source <(citycarbon completions bash)")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print a manual page, as troff
    #[command(after_help = "Example: citycarbon man inventory > citycarbon-inventory.1")]
    Man {
        /// The command whose page is printed; without it, the page of the program
        #[arg(value_name = "COMMAND")]
        name: Option<String>,
    },
}

/// Text for people, or JSON for programs.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// Ends the program as wrong arguments of a command do: the reason and its usage on stderr, exit code 2.
pub(crate) fn wrong(command: &str, kind: ErrorKind, reason: &str) -> ! {
    let mut program = Arguments::command();
    program.build();
    match program.find_subcommand_mut(command) {
        Some(command) => command.error(kind, reason).exit(),
        None => program.error(kind, reason).exit(),
    }
}

/// One of the values that the library lists, by the name that it reads.
fn listed<T>(all: impl IntoIterator<Item = T>) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err: std::error::Error + Send + Sync + 'static> + Display + Clone + Send + Sync + 'static,
{
    let names: Vec<String> = all.into_iter().map(|value| value.to_string()).collect();
    PossibleValuesParser::new(names).try_map(|name| name.parse::<T>())
}

/// A language of the library.
pub(crate) fn language() -> impl TypedValueParser<Value = Language> {
    listed(Language::ALL)
}

/// A level of the GPC.
pub(crate) fn level() -> impl TypedValueParser<Value = Level> {
    let levels = [Level::Basic, Level::BasicPlus];
    PossibleValuesParser::new(levels.map(|level| level.to_string()))
        .map(move |name| levels.into_iter().find(|level| level.to_string() == name).unwrap_or_default())
}

/// A kind of thing that is found.
pub(crate) fn find_kind() -> impl TypedValueParser<Value = citycarbon::find::FindKind> {
    listed(citycarbon::find::FindKind::ALL)
}

/// A GWP set of the library.
pub(crate) fn gwp() -> impl TypedValueParser<Value = GwpSet> {
    listed(GwpSet::ALL)
}

/// A calendar of the library.
pub(crate) fn calendar() -> impl TypedValueParser<Value = citycarbon::taxonomy::Calendar> {
    listed(citycarbon::taxonomy::Calendar::ALL)
}

/// A way to treat bad rows.
pub(crate) fn on_bad() -> impl TypedValueParser<Value = citycarbon::ledger::OnBad> {
    listed(citycarbon::ledger::OnBad::ALL)
}
