//! What one unit of each activity emits, assessed once and shared by every coalition.

use super::act::one_form;
use super::activity_state::ActivityCell;
use super::outcome::PlanBasis;
use crate::activity::Activity;
use crate::assess::Assessor;
use crate::error::Result;
use crate::gas::Substance;
use crate::quantity::{Dimension, EnergyBasis, Ratio, Reading};
use crate::taxonomy::{Category, Region, Year};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The subject whose factors a series of grid electricity changes.
pub(super) const GRID: &str = "grid-electricity";

/// kg of a gas for each base unit of an activity: one for each line of its assessment, since an inventory divides line by line.
pub(super) type CellLines = Arc<[(usize, Ratio)]>;

#[derive(PartialEq, Eq, Hash)]
struct LinesKey {
    code: String,
    region: Region,
    year: Year,
    dimension: Dimension,
    basis: Option<EnergyBasis>,
    series: Option<String>,
}

/// The lines of one unit of each cell, by code, region, year and series.
pub(super) struct CellFactors<'a> {
    assessor: &'a Assessor,
    with_series: BTreeMap<String, Assessor>,
    lines: HashMap<LinesKey, CellLines>,
    substances: Vec<Substance>,
    basis: PlanBasis,
}

impl<'a> CellFactors<'a> {
    pub(super) fn new(assessor: &'a Assessor, basis: PlanBasis) -> Self {
        Self { assessor, with_series: BTreeMap::new(), lines: HashMap::new(), substances: Vec::new(), basis }
    }

    /// Whether emissions under a reference count.
    fn counts(&self, category: Category) -> bool {
        self.basis.level.is_none_or(|level| level.requires(category))
    }

    /// The gases of all lines so far; lines name them by their place here.
    pub(super) fn substances(&self) -> &[Substance] {
        &self.substances
    }

    /// Whether a series of grid electricity changes what a code emits.
    pub(super) fn is_of_grid(&self, code: &str) -> bool {
        let rules = self.assessor.catalogue().find(code).unwrap_or_default();
        rules.iter().any(|rule| rule.factor_subject() == GRID)
    }

    /// The lines of one base unit of a cell.
    pub(super) fn of(&mut self, cell: &ActivityCell, year: Year, series: Option<&str>) -> Result<CellLines> {
        if let Some((category, substance)) = &cell.gas {
            let counted = if self.counts(*category) { Ratio::ONE } else { Ratio::ZERO };
            return Ok([(self.place_of(category.counts_as(*substance)), counted)].into());
        }
        // A series of the grid has a figure of its own for each year; all else is as in the year of the baseline, where the tables reach it.
        let base = self.basis.factors_of.filter(|base| series.is_none() && *base != year);
        if let Some(base) = base {
            return self.of_year(cell, base, series).or_else(|_| self.of_year(cell, year, series));
        }
        self.of_year(cell, year, series)
    }

    /// The same, at the factors of a year.
    fn of_year(&mut self, cell: &ActivityCell, year: Year, series: Option<&str>) -> Result<CellLines> {
        let ActivityCell { code, place, dimension, basis, .. } = cell;
        let region = self.assessor.region_of(place);
        let (code, series) = (code.clone(), series.map(str::to_owned));
        let key = LinesKey { code, region, year, dimension: *dimension, basis: *basis, series };
        if let Some(lines) = self.lines.get(&key) {
            return Ok(lines.clone());
        }
        let assessor = match &key.series {
            Some(series) => self.with_series(series)?,
            None => self.assessor,
        };
        let mut one = Activity::new(&cell.code, year, Reading::new(1, cell.unit())).with_place(place);
        one.basis = *basis;
        let assessed = assessor.assess_activity(&one)?;
        let mut lines = Vec::with_capacity(assessed.lines.len());
        for line in &assessed.lines {
            if !self.counts(line.id.category) {
                continue;
            }
            lines.push((self.place_of(line.substance), one_form(line.open_mass()?)));
        }
        let lines: CellLines = lines.into();
        self.lines.insert(key, lines.clone());
        Ok(lines)
    }

    /// The place of a gas among all.
    fn place_of(&mut self, substance: Substance) -> usize {
        self.substances.iter().position(|held| *held == substance).unwrap_or_else(|| {
            self.substances.push(substance);
            self.substances.len().saturating_sub(1)
        })
    }

    /// The assessor with another series of grid electricity.
    fn with_series(&mut self, series: &str) -> Result<&Assessor> {
        if !self.with_series.contains_key(series) {
            self.with_series.insert(series.to_owned(), self.assessor.with_series(GRID, series)?);
        }
        Ok(self.with_series.get(series).unwrap_or(self.assessor))
    }
}
