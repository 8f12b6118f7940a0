//! Assessors of many regions, each made when it is first asked for.

use super::firm::Firm;
use super::footprint::FirmFootprint;
use crate::assess::Assessor;
use crate::error::Result;
use crate::gas::GwpSet;
use crate::taxonomy::Region;
use std::collections::BTreeMap;

/// The shipped tables for firms of any region.
#[derive(Debug, Default)]
pub struct FirmAssessors {
    regions: BTreeMap<Region, Assessor>,
}

impl FirmAssessors {
    /// For no region yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The assessor of a region.
    pub fn of(&mut self, region: &Region) -> Result<&Assessor> {
        if !self.regions.contains_key(region) {
            self.regions.insert(region.clone(), Assessor::shipped(region.clone())?);
        }
        let assessor = self.regions.get(region);
        assessor.ok_or_else(|| crate::error::Message::UnknownRegion { value: region.code().into(), nearest: None }.into())
    }

    /// The footprint of a firm.
    pub fn footprint(&mut self, firm: &Firm, gwp: GwpSet) -> Result<FirmFootprint> {
        let assessor = self.of(&firm.region)?;
        firm.footprint(assessor, gwp)
    }
}
