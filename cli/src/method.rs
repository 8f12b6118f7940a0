//! `method`: any method by name.

use crate::arguments;
use crate::output::{self, Ended, refused};
use citycarbon::error::{Error, Location, Message};
use citycarbon::i18n::Language;
use citycarbon::{GwpSet, Registry, Result, methods, report};
use clap::{Args, error::ErrorKind};
use std::io::Read as _;

/// Compute a method from inputs on stdin, or list the methods
#[derive(Args)]
#[command(after_help = "\
Inputs are a JSON object by name; a table is an array of such objects, each with its labels:
  {\"waste\": {\"value\": \"12.5\", \"unit\": \"Gg\"}, \"degradable-organic-carbon\": {\"row\": \"ipcc2006-doc-food\"}}
  {\"waste\": [{\"year\": 2020, \"value\": \"12.5\", \"unit\": \"Gg\"}]}

Examples:
  citycarbon method --list
  citycarbon method --list landfill-commitment
  citycarbon method landfill-commitment --gwp AR5 < examples/inputs/landfill-commitment.json")]
pub(crate) struct Asked {
    /// The method, such as landfill-commitment
    #[arg(required_unless_present = "list")]
    name: Option<String>,
    /// List every method, or this one, with its inputs, units and results
    #[arg(long)]
    list: bool,
    /// Add the CO2e of the results by this GWP set
    #[arg(long, value_name = "SET", value_parser = arguments::gwp(), conflicts_with = "list")]
    gwp: Option<GwpSet>,
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let Some(name) = &asked.name else {
        return output::text(&methods::all().map(report::method_text).collect::<Vec<_>>().join("\n"));
    };
    let spec =
        methods::find(name).unwrap_or_else(|error| arguments::wrong("method", ErrorKind::InvalidValue, &error.render(language)));
    if asked.list {
        return output::text(&report::method_text(spec));
    }
    let computed = || -> Result<String> {
        let mut inputs = String::new();
        std::io::stdin().read_to_string(&mut inputs).map_err(|error| {
            let problem = Message::NotReadable { error: (&error).into() }.into();
            Error::File { at: Location::file("stdin"), problem }
        })?;
        report::method_json(spec, &inputs, "stdin", Registry::bundled()?, asked.gwp)
    };
    output::bytes(computed().map_err(refused(language))?.as_bytes())
}
