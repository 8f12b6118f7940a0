//! Total: a sum of many numbers, added as integers at one scale and put into its one form at the end.

use super::Exact;
use crate::error::Result;

/// A sum that is quick to add to; any order gives the same.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Total {
    /// An integer of half the width, with so many digits after the dot.
    quick: i128,
    scale: u32,
    /// What that does not hold.
    rest: Exact,
}

impl Total {
    /// Adds a number.
    #[inline]
    pub(crate) fn add(&mut self, number: Exact) -> Result<()> {
        let raised = if number.scale() == self.scale { number.narrow() } else { number.at_scale(self.scale) };
        match raised.and_then(|raised| self.quick.checked_add(raised)) {
            Some(sum) => self.quick = sum,
            None => self.add_other(number)?,
        }
        Ok(())
    }

    /// A number with more digits after the dot than were added before, or one that is too wide.
    fn add_other(&mut self, number: Exact) -> Result<()> {
        let finer = Exact::new(self.quick, self.scale)?.at_scale(number.scale());
        let sum = finer.zip(number.narrow()).and_then(|(sum, number)| sum.checked_add(number));
        match sum {
            Some(sum) => (self.quick, self.scale) = (sum, number.scale()),
            None => self.rest = self.rest.checked_add(number)?,
        }
        Ok(())
    }

    /// The sum.
    pub(crate) fn value(self) -> Result<Exact> {
        Exact::new(self.quick, self.scale)?.checked_add(self.rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Numbers of every width and scale give the sum that adding them one by one gives.
        #[test]
        fn a_total_is_the_sum(parts in prop::collection::vec((any::<i128>(), 0_u32..127, 0_u32..20), 0..20)) {
            let numbers: Vec<Exact> = parts.iter().map(|(number, drop, scale)| Exact::new(number >> drop, *scale).unwrap()).collect();
            let mut total = Total::default();
            for number in &numbers {
                total.add(*number).unwrap();
            }
            prop_assert_eq!(total.value(), Exact::sum(numbers));
        }
    }
}
