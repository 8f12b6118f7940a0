//! Horizontal bars: ranked, stacked, or a waterfall, in which each begins where the one above ends.

use super::canvas::ChartCanvas;
use super::ink::ChartInk;
use super::scale::ChartScale;
use crate::error::Result;
use crate::quantity::Exact;
use unicode_width::UnicodeWidthStr;

/// The most columns of a name that has its place to the left of its bar; longer ones are above.
const LEFT_COLUMNS: usize = 21;

/// One mark of a row, from a figure to another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChartBar {
    /// What it is filled with.
    pub ink: ChartInk,
    /// Where it begins.
    pub from: Exact,
    /// Where it ends.
    pub to: Exact,
    /// What it is, with its figure.
    pub title: String,
}

/// A row of bars.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChartRow {
    /// What begins a group of rows; none inside a group.
    pub group: Option<String>,
    /// Its name.
    pub name: String,
    /// Its marks.
    pub bars: Vec<ChartBar>,
    /// Its figure as printed, after the marks.
    pub figure: String,
}

impl ChartBar {
    /// A mark from a figure to another.
    pub fn new(ink: ChartInk, from: Exact, to: Exact, title: impl Into<String>) -> Self {
        Self { ink, from, to, title: title.into() }
    }
}

impl ChartRow {
    /// A row with its marks.
    pub fn new(name: impl Into<String>, bars: Vec<ChartBar>, figure: impl Into<String>) -> Self {
        Self { group: None, name: name.into(), bars, figure: figure.into() }
    }

    /// The same as the first of a group.
    #[must_use]
    pub fn under(mut self, group: impl Into<String>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// Marks next to one another from zero, what is below zero to the left.
    pub fn stacked(name: impl Into<String>, parts: Vec<(ChartInk, Exact, String)>, figure: impl Into<String>) -> Result<Self> {
        let (mut above, mut below) = (Exact::ZERO, Exact::ZERO);
        let mut bars = Vec::with_capacity(parts.len());
        for (ink, size, title) in parts.into_iter().filter(|(_, size, _)| !size.is_zero()) {
            let side = if size.is_negative() { &mut below } else { &mut above };
            let from = *side;
            *side = side.checked_add(size)?;
            bars.push(ChartBar::new(ink, from, *side, title));
        }
        Ok(Self::new(name, bars, figure))
    }
}

/// Per cent of the width that names to the left take.
fn left_of(rows: &[ChartRow]) -> Option<u32> {
    let widest = rows.iter().map(|row| row.name.width()).max().unwrap_or_default();
    let columns = u32::try_from(widest).ok().filter(|_| widest <= LEFT_COLUMNS)?;
    Some(columns.saturating_mul(18).div_euclid(10).saturating_add(u32::from(widest > 0).saturating_mul(2)))
}

/// Draws rows from top to bottom.
pub(super) fn draw(canvas: &mut ChartCanvas, rows: &[ChartRow]) -> Result<()> {
    let left = left_of(rows);
    let widest = rows.iter().map(|row| row.figure.width()).max().unwrap_or_default();
    let right = 98_u32.saturating_sub(u32::try_from(widest).unwrap_or(20).min(20).saturating_mul(2));
    let ends = rows.iter().flat_map(|row| &row.bars).flat_map(|bar| [bar.from, bar.to]);
    let scale = ChartScale::of(ends, left.unwrap_or_default(), right);
    let zero = scale.at(Exact::ZERO)?;
    for row in rows {
        if let Some(group) = &row.group {
            canvas.down(4);
            canvas.heading(group);
        }
        match left {
            Some(0) => {}
            Some(_) => canvas.text((Exact::ZERO, 0), canvas.y().saturating_add(14), "q", &row.name),
            None => canvas.heading(&row.name),
        }
        let y = canvas.y();
        let mut end = zero;
        for bar in &row.bars {
            let (one, other) = (scale.at(bar.from)?, scale.at(bar.to)?);
            canvas.bar((one.min(other), one.max(other)), y, bar.ink, &bar.title);
            end = end.max(one).max(other);
        }
        if row.bars.iter().any(|bar| bar.from.is_zero() || bar.to.is_zero()) {
            canvas.upright(zero, (y.saturating_sub(2), y.saturating_add(20)), "z");
        }
        canvas.text((end, 6), y.saturating_add(14), "v", &row.figure);
        canvas.down(24);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_next_to_one_another_and_removals_to_the_left() {
        let part = |size: &str| (ChartInk::First, size.parse().unwrap(), String::new());
        let row = ChartRow::stacked("", vec![part("3"), part("-2"), part("4"), part("0")], "5").unwrap();
        let ends: Vec<String> = row.bars.iter().map(|bar| format!("{}..{}", bar.from, bar.to)).collect();
        assert_eq!(ends, ["0..3", "0..-2", "3..7"]);
    }

    #[test]
    fn a_bar_is_as_long_as_its_figure() {
        let bar = |to: i32| vec![ChartBar::new(ChartInk::First, Exact::ZERO, Exact::from(to), "")];
        let rows = [ChartRow::new("a", bar(100), ""), ChartRow::new("b", bar(25), "")];
        let mut canvas = ChartCanvas::default();
        draw(&mut canvas, &rows).unwrap();
        let (drawn, _) = canvas.finish();
        let widths: Vec<&str> = drawn.split(" width=\"").skip(1).map(|rest| rest.split('%').next().unwrap()).collect();
        assert_eq!(widths, ["95", "23.75"]);
    }
}
