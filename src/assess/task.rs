//! One rule of the catalogue, applied to amounts of one dimension in a region and year: what it looks up.

use super::row_refs::RowRefs;
use super::term::{EMISSION_FACTOR, Term, TermOrigin};
use crate::error::{Error, Message, Result, Text};
use crate::factors::{
    Confidence, EmissionFactor, FactorMatch, FactorQuery, FallbackPolicy, Parameter, Provenance, Purpose, Registry,
};
use crate::gas::Gas;
use crate::quantity::{Dimension, EnergyBasis, Unit};
use crate::taxonomy::{Gases, Quality, Region, Rule, Year};

/// One rule applied to amounts of one dimension.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub(super) registry: &'a Registry,
    pub(super) rows: &'a RowRefs,
    pub(super) policy: &'a FallbackPolicy,
    pub(super) rule: &'a Rule,
    pub(super) year: Year,
    pub(super) dimension: Dimension,
    /// The unit as written, where it may leave something open; none where the amount was converted.
    pub(super) unit: Option<Unit>,
    /// Net or gross, where the amount is energy and that is known.
    pub(super) basis: Option<EnergyBasis>,
    pub(super) region: &'a Region,
}

impl Task<'_> {
    pub(super) fn wanted(&self, process: &str, subject: &str) -> FactorQuery {
        FactorQuery::new(process, subject, self.region, self.year)
    }

    /// The factors the rule asks for. What is emitted upstream belongs to other scope 3, and nothing below zero to emissions.
    pub(super) fn factors(&self) -> Result<Vec<FactorMatch<'_, EmissionFactor>>> {
        let wanted = self.wanted(&self.rule.process, self.rule.factor_subject());
        let (registry, policy) = (self.registry, self.policy);
        let found = match &self.rule.gases {
            Gases::Any => registry.find_all(&wanted, policy)?,
            Gases::All(gases) => gases.iter().map(|gas: &Gas| registry.find(&wanted, *gas, policy)).collect::<Result<_>>()?,
        };
        for FactorMatch { item, .. } in &found {
            let category = self.rule.category;
            let (factor, code) = (|| Text::from(&item.id), || Text::from(&self.rule.code));
            if item.purpose == Purpose::Upstream && !category.is_other_scope_3() {
                let (activity, category) = (Some(code()), Some((&category).into()));
                return Err(Error::Misuse(Message::UpstreamFactor { value: None, factor: factor(), activity, category }.into()));
            }
            if item.rate.value.is_negative() && !category.may_be_negative() {
                let (activity, category) = (code(), (&category).into());
                return Err(Error::Misuse(Message::NegativeFactorOf { value: None, factor: factor(), activity, category }.into()));
            }
        }
        Ok(found)
    }

    /// The term of a parameter.
    pub(super) fn parameter_term(&self, found: &FactorMatch<'_, Parameter>) -> Result<Term> {
        let row = self.rows.of_parameter(found.item, &found.steps, self.registry);
        Ok(Term { name: found.item.name.clone(), origin: TermOrigin::Row, ratio: found.item.rate.ratio()?, rows: vec![row] })
    }

    /// The term of an emission factor.
    pub(super) fn factor_term(&self, found: &FactorMatch<'_, EmissionFactor>) -> Result<Term> {
        let row = self.rows.of_factor(found.item, &found.steps, self.registry);
        Ok(Term { name: EMISSION_FACTOR.to_owned(), origin: TermOrigin::Row, ratio: found.item.rate.ratio()?, rows: vec![row] })
    }
}

/// The quality of an emission factor: that of its row, but low where it is a margin, which is no factor of the activity itself.
pub(super) fn quality_of_factor(factor: &EmissionFactor, region: &Region) -> Quality {
    if factor.purpose == Purpose::Margin {
        return Quality::L;
    }
    quality_of(&factor.provenance, &factor.region, region)
}

/// The quality of a row (GPC v1.1, table 5.3: high where it is specific, low where it is a default). A shipped row of the city's region
/// is high, of its country medium, wider is low. Of a city's own row only the city knows how specific it is, so that its grade follows
/// how sure it is that the figure is in its source.
pub(super) fn quality_of(from: &Provenance, of: &Region, region: &Region) -> Quality {
    if from.own {
        return match from.confidence {
            Confidence::Seen => Quality::H,
            Confidence::Secondary => Quality::M,
            Confidence::Own => Quality::L,
        };
    }
    let code = of.code();
    if code == region.code() {
        return Quality::H;
    }
    let country = region.code().split('-').next().unwrap_or_default();
    if code.split('-').next() == Some(country) { Quality::M } else { Quality::L }
}
