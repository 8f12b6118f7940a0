//! Running text of the page, broken into lines.

use crate::report::text;
use unicode_width::UnicodeWidthStr;

/// How wide running text is.
const WIDTH: usize = 100;

/// Running text in lines of a readable width.
pub(in crate::report) fn wrapped(out: &mut String, indent: &str, text: &str) {
    for line in in_lines(text, indent, WIDTH) {
        text::line(out, &line);
    }
}

/// Text in lines of at most so many columns, where its words allow; those after the first are indented further.
pub(super) fn in_lines(text: &str, indent: &str, width: usize) -> Vec<String> {
    let (mut lines, mut line, mut begun) = (Vec::new(), indent.to_owned(), false);
    for word in text.split(' ') {
        if begun && line.width().saturating_add(word.width()) >= width {
            lines.push(core::mem::replace(&mut line, format!("{indent}  ")));
            begun = false;
        }
        if begun {
            line.push(' ');
        }
        line.push_str(word);
        begun = true;
    }
    lines.push(line);
    lines
}
