//! Energy from waste: where what is emitted is booked.
//!
//! Waste that is burnt or digested and gives energy counts as a fuel: what its plant emits belongs to stationary energy of the city
//! where the plant stands, and no longer to III. Energy fed to a grid is I.4.4 (territorial, outside BASIC), energy used on site
//! belongs to who uses it. Counted in both places it would be counted twice.
//!
//! Source: Global Protocol for Community-Scale Greenhouse Gas Inventories, ch. 8 (waste and stationary energy).

use crate::error::Result;
use crate::taxonomy::{Category, Scope};

/// What becomes of the energy of waste.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnergyRecovery {
    /// None is recovered.
    None,
    /// Fed to a grid.
    Grid,
    /// Used on site by homes.
    Homes,
    /// Used on site by commerce and institutions.
    Commerce,
    /// Used on site by industry.
    Industry,
}

/// Where emissions of a plant are booked that without energy would stand at `waste`; nowhere in this city's books where the plant
/// stands outside it and its energy is used there.
///
/// ```
/// use citycarbon::methods::energy::{EnergyRecovery, reference};
/// let burnt = "III.3.1".parse()?;
/// assert_eq!(reference(EnergyRecovery::None, burnt)?, Some(burnt));
/// assert_eq!(reference(EnergyRecovery::Grid, burnt)?, Some("I.4.4".parse()?));
/// assert_eq!(reference(EnergyRecovery::Grid, "III.3.2".parse()?)?, None);
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn reference(recovery: EnergyRecovery, waste: Category) -> Result<Option<Category>> {
    let energy = match recovery {
        EnergyRecovery::None => return Ok(Some(waste)),
        EnergyRecovery::Grid => "I.4.4",
        EnergyRecovery::Homes => "I.1.1",
        EnergyRecovery::Commerce => "I.2.1",
        EnergyRecovery::Industry => "I.3.1",
    };
    // The plant stands in the city where the category is of its territory.
    if waste.scope() == Scope::One { energy.parse().map(Some) } else { Ok(None) }
}
