//! Blocks side by side, each as wide as one figure and as high as another: what a tonne costs, over the tonnes.

use super::canvas::{ChartCanvas, fill};
use super::ink::ChartInk;
use super::plot::{HEIGHT, Plot};
use super::scale::ChartScale;
use crate::error::Result;
use crate::quantity::{Exact, Ratio, Rounding};
use crate::report::digits::Digits;
use crate::report::markup::escape;
use crate::report::text::lettered;

/// Where the first block begins, in per cent: the figures of the grid are to the left of it.
const LEFT: u32 = 20;
/// How high a block without a height is, in pixels.
const FLAT: u32 = 8;
/// How wide a block is, in per cent, that has room for its letter.
const LETTER: u32 = 3;
/// Figures across are at least so far apart, in per cent.
const APART: u32 = 22;

/// A block; its letter is that of its place, A for the first.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChartBlock {
    /// What it is filled with.
    pub ink: ChartInk,
    /// How wide it is.
    pub width: Exact,
    /// How high it is; a block that has no such figure is flat.
    pub height: Option<Exact>,
    /// What it is, with its figures.
    pub title: String,
}

impl ChartBlock {
    /// A block.
    pub fn new(ink: ChartInk, width: Exact, height: Option<Exact>, title: impl Into<String>) -> Self {
        Self { ink, width, height, title: title.into() }
    }
}

/// Draws the grid, blocks from left to right, their letters, and figures across.
pub(super) fn draw(canvas: &mut ChartCanvas, blocks: &[ChartBlock], digits: Digits) -> Result<()> {
    canvas.down(10);
    let all = Exact::sum(blocks.iter().map(|block| block.width))?;
    let heights = blocks.iter().filter_map(|block| block.height);
    let plot = Plot {
        across: ChartScale::between(Exact::ZERO, all, LEFT, 97),
        figures: ChartScale::of(heights, 4, HEIGHT.saturating_sub(18)),
        top: canvas.y(),
    };
    plot.grid(canvas)?;
    let (mut from, floor) = (Exact::ZERO, plot.below(Exact::ZERO)?);
    for (at, block) in blocks.iter().enumerate() {
        let letter = lettered(at);
        let to = from.checked_add(block.width)?;
        let (left, right) = (plot.across.at(from)?, plot.across.at(to)?);
        let top = match block.height {
            Some(height) => plot.below(height)?,
            None => floor.checked_sub(Exact::from(FLAT))?,
        };
        let (width, height) = (right.checked_sub(left)?, floor.checked_sub(top)?);
        canvas.push(&format!(
            "<rect class=\"m\" x=\"{left}%\" y=\"{top}\" width=\"{width}%\" height=\"{height}\" {}><title>{}</title></rect>",
            fill(block.ink),
            escape(&block.title)
        ));
        if width >= Exact::from(LETTER) {
            let middle = Ratio::new(left.checked_add(right)?, Exact::from(2))?.divided(2, Rounding::HalfEven)?;
            let y = top.checked_sub(Exact::from(5))?;
            canvas.push(&format!("<text x=\"{middle}%\" y=\"{y}\" class=\"g o\" text-anchor=\"middle\">{letter}</text>"));
        }
        from = to;
    }
    plot.grid_names(canvas, digits)?;
    canvas.down(HEIGHT.saturating_add(18));
    let mut before: Option<Exact> = None;
    for tick in plot.across.ticks()? {
        let x = plot.across.at(tick)?;
        if before.is_some_and(|before| x.checked_sub(before).is_ok_and(|gap| gap < Exact::from(APART))) {
            continue;
        }
        let (y, anchor) = (canvas.y(), if tick.is_zero() { "start" } else { "middle" });
        let figure = escape(&digits.whole(tick));
        canvas.push(&format!("<text x=\"{x}%\" y=\"{y}\" class=\"q\" text-anchor=\"{anchor}\">{figure}</text>"));
        before = Some(x);
    }
    canvas.down(8);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_as_wide_and_as_high_as_their_figures() {
        let block = |width: u32, height: Option<u32>| ChartBlock::new(ChartInk::First, width.into(), height.map(Exact::from), "");
        let mut canvas = ChartCanvas::default();
        let blocks = [block(10, None), block(30, Some(50)), block(60, Some(200))];
        draw(&mut canvas, &blocks, Digits::of(crate::i18n::Language::English)).unwrap();
        let (drawn, _) = canvas.finish();
        let of = |name: &str| -> Vec<String> {
            let rects = drawn.split("<rect ").skip(1);
            rects.map(|rect| rect.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()).collect()
        };
        assert_eq!(of("x"), ["20%", "27.7%", "50.8%"]);
        assert_eq!(of("width"), ["7.7%", "23.1%", "46.2%"]);
        assert_eq!(of("height"), ["8", "59.5", "238"]);
        assert_eq!(drawn.matches("class=\"g o\"").count(), 3);
    }
}
