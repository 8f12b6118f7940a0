//! What a workbook is to hold, as plain values.

use crate::quantity::Exact;

/// A workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BookContent {
    /// Its title, in the properties of the file.
    pub title: String,
    /// Its sheets, in order; the first is the one in view.
    pub sheets: Vec<SheetContent>,
}

impl BookContent {
    /// A workbook of these sheets.
    pub fn new(title: impl Into<String>, sheets: Vec<SheetContent>) -> Self {
        Self { title: title.into(), sheets }
    }
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SheetContent {
    /// Its name, see [`sheet_name`].
    pub name: String,
    /// Its columns from the left, as far as one is not as any other.
    pub columns: Vec<ColumnContent>,
    /// Its rows from the top, each as wide as it has cells.
    pub rows: Vec<Vec<CellContent>>,
    /// How many rows and columns stay in view.
    pub frozen: (u32, u32),
    /// The row, from 0, whose cells filter the rows below it.
    pub filter: Option<u32>,
    /// What may be entered.
    pub rules: Vec<EntryRule>,
}

impl SheetContent {
    /// An empty sheet.
    pub fn new(name: &str) -> Self {
        Self { name: sheet_name(name), ..Self::default() }
    }
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnContent {
    /// Its width in characters.
    pub width: u16,
    /// What its empty cells take.
    pub style: ColumnStyle,
}

impl ColumnContent {
    /// A column of this width.
    pub fn new(width: u16, style: ColumnStyle) -> Self {
        Self { width, style }
    }
}

/// What the empty cells of a column take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnStyle {
    /// Anything, as the program sees it.
    #[default]
    Plain,
    /// Text as it is entered: `2024-03` is no date there.
    Text,
    /// Something to be filled in, as text.
    TextEntry,
    /// Something to be filled in, a number.
    NumberEntry,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum CellContent {
    /// Nothing.
    #[default]
    Blank,
    /// The title of a sheet.
    Title(String),
    /// The heading of a column.
    Heading(String),
    /// Words, which no program takes for anything else.
    Text(String),
    /// Words that stand out.
    Strong(String),
    /// Words that may take several lines.
    Wrapped(String),
    /// Words that may be changed.
    TextEntry(String),
    /// A number with all its digits, shown as the program shows numbers.
    Number(Exact),
    /// A number shown with two digits after the point.
    Amount(Exact),
    /// A formula, without the equals sign, and what it gives; shown with two digits after the point.
    Formula {
        /// The formula.
        formula: String,
        /// Its result.
        value: Exact,
    },
}

impl CellContent {
    /// A number, or nothing.
    pub fn amount(figure: Option<Exact>) -> Self {
        figure.map_or(Self::Blank, Self::Amount)
    }

    /// A number as text, all its digits; nothing where there is none.
    pub fn exact_text(figure: Option<Exact>) -> Self {
        figure.map_or(Self::Blank, |figure| Self::Text(figure.to_string()))
    }
}

/// What may be entered into a column.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EntryRule {
    /// The column, from 0.
    pub column: u32,
    /// The first and the last row, from 0.
    pub rows: (u32, u32),
    /// What it is.
    pub kind: RuleKind,
    /// What is shown next to the cell; empty for nothing.
    pub prompt: String,
    /// What is shown when something else is entered.
    pub error: String,
}

impl EntryRule {
    /// A rule for some rows of a column.
    pub fn new(column: u32, rows: (u32, u32), kind: RuleKind, prompt: impl Into<String>, error: impl Into<String>) -> Self {
        Self { column, rows, kind, prompt: prompt.into(), error: error.into() }
    }
}

/// What a rule lets in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RuleKind {
    /// Anything.
    Anything,
    /// A number.
    Number,
    /// One of the cells of a range.
    OneOf(String),
    /// One of the cells of a range, or anything else after a question.
    Suggested(String),
}

/// The name of a cell, its row and column counted from 0.
///
/// ```
/// use citycarbon::exchange::cell_name;
/// assert_eq!([cell_name(0, 0), cell_name(9, 27)], ["A1", "AB10"]);
/// ```
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), u64::from(row).saturating_add(1))
}

/// The letters of a column, counted from 0.
pub(super) fn column_name(column: u32) -> String {
    let (mut letters, mut left) = (Vec::new(), u64::from(column).saturating_add(1));
    while let Some(place) = left.checked_sub(1) {
        letters.push(char::from(b'A'.saturating_add(u8::try_from(place.rem_euclid(26)).unwrap_or_default())));
        left = place.div_euclid(26);
    }
    letters.iter().rev().collect()
}

/// A range of another sheet, as formulas name it.
pub fn in_sheet(sheet: &str, range: &str) -> String {
    format!("'{}'!{range}", sheet_name(sheet).replace('\'', "''"))
}

/// A name that a sheet can have: without the signs that none may have, of at most 31 letters.
///
/// ```
/// use citycarbon::exchange::sheet_name;
/// assert_eq!([sheet_name("a/b [1]"), sheet_name("'x'"), sheet_name("")], ["a b  1", "x", "-"]);
/// ```
pub fn sheet_name(name: &str) -> String {
    let plain: String =
        name.chars().map(|letter| if letter.is_control() || "[]:*?/\\".contains(letter) { ' ' } else { letter }).collect();
    let at_edges = |letter: char| letter == '\'' || letter.is_whitespace();
    let plain = plain.trim_matches(at_edges);
    let (mut kept, mut units) = (String::new(), 0_usize);
    for letter in plain.chars() {
        units = units.saturating_add(letter.len_utf16());
        if units > 31 {
            break;
        }
        kept.push(letter);
    }
    let kept = kept.trim_end_matches(at_edges);
    if kept.is_empty() { "-".to_owned() } else { kept.to_owned() }
}
