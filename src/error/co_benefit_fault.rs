//! What can be wrong next to an inventory: indicators, concentrations in the air, pollutants of exhaust.

use super::{LabelKey, Text};

messages! {
    /// What contradicts itself, or has no meaning, in what a city states next to its inventory.
    pub enum CoBenefitFault in "co-benefit-fault";

    // Indicators and monitoring.
    /// A unit that an indicator is not stated in.
    NotAnIndicatorUnit { of: Text, known: Vec<Text> }
    /// A share above all there is.
    AboveHundredPerCent
    /// A share of a period without its sign, or no number.
    NotACompleteness
    /// Particles in a unit of the volume of gases.
    ParticlesByVolume
    /// A unit of something else than a concentration.
    NotAConcentration { known: Vec<Text> }
    // Exhaust.
    /// A text that is no mean speed.
    NotASpeed
    /// A speed that the table does not have.
    NoExhaustAtSpeed { known: Vec<Text> }
    /// A class of vehicles that burn another fuel.
    ClassOfOtherFuel { fuel: Text }
    /// A factor for each of something that is not stated.
    ExhaustWithoutAmount { done: Vec<LabelKey> }
    /// Exhaust of buses that there were not.
    ExhaustOfNewLine
}

impl CoBenefitFault {
    /// As a message about a value.
    pub(crate) fn of(self, value: impl Into<Text>) -> super::Message {
        super::Message::CoBenefit { value: Some(value.into()), fault: self }
    }
}
