//! Lines and points over years, with areas between lines behind them.

use super::canvas::ChartCanvas;
use super::ink::ChartInk;
use super::plot::{HEIGHT, Plot};
use super::scale::ChartScale;
use crate::error::Result;
use crate::quantity::{Exact, Ratio, Rounding};
use crate::report::digits::Digits;
use crate::report::markup::escape;
use std::fmt::Write as _;

/// Years further apart than this share of the width, in per cent, have names of their own.
const APART: u32 = 13;
/// Where the first year is, in per cent: the figures of the grid are to the left of it.
const LEFT: u32 = 20;
/// How high an area is, in pixels, that has room for its letter.
const LETTER: u32 = 14;

/// The shape of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[allow(missing_docs)] // A shape is named by its variant.
pub enum ChartMark {
    Circle,
    Square,
    Diamond,
    Triangle,
}

/// A figure of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChartPoint {
    /// The year.
    pub year: u16,
    /// The figure.
    pub figure: Exact,
    /// Whether it may still change; its mark is hollow.
    pub is_preliminary: bool,
    /// What it is, with its figure.
    pub title: String,
}

/// A line, points, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChartLine {
    /// Its name.
    pub name: String,
    /// Its place among the five kinds of lines, from 1.
    pub kind: u8,
    /// Whether its points are joined.
    pub is_joined: bool,
    /// The shape of its points; none where only the line counts.
    pub mark: Option<ChartMark>,
    /// Its points, ascending.
    pub points: Vec<ChartPoint>,
}

/// What is between two lines.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChartArea {
    /// What it is filled with.
    pub ink: ChartInk,
    /// Its name.
    pub name: String,
    /// Both lines by year, ascending.
    pub between: Vec<(u16, Exact, Exact)>,
}

impl ChartPoint {
    /// A figure of a year.
    pub fn new(year: u16, figure: Exact, is_preliminary: bool, title: impl Into<String>) -> Self {
        Self { year, figure, is_preliminary, title: title.into() }
    }
}

impl ChartLine {
    /// A line through its points.
    pub fn joined(name: impl Into<String>, kind: u8, points: Vec<ChartPoint>) -> Self {
        Self { name: name.into(), kind, is_joined: true, mark: None, points }
    }

    /// Points only.
    pub fn points(name: impl Into<String>, kind: u8, mark: ChartMark, points: Vec<ChartPoint>) -> Self {
        Self { name: name.into(), kind, is_joined: false, mark: Some(mark), points }
    }

    /// The same with its points marked.
    #[must_use]
    pub fn with_mark(mut self, mark: ChartMark) -> Self {
        self.mark = Some(mark);
        self
    }
}

impl ChartArea {
    /// What is between two lines.
    pub fn new(ink: ChartInk, name: impl Into<String>, between: Vec<(u16, Exact, Exact)>) -> Self {
        Self { ink, name: name.into(), between }
    }
}

/// Draws the names of lines, the grid, areas, lines, points and years.
pub(super) fn draw(canvas: &mut ChartCanvas, areas: &[ChartArea], lines: &[ChartLine], digits: Digits) -> Result<()> {
    for line in lines {
        named(canvas, line);
    }
    for (area, letter) in areas.iter().zip('A'..='Z') {
        let y = canvas.y();
        let swatch = y.saturating_add(2);
        canvas.push(&format!("<rect class=\"m\" x=\"6\" y=\"{swatch}\" width=\"16\" height=\"12\" {}/>", plain_fill(area.ink)));
        canvas.meaning(&format!("{letter}: {}", area.name), 36);
    }
    canvas.down(8);
    let points = || lines.iter().flat_map(|line| &line.points);
    let mut years: Vec<u16> = points().map(|point| point.year).collect();
    years.extend(areas.iter().flat_map(|area| area.between.iter().map(|(year, ..)| *year)));
    years.sort_unstable();
    years.dedup();
    let (Some(first), Some(last)) = (years.first().copied(), years.last().copied()) else { return Ok(()) };
    let figures =
        points().map(|point| point.figure).chain(areas.iter().flat_map(|area| area.between.iter().flat_map(|(_, a, b)| [*a, *b])));
    let plot = Plot {
        across: ChartScale::between(first.into(), last.into(), LEFT, 97),
        figures: ChartScale::of(figures, 4, HEIGHT.saturating_sub(18)),
        top: canvas.y(),
    };
    plot.grid(canvas)?;
    curves(canvas, &plot, areas, lines)?;
    letters(canvas, &plot, areas)?;
    plot.grid_names(canvas, digits)?;
    for line in lines {
        if let Some(mark) = line.mark {
            marks(canvas, &plot, line, mark)?;
        }
    }
    canvas.down(HEIGHT.saturating_add(18));
    ticks(canvas, &plot, &years)?;
    canvas.down(8);
    Ok(())
}

/// What a line means.
fn named(canvas: &mut ChartCanvas, line: &ChartLine) {
    let y = canvas.y();
    let middle = y.saturating_add(8);
    if line.is_joined {
        canvas.push(&format!("<path class=\"l l{}\" d=\"M0 {middle}H28\"/>", line.kind));
    }
    if let Some(mark) = line.mark {
        canvas.push(&format!("<path class=\"n{}\" transform=\"translate(14 {middle})\" d=\"{}\"/>", line.kind, shape(mark)));
    }
    canvas.meaning(&line.name, 36);
}

/// The letter of each area where it is highest, if it has room there.
fn letters(canvas: &mut ChartCanvas, plot: &Plot, areas: &[ChartArea]) -> Result<()> {
    for (area, letter) in areas.iter().zip('A'..='Z') {
        let mut highest: Option<(Exact, u16, Exact)> = None;
        for (year, upper, lower) in &area.between {
            let (one, other) = (plot.below(*upper)?, plot.below(*lower)?);
            let (top, bottom) = (one.min(other), one.max(other));
            let height = bottom.checked_sub(top)?;
            if highest.is_none_or(|(most, ..)| height > most) {
                let middle = Ratio::new(top.checked_add(bottom)?, Exact::from(2))?;
                highest = Some((height, *year, middle.divided(1, Rounding::HalfEven)?));
            }
        }
        if let Some((_, year, middle)) = highest.filter(|(height, ..)| *height >= Exact::from(LETTER)) {
            let (x, y) = (plot.across.at(Exact::from(year))?, middle.checked_add(Exact::from(5))?);
            canvas.push(&format!("<text x=\"{x}%\" y=\"{y}\" class=\"g o\" text-anchor=\"middle\">{letter}</text>"));
        }
    }
    Ok(())
}

/// Areas and lines, in a drawing that is as wide as there is room.
fn curves(canvas: &mut ChartCanvas, plot: &Plot, areas: &[ChartArea], lines: &[ChartLine]) -> Result<()> {
    // Lines are 10,000 wide, so that hundredths of a per cent are whole.
    let wide = |year: u16| plot.across.at(Exact::from(year))?.checked_mul(Exact::from(100));
    let mut out = format!(
        "<svg x=\"0\" y=\"{}\" width=\"100%\" height=\"{HEIGHT}\" viewBox=\"0 0 10000 {HEIGHT}\" preserveAspectRatio=\"none\">",
        plot.top
    );
    for area in areas {
        let mut path = String::new();
        for (at, (year, upper, _)) in area.between.iter().enumerate() {
            let _ = write!(path, "{}{} {}", pen(at), wide(*year)?, plot.y(*upper)?);
        }
        for (year, _, lower) in area.between.iter().rev() {
            let _ = write!(path, "L{} {}", wide(*year)?, plot.y(*lower)?);
        }
        let _ = write!(
            out,
            "<path class=\"m\" style=\"vector-effect:non-scaling-stroke\" d=\"{path}Z\" {}><title>{}</title></path>",
            plain_fill(area.ink),
            escape(&area.name)
        );
    }
    for line in lines.iter().filter(|line| line.is_joined) {
        let mut path = String::new();
        for (at, point) in line.points.iter().enumerate() {
            let _ = write!(path, "{}{} {}", pen(at), wide(point.year)?, plot.y(point.figure)?);
        }
        let _ = write!(out, "<path class=\"l l{}\" d=\"{path}\"/>", line.kind);
    }
    out.push_str("</svg>");
    canvas.push(&out);
    Ok(())
}

/// The letter of a step of a path.
fn pen(at: usize) -> char {
    if at == 0 { 'M' } else { 'L' }
}

/// A pattern would be stretched with the drawing: areas have the plain colour, an outline and a letter.
fn plain_fill(ink: ChartInk) -> String {
    if ink == ChartInk::Hatched {
        "fill=\"var(--paper)\" stroke-dasharray=\"3 3\"".to_owned()
    } else {
        format!("fill=\"var(--f{})\"", ink.number())
    }
}

fn shape(mark: ChartMark) -> &'static str {
    match mark {
        ChartMark::Circle => "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z",
        ChartMark::Square => "M-4.5-4.5H4.5V4.5H-4.5Z",
        ChartMark::Diamond => "M0-6L6 0L0 6L-6 0Z",
        ChartMark::Triangle => "M0-6L5.5 4.5H-5.5Z",
    }
}

fn marks(canvas: &mut ChartCanvas, plot: &Plot, line: &ChartLine, mark: ChartMark) -> Result<()> {
    for point in &line.points {
        let (x, y) = (plot.across.at(Exact::from(point.year))?, plot.below(point.figure)?);
        let hollow = if point.is_preliminary { " h" } else { "" };
        canvas.push(&format!(
            "<svg x=\"{x}%\" y=\"{y}\" width=\"1\" height=\"1\" overflow=\"visible\"><path class=\"n{}{hollow}\" d=\"{}\"><title>{}</title></path></svg>",
            line.kind,
            shape(mark),
            escape(&point.title)
        ));
    }
    Ok(())
}

/// The first and the last year, and those between that have room.
fn ticks(canvas: &mut ChartCanvas, plot: &Plot, years: &[u16]) -> Result<()> {
    let y = canvas.y();
    let last = years.last().copied();
    let apart = Exact::from(APART);
    let mut before: Option<Exact> = None;
    for year in years.iter().copied() {
        let x = plot.across.at(Exact::from(year))?;
        let end = last.map(|last| plot.across.at(Exact::from(last))).transpose()?.unwrap_or(x);
        let is_last = Some(year) == last;
        let near_end = !is_last && end.checked_sub(x)? < apart;
        let near_before = before.is_some_and(|before| x.checked_sub(before).is_ok_and(|gap| gap < apart));
        if (near_end || near_before) && !is_last {
            continue;
        }
        let anchor = match (before.is_none(), is_last) {
            (true, false) => "start",
            (false, true) => "end",
            _ => "middle",
        };
        canvas.push(&format!("<text x=\"{x}%\" y=\"{y}\" class=\"q\" text-anchor=\"{anchor}\">{year}</text>"));
        before = Some(x);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_is_at_the_bottom_and_years_are_as_far_apart_as_they_are() {
        let point = |year, figure: u32| ChartPoint::new(year, figure.into(), false, "");
        let line = ChartLine::joined("a", 1, vec![point(2020, 0), point(2021, 50), point(2024, 100)]);
        let mut canvas = ChartCanvas::default();
        draw(&mut canvas, &[], &[line], Digits::of(crate::i18n::Language::English)).unwrap();
        let (drawn, _) = canvas.finish();
        assert!(drawn.contains("d=\"M2000 256L3925 137L9700 18\""), "{drawn}");
    }
}
