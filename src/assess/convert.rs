//! From the unit of the ledger to the unit of the factor: densities and calorific values, and the ratio of net to gross energy, each a
//! row with its source.

use super::task::Task;
use super::term::{DENSITY, GROSS_CALORIFIC_VALUE, NET_CALORIFIC_VALUE, NET_GROSS_RATIO, Term};
use crate::error::{Error, Message, Result, Text};
use crate::factors::{Basis, EmissionFactor, FactorMatch, Parameter};
use crate::quantity::{Dimension, EnergyBasis, Ratio};

/// Whether some parameter could turn one dimension into the other.
pub(super) fn possible(from: Dimension, to: Dimension) -> bool {
    let fuel = |dimension| {
        matches!(
            dimension,
            Dimension::Mass | Dimension::Energy | Dimension::Volume | Dimension::NormalVolume | Dimension::GasVolume
        )
    };
    from == to || (fuel(from) && fuel(to))
}

/// What an amount counts in: a dimension, and net or gross where it is energy and that is known.
#[derive(Clone, Copy)]
struct CountedIn {
    dimension: Dimension,
    basis: Option<EnergyBasis>,
}

impl CountedIn {
    fn is_energy(self) -> bool {
        self.dimension == Dimension::Energy
    }
}

/// The links from an amount of the ledger to what a factor is given for.
pub(super) fn to_factor(task: &Task<'_>, factor: &EmissionFactor) -> Result<Vec<Term>> {
    let from = CountedIn { dimension: task.dimension, basis: task.basis };
    let to = CountedIn { dimension: factor.rate.per_unit.dimension(), basis: factor.basis.and_then(Basis::energy) };
    if from.is_energy() && to.is_energy() {
        let refused = |(found, wanted): (EnergyBasis, EnergyBasis)| Message::AmountOnOtherBasis {
            value: None,
            found: (&found).into(),
            wanted: (&wanted).into(),
            factor: (&factor.id).into(),
            subject: (&task.rule.subject).into(),
        };
        return Ok(ratio(task, &task.rule.subject, (from.basis, to.basis), refused)?.into_iter().collect());
    }
    between(task, &task.rule.subject, from, to)
}

/// The link from a volume of methane to its mass, where a factor gives a volume.
pub(super) fn to_mass(task: &Task<'_>, factor: &EmissionFactor) -> Result<Vec<Term>> {
    let plain = |dimension| CountedIn { dimension, basis: None };
    between(task, "methane", plain(factor.rate.unit.dimension()), plain(Dimension::Mass))
}

/// One parameter if there is one for the pair, else the way over mass.
fn between(task: &Task<'_>, subject: &str, from: CountedIn, to: CountedIn) -> Result<Vec<Term>> {
    if from.dimension == to.dimension {
        return Ok(Vec::new());
    }
    if let Some(links) = direct(task, subject, from, to)? {
        return Ok(links);
    }
    let mass = CountedIn { dimension: Dimension::Mass, basis: None };
    if from.dimension != Dimension::Mass
        && to.dimension != Dimension::Mass
        && let Some(mut links) = direct(task, subject, from, mass)?
        && let Some(second) = direct(task, subject, mass, to)?
    {
        links.extend(second);
        return Ok(links);
    }
    let name = if from.is_energy() || to.is_energy() { "density or net-calorific-value" } else { DENSITY };
    Err(missing(task, name, &format!("{subject} ({} to {})", from.dimension, to.dimension)))
}

/// A parameter with these two dimensions, either way round, and the ratio to the basis of its energy where that is another.
fn direct(task: &Task<'_>, subject: &str, from: CountedIn, to: CountedIn) -> Result<Option<Vec<Term>>> {
    let energy = [from, to].into_iter().find(|counted| counted.is_energy());
    let name = if energy.is_some() { NET_CALORIFIC_VALUE } else { DENSITY };
    let wanted = energy.and_then(|counted| counted.basis);
    let (found, inverted) = match find(task, name, subject, (to.dimension, from.dimension), wanted)? {
        Some(found) => (found, false),
        None => match find(task, name, subject, (from.dimension, to.dimension), wanted)? {
            Some(found) => (found, true),
            None => return Ok(None),
        },
    };
    let (mut term, id) = (task.parameter_term(&found)?, found.item.id.as_str());
    let of_row = found.item.basis.and_then(Basis::energy).filter(|_| energy.is_some());
    if of_row == Some(EnergyBasis::Gross) {
        GROSS_CALORIFIC_VALUE.clone_into(&mut term.name);
    }
    if inverted {
        term.ratio = Ratio::ONE.checked_div(term.ratio)?;
    }
    let bases = if from.is_energy() { (wanted, of_row) } else { (of_row, wanted) };
    let refused = |(first, second): (EnergyBasis, EnergyBasis)| {
        let (found, wanted) = if from.is_energy() { (second, first) } else { (first, second) };
        let (row, subject) = (Text::from(id), subject.into());
        Message::CalorificValueOnOtherBasis { value: None, row, found: (&found).into(), wanted: (&wanted).into(), subject }
    };
    let ratio = ratio(task, subject, bases, refused)?;
    Ok(Some(if from.is_energy() { ratio.into_iter().chain([term]).collect() } else { [term].into_iter().chain(ratio).collect() }))
}

/// The nearest row that gives one dimension for each unit of another, on whatever basis; where two are equally near, the one on the
/// basis that is wanted.
fn find<'r>(
    task: &'r Task<'_>,
    name: &str,
    subject: &str,
    (gives, per): (Dimension, Dimension),
    basis: Option<EnergyBasis>,
) -> Result<Option<FactorMatch<'r, Parameter>>> {
    let (registry, policy) = (task.registry, task.policy);
    let wanted = task.wanted(name, subject);
    let fits = |parameter: &Parameter| {
        let rate = &parameter.rate;
        rate.unit.dimension() == gives && rate.per_unit.dimension() == per
    };
    registry.find_parameter(&wanted, policy, fits).or_else(|error| {
        let same = |parameter: &Parameter| fits(parameter) && parameter.basis.and_then(Basis::energy) == basis;
        if basis.is_some() { registry.find_parameter(&wanted, policy, same) } else { Err(error) }
    })
}

/// The ratio from one basis to another; none where they agree, or where one of them is not known.
fn ratio(
    task: &Task<'_>,
    subject: &str,
    bases: (Option<EnergyBasis>, Option<EnergyBasis>),
    refused: impl FnOnce((EnergyBasis, EnergyBasis)) -> Message,
) -> Result<Option<Term>> {
    let (Some(from), Some(to)) = bases else { return Ok(None) };
    if from == to {
        return Ok(None);
    }
    let Some(found) = task.registry.find_parameter(&task.wanted(NET_GROSS_RATIO, subject), task.policy, |_| true)? else {
        return Err(Error::NoFactor(refused((from, to)).into()));
    };
    let mut term = task.parameter_term(&found)?;
    if to == EnergyBasis::Gross {
        term.ratio = Ratio::ONE.checked_div(term.ratio)?;
    }
    Ok(Some(term))
}

/// A parameter that no table has.
pub(super) fn missing(task: &Task<'_>, name: &str, subject: &str) -> Error {
    task.registry.no_parameter(&task.wanted(name, subject), task.policy)
}
