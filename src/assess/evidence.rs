//! What a line is computed by: its method, the publications of the values, and the tier that follows from these.

use super::derivation::Derivation;
use super::line::{Line, Origin, method_of_ledgers};
use super::term::{FactorRef, Term, TermOrigin, Terms};
use crate::factors::Source;
use crate::methods::Tier;
use crate::taxonomy::Regions;

/// The name of what is no method of several steps: activity data times emission factors.
const ACTIVITY_TIMES_FACTOR: &str = "activity-times-factor";

/// The method of a line and its tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LineMethod {
    /// Its name; `activity-times-factor` where it is none of several steps.
    pub name: &'static str,
    /// The tier; none where the method has none.
    pub tier: Option<Tier>,
}

impl LineMethod {
    /// Of a line of this origin, whose factor begins with the name of a method for ledgers where it is one; none of what is stated.
    pub(crate) fn of(origin: Origin, factor: &str, derivation: &Derivation) -> Option<Self> {
        let values = || tier_of_values(derivation.evidence());
        match (derivation, origin) {
            (Derivation::Method(result), _) => Some(Self { name: result.spec().name, tier: result.spec().tier(values()) }),
            (_, Origin::Activity) => Some(Self { name: ACTIVITY_TIMES_FACTOR, tier: Some(values()) }),
            (_, Origin::Method) => Some(Self { name: method_of_ledgers(factor)?.name, tier: Some(values()) }),
            (_, Origin::Direct | Origin::Mixed) => None,
        }
    }
}

/// The lowest tier of the emission factors; of all rows where there is none. What a city states in its own words is of tier 2.
fn tier_of_values(terms: &[Term]) -> Tier {
    let rows = || terms.iter().flat_map(|term| &term.rows);
    let has_factors = rows().any(|row| !row.process.is_empty());
    rows().filter(|row| !has_factors || !row.process.is_empty()).map(tier_of_row).min().unwrap_or(Tier::Two)
}

/// Default values are those of the IPCC and the GPC, and of other publications those that are for no country (IPCC 2006
/// Guidelines, vol. 1, ch. 4).
fn tier_of_row(row: &FactorRef) -> Tier {
    let of_country = || Regions::bundled().country(&row.region).is_some();
    let own_words = row.publication.is_empty();
    if own_words || (!Source::is_of_defaults(&row.publication) && of_country()) { Tier::Two } else { Tier::One }
}

impl Terms {
    /// The publications of the values, by their ids; empty text for what a city or a program states. The calendar has none.
    pub(crate) fn publications(&self) -> impl Iterator<Item = &str> {
        let values = self.iter().filter(|term| term.origin != TermOrigin::Time);
        values.flat_map(|term| &term.rows).map(|row| row.publication.as_str())
    }
}

impl Line {
    /// The method and its tier; none of what is stated as a mass.
    pub fn method(&self) -> Option<LineMethod> {
        LineMethod::of(self.origin, &self.id.factor, &self.derivation)
    }
}
