//! The figures of one year, added up over its games and divided last.

use super::coalitions::{Coalition, CoalitionGame, bit};
use super::outcome::{GasSaving, MeasureInPlan, PlanYear, ShareSampling};
use super::plan_measure::PlanMeasure;
use super::shapley::{self, MOST_EXACT};
use crate::error::Result;
use crate::gas::{GwpSet, Stated, Substance};
use crate::quantity::{Exact, Mass, Quantity, Ratio};
use std::collections::BTreeMap;

/// What a gas weighs; none for biogenic CO2, which no total holds.
pub(super) fn weights(substances: &[Substance], gwp: GwpSet, stated: Stated) -> Result<Vec<Option<Exact>>> {
    let weight = |substance: &Substance| Ok(substance.co2e(Mass::kilograms(1), gwp, stated)?.map(Quantity::base));
    substances.iter().map(weight).collect()
}

/// The figures of one measure, by gas.
#[derive(Clone, Default)]
struct MeasureSums {
    alone: BTreeMap<usize, Exact>,
    in_order: BTreeMap<usize, Exact>,
    /// Over 12!.
    exact: BTreeMap<usize, Exact>,
    /// Over the number of orders.
    sampled: BTreeMap<usize, Exact>,
    variance: Option<Ratio>,
}

/// The figures of a year.
pub(super) struct YearSums {
    measures: BTreeMap<usize, MeasureSums>,
    together: BTreeMap<usize, Exact>,
    sampling: ShareSampling,
}

fn add(sums: &mut BTreeMap<usize, Exact>, gas: usize, more: Exact) -> Result<()> {
    let sum = sums.entry(gas).or_insert(Exact::ZERO);
    *sum = sum.checked_add(more)?;
    Ok(())
}

impl YearSums {
    pub(super) fn new(sampling: ShareSampling) -> Self {
        Self { measures: BTreeMap::new(), together: BTreeMap::new(), sampling }
    }

    /// Whether the shares of a measure are sampled.
    pub(super) fn is_sampled(&self) -> bool {
        self.measures.values().any(|sums| sums.variance.is_some())
    }

    /// Adds a game.
    pub(super) fn add(&mut self, game: &CoalitionGame<'_>, weights: &[Option<Exact>]) -> Result<()> {
        if game.players().len() <= MOST_EXACT {
            let (table, gases) = (game.table()?, game.gases().len());
            let emitted = |coalition: Coalition| {
                let from = usize::try_from(coalition).unwrap_or(usize::MAX).saturating_mul(gases);
                Ok(table.get(from..from.saturating_add(gases)).unwrap_or_default().to_vec())
            };
            self.add_orders(game, emitted)?;
            for (at, gas) in game.gases().iter().enumerate() {
                let of_gas: Vec<Exact> = table.iter().skip(at).step_by(gases).copied().collect();
                for (player, share) in game.players().zip(shapley::shares(game.players().len(), &of_gas)?) {
                    add(&mut self.measures.entry(player).or_default().exact, *gas, share)?;
                }
            }
            return Ok(());
        }
        self.add_orders(game, |coalition| game.emitted(coalition))?;
        let weights: Vec<Option<Exact>> = game.gases().iter().map(|gas| weights.get(*gas).copied().flatten()).collect();
        // Each game has numbers of its own, so that their errors are independent.
        let seed = self.sampling.seed;
        self.sampling.seed = seed.wrapping_add(1);
        let found = shapley::sampled(game, self.sampling.orders, seed, &weights)?;
        for ((player, sums), variance) in game.players().zip(found.sums).zip(found.variances) {
            let held = self.measures.entry(player).or_default();
            for (gas, sum) in game.gases().iter().zip(sums) {
                add(&mut held.sampled, *gas, sum)?;
            }
            held.variance = Some(held.variance.unwrap_or(Ratio::ZERO).checked_add(variance)?);
        }
        Ok(())
    }

    /// Adds what each player saves alone and in the declared order.
    fn add_orders(&mut self, game: &CoalitionGame<'_>, emitted: impl Fn(Coalition) -> Result<Vec<Exact>>) -> Result<()> {
        let none = emitted(0)?;
        let (mut so_far, mut before) = (0, none.clone());
        for (at, player) in game.players().enumerate() {
            so_far |= bit(at);
            let (alone, after) = (emitted(bit(at))?, emitted(so_far)?);
            let sums = self.measures.entry(player).or_default();
            let figures = none.iter().zip(alone).zip(before.iter().zip(&after));
            for (gas, ((none, alone), (before, after))) in game.gases().iter().zip(figures) {
                add(&mut sums.alone, *gas, none.checked_sub(alone)?)?;
                add(&mut sums.in_order, *gas, before.checked_sub(*after)?)?;
            }
            before = after;
        }
        for ((gas, none), all) in game.gases().iter().zip(none).zip(before) {
            add(&mut self.together, *gas, none.checked_sub(all)?)?;
        }
        Ok(())
    }

    /// Divides and rounds, so that shares add up to the total of each gas in its last digit.
    pub(super) fn finish(self, measures: &[PlanMeasure], substances: &[Substance], weights: &[Option<Exact>]) -> Result<PlanYear> {
        let weighed = |sums: &BTreeMap<usize, Exact>| {
            let mut saving = GasSaving::default();
            for (gas, mass) in sums {
                let (Some(substance), Some(weight)) = (substances.get(*gas), weights.get(*gas)) else { continue };
                saving.masses.insert(*substance, *mass);
                saving.co2e = saving.co2e.checked_add(mass.checked_mul(weight.unwrap_or(Exact::ZERO))?)?;
            }
            Ok::<_, crate::Error>(saving)
        };
        let mut shares: BTreeMap<usize, BTreeMap<usize, Exact>> = BTreeMap::new();
        for (gas, total) in &self.together {
            let reaching = self.measures.iter().filter(|(_, sums)| sums.alone.contains_key(gas));
            let (players, open): (Vec<usize>, Vec<Ratio>) = reaching
                .map(|(player, sums)| Ok((*player, self.open_share(sums, *gas)?)))
                .collect::<Result<Vec<_>>>()?
                .into_iter()
                .unzip();
            for (player, share) in players.into_iter().zip(shapley::rounded(&open, *total)?) {
                shares.entry(player).or_default().insert(*gas, share);
            }
        }
        let mut year = PlanYear { together: weighed(&self.together)?, ..PlanYear::default() };
        year.interaction = year.together.clone();
        for (at, sums) in &self.measures {
            let Some(measure) = measures.get(*at) else { continue };
            let alone = weighed(&sums.alone)?;
            year.interaction = year.interaction.checked_sub(&alone)?;
            year.measures.push(MeasureInPlan {
                name: measure.name().to_owned(),
                stage: measure.stage(),
                alone,
                in_order: weighed(&sums.in_order)?,
                share: weighed(shares.get(at).unwrap_or(&BTreeMap::new()))?,
                share_error: sums.variance.map(shapley::standard_error).transpose()?,
            });
        }
        Ok(year)
    }

    /// A share before it is rounded.
    fn open_share(&self, sums: &MeasureSums, gas: usize) -> Result<Ratio> {
        let over = |sums: &BTreeMap<usize, Exact>, all: Exact| Ratio::new(sums.get(&gas).copied().unwrap_or(Exact::ZERO), all);
        let exact = over(&sums.exact, shapley::denominator())?;
        if sums.sampled.is_empty() {
            return Ok(exact);
        }
        exact.checked_add(over(&sums.sampled, self.sampling.orders.into())?)
    }
}
