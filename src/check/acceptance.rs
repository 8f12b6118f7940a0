//! Checks that a city accepts, each with a reason.

use super::CheckId;
use crate::error::{Error, Message, Result};
use crate::taxonomy::Year;
use core::fmt;
use core::str::FromStr;

/// A check that is accepted: its id, and the year where it is open in several. Without a place it stands for every place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Acceptance {
    /// The check.
    pub id: CheckId,
    /// The year; none where the check is open in one year only.
    pub year: Option<Year>,
}

impl Acceptance {
    /// Whether it is an acceptance of a check of a year.
    pub fn meets(&self, check: &CheckId, year: Year) -> bool {
        let CheckId { kind, target, place } = &self.id;
        let here = place.is_empty() || *place == check.place;
        here && (check.kind, &check.target) == (*kind, target) && self.year.is_none_or(|of| of == year)
    }
}

impl fmt::Display for Acceptance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            None => padded!(f, "{}", self.id),
            Some(year) => padded!(f, "{}:{year}", self.id),
        }
    }
}

impl FromStr for Acceptance {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let year = text.rsplit_once(':').and_then(|(id, year)| Some((id, year.parse::<Year>().ok()?)));
        let (id, year) = year.map_or((text, None), |(id, year)| (id, Some(year)));
        let id: CheckId = id.parse()?;
        if !id.kind.is_acceptable() {
            return Err(Message::NotAcceptable { value: text.into() }.into());
        }
        Ok(Self { id, year })
    }
}

as_text!(Acceptance);
