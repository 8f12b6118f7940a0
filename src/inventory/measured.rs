//! How much a line is of: its activity data as an amount, for the checks that compare amounts.

use crate::assess::{ClosedLine, Derivation, EMISSION_FACTOR, Line, Origin, Term};
use crate::gas::{Gas, Substance};
use crate::quantity::{Dimension, Rate, Ratio};
use hashbrown::HashMap;

/// The activity data of lines; what lines share is looked at once.
#[derive(Default)]
pub(super) struct Measured {
    /// What the factor of a product is given for, by the place of its terms in memory.
    dimensions: HashMap<usize, Option<Dimension>>,
}

impl Measured {
    /// The activity data in base units of what the factor is given for; none of what is stated, or the result of a form.
    pub(super) fn activity(&mut self, line: &Line) -> Option<(Dimension, Ratio)> {
        Some((self.dimension(line)?, line.amount().ok()?))
    }

    /// What the activity data are measured in, where there are any.
    pub(super) fn dimension(&mut self, line: &Line) -> Option<Dimension> {
        let Derivation::Product(terms) = &line.derivation else { return None };
        if line.origin == Origin::Direct {
            return None;
        }
        let of_factor = self.dimensions.entry(terms.place()).or_insert_with(|| {
            let factor = terms.iter().find(|term| term.name == EMISSION_FACTOR)?;
            let [row] = factor.rows.as_slice() else { return None };
            row.printed.parse::<Rate>().ok().map(|rate| rate.per_unit.dimension())
        });
        // A method for ledgers has no factor: it takes what the row is given in.
        of_factor.or_else(|| line.inputs.values().next().map(|input| input.unit.dimension()))
    }

    /// The energy of a fuel, or of electricity: of the line that holds its carbon, so that each component of a blend counts once, with
    /// its share.
    pub(super) fn energy(&mut self, line: &Line) -> Option<Ratio> {
        let carbon = matches!(line.substance, Substance::Stated(_) | Substance::Gas(Gas::CO2 | Gas::CO2_BIOGENIC));
        let (Dimension::Energy, amount) = self.activity(line).filter(|_| carbon)? else { return None };
        let terms = line.derivation.terms();
        let shares = terms.iter().take_while(|term: &&Term| term.name != EMISSION_FACTOR).map(|term| term.ratio);
        shares.into_iter().try_fold(amount, Ratio::checked_mul).ok()
    }
}

/// The place and the form of a line, whose gases are lines of one form: what the factor names after the gas.
pub(super) fn form(closed: &ClosedLine) -> (&str, &str) {
    (&closed.line.id.place, closed.line.id.factor.split_once(": ").map_or("", |(_, form)| form))
}
