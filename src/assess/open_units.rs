//! What the unit of an amount leaves open: net or gross energy, gas or liquid, energy as used or as the fuel of a power plant.

use super::task::Task;
use super::term::{DENSITY, GROSS_CALORIFIC_VALUE, NET_CALORIFIC_VALUE, Term};
use crate::check::Finding;
use crate::error::Result;
use crate::factors::{Basis, EmissionFactor};
use crate::gas::{Gas, Substance};
use crate::notice::Notice;
use crate::quantity::{Dimension, EnergyBasis, Exact, Ratio, Scalar, Unit};
use crate::taxonomy::{Regions, is_billed_gross, is_gas};

/// Units of volume that gases are metered in, and liquids may be.
const METERED: [&str; 3] = ["m3", "million m3", "ft3"];

/// The unit, where it may leave something open; amounts in all others of a dimension are computed alike.
pub(super) fn asked_about(unit: Unit) -> Option<Unit> {
    let energy = unit.dimension() == Dimension::Energy && unit.symbol().ends_with('J');
    let named = MILLI.into_iter().map(|(milli, _)| milli).chain(ROMAN).any(|symbol| symbol == unit.symbol());
    Some(unit).filter(|unit| unit.dimension() == Dimension::Volume || energy || named || unit.is_ton())
}

/// The basis that energy is counted on, and what must be known of it: stated; else gross, where a factor is for gross energy; else
/// net.
pub(super) fn basis<'f>(
    task: &Task<'_>,
    factors: impl Iterator<Item = &'f EmissionFactor>,
) -> (Option<EnergyBasis>, Option<Finding>, Option<Notice>) {
    if task.dimension != Dimension::Energy || task.basis.is_some() {
        return (task.basis, None, None);
    }
    let bases: Vec<EnergyBasis> = factors.filter_map(|factor| factor.basis.and_then(Basis::energy)).collect();
    let activity = || task.rule.code.clone();
    match (bases.contains(&EnergyBasis::Gross), bases.contains(&EnergyBasis::Net)) {
        (true, true) => (Some(EnergyBasis::Gross), Some(Finding::FactorsOfBothBases { activity: activity() }), None),
        (true, false) => (Some(EnergyBasis::Gross), None, None),
        (false, true) if is_billed_gross(&task.rule.subject, task.region) => {
            (Some(EnergyBasis::Net), Some(Finding::BasisMissing { activity: activity(), region: task.region.clone() }), None)
        }
        (false, true) => (Some(EnergyBasis::Net), None, Some(Notice::TakenAsNet { activity: activity() })),
        (false, false) => (None, None, None),
    }
}

/// Whether a volume of a fuel that is a gas was taken for a liquid, or a liquid one for a gas. `first` is what the volume is
/// multiplied by first: a density, a calorific value, or the factor itself where it is for a volume.
pub(super) fn phase(task: &Task<'_>, first: Option<&Term>, factor: &EmissionFactor) -> Result<Option<Finding>> {
    let (Dimension::Volume, Some(unit), true) = (task.dimension, task.unit, is_gas(&task.rule.subject)) else { return Ok(None) };
    // Between the heaviest gas and the lightest liquid lie factors of more than 100: at 15 C a m3 of butane gas is 2.5 kg, 121 MJ and
    // 8.5 kg of CO2; of liquid methane it is 422 kg, 21,000 MJ and 1,160 kg of CO2. In kg or MJ a litre:
    let (ratio, bound) = match first.map(|term| (term.name.as_str(), term.ratio)) {
        Some((DENSITY, ratio)) => (ratio, hundredths(5)),
        Some((NET_CALORIFIC_VALUE | GROSS_CALORIFIC_VALUE, ratio)) => (ratio, hundredths(150)),
        None if [Gas::CO2, Gas::CO2_BIOGENIC].map(Substance::Gas).contains(&factor.substance) => {
            (factor.rate.ratio()?, hundredths(10))
        }
        _ => return Ok(None),
    };
    let liquid = ratio.compare(bound)?.is_gt();
    let (activity, written) = (task.rule.code.clone(), unit.symbol().to_owned());
    Ok(match (METERED.contains(&unit.symbol()), liquid) {
        (true, true) => Some(Finding::GasAsLiquid { activity, unit: written }),
        (false, false) => Some(Finding::LiquidAsGas { activity, unit: written }),
        _ => None,
    })
}

fn hundredths(number: i64) -> Ratio {
    // A hundred is above zero.
    Ratio::new(number, Exact::from(100)).unwrap_or(Ratio::ONE)
}

/// Units of a thousandth, each with the unit of a million that its name is taken for.
const MILLI: [(&str, &str); 3] = [("mWh", "MWh"), ("mg", "Mg"), ("mL", "ML")];

/// Whether an amount in thousandths may be one in millions: no city meters what it burns in mWh or mg.
pub(super) fn milli(task: &Task<'_>) -> Option<Finding> {
    let unit = task.unit?.symbol();
    let (_, mega) = MILLI.into_iter().find(|(milli, _)| *milli == unit)?;
    Some(Finding::MilliOrMega { activity: task.rule.code.clone(), unit: unit.to_owned(), mega: mega.to_owned() })
}

/// Whether an amount is in tons.
pub(super) fn ton(task: &Task<'_>) -> Option<Finding> {
    task.unit?.is_ton().then(|| Finding::MetricTon { activity: task.rule.code.clone() })
}

/// Units of gas bills in which M is the Roman thousand.
const ROMAN: [&str; 2] = ["MCF", "MMCF"];

/// What is said of amounts in them.
pub(super) fn roman(task: &Task<'_>) -> Option<Notice> {
    let unit = task.unit?.symbol();
    ROMAN.contains(&unit).then(|| Notice::RomanThousand { activity: task.rule.code.clone(), unit: unit.to_owned() })
}

/// Whether electricity may be stated as the fuel of power plants: in Japan, reports under the law on energy conservation count it so,
/// in J (enforcement rules of the law, table 3: 9.97 GJ for each MWh by day, 9.28 by night, 9.76 otherwise until the fiscal year
/// 2022; 8.64 after).
pub(super) fn primary_energy(task: &Task<'_>) -> Option<Finding> {
    let unit = task.unit.filter(|unit| unit.dimension() == Dimension::Energy && unit.symbol().ends_with('J'))?;
    let in_japan = Regions::bundled().country(task.region).is_some_and(|country| country.code() == "JP");
    in_japan.then(|| Finding::PrimaryEnergy { activity: task.rule.code.clone(), unit: unit.symbol().to_owned() })
}
