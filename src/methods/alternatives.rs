//! Sources that several methods estimate, each in its own way: of these ways one counts.

use serde::Serialize;

/// A source with several ways to its emissions. What two ways give for one reference, place and year is counted twice if it is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Alternatives {
    /// Waste in landfills: CH4 of the waste of the year over all years (methane commitment), or CH4 of the year from the waste of all
    /// years (first-order decay). GPC v1.1, ch. 8.3.
    Landfills,
    /// Journeys on roads: fuel sold, vehicles within the boundary, vehicles of residents, journeys that begin or end in the city.
    /// GPC v1.1, ch. 7.3.
    RoadTransport,
    /// Electricity of vehicles: by the distance that they drive, or at the meters of chargers. GPC v1.1, ch. 7.3.
    ElectricVehicles,
    /// Organic matter in domestic wastewater, by IPCC 2006 or 2019, or by rows of a ledger. IPCC 2006 and 2019, vol. 5, ch. 6.2.2.
    DomesticWastewater,
    /// Nitrogen in domestic wastewater, by IPCC 2006 or 2019, or by rows of a ledger. IPCC 2006 and 2019, vol. 5, ch. 6.3.1.
    WastewaterNitrogen,
    /// Growth of the trees of a settlement, by the area of their crowns or by their number. IPCC 2006 and 2019, vol. 4, ch. 8.2.1.
    UrbanTrees,
}

impl Alternatives {
    /// Whether two ways are about all of the source in their place, so that both together are impossible; else each may be about a
    /// plant of its own, and a check asks.
    pub fn are_exclusive(self) -> bool {
        matches!(self, Self::Landfills | Self::RoadTransport)
    }
}
