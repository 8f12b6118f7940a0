//! What programs print, and how they end.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// Lines for people; nobody may be listening, which is no reason to stop.
pub(crate) fn print_error(lines: &str) {
    let _ = io::stderr().write_all(format!("{lines}\n").as_bytes());
}

/// Prints the result; whether that could be done. A reader that has seen enough may close the pipe.
pub(crate) fn printed(bytes: &[u8]) -> bool {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            print_error(&format!("the result cannot be printed: {error}"));
            false
        }
        _ => true,
    }
}

/// The exit code of a run that ended well, or did not.
pub(crate) fn ended(well: bool) -> ExitCode {
    if well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
