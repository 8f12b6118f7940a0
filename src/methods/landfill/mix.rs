//! Mixtures: the correction factor of several classes of sites, the carbon of several components of waste.
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 3, eq. 3.7 (DOC), and sheet MCF of its workbook. Weights are shares of the wet mass.

use crate::error::Result;
use crate::methods::whole;
use crate::quantity::Ratio;

/// The correction factor of classes of sites, each with its share of the waste; shares are one together.
///
/// ```
/// use citycarbon::methods::landfill::weighted;
/// use citycarbon::quantity::Ratio;
/// // Sheet MCF of the IPCC's workbook of 2006, row 18: 0.25 · 0.4 + 0.3 · 0.8 + 0.25 · 1 + 0.05 · 0.5 + 0.15 · 0.6 = 0.705.
/// let classes = [("0.25", "0.4"), ("0.3", "0.8"), ("0.25", "1"), ("0.05", "0.5"), ("0.15", "0.6")];
/// let classes = classes.map(|(share, factor)| Ok::<(Ratio, Ratio), citycarbon::Error>((share.parse()?, factor.parse()?)));
/// let mean = weighted(classes.into_iter().collect::<Result<Vec<_>, _>>()?)?;
/// assert_eq!(mean.evaluate()?.value().to_string(), "0.705");
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn weighted(shares: impl IntoIterator<Item = (Ratio, Ratio)>) -> Result<Ratio> {
    let classes: Vec<(Ratio, Ratio)> = shares.into_iter().collect();
    whole("shares of the classes", classes.iter().map(|(share, _)| *share))?;
    bulk_carbon(classes)
}

/// Degradable organic carbon of bulk waste: each component's share of the whole stream, inert parts included, times its own
/// (eq. 3.7). Components without carbon may be left out; shares are not rescaled.
///
/// ```
/// use citycarbon::methods::landfill::bulk_carbon;
/// use citycarbon::quantity::Ratio;
/// // Half food of 0.15, a quarter paper of 0.4, a quarter glass: 0.5 · 0.15 + 0.25 · 0.4 = 0.175.
/// let food: (Ratio, Ratio) = ("0.5".parse()?, "0.15".parse()?);
/// let paper: (Ratio, Ratio) = ("0.25".parse()?, "0.4".parse()?);
/// assert_eq!(bulk_carbon([food, paper])?.evaluate()?.value().to_string(), "0.175");
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn bulk_carbon(components: impl IntoIterator<Item = (Ratio, Ratio)>) -> Result<Ratio> {
    components.into_iter().try_fold(Ratio::ZERO, |sum, (share, carbon)| sum.checked_add(share.checked_mul(carbon)?))
}
