//! Charts as SVG: bars, waterfalls, lines and wedges, each with the sentence that it shows.
//!
//! Horizontal places are per cent of the width and letters keep their size, so that one drawing fits a phone and a desk. No figure
//! passes through a floating-point number. Nothing is shown by colour only: every ink has a pattern, every line a dash or a mark.

mod bars;
mod blocks;
mod canvas;
mod ink;
mod lines;
mod plot;
mod scale;

pub use bars::{ChartBar, ChartRow};
pub use blocks::ChartBlock;
pub use ink::ChartInk;
pub use lines::{ChartArea, ChartLine, ChartMark, ChartPoint};

pub(super) use ink::{CHART_STYLE, chart_colours, chart_patterns};

use self::canvas::ChartCanvas;
use super::digits::Digits;
use super::markup::escape;
use crate::error::Result;
use std::fmt::Write as _;

/// A chart: what it is called, what it shows in a sentence, and its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Chart {
    /// Its name in links and files: `sectors`.
    pub id: String,
    /// What it is of, with the unit.
    pub title: String,
    /// What it shows, in a sentence computed from its figures.
    pub takeaway: String,
    /// What each ink means; empty where there is one.
    pub legend: Vec<(ChartInk, String)>,
    /// What is drawn.
    pub marks: ChartMarks,
    /// How figures of the grid are printed.
    pub digits: Digits,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChartMarks {
    /// Rows of horizontal bars: ranked, stacked, or each beginning where the one above ends.
    Bars(Vec<ChartRow>),
    /// Lines and points over years, with the areas between lines behind them.
    Lines {
        /// Behind.
        areas: Vec<ChartArea>,
        /// In front.
        lines: Vec<ChartLine>,
    },
    /// Blocks side by side, each as wide as one figure and as high as another.
    Blocks(Vec<ChartBlock>),
}

impl Chart {
    /// The chart as a file of its own, which follows the reader's choice of light or dark.
    pub fn svg(&self) -> Result<String> {
        let mut out = String::new();
        let (marks, height) = self.drawn()?;
        let name = self.accessible_name();
        let _ = writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" aria-label=\"{name}\" width=\"720\" height=\"{height}\">\
             <style>{}{CHART_STYLE}svg.chart{{background:var(--paper);max-width:100%}}</style>{}{marks}</svg>",
            chart_colours(),
            chart_patterns()
        );
        Ok(out)
    }

    /// The same as a part of a page that holds the style and the patterns.
    pub(super) fn within(&self) -> Result<String> {
        let (marks, height) = self.drawn()?;
        let name = self.accessible_name();
        Ok(format!("<svg class=\"chart\" role=\"img\" aria-label=\"{name}\" width=\"100%\" height=\"{height}\">{marks}</svg>"))
    }

    fn accessible_name(&self) -> String {
        escape(&format!("{}. {}", self.title, self.takeaway))
    }

    fn drawn(&self) -> Result<(String, u32)> {
        let mut canvas = ChartCanvas::default();
        for (ink, name) in &self.legend {
            canvas.legend(*ink, name);
        }
        if !self.legend.is_empty() {
            canvas.down(6);
        }
        match &self.marks {
            ChartMarks::Bars(rows) => bars::draw(&mut canvas, rows)?,
            ChartMarks::Lines { areas, lines } => lines::draw(&mut canvas, areas, lines, self.digits)?,
            ChartMarks::Blocks(blocks) => blocks::draw(&mut canvas, blocks, self.digits)?,
        }
        Ok(canvas.finish())
    }
}
