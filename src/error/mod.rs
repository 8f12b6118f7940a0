//! Errors: what failed, where, and how to fix it.
//!
//! In: nothing. Out: [`Error`], one type for the whole crate, and [`Errors`], a list of them: plain values, so that they can be
//! compared, stored and sent. Each holds a [`Message`] with typed parts, which the module `i18n` prints in any language: the
//! place, the value found, the reason and how to fix it, on one line of at most 500 bytes, without characters that control a
//! terminal.
//!
//! ```
//! use citycarbon::error::{Error, Location, Message};
//! let at = Location::file("trucks.csv").with_line(17).with_column("amount");
//! let problem = Message::DecimalComma { value: "12,5".into(), option: None }.into();
//! assert_eq!(
//!     Error::Cell { at, problem }.to_string(),
//!     "trucks.csv:17: amount: \"12,5\": a comma is not a decimal separator; use a point (1234.5)"
//! );
//! ```

mod co_benefit_fault;
mod kind;
mod list;
mod location;
mod measure_fault;
#[macro_use]
mod problems;

mod message;
mod phrase;
mod plan_fault;
mod problem;
mod step;
mod suggest;
mod unit_fault;
mod workbook_fault;

pub use co_benefit_fault::CoBenefitFault;
pub use kind::ErrorKind;
pub(crate) use list::count;
pub use list::{Errors, Unlisted};
pub use location::Location;
pub use measure_fault::MeasureFault;
pub use message::Message;
pub(crate) use phrase::sealed;
pub use phrase::{Blank, Fill, LabelKey, Phrase, Text};
pub use plan_fault::PlanFault;
pub(crate) use problem::clipped;
pub use problem::{Problem, shown};
pub use step::{Operation, Subject};
pub use suggest::did_you_mean;
pub(crate) use suggest::is_one_edit;
pub use unit_fault::UnitFault;
pub use workbook_fault::{WorkbookDamage, WorkbookFault};

use serde::{Deserialize, Serialize};

/// What every fallible call of this crate gives.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// Why a call failed.
#[cfg_attr(feature = "thiserror", derive(thiserror::Error))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Error {
    /// A cell or row cannot be used. Correct the file at `at`; the other rows were read.
    Cell {
        /// Where it is.
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
    /// A value given by a program, not by a file, cannot be used.
    Value(Problem),
    /// An exact figure needs more digits than the 76 that are held. Split the ledger, or use larger units.
    TooLarge(Problem),
    /// A quantity would be divided by zero.
    DivisionByZero(Problem),
    /// No factor or parameter matches, even after every allowed fallback. Add a table, or relax the policy.
    NoFactor(Problem),
    /// A factor would be used for what it was not made for.
    Misuse(Problem),
    /// Figures known only as CO2e were stated in another GWP set than the one asked for. They cannot be weighed again without the
    /// split by gas.
    OtherGwpSet(Problem),
}

#[cfg(not(feature = "thiserror"))]
impl std::error::Error for Error {}

/// The problem of an error, held as the error is: a reference, one to change, or the problem itself.
macro_rules! problem_of {
    ($error:expr) => {
        match $error {
            Self::Cell { problem, .. }
            | Self::File { problem, .. }
            | Self::Value(problem)
            | Self::TooLarge(problem)
            | Self::DivisionByZero(problem)
            | Self::NoFactor(problem)
            | Self::Misuse(problem)
            | Self::OtherGwpSet(problem) => problem,
        }
    };
}

impl Error {
    /// An exact figure with too many digits, at a step.
    pub(crate) fn too_large(step: Operation) -> Self {
        Self::TooLarge(Message::TooLarge { steps: vec![step] }.into())
    }

    /// A division by zero, at a step.
    pub(crate) fn division_by_zero(step: Operation) -> Self {
        Self::DivisionByZero(Message::DivisionByZero { steps: vec![step] }.into())
    }

    /// What is wrong.
    pub fn problem(&self) -> &Problem {
        problem_of!(self)
    }

    fn problem_mut(&mut self) -> &mut Problem {
        problem_of!(self)
    }

    /// The same without its place and without what became of the call.
    pub fn into_problem(self) -> Problem {
        problem_of!(self)
    }

    /// The stable kind of the problem.
    pub fn kind(&self) -> ErrorKind {
        self.problem().kind()
    }

    /// Where it is, if it came from a file.
    pub fn at(&self) -> Option<&Location> {
        match self {
            Self::Cell { at, .. } | Self::File { at, .. } => Some(at),
            _ => None,
        }
    }

    /// The same error, placed in a file: a [`Value`](Self::Value) becomes a [`Cell`](Self::Cell) there.
    #[must_use]
    pub fn at_cell(self, at: Location) -> Self {
        match self {
            Self::Value(problem) => Self::Cell { at, problem },
            other => other,
        }
    }

    /// The same error of a computation, within a wider step.
    #[must_use]
    pub(crate) fn in_step(mut self, step: Operation) -> Self {
        if let Message::TooLarge { steps } | Message::DivisionByZero { steps } = self.problem_mut().message_mut() {
            steps.insert(0, step);
        }
        self
    }

    /// The same error, placed in a file as a whole.
    #[must_use]
    pub fn in_file(self, at: Location) -> Self {
        match self {
            Self::Value(problem) | Self::Cell { problem, .. } => Self::File { at, problem },
            other => other,
        }
    }
}

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
