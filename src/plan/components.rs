//! The parts of a year that do not touch one another: groups of cells that some part joins, with the measures that act on them.

use super::act::{ActPart, one_form};
use super::activity_state::{ActivityCell, ActivityState};
use super::cell_factors::{CellFactors, CellLines};
use super::plan_measure::PlanMeasure;
use crate::error::{Message, Result};
use crate::quantity::Ratio;
use crate::taxonomy::Year;
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// A cell with its amount without measures, and its lines by the grid without measures and with them.
pub(super) struct PlayedCell {
    pub(super) base: Ratio,
    pub(super) lines: CellLines,
    /// None where the grid's series makes no difference.
    pub(super) with_series: Option<CellLines>,
}

/// A measure as it acts on the cells of a component.
pub(super) struct Turn<'a> {
    /// Its place in the declared order.
    pub(super) measure: usize,
    name: &'a str,
    year: Year,
    parts: Vec<(&'a ActPart, Vec<usize>)>,
    /// Whether it brings the year's series of grid electricity.
    pub(super) brings_series: bool,
}

impl Turn<'_> {
    /// What it makes of the amounts of the component.
    pub(super) fn run(&self, amounts: &mut [Ratio]) -> Result<()> {
        self.parts.iter().try_for_each(|(part, at)| part.run(self.name, self.year, at, amounts))
    }

    /// The cells of each of its parts.
    pub(super) fn parts(&self) -> impl Iterator<Item = &[usize]> {
        self.parts.iter().map(|(_, at)| at.as_slice())
    }
}

/// Cells that parts join, directly or through other cells, and the measures that act on them in the declared order.
#[derive(Default)]
pub(super) struct Component<'a> {
    pub(super) cells: Vec<PlayedCell>,
    pub(super) turns: Vec<Turn<'a>>,
}

impl Component<'_> {
    /// Whether a series of grid electricity changes what it emits.
    fn is_of_grid(&self) -> bool {
        self.cells.iter().any(|cell| cell.with_series.is_some())
    }
}

/// The components of a year.
///
/// # Errors
/// A cell of which the state has nothing and which no measure creates; two series of grid electricity.
pub(super) fn components<'a>(
    baseline: &ActivityState,
    measures: &'a [PlanMeasure],
    year: Year,
    factors: &mut CellFactors<'_>,
) -> Result<Vec<Component<'a>>> {
    let series = series_of(measures, year)?;
    let cells = touched(baseline, measures, year, factors)?;
    let numbers: HashMap<&ActivityCell, usize> = cells.iter().enumerate().map(|(at, cell)| (*cell, at)).collect();
    let mut joined = Joined((0..cells.len()).collect());
    let mut positions: Vec<Vec<(&ActPart, Vec<usize>)>> = Vec::with_capacity(measures.len());
    for measure in measures {
        let at = |part: &'a ActPart| {
            let at: Vec<usize> = part.cells.iter().filter_map(|cell| numbers.get(cell).copied()).collect();
            (part, at)
        };
        let parts: Vec<_> = measure.parts(year).iter().filter(|part| !part.cells.is_empty()).map(at).collect();
        for (_, at) in &parts {
            at.windows(2).for_each(|pair| {
                if let [a, b] = pair {
                    joined.join(*a, *b);
                }
            });
        }
        positions.push(parts);
    }
    // Components in the order of their first cells, and each cell's place in its component.
    let (mut roots, mut all, mut places) = (BTreeMap::new(), Vec::<Component<'a>>::new(), Vec::with_capacity(cells.len()));
    for (at, cell) in cells.into_iter().enumerate() {
        let number = *roots.entry(joined.root(at)).or_insert(all.len());
        if number == all.len() {
            all.push(Component::default());
        }
        let Some(component) = all.get_mut(number) else { continue };
        places.push((number, component.cells.len()));
        let base = one_form(baseline.amount_or_zero(year, cell));
        let lines = factors.of(cell, year, baseline.series(year))?;
        let with_series = match series {
            Some((_, series)) if factors.is_of_grid(&cell.code) => Some(factors.of(cell, year, Some(series))?),
            _ => None,
        };
        component.cells.push(PlayedCell { base, lines, with_series });
    }
    for (at, (measure, parts)) in measures.iter().zip(positions).enumerate() {
        let mut turns: BTreeMap<usize, Vec<(&ActPart, Vec<usize>)>> = BTreeMap::new();
        for (part, cells) in parts {
            let found: Vec<(usize, usize)> = cells.iter().filter_map(|cell| places.get(*cell).copied()).collect();
            let Some((number, _)) = found.first().copied() else { continue };
            turns.entry(number).or_default().push((part, found.into_iter().map(|(_, place)| place).collect()));
        }
        let brings_series = series.is_some_and(|(of, _)| of == at);
        for (number, _) in all.iter().enumerate().filter(|(_, component)| brings_series && component.is_of_grid()) {
            turns.entry(number).or_default();
        }
        for (number, parts) in turns {
            if let Some(component) = all.get_mut(number) {
                let brings_series = brings_series && component.is_of_grid();
                component.turns.push(Turn { measure: at, name: measure.name(), year, parts, brings_series });
            }
        }
    }
    Ok(all)
}

/// The measure that brings a series of grid electricity in a year, and the series.
fn series_of(measures: &[PlanMeasure], year: Year) -> Result<Option<(usize, &str)>> {
    let mut found: Option<(usize, &str)> = None;
    for (at, measure) in measures.iter().enumerate() {
        let Some(series) = measure.series(year) else { continue };
        if let Some((other, _)) = found {
            let other = measures.get(other).map_or("", PlanMeasure::name).into();
            return Err(Message::TwoGridSeries { value: measure.name().into(), other, year: (&year).into() }.into());
        }
        found = Some((at, series));
    }
    Ok(found)
}

/// Every cell that a measure touches in a year, or that a series of grid electricity weighs, in order.
fn touched<'a>(
    baseline: &'a ActivityState,
    measures: &'a [PlanMeasure],
    year: Year,
    factors: &CellFactors<'_>,
) -> Result<Vec<&'a ActivityCell>> {
    // Each with whether there may be something of it.
    let mut cells: HashMap<&ActivityCell, bool> = HashMap::new();
    if measures.iter().any(|measure| measure.series(year).is_some()) {
        cells.extend(baseline.cells(year).filter(|cell| factors.is_of_grid(&cell.code)).map(|cell| (cell, true)));
    }
    let parts = || measures.iter().flat_map(|measure| measure.parts(year).iter().map(move |part| (measure, part)));
    for (_, part) in parts() {
        for (at, cell) in part.cells.iter().enumerate() {
            *cells.entry(cell).or_insert_with(|| baseline.amount(year, cell).is_some()) |= part.creates(at);
        }
    }
    let mut sorted: Vec<&ActivityCell> = cells.keys().copied().collect();
    sorted.sort_unstable();
    let unknown = sorted.iter().copied().find(|cell| cells.get(cell) == Some(&false));
    let Some(unknown) = unknown else { return Ok(sorted) };
    let measure = parts().find(|(_, part)| part.cells.contains(unknown)).map_or("", |(measure, _)| measure.name());
    let place = Some(unknown.place.as_str()).filter(|place| !place.is_empty()).map(Into::into);
    let (value, year) = (unknown.code.as_str().into(), (&year).into());
    Err(Message::NotInBaseline { value, measure: measure.into(), dimension: Some(unknown.dimension.into()), place, year }.into())
}

/// Cells joined into groups: each names another of its group, the last itself.
struct Joined(Vec<usize>);

impl Joined {
    fn root(&mut self, of: usize) -> usize {
        let mut root = of;
        while let Some(next) = self.0.get(root).copied().filter(|next| *next != root) {
            root = next;
        }
        if let Some(shortened) = self.0.get_mut(of) {
            *shortened = root;
        }
        root
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(root) = self.0.get_mut(a.max(b)) {
            *root = a.min(b);
        }
    }
}
