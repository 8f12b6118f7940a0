//! A parameter: the same pedigree for what is no factor.

use super::{Provenance, Purpose, Validity};
use crate::quantity::{Exact, Rate};
use crate::taxonomy::Region;
use serde::{Deserialize, Serialize};

/// Calorific value, density, carbon content, a share of losses or of a blend: what turns one amount into another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Parameter {
    /// Its id, unique in a registry.
    pub id: String,
    /// What it is: `net-calorific-value`, `density`, `distribution-loss`, `volume-share` ...
    pub name: String,
    /// What it is a property of.
    pub subject: String,
    /// The number and units as printed.
    pub rate: Rate,
    /// `net`, `gross`, `wet`, `dry`, or empty.
    pub basis: String,
    /// Where it holds.
    pub region: Region,
    /// When it holds.
    pub years: Validity,
    /// What it was made for.
    pub purpose: Purpose,
    /// The series it belongs to, if any.
    pub series: String,
    /// Printed lower limit.
    pub low: Option<Exact>,
    /// Printed upper limit.
    pub high: Option<Exact>,
    /// Where it comes from.
    pub provenance: Provenance,
}
