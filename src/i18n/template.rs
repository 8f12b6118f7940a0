//! A text with blanks: `{name}` is filled; `[in {place}|otherwise]` is left out, or is what follows the bar, where its blank has no
//! value. A backslash takes the next character as it is.

use std::iter::Peekable;
use std::str::Chars;

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Blank(String),
    Optional { pieces: Vec<Piece>, otherwise: Vec<Piece> },
}

/// A text cut at its blanks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Template(Vec<Piece>);

impl Template {
    pub(super) fn parse(text: &str) -> Self {
        Self(pieces(&mut text.chars().peekable(), &[]))
    }

    /// The text with its blanks filled. What fills a blank is not looked through for further blanks.
    pub(super) fn filled(&self, fill: &impl Fn(&str) -> Option<String>) -> String {
        let mut text = String::new();
        for piece in &self.0 {
            piece.print(&mut text, fill);
        }
        text
    }
}

/// Pieces up to one of the characters of `ends`, which is left in place.
fn pieces(letters: &mut Peekable<Chars<'_>>, ends: &[char]) -> Vec<Piece> {
    let (mut pieces_found, mut literal) = (Vec::new(), String::new());
    while let Some(letter) = letters.next_if(|letter| !ends.contains(letter)) {
        let piece = match letter {
            '{' => Piece::Blank(letters.by_ref().take_while(|letter| *letter != '}').collect()),
            '[' => {
                let inner = pieces(letters, &['|', ']']);
                let otherwise = if letters.next() == Some('|') {
                    let otherwise = pieces(letters, &[']']);
                    letters.next();
                    otherwise
                } else {
                    Vec::new()
                };
                Piece::Optional { pieces: inner, otherwise }
            }
            '\\' => {
                literal.extend(letters.next());
                continue;
            }
            _ => {
                literal.push(letter);
                continue;
            }
        };
        if !literal.is_empty() {
            pieces_found.push(Piece::Literal(std::mem::take(&mut literal)));
        }
        pieces_found.push(piece);
    }
    if !literal.is_empty() {
        pieces_found.push(Piece::Literal(literal));
    }
    pieces_found
}

impl Piece {
    fn print(&self, text: &mut String, fill: &impl Fn(&str) -> Option<String>) {
        match self {
            Self::Literal(literal) => text.push_str(literal),
            Self::Blank(name) => text.push_str(&fill(name).unwrap_or_default()),
            Self::Optional { pieces, otherwise } => {
                let absent = |piece: &Self| matches!(piece, Self::Blank(name) if fill(name).is_none());
                let taken = if pieces.iter().any(absent) { otherwise } else { pieces };
                for piece in taken {
                    piece.print(text, fill);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Template;

    fn filled(text: &str, values: &[(&str, &str)]) -> String {
        let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Template::parse(text).filled(&value)
    }

    #[test]
    fn blanks_are_filled_by_name_and_once() {
        assert_eq!(filled("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
        assert_eq!(filled("{b} กับ {a}", &[("a", "{b}"), ("b", "2")]), "2 กับ {b}");
        assert_eq!(filled("{a} and {b}", &[]), " and ");
    }

    #[test]
    fn a_part_without_its_value_is_left_out_or_replaced() {
        let text = "{a}[ in {place}]: [{rest} of a tonne|all]";
        assert_eq!(filled(text, &[("a", "x"), ("place", "B"), ("rest", "0.5")]), "x in B: 0.5 of a tonne");
        assert_eq!(filled(text, &[("a", "x")]), "x: all");
        let nested = "[{steps}[; {back}]|{back}]";
        assert_eq!(filled(nested, &[("steps", "up"), ("back", "2")]), "up; 2");
        assert_eq!(filled(nested, &[("steps", "up")]), "up");
        assert_eq!(filled(nested, &[("back", "2")]), "2");
    }

    #[test]
    fn a_backslash_prints_what_follows() {
        assert_eq!(filled("\\[a\\|{a}\\] \\{b\\} \\\\", &[("a", "x")]), "[a|x] {b} \\");
        assert_eq!(filled("open [x{a}", &[("a", "1")]), "open x1");
        assert_eq!(filled("end \\", &[]), "end ");
    }
}
