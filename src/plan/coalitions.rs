//! What is emitted with some of the measures of a plan: a game of the measures that reach the same cells.
//!
//! Measures outside a coalition do not act; those in it act in the declared order. A cell is a matter only of the measures that reach
//! it, directly or through a cell that they read, so that each group of cells is a game of few players and every other measure has no
//! part in it.

use super::components::{Component, Turn};
use crate::error::{Message, Result, count};
use crate::quantity::{Exact, Ratio};
use std::collections::BTreeMap;

/// A set of measures by their places, one bit for each.
pub(super) type Coalition = u128;

/// The most measures that may reach one cell.
const MOST_PLAYERS: usize = 128;

/// Cells that the same measures reach, and these measures.
pub(super) struct CoalitionGame<'a> {
    component: &'a Component<'a>,
    players: Vec<&'a Turn<'a>>,
    cells: Vec<GameCell>,
    /// The gases of its lines, by their places among all gases.
    gases: Vec<usize>,
}

/// A cell by its place in the component; its lines name gases by their places in the game.
struct GameCell {
    at: usize,
    lines: Vec<(usize, Ratio)>,
    with_series: Option<Vec<(usize, Ratio)>>,
}

/// The games of a component.
///
/// # Errors
/// More measures than can be told apart.
pub(super) fn games<'a>(component: &'a Component<'a>) -> Result<Vec<CoalitionGame<'a>>> {
    let turns = &component.turns;
    if turns.len() > MOST_PLAYERS {
        return Err(Message::TooManyOverlaps { measures: count(turns.len()), limit: count(MOST_PLAYERS) }.into());
    }
    let mut groups: BTreeMap<Coalition, Vec<usize>> = BTreeMap::new();
    for (at, reached) in reached_by(component).into_iter().enumerate().filter(|(_, reached)| *reached != 0) {
        groups.entry(reached).or_default().push(at);
    }
    let game = |(reached, cells): (Coalition, Vec<usize>)| {
        let players = turns.iter().enumerate().filter(|(at, _)| reached & bit(*at) != 0).map(|(_, turn)| turn).collect();
        CoalitionGame::new(component, players, &cells)
    };
    Ok(groups.into_iter().map(game).collect())
}

/// The measures that reach each cell of a component: those that touch it, and those that reach a cell of a part before the part acts.
fn reached_by(component: &Component<'_>) -> Vec<Coalition> {
    let mut reached: Vec<Coalition> = vec![0; component.cells.len()];
    for (at, turn) in component.turns.iter().enumerate() {
        for part in turn.parts() {
            let together = part.iter().filter_map(|cell| reached.get(*cell)).fold(bit(at), |all, one| all | one);
            for cell in part {
                if let Some(reached) = reached.get_mut(*cell) {
                    *reached = together;
                }
            }
        }
        if turn.brings_series {
            let of_grid = component.cells.iter().zip(&mut reached).filter(|(cell, _)| cell.with_series.is_some());
            of_grid.for_each(|(_, reached)| *reached |= bit(at));
        }
    }
    reached
}

/// The set of one measure.
pub(super) fn bit(at: usize) -> Coalition {
    u32::try_from(at).ok().and_then(|at| 1_u128.checked_shl(at)).unwrap_or(0)
}

impl<'a> CoalitionGame<'a> {
    fn new(component: &'a Component<'a>, players: Vec<&'a Turn<'a>>, cells: &[usize]) -> Self {
        let mut gases = Vec::new();
        let mut own = |lines: &[(usize, Ratio)]| {
            let place = |gas: usize, gases: &mut Vec<usize>| match gases.iter().position(|held| *held == gas) {
                Some(at) => at,
                None => {
                    gases.push(gas);
                    gases.len().saturating_sub(1)
                }
            };
            lines.iter().map(|(gas, ratio)| (place(*gas, &mut gases), *ratio)).collect::<Vec<_>>()
        };
        let mut played = Vec::with_capacity(cells.len());
        for at in cells {
            let Some(cell) = component.cells.get(*at) else { continue };
            let (lines, with_series) = (own(&cell.lines), cell.with_series.as_deref().map(&mut own));
            played.push(GameCell { at: *at, lines, with_series });
        }
        Self { component, players, cells: played, gases }
    }

    /// Its measures by their places in the declared order, ascending.
    pub(super) fn players(&self) -> impl ExactSizeIterator<Item = usize> + '_ {
        self.players.iter().map(|turn| turn.measure)
    }

    /// Its gases by their places among all gases.
    pub(super) fn gases(&self) -> &[usize] {
        &self.gases
    }

    fn base(&self) -> Vec<Ratio> {
        self.component.cells.iter().map(|cell| cell.base).collect()
    }

    /// kg of each gas that its cells emit with a coalition.
    pub(super) fn emitted(&self, coalition: Coalition) -> Result<Vec<Exact>> {
        let (mut amounts, mut series) = (self.base(), false);
        for (_, turn) in self.players.iter().enumerate().filter(|(at, _)| coalition & bit(*at) != 0) {
            turn.run(&mut amounts)?;
            series |= turn.brings_series;
        }
        let mut sums = vec![Exact::ZERO; self.gases.len()];
        self.emit(&amounts, series, &mut sums)?;
        Ok(sums)
    }

    /// The same for every coalition, in the order of their numbers: `gases` numbers for each. What coalitions begin with alike is
    /// computed once.
    pub(super) fn table(&self) -> Result<Vec<Exact>> {
        let size = bit(self.players.len()).saturating_mul(u128::try_from(self.gases.len()).unwrap_or(u128::MAX));
        let mut table = vec![Exact::ZERO; usize::try_from(size).unwrap_or_default()];
        self.fill(0, 0, &self.base(), false, &mut table)?;
        Ok(table)
    }

    /// Fills in all coalitions that begin with the measures of `chosen` among the first `at`.
    fn fill(&self, at: usize, chosen: Coalition, amounts: &[Ratio], series: bool, table: &mut [Exact]) -> Result<()> {
        let Some(turn) = self.players.get(at) else {
            let from = usize::try_from(chosen).unwrap_or(usize::MAX).saturating_mul(self.gases.len());
            let Some(sums) = table.get_mut(from..from.saturating_add(self.gases.len())) else { return Ok(()) };
            return self.emit(amounts, series, sums);
        };
        let next = at.saturating_add(1);
        self.fill(next, chosen, amounts, series, table)?;
        let mut with = amounts.to_vec();
        turn.run(&mut with)?;
        self.fill(next, chosen | bit(at), &with, series || turn.brings_series, table)
    }

    /// Adds what the cells emit, each line divided once, as an inventory does.
    fn emit(&self, amounts: &[Ratio], series: bool, sums: &mut [Exact]) -> Result<()> {
        for cell in &self.cells {
            let Some(amount) = amounts.get(cell.at) else { continue };
            if amount.numerator().is_zero() {
                continue;
            }
            let lines = cell.with_series.as_ref().filter(|_| series).unwrap_or(&cell.lines);
            for (gas, ratio) in lines {
                if let Some(sum) = sums.get_mut(*gas) {
                    *sum = sum.checked_add(amount.checked_mul(*ratio)?.evaluate()?.value())?;
                }
            }
        }
        Ok(())
    }
}
