//! What a measure reduces, in `f64`, with numbers that were drawn.

use super::RecordedChange;
use crate::assess::DrawnNumber;
use crate::error::Result;
use crate::gas::Substance;
use crate::inventory::Inventory;
use crate::quantity::{Mass, Quantity, Ratio, Scalar};
use crate::taxonomy::Year;
use std::collections::{BTreeMap, HashMap};

impl RecordedChange {
    /// kg CO2e that the measure reduces in each year with other numbers: `draw` is asked once for each number of its activity data,
    /// conversions and factors, wherever that is used. Gases that the change states as masses are drawn as such. With the feature `sampling`.
    ///
    /// Years without activity are left out.
    pub fn sampled(&self, mut draw: impl FnMut(&DrawnNumber<'_>) -> Result<f64>) -> Result<BTreeMap<Year, f64>> {
        let mut drawn: HashMap<(String, String, String), f64> = HashMap::new();
        let mut once = |number: &DrawnNumber<'_>| {
            let key = (number.name.to_owned(), number.origin.to_owned(), number.ratio.to_string());
            if let Some(held) = drawn.get(&key) {
                return Ok(*held);
            }
            let new = draw(number)?;
            drawn.insert(key, new);
            Ok(new)
        };
        let mut years = BTreeMap::new();
        for (year, kg) in weighed(&self.without, &mut once)? {
            let sum = years.entry(year).or_insert(0.0);
            *sum = f64::checked_add(*sum, kg)?;
        }
        for side in [&self.with, &self.leakage] {
            for (year, kg) in weighed(side, &mut once)? {
                let sum = years.entry(year).or_insert(0.0);
                *sum = f64::checked_sub(*sum, kg)?;
            }
        }
        Ok(years)
    }
}

/// kg CO2e of each line of an inventory.
fn weighed(inventory: &Inventory, draw: &mut impl FnMut(&DrawnNumber<'_>) -> Result<f64>) -> Result<Vec<(Year, f64)>> {
    let settings = inventory.settings();
    let weight = |substance: Substance| {
        let co2e = substance.co2e(Mass::kilograms(1), settings.gwp, settings.co2e_only)?;
        co2e.map_or(Ok(0.0), |kg| f64::from_ratio(Ratio::from(kg.base())))
    };
    inventory.lines().map(|line| Ok((line.id.year, line.sampled(&mut *draw)?.checked_mul(weight(line.substance)?)?))).collect()
}
