//! Completions and manual pages, made from the arguments themselves.

use crate::arguments::{self, Arguments};
use crate::output::{self, Ended, Failure};
use clap::{CommandFactory, error::ErrorKind};
use clap_complete::Shell;
use clap_mangen::Man;

pub(crate) fn completions(shell: Shell) -> Ended {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "citycarbon", &mut out);
    output::bytes(&out)
}

pub(crate) fn man(name: Option<&str>) -> Ended {
    let mut program = Arguments::command();
    program.build();
    let command = match name {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone(),
            None => {
                let names: Vec<_> = program.get_subcommands().map(|command| command.get_name().to_owned()).collect();
                let reason = format!("no command {name:?}; use one of {}", names.join(", "));
                arguments::wrong("man", ErrorKind::InvalidValue, &reason)
            }
        },
    };
    let mut out = Vec::new();
    Man::new(command).render(&mut out).map_err(|_| Failure)?;
    output::bytes(&out)
}
