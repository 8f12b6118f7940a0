//! How an action stands, and what was reported of it.

use super::release::ReleaseStage;
use crate::error::{LabelKey, Message, PlanFault, Result};
use crate::quantity::Exact;

/// Why an action is behind, and what is done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    cause: String,
    remedy: String,
}

impl Remedy {
    /// Both in words; refused where one is empty.
    pub fn new(cause: &str, remedy: &str) -> Result<Self> {
        if cause.trim().is_empty() || remedy.trim().is_empty() {
            return Err(Message::Plan { value: None, fault: PlanFault::NoRemedy }.into());
        }
        Ok(Self { cause: cause.to_owned(), remedy: remedy.to_owned() })
    }

    /// Why.
    pub fn cause(&self) -> &str {
        &self.cause
    }

    /// What is done.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

/// The four statuses. What is behind cannot be stated without cause and remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ActionStatus {
    /// The target of the year is met.
    Achieved,
    /// It will be met in time.
    OnTrack,
    /// It is not likely to be met in time.
    Delayed(Remedy),
    /// It cannot be met.
    NotAchieved(Remedy),
}

/// A status without its words, for counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum StatusKind {
    /// The target of the year is met.
    Achieved,
    /// It will be met in time.
    OnTrack,
    /// It is not likely to be met in time.
    Delayed,
    /// It cannot be met.
    NotAchieved,
}

impl StatusKind {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Achieved, Self::OnTrack, Self::Delayed, Self::NotAchieved];

    /// Its name, as files spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Achieved => "achieved",
            Self::OnTrack => "on-track",
            Self::Delayed => "delayed",
            Self::NotAchieved => "not-achieved",
        }
    }

    /// What it is called.
    pub fn label(self) -> LabelKey {
        LabelKey::of(match self {
            Self::Achieved => "action-status.achieved",
            Self::OnTrack => "action-status.on-track",
            Self::Delayed => "action-status.delayed",
            Self::NotAchieved => "action-status.not-achieved",
        })
    }
}

impl ActionStatus {
    /// Which of the four.
    pub fn kind(&self) -> StatusKind {
        match self {
            Self::Achieved => StatusKind::Achieved,
            Self::OnTrack => StatusKind::OnTrack,
            Self::Delayed(_) => StatusKind::Delayed,
            Self::NotAchieved(_) => StatusKind::NotAchieved,
        }
    }

    /// Cause and remedy, of what is behind.
    pub fn remedy(&self) -> Option<&Remedy> {
        match self {
            Self::Achieved | Self::OnTrack => None,
            Self::Delayed(remedy) | Self::NotAchieved(remedy) => Some(remedy),
        }
    }
}

/// What was reported of an action for a year.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ActionReport {
    /// A figure of its indicator.
    Measured {
        /// The figure, zero or more.
        actual: Exact,
        /// How settled it is.
        stage: ReleaseStage,
        /// How it stands.
        status: ActionStatus,
    },
    /// Words, of an action without numbers.
    Described {
        /// What was done.
        text: String,
        /// How it stands.
        status: ActionStatus,
    },
    /// Nothing could be reported. The same as no report, with a reason.
    NoData {
        /// Why.
        reason: String,
    },
}
