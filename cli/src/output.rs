//! What is printed: results on stdout, all else on stderr.

use anstream::{AutoStream, ColorChoice};
use citycarbon::error::{Error, Errors, Location, Unlisted};
use citycarbon::i18n::Language;
use citycarbon::report;
use std::io::{self, ErrorKind, Write};

/// Why the program ends with exit code 1; the reasons are printed.
pub(crate) struct Failure;

/// How a command ends.
pub(crate) type Ended<T = ()> = Result<T, Failure>;

const RED: &str = "\u{1b}[31m";
const PLAIN: &str = "\u{1b}[0m";

/// Prints a result for people, its headings bold on a terminal.
pub(crate) fn text(text: &str) -> Ended {
    match AutoStream::choice(&io::stdout()) {
        ColorChoice::Never => bytes(text.as_bytes()),
        _ => written(anstream::stdout().lock(), report::with_bold_headings(text).as_bytes()),
    }
}

/// Prints a result byte for byte.
pub(crate) fn bytes(bytes: &[u8]) -> Ended {
    written(io::stdout().lock(), bytes)
}

/// A reader that has seen enough may close the pipe.
fn written(mut out: impl Write, bytes: &[u8]) -> Ended {
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            problem(&format!("stdout: {error}"));
            Err(Failure)
        }
        _ => Ok(()),
    }
}

/// A line on stderr about why there is no result, or about a row that is not in it.
pub(crate) fn problem(line: &str) {
    // Nobody may be listening, which is no reason to stop.
    let _ = writeln!(anstream::stderr().lock(), "{RED}{line}{PLAIN}");
}

/// A line on stderr that a reader of the result may want to know.
pub(crate) fn note(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Prints an error in the language asked for.
pub(crate) fn refused(language: Language) -> impl Fn(Error) -> Failure {
    move |error| {
        problem(&error.render(language));
        Failure
    }
}

/// The same of several errors, one a line.
pub(crate) fn all_refused(language: Language) -> impl Fn(Errors) -> Failure {
    move |errors| {
        errors.render(language).lines().for_each(problem);
        Failure
    }
}

/// What is wrong with each row that was left out.
pub(crate) fn each_row_left_out(problems: &[Error], unlisted: u64, language: Language) {
    for error in problems {
        problem(&error.render(language));
    }
    if unlisted > 0 {
        problem(&Unlisted::BadRows(unlisted).render(language));
    }
}

/// Rows that are left out for one reason.
struct RowsAlike<'a> {
    /// The column of the file and what is wrong there; none where no row is named.
    reason: Option<(String, String)>,
    alike: Vec<&'a Error>,
}

/// The most rows of one reason that are listed, each on its line; of more the first lines are named.
const ALIKE: usize = 3;

/// The same, with the rows of one reason on one line where they are many: those that are still empty in a new folder.
pub(crate) fn rows_left_out(problems: &[Error], unlisted: u64, language: Language) {
    let reason = |error: &Error| {
        let at = error.at().filter(|at| at.line_number().is_some())?;
        let place = at.column_name().into_iter().fold(Location::file(at.file_name()), Location::with_column);
        Some((place.to_string(), error.problem().render(language)))
    };
    let mut groups: Vec<RowsAlike<'_>> = Vec::new();
    for error in problems {
        let reason = reason(error);
        match groups.iter_mut().find(|group| group.reason.is_some() && group.reason == reason) {
            Some(group) => group.alike.push(error),
            None => groups.push(RowsAlike { reason, alike: vec![error] }),
        }
    }
    for RowsAlike { reason, alike } in groups {
        let lines = alike.iter().filter_map(|error| error.at()?.line_number()).map(|line| line.to_string());
        let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        match reason {
            Some((place, reason)) if alike.len() > ALIKE => {
                let (rows, more) = (count(alike.len()), count(alike.len().saturating_sub(ALIKE)));
                problem(
                    &Unlisted::SameProblem { place, problem: reason, rows, lines: lines.take(ALIKE).collect(), more }
                        .render(language),
                );
            }
            _ => alike.iter().for_each(|error| problem(&error.render(language))),
        }
    }
    if unlisted > 0 {
        problem(&Unlisted::BadRows(unlisted).render(language));
    }
}
