//! Where a figure is drawn that has a place across and a height, and the grid behind.

use super::canvas::ChartCanvas;
use super::scale::ChartScale;
use crate::error::Result;
use crate::quantity::Exact;
use crate::report::digits::Digits;
use crate::report::markup::escape;

/// How high the plot is, in pixels.
pub(super) const HEIGHT: u32 = 260;

/// Both scales.
pub(super) struct Plot {
    /// In per cent of the width.
    pub(super) across: ChartScale,
    /// In pixels, up from the bottom.
    pub(super) figures: ChartScale,
    /// Where it begins in the drawing.
    pub(super) top: u32,
}

impl Plot {
    /// Down from the top of the plot.
    pub(super) fn y(&self, figure: Exact) -> Result<Exact> {
        Exact::from(HEIGHT).checked_sub(self.figures.at(figure)?)
    }

    /// Down from the top of the drawing.
    pub(super) fn below(&self, figure: Exact) -> Result<Exact> {
        self.y(figure)?.checked_add(Exact::from(self.top))
    }

    pub(super) fn grid(&self, canvas: &mut ChartCanvas) -> Result<()> {
        for tick in self.figures.ticks()? {
            let y = self.below(tick)?;
            let class = if tick.is_zero() { "z" } else { "r" };
            canvas.push(&format!("<line class=\"{class}\" x1=\"0\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>"));
        }
        Ok(())
    }

    /// The figures of the grid, above its lines and in front of everything else.
    pub(super) fn grid_names(&self, canvas: &mut ChartCanvas, digits: Digits) -> Result<()> {
        for tick in self.figures.ticks()? {
            let y = self.below(tick)?.checked_sub(Exact::from(4))?;
            canvas.push(&format!("<text x=\"0\" y=\"{y}\" class=\"q o\">{}</text>", escape(&digits.whole(tick))));
        }
        Ok(())
    }
}
