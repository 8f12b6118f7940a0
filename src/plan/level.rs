//! Emissions of a year, gross, with what may be taken off them named one by one.

use crate::error::{LabelKey, Message, PlanFault, Result};
use crate::quantity::{Exact, Mass, Quantity};
use std::collections::{BTreeMap, BTreeSet};

/// What a net figure has taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Offset {
    /// Taken up by land and trees.
    Sinks,
    /// Captured, and stored or used.
    Capture,
    /// Credits from elsewhere.
    Credits,
}

impl Offset {
    /// What it is called.
    pub fn label(self) -> LabelKey {
        LabelKey::of(match self {
            Self::Sinks => "offset.sinks",
            Self::Capture => "offset.capture",
            Self::Credits => "offset.credits",
        })
    }
}

/// What is taken off: nothing of a gross figure.
pub type Netting = BTreeSet<Offset>;

/// Emissions of a year in CO2e: gross, and each offset whose amount is known. An offset that is not stated is not zero.
///
/// ```
/// use citycarbon::plan::{EmissionLevel, Netting, Offset};
/// use citycarbon::quantity::Mass;
/// let level = EmissionLevel::new(Mass::tonnes(512))?.with_offset(Offset::Sinks, Mass::tonnes(27))?;
/// assert_eq!(level.on(&Netting::from([Offset::Sinks]))?.to_string(), "485000");
/// let unknown = level.on(&Netting::from([Offset::Credits])).unwrap_err();
/// assert_eq!(unknown.to_string(), "a figure net of credits, whose amount is not stated; state it, also where it is 0");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmissionLevel {
    gross: Mass,
    offsets: BTreeMap<Offset, Mass>,
}

/// A mass of zero or more.
fn not_negative(mass: Mass) -> Result<Mass> {
    if mass.base().is_negative() {
        return Err(Message::BelowZero { value: mass.to_string().into() }.into());
    }
    Ok(mass)
}

impl EmissionLevel {
    /// Gross emissions; refused below zero.
    pub fn new(gross: Mass) -> Result<Self> {
        Ok(Self { gross: not_negative(gross)?, offsets: BTreeMap::new() })
    }

    /// The same with an offset, stated as a positive amount.
    pub fn with_offset(mut self, offset: Offset, mass: Mass) -> Result<Self> {
        self.offsets.insert(offset, not_negative(mass)?);
        Ok(self)
    }

    /// Nothing taken off.
    pub fn gross(&self) -> Mass {
        self.gross
    }

    /// An offset, if its amount is stated.
    pub fn offset(&self, offset: Offset) -> Option<Mass> {
        self.offsets.get(&offset).copied()
    }

    /// kg CO2e with these offsets taken off, below zero where they are more; refused where one of them is not stated.
    pub fn on(&self, netting: &Netting) -> Result<Exact> {
        netting.iter().try_fold(self.gross.base(), |net, offset| {
            let fault = || Message::Plan { value: None, fault: PlanFault::OffsetNotStated { offset: offset.label() } };
            net.checked_sub(self.offset(*offset).ok_or_else(fault)?.base())
        })
    }
}
