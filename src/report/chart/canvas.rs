//! What a chart is drawn on: elements from top to bottom.

use super::ink::ChartInk;
use crate::quantity::Exact;
use crate::report::markup::escape;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// The most columns of a line of text: as many as a telephone shows.
const LABEL_COLUMNS: usize = 44;
/// The most letters of a label; the table next to the chart has all of them.
const LABEL_LETTERS: usize = 138;

/// Elements, and how far down the next one begins.
#[derive(Default)]
pub(super) struct ChartCanvas {
    out: String,
    y: u32,
}

impl ChartCanvas {
    /// How far down the next element begins.
    pub(super) fn y(&self) -> u32 {
        self.y
    }

    /// Leaves room.
    pub(super) fn down(&mut self, pixels: u32) {
        self.y = self.y.saturating_add(pixels);
    }

    /// An element of a shape of its own.
    pub(super) fn push(&mut self, element: &str) {
        self.out.push_str(element);
    }

    /// Text at a place in per cent, and as many pixels further.
    pub(super) fn text(&mut self, place: (Exact, i32), y: u32, class: &str, text: &str) {
        let (x, further) = place;
        let _ = write!(self.out, "<text x=\"{x}%\" dx=\"{further}\" y=\"{y}\" class=\"{class}\">{}</text>", escape(text));
    }

    /// A mark of bars, with what it is for the pointer.
    pub(super) fn bar(&mut self, (from, to): (Exact, Exact), y: u32, ink: ChartInk, title: &str) {
        let width = to.checked_sub(from).unwrap_or(Exact::ZERO);
        let _ = write!(
            self.out,
            "<rect class=\"m\" x=\"{from}%\" y=\"{y}\" width=\"{width}%\" height=\"18\" {}><title>{}</title></rect>",
            fill(ink),
            escape(title)
        );
    }

    /// A vertical line at a place in per cent.
    pub(super) fn upright(&mut self, x: Exact, (top, bottom): (u32, u32), class: &str) {
        let _ = write!(self.out, "<line class=\"{class}\" x1=\"{x}%\" x2=\"{x}%\" y1=\"{top}\" y2=\"{bottom}\"/>");
    }

    /// What an ink means.
    pub(super) fn legend(&mut self, ink: ChartInk, name: &str) {
        let y = self.y;
        let _ =
            write!(self.out, "<rect class=\"m\" x=\"1\" y=\"{}\" width=\"16\" height=\"12\" {}/>", y.saturating_add(2), fill(ink));
        self.meaning(name, 24);
    }

    /// A label in as many lines as it takes.
    pub(super) fn heading(&mut self, text: &str) {
        self.lines(text, 0, "t");
        self.down(5);
    }

    /// What a sign means, to the right of it, in as many lines as it takes.
    pub(super) fn meaning(&mut self, text: &str, further: i32) {
        self.lines(text, further, "q");
        self.down(2);
    }

    fn lines(&mut self, text: &str, further: i32, class: &str) {
        for line in wrapped_label(text) {
            let y = self.y.saturating_add(13);
            self.text((Exact::ZERO, further), y, class, &line);
            self.down(18);
        }
    }

    /// All of it, and how high it is.
    pub(super) fn finish(self) -> (String, u32) {
        (self.out, self.y)
    }
}

/// How a mark is filled.
pub(super) fn fill(ink: ChartInk) -> String {
    if ink == ChartInk::First { "fill=\"var(--f1)\"".to_owned() } else { format!("fill=\"url(#ink{})\"", ink.number()) }
}

/// A label in lines as wide as a telephone: at blanks where there are any, else between letters, never before a mark that is written
/// over or under the letter before it.
pub(super) fn wrapped_label(text: &str) -> Vec<String> {
    let text = if text.chars().nth(LABEL_LETTERS).is_some() {
        text.chars().take(LABEL_LETTERS).chain(['…']).collect()
    } else {
        text.to_owned()
    };
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split(' ') {
        let width = line.width().saturating_add(1).saturating_add(word.width());
        if !line.is_empty() && width > LABEL_COLUMNS {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for letter in word.chars() {
            let is_mark = letter.to_string().width() == 0 || letter == '\u{e33}';
            if line.width() >= LABEL_COLUMNS && !is_mark {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_broken_at_blanks_and_never_inside_a_letter() {
        assert_eq!(wrapped_label("short"), ["short"]);
        let lines = wrapped_label("I.2.2 Commercial and institutional buildings and facilities: electricity and heat");
        assert_eq!(lines, ["I.2.2 Commercial and institutional buildings", "and facilities: electricity and heat"]);
        let thai = "น้ำ".repeat(40);
        let lines = wrapped_label(&thai);
        assert_eq!(lines.concat(), thai);
        assert!(lines.iter().all(|line| line.starts_with('น')), "{lines:?}");
    }

    #[test]
    fn ten_thousand_letters_take_four_lines() {
        assert!(wrapped_label(&"x".repeat(10_000)).len() <= 4);
    }
}
