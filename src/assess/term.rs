//! Term: one factor of a product, with the rows it is from; and terms in order, which many lines share.

use crate::activity::{Activity, By, Conversion};
use crate::error::{Error, Message, Result};
use crate::factors::{Confidence, EmissionFactor, Fallback, Parameter, Provenance, Purpose, Registry, Validity};
use crate::methods::electricity::loss_per_unit_used;
use crate::quantity::{Dimension, Exact, Fraction, Rate, Ratio};
use crate::taxonomy::Region;
use core::ops::Deref;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::{Arc, LazyLock};

/// The name of the term that is an emission factor.
pub(crate) const EMISSION_FACTOR: &str = "emission-factor";

/// The name of the term, and of the parameter, that is a density.
pub(super) const DENSITY: &str = "density";

/// The name of the parameter that is a calorific value, and of the term where its row is on net energy.
pub(super) const NET_CALORIFIC_VALUE: &str = "net-calorific-value";

/// The name of the term that is a calorific value on gross energy.
pub(super) const GROSS_CALORIFIC_VALUE: &str = "gross-calorific-value";

/// The name of the parameter that is the net energy of a fuel for each unit of its gross energy.
pub(super) const NET_GROSS_RATIO: &str = "net-gross-ratio";

/// A row of a table that a figure is based on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FactorRef {
    /// The id of the row.
    pub id: String,
    /// Number and unit as printed.
    pub printed: String,
    /// The publication and the place in it.
    pub source: String,
    /// The id of the publication in `sources.csv`; empty where a city or a program names its source in its own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub publication: String,
    /// The table and the line there.
    pub table: String,
    /// SHA-256 of the table.
    pub version: String,
    /// The process of a factor; empty for a parameter, and for what is stated with an amount.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub process: String,
    /// The years that it is valid for.
    #[serde(default = "any_year", skip_serializing_if = "is_any_year")]
    pub years: Validity,
    /// Where it is valid.
    #[serde(default = "Region::world", skip_serializing_if = "is_world")]
    pub region: Region,
    /// What it was made for.
    #[serde(default = "inventory", skip_serializing_if = "is_inventory")]
    pub purpose: Purpose,
    /// How sure it is that the figure is in its source; none where no table states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// A remark on the row.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The fallbacks on the way to it.
    pub steps: Vec<Fallback>,
}

fn any_year() -> Validity {
    Validity::All
}

#[allow(clippy::trivially_copy_pass_by_ref)] // The signature that serde calls.
fn is_any_year(years: &Validity) -> bool {
    *years == Validity::All
}

fn is_world(region: &Region) -> bool {
    region.code() == "world"
}

fn inventory() -> Purpose {
    Purpose::Inventory
}

#[allow(clippy::trivially_copy_pass_by_ref)] // The signature that serde calls.
fn is_inventory(purpose: &Purpose) -> bool {
    *purpose == Purpose::Inventory
}

impl FactorRef {
    /// A factor of the tables, found by these fallbacks.
    pub(super) fn of_factor(row: &EmissionFactor, steps: &[Fallback], registry: &Registry) -> Self {
        let of = Self::of((&row.id, &row.rate), (row.years, row.purpose), &row.provenance, steps, registry);
        Self { process: row.process.clone(), region: row.region.clone(), ..of }
    }

    /// The same of a parameter.
    pub(super) fn of_parameter(row: &Parameter, steps: &[Fallback], registry: &Registry) -> Self {
        let of = Self::of((&row.id, &row.rate), (row.years, row.purpose), &row.provenance, steps, registry);
        Self { region: row.region.clone(), ..of }
    }

    fn of(
        (id, rate): (&str, &Rate),
        (years, purpose): (Validity, Purpose),
        from: &Provenance,
        steps: &[Fallback],
        registry: &Registry,
    ) -> Self {
        let publication = registry.source(&from.source);
        let title = publication.map_or(from.source.as_str(), |source| source.title.as_str());
        Self {
            id: id.to_owned(),
            printed: rate.to_string(),
            source: format!("{title}, {}", from.locator),
            publication: publication.map(|source| source.id.clone()).unwrap_or_default(),
            table: format!("{}:{}", from.file, from.line),
            version: registry.version(&from.file).to_owned(),
            process: String::new(),
            years,
            region: Region::world(),
            purpose,
            confidence: Some(from.confidence),
            note: from.note.clone(),
            steps: steps.to_vec(),
        }
    }

    /// What an amount is multiplied by as a city or a program states it, in no table.
    fn stated(conversion: &Conversion, origin: &str) -> Self {
        let printed = match conversion.by {
            By::Rate(rate) => rate.to_string(),
            By::Number(number) | By::Time(number) => number.to_string(),
        };
        Self {
            id: conversion.name.clone(),
            printed,
            source: conversion.source.clone(),
            publication: String::new(),
            table: origin.to_owned(),
            version: String::new(),
            process: String::new(),
            years: Validity::All,
            region: Region::world(),
            purpose: Purpose::Inventory,
            confidence: None,
            note: String::new(),
            steps: Vec::new(),
        }
    }

    /// Whether it is a factor of electricity from the grid, for each unit of energy.
    pub(crate) fn is_of_electricity(&self) -> bool {
        let per_energy = |rate: Rate| rate.per_unit.dimension() == Dimension::Energy;
        self.process.split('.').next() == Some("electricity") && self.printed.parse().is_ok_and(per_energy)
    }
}

/// How the ratio of a term comes from what its rows print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TermOrigin {
    /// A row of a table, either way round.
    Row,
    /// One less a row: what an oxidation factor leaves.
    OneLess,
    /// L / (1 − L) of shares of losses, one after another.
    Losses,
    /// A constant of an equation: it has no row.
    Constant,
    /// A number that a city or a program states with its source.
    Stated,
    /// Days or a part of a year.
    Time,
}

/// One factor of a product: base units for each base unit, and the rows it is from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WrittenTerm", into = "WrittenTerm")]
#[non_exhaustive]
pub struct Term {
    /// What it is: `emission-factor`, `net-calorific-value`, `gross-calorific-value`, `net-gross-ratio`, `density`, `volume-share`, `losses`.
    pub name: String,
    /// Where it comes from.
    pub origin: TermOrigin,
    /// Multiplied first, divided last.
    pub ratio: Ratio,
    /// The row it is, or the rows it is made of.
    pub rows: Vec<FactorRef>,
}

/// A term as it is written down: what is multiplied by, and what is divided by last.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTerm {
    name: String,
    origin: TermOrigin,
    numerator: Exact,
    denominator: Exact,
    rows: Vec<FactorRef>,
}

impl TryFrom<WrittenTerm> for Term {
    type Error = Error;

    fn try_from(written: WrittenTerm) -> Result<Self> {
        let WrittenTerm { name, origin, numerator, denominator, rows } = written;
        if denominator.is_negative() {
            return Err(Message::BelowZero { value: (&denominator).into() }.into());
        }
        Ok(Self { name, origin, ratio: Ratio::new(numerator, denominator)?, rows })
    }
}

impl From<Term> for WrittenTerm {
    fn from(term: Term) -> Self {
        let Term { name, origin, ratio, rows } = term;
        Self { name, origin, numerator: ratio.numerator(), denominator: ratio.denominator(), rows }
    }
}

impl Term {
    /// A number of the calendar, which no row has.
    pub(crate) fn of_time(name: &str, ratio: Ratio) -> Self {
        Self { name: name.to_owned(), origin: TermOrigin::Time, ratio, rows: Vec::new() }
    }

    /// The ids of its rows, joined by ` + `.
    pub fn ids(&self) -> String {
        self.rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>().join(" + ")
    }

    /// What its rows print, in base units: the rate of a row, what a share leaves, or L/(1-L) of shares of losses, one after
    /// another.
    pub(crate) fn printed_ratio(&self) -> Option<Ratio> {
        if self.origin == TermOrigin::Losses {
            let share = |row: &FactorRef| Fraction::new(printed_rate(&row.printed)?).ok();
            let shares: Option<Vec<Fraction>> = self.rows.iter().map(share).collect();
            return loss_per_unit_used(shares?).ok();
        }
        let [row] = self.rows.as_slice() else { return None };
        let printed = printed_rate(&row.printed)?;
        if self.origin == TermOrigin::OneLess { printed.complement().ok() } else { Some(printed) }
    }

    /// Whether the ratio is what is printed, either way round. What is not printed as a rate has nothing to compare.
    pub(crate) fn is_as_printed(&self) -> Result<bool> {
        let Some(printed) = self.printed_ratio() else { return Ok(true) };
        let same = |a: Ratio, b: Ratio| {
            Ok::<_, Error>(a.numerator().checked_mul(b.denominator())? == b.numerator().checked_mul(a.denominator())?)
        };
        let own = self.ratio;
        Ok(same(own, printed)? || (!own.numerator().is_zero() && same(Ratio::ONE.checked_div(own)?, printed)?))
    }
}

/// What a row prints, in base units.
fn printed_rate(printed: &str) -> Option<Ratio> {
    printed.parse::<Rate>().ok()?.ratio().ok()
}

impl Term {
    /// The terms of an activity's own conversions.
    pub(crate) fn of_activity(activity: &Activity) -> Result<Vec<Self>> {
        let term = |(conversion, ratio, _): (&Conversion, Ratio, Dimension)| {
            let row = FactorRef::stated(conversion, &activity.origin);
            let origin = if matches!(conversion.by, By::Time(_)) { TermOrigin::Time } else { TermOrigin::Stated };
            Self { name: conversion.name.clone(), origin, ratio, rows: vec![row] }
        };
        Ok(activity.steps()?.into_iter().map(term).collect())
    }
}

/// Terms in order, with their product: computed once, shared by every line that is multiplied by them.
#[derive(Clone)]
pub struct Terms(Arc<Multiplied>);

struct Multiplied {
    terms: Vec<Term>,
    /// None where it does not fit: asked for, the step that fails is named.
    product: Option<Ratio>,
}

static NONE: LazyLock<Terms> = LazyLock::new(|| Terms(Arc::new(Multiplied { terms: Vec::new(), product: Some(Ratio::ONE) })));

impl Terms {
    /// All ratios multiplied; one where there are none.
    pub fn product(&self) -> Result<Ratio> {
        self.0.product.map_or_else(|| multiplied(&self.0.terms), Ok)
    }

    /// These after others.
    #[must_use]
    pub(crate) fn after(&self, before: &[Term]) -> Self {
        if before.is_empty() { self.clone() } else { before.iter().chain(&self.0.terms).cloned().collect() }
    }

    /// Where they are in memory: terms at one place are the same terms.
    pub(crate) fn place(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
}

fn multiplied(terms: &[Term]) -> Result<Ratio> {
    terms.iter().try_fold(Ratio::ONE, |product, term| product.checked_mul(term.ratio))
}

impl Deref for Terms {
    type Target = [Term];

    fn deref(&self) -> &[Term] {
        &self.0.terms
    }
}

impl Default for Terms {
    fn default() -> Self {
        NONE.clone()
    }
}

impl From<Vec<Term>> for Terms {
    fn from(terms: Vec<Term>) -> Self {
        if terms.is_empty() {
            return Self::default();
        }
        let product = multiplied(&terms).ok();
        Self(Arc::new(Multiplied { terms, product }))
    }
}

impl FromIterator<Term> for Terms {
    fn from_iter<I: IntoIterator<Item = Term>>(terms: I) -> Self {
        Self::from(terms.into_iter().collect::<Vec<_>>())
    }
}

impl<'a> IntoIterator for &'a Terms {
    type Item = &'a Term;
    type IntoIter = core::slice::Iter<'a, Term>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.terms.iter()
    }
}

impl PartialEq for Terms {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.terms == other.0.terms
    }
}

impl Eq for Terms {}

impl core::fmt::Debug for Terms {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl Serialize for Terms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de> Deserialize<'de> for Terms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}
