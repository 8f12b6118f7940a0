//! Why a call failed, where, and what to do about it.
//!
//! In: nothing. Out: [`Error`], one type for the whole crate, made of plain values, so that it can be compared, stored and sent.
//! A message gives the place, the value found and the mend, on one line of at most 500 bytes, with nothing in it that a
//! terminal would act on.
//!
//! ```
//! use citycarbon::error::{ErrorKind, Location, Problem};
//! let at = Location::file("trucks.csv").with_line(17).with_column("amount");
//! let problem = Problem::new(ErrorKind::Number, "12,5", "a comma stands where the point should be", "write 12.5");
//! assert_eq!(
//!     citycarbon::Error::Row { at, problem }.to_string(),
//!     "trucks.csv:17: amount: \"12,5\": a comma stands where the point should be; write 12.5"
//! );
//! ```

mod kind;
mod location;
mod message;
mod phrase;
mod problem;
mod suggest;

pub use kind::ErrorKind;
pub use location::Location;
pub use message::Message;
pub use phrase::{Blank, Fill, Phrase, Term, Text};
pub(crate) use problem::clipped;
pub use problem::{Problem, shown};
pub use suggest::did_you_mean;

use serde::{Deserialize, Serialize};

/// What every fallible call of this crate gives.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Error {
    /// A row cannot be taken as it stands. Correct the file at `at`; the other rows were read.
    Row {
        /// Where the row stands.
        at: Location,
        /// What is wrong with it.
        problem: Problem,
    },
    /// A file cannot be read as what it should be. Nothing of it was used.
    File {
        /// Where the reading stopped.
        at: Location,
        /// What is wrong there.
        problem: Problem,
    },
    /// A value given by a program, not by a file, cannot be taken.
    Value(Problem),
    /// An exact figure needs more digits than the 76 that are held. Split the ledger, or use larger units.
    TooLarge {
        /// The step that failed.
        step: String,
    },
    /// A quantity would be divided by zero.
    DivisionByZero {
        /// The step that failed.
        step: String,
    },
    /// No factor or parameter answers, even after every allowed fallback. Add a table, or widen the ladder.
    NotFound {
        /// `emission factor`, or the parameter's name.
        what: String,
        /// What was asked for.
        wanted: String,
        /// The places that were searched, nearest first.
        tried: String,
    },
    /// A factor would be used for what it was not made for.
    Misuse {
        /// The factor's id.
        factor: String,
        /// Why it must not be used here.
        reason: String,
        /// What to use instead.
        mend: String,
    },
    /// Figures known only as CO2e were stated in another GWP set than the one asked for.
    /// They cannot be weighed again without the split by gas.
    StatedSet {
        /// The set the figures were stated in.
        stated: String,
        /// The set asked for.
        asked: String,
        /// The entries, by reference.
        entries: String,
    },
}

impl Error {
    /// The stable kind of the problem, where the error has one.
    pub fn kind(&self) -> Option<ErrorKind> {
        match self {
            Self::Row { problem, .. } | Self::File { problem, .. } | Self::Value(problem) => Some(problem.kind()),
            _ => None,
        }
    }

    /// Where the error stands, if it came from a file.
    pub fn at(&self) -> Option<&Location> {
        match self {
            Self::Row { at, .. } | Self::File { at, .. } => Some(at),
            _ => None,
        }
    }

    /// The same error, placed in a file: a [`Value`](Self::Value) becomes a [`Row`](Self::Row) there.
    #[must_use]
    pub fn at_row(self, at: Location) -> Self {
        match self {
            Self::Value(problem) => Self::Row { at, problem },
            other => other,
        }
    }

    /// The same error, its step named: what was computed when it arose.
    #[must_use]
    pub(crate) fn in_step(self, what: &str) -> Self {
        match self {
            Self::TooLarge { step } => Self::TooLarge { step: format!("{what}: {step}") },
            Self::DivisionByZero { step } => Self::DivisionByZero { step: format!("{what}: {step}") },
            other => other,
        }
    }

    /// The same error, placed in a file as a whole.
    #[must_use]
    pub fn in_file(self, at: Location) -> Self {
        match self {
            Self::Value(problem) | Self::Row { problem, .. } => Self::File { at, problem },
            other => other,
        }
    }
}

impl core::error::Error for Error {}

impl From<Message> for Error {
    fn from(message: Message) -> Self {
        Self::Value(message.into())
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Value(problem)
    }
}
