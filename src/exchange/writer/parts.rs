//! The parts of a workbook that are not its sheets.
//!
//! Elements and their order are those of ECMA-376, part 1, 18.2 (workbook) and 18.8 (styles).

use super::escape::escaped;
use crate::exchange::content::{BookContent, SheetContent, cell_name, in_sheet};
use std::fmt::Write as _;

pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

pub(super) fn content_types(sheets: usize) -> String {
    let mut out = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPE}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPE}.styles+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    );
    for number in 1..=sheets {
        let _ = write!(out, "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{TYPE}.worksheet+xml\"/>");
    }
    out + "</Types>"
}

pub(super) fn relations() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATION}/officeDocument\" Target=\"xl/workbook.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         </Relationships>"
    )
}

/// Title and maker; no date, which would differ from run to run.
pub(super) fn properties(title: &str) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:title>{}</dc:title><dc:creator>citycarbon</dc:creator></cp:coreProperties>",
        escaped(title)
    )
}

pub(super) fn workbook(book: &BookContent) -> String {
    let mut out = format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATION}\"><bookViews><workbookView/></bookViews><sheets>");
    for (number, sheet) in (1_usize..).zip(&book.sheets) {
        let _ = write!(out, "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>", escaped(&sheet.name));
    }
    out.push_str("</sheets>");
    let mut names = String::new();
    for (at, sheet) in book.sheets.iter().enumerate() {
        if let Some(range) = filtered(sheet) {
            let range = escaped(&in_sheet(&sheet.name, &range));
            let _ = write!(
                names,
                "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{at}\" hidden=\"1\">{range}</definedName>"
            );
        }
    }
    if !names.is_empty() {
        let _ = write!(out, "<definedNames>{names}</definedNames>");
    }
    // Formulas are computed when the file is opened, so that no reader depends on the results written next to them.
    out + "<calcPr calcId=\"0\" fullCalcOnLoad=\"1\"/></workbook>"
}

/// The cells that a filter is about, as `$A$1:$C$9`.
pub(super) fn filtered(sheet: &SheetContent) -> Option<String> {
    let row = sheet.filter?;
    let width = sheet.rows.get(usize::try_from(row).ok()?)?.len();
    let last = u32::try_from(sheet.rows.len()).ok()?.checked_sub(1)?;
    let fixed = |row: u32, column: u32| {
        let name = cell_name(row, column);
        let letters = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
        format!("${letters}${}", u64::from(row).saturating_add(1))
    };
    Some(format!("{}:{}", fixed(row, 0), fixed(last, u32::try_from(width).ok()?.checked_sub(1)?)))
}

pub(super) fn workbook_relations(sheets: usize) -> String {
    let mut out = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for number in 1..=sheets {
        let target = format!("worksheets/sheet{number}.xml");
        let _ = write!(out, "<Relationship Id=\"rId{number}\" Type=\"{RELATION}/worksheet\" Target=\"{target}\"/>");
    }
    let styles = sheets.saturating_add(1);
    let _ = write!(out, "<Relationship Id=\"rId{styles}\" Type=\"{RELATION}/styles\" Target=\"styles.xml\"/>");
    out + "</Relationships>"
}

/// How cells look, in the order of their numbers.
#[derive(Clone, Copy)]
pub(super) enum Look {
    Plain,
    Text,
    Wrapped,
    Heading,
    Title,
    Strong,
    Amount,
    Formula,
    TextEntry,
    NumberEntry,
}

impl Look {
    pub(super) fn number(self) -> u8 {
        // The variants are in the order of the formats below.
        self as u8
    }
}

/// Formats by their numbers: number format (49 is text, 4 has two digits after the point), font, fill, whether lines are broken.
const FORMATS: [(u8, u8, u8, bool); 10] = [
    (0, 0, 0, false),
    (49, 0, 0, false),
    (49, 0, 0, true),
    (49, 1, 2, true),
    (49, 2, 0, false),
    (49, 1, 0, false),
    (4, 0, 0, false),
    (4, 1, 0, false),
    (49, 0, 3, false),
    (0, 0, 3, false),
];

pub(super) fn styles() -> String {
    let mut out = format!("{HEAD}<styleSheet xmlns=\"{MAIN}\"><fonts count=\"3\">");
    for (bold, size) in [("", 11), ("<b/>", 11), ("<b/>", 14)] {
        let _ = write!(out, "<font>{bold}<sz val=\"{size}\"/><name val=\"Calibri\"/><family val=\"2\"/></font>");
    }
    out.push_str("</fonts><fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>");
    for colour in ["FFE2E8EC", "FFFFF8DC"] {
        let _ = write!(
            out,
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/><bgColor indexed=\"64\"/></patternFill></fill>"
        );
    }
    out.push_str("</fills><borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border>");
    for side in ["left", "right", "top", "bottom"] {
        let _ = write!(out, "<{side} style=\"hair\"><color auto=\"1\"/></{side}>");
    }
    out.push_str("<diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>");
    let _ = write!(out, "<cellXfs count=\"{}\">", FORMATS.len());
    for (format, font, fill, is_broken) in FORMATS {
        let border = u8::from(fill == 3);
        let wrap = if is_broken { " wrapText=\"1\"" } else { "" };
        let _ = write!(
            out,
            "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" applyNumberFormat=\"1\" \
             applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"{wrap}/></xf>"
        );
    }
    out + "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
}
