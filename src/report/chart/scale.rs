//! Where a figure is drawn.

use crate::error::Result;
use crate::quantity::{Exact, Ratio, Rounding};

/// Digits after the dot of a place in a drawing.
const PLACES: u32 = 2;

/// Figures from `low` to `high`, drawn from `from` to `to`.
#[derive(Clone, Copy, Debug)]
pub(super) struct ChartScale {
    low: Exact,
    high: Exact,
    from: Exact,
    to: Exact,
}

impl ChartScale {
    /// A scale that holds all figures, and zero.
    pub(super) fn of(figures: impl IntoIterator<Item = Exact>, from: u32, to: u32) -> Self {
        let (low, high) =
            figures.into_iter().fold((Exact::ZERO, Exact::ZERO), |(low, high), figure| (low.min(figure), high.max(figure)));
        Self { low, high, from: from.into(), to: to.into() }
    }

    /// The same between two figures.
    pub(super) fn between(low: Exact, high: Exact, from: u32, to: u32) -> Self {
        Self { low, high, from: from.into(), to: to.into() }
    }

    /// The place of a figure.
    pub(super) fn at(&self, figure: Exact) -> Result<Exact> {
        let span = self.high.checked_sub(self.low)?;
        if span.is_zero() {
            return Ok(self.from);
        }
        let far = Ratio::new(figure.checked_sub(self.low)?, span)?.checked_mul(Ratio::from(self.to.checked_sub(self.from)?))?;
        self.from.checked_add(far.divided(PLACES, Rounding::HalfEven)?)
    }

    /// Round figures inside the scale, at most five steps apart; zero among them.
    pub(super) fn ticks(&self) -> Result<Vec<Exact>> {
        let span = self.high.checked_sub(self.low)?;
        let mut ticks = Vec::new();
        let Some(step) = step_of(span)? else { return Ok(ticks) };
        for count in -5_i128..=5 {
            let tick = step.checked_mul(Exact::new(count, 0)?)?;
            if tick >= self.low && tick <= self.high {
                ticks.push(tick);
            }
        }
        Ok(ticks)
    }
}

/// The smallest of 1, 2, 5, 10, 20 ... of which five reach over a span; none of an empty one.
fn step_of(span: Exact) -> Result<Option<Exact>> {
    if span.is_zero() || span.is_negative() {
        return Ok(None);
    }
    let mut unit = Exact::new(1, 2)?;
    loop {
        for of in [1, 2, 5] {
            let step = unit.checked_mul(Exact::from(of))?;
            if step.checked_mul(Exact::from(5))? >= span {
                return Ok(Some(step));
            }
        }
        unit = unit.checked_mul(Exact::from(10))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_and_the_ends_have_their_places() {
        let scale = ChartScale::of([Exact::from(50), Exact::new(-10, 0).unwrap()], 10, 70);
        let at = |figure: i128| scale.at(Exact::new(figure, 0).unwrap()).unwrap().to_string();
        assert_eq!([at(-10), at(0), at(50)], ["10", "20", "70"]);
        assert_eq!(ChartScale::of([], 5, 9).at(Exact::ZERO).unwrap(), Exact::from(5));
    }

    #[test]
    fn ticks_are_round_and_reach_over_the_scale() {
        let ticks = |high: &str| {
            let scale = ChartScale::of([high.parse().unwrap()], 0, 100);
            scale.ticks().unwrap().iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(ticks("53000000"), "0 20000000 40000000");
        assert_eq!(ticks("1"), "0 0.2 0.4 0.6 0.8 1");
        assert_eq!(ticks("0"), "");
    }
}
