//! Which category of a footprint an activity belongs to by itself, where the boundary has no rule for it.
//!
//! Fuel and vehicles are taken to be the organisation's own, and waste to be treated by others: a rule of the boundary says
//! otherwise. Sources: GHG Protocol Corporate Standard (2004), ch. 4; Scope 3 Standard (2011), ch. 5.

use crate::assess::Line;
use crate::error::Result;
use crate::taxonomy::{FootprintCategory, Scope};

/// The beginnings of the codes that only organisations have, each with its category.
const CODES: [(&str, FootprintCategory); 10] = [
    ("purchased.", FootprintCategory::PurchasedGoods),
    ("capital.", FootprintCategory::CapitalGoods),
    ("upstream.", FootprintCategory::FuelAndEnergy),
    ("other.electricity-upstream", FootprintCategory::FuelAndEnergy),
    ("freight.", FootprintCategory::UpstreamTransport),
    ("waste-collection.", FootprintCategory::Waste),
    ("waste-disposal.", FootprintCategory::Waste),
    ("travel.", FootprintCategory::BusinessTravel),
    ("commuting.", FootprintCategory::Commuting),
    ("wastewater.septic-system", FootprintCategory::Fugitive),
];

/// The category of a line; none where only the organisation can say.
pub(super) fn of_line(line: &Line) -> Result<Option<FootprintCategory>> {
    if let Some((_, category)) = CODES.iter().find(|(code, _)| line.id.activity.starts_with(code)) {
        return Ok(Some(*category));
    }
    if line.is_losses() {
        return Ok(Some(FootprintCategory::FuelAndEnergy));
    }
    // Electricity of vehicles is bought, wherever the vehicles run.
    if line.id.category.scope() != Scope::One && line.electricity()?.is_some() {
        return Ok(Some(FootprintCategory::Electricity));
    }
    Ok(FootprintCategory::of_reference(line.id.category))
}
