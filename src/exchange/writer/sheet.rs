//! The part of a sheet. Elements and their order are those of ECMA-376, part 1, 18.3.1.99.

use super::escape::{cut, escaped};
use super::parts::{HEAD, Look, MAIN, filtered};
use crate::exchange::content::{CellContent, ColumnStyle, EntryRule, RuleKind, SheetContent, cell_name};
use std::fmt::Write as _;

/// The longest text next to a cell ("Excel specifications and limits").
const PROMPT: usize = 255;

pub(super) fn sheet(sheet: &SheetContent, is_first: bool) -> String {
    let mut out = format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"");
    out.push_str(if is_first { " tabSelected=\"1\">" } else { ">" });
    frozen(&mut out, sheet.frozen);
    out.push_str("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>");
    columns(&mut out, sheet);
    out.push_str("<sheetData>");
    for (row, cells) in (0_u32..).zip(&sheet.rows) {
        let _ = write!(out, "<row r=\"{}\">", u64::from(row).saturating_add(1));
        for (column, content) in (0_u32..).zip(cells) {
            cell(&mut out, row, column, content);
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData>");
    if let Some(range) = filtered(sheet) {
        let _ = write!(out, "<autoFilter ref=\"{}\"/>", range.replace('$', ""));
    }
    if !sheet.rules.is_empty() {
        let _ = write!(out, "<dataValidations count=\"{}\">", sheet.rules.len());
        sheet.rules.iter().for_each(|held| rule(&mut out, held));
        out.push_str("</dataValidations>");
    }
    out + "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
           <pageSetup paperSize=\"9\" orientation=\"landscape\"/></worksheet>"
}

fn frozen(out: &mut String, (rows, columns): (u32, u32)) {
    if rows == 0 && columns == 0 {
        return;
    }
    let pane = match (rows, columns) {
        (_, 0) => "bottomLeft",
        (0, _) => "topRight",
        _ => "bottomRight",
    };
    out.push_str("<pane");
    for (name, count) in [("xSplit", columns), ("ySplit", rows)].into_iter().filter(|(_, count)| *count > 0) {
        let _ = write!(out, " {name}=\"{count}\"");
    }
    let _ = write!(out, " topLeftCell=\"{}\" activePane=\"{pane}\" state=\"frozen\"/>", cell_name(rows, columns));
}

fn columns(out: &mut String, sheet: &SheetContent) {
    if sheet.columns.is_empty() {
        return;
    }
    out.push_str("<cols>");
    for (number, column) in (1_usize..).zip(&sheet.columns) {
        let look = match column.style {
            ColumnStyle::Plain => Look::Plain,
            ColumnStyle::Text => Look::Text,
            ColumnStyle::TextEntry => Look::TextEntry,
            ColumnStyle::NumberEntry => Look::NumberEntry,
        };
        let (width, style) = (column.width, look.number());
        let _ = write!(out, "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" style=\"{style}\" customWidth=\"1\"/>");
    }
    out.push_str("</cols>");
}

fn cell(out: &mut String, row: u32, column: u32, content: &CellContent) {
    let place = cell_name(row, column);
    let mut words = |text: &str, look: Look| {
        let (style, text) = (look.number(), escaped(text));
        let _ = write!(out, "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>");
    };
    match content {
        CellContent::Blank => {}
        CellContent::Title(text) => words(text, Look::Title),
        CellContent::Heading(text) => words(text, Look::Heading),
        CellContent::Text(text) => words(text, Look::Text),
        CellContent::Strong(text) => words(text, Look::Strong),
        CellContent::Wrapped(text) => words(text, Look::Wrapped),
        CellContent::TextEntry(text) => words(text, Look::TextEntry),
        CellContent::Number(number) => drop(write!(out, "<c r=\"{place}\"><v>{number}</v></c>")),
        CellContent::Amount(number) => {
            let _ = write!(out, "<c r=\"{place}\" s=\"{}\"><v>{number}</v></c>", Look::Amount.number());
        }
        CellContent::Formula { formula, value } => {
            let (style, formula) = (Look::Formula.number(), escaped(formula));
            let _ = write!(out, "<c r=\"{place}\" s=\"{style}\"><f>{formula}</f><v>{value}</v></c>");
        }
    }
}

fn rule(out: &mut String, rule: &EntryRule) {
    let kind = match &rule.kind {
        RuleKind::Anything => "",
        RuleKind::Number => " type=\"decimal\" operator=\"between\"",
        RuleKind::OneOf(_) => " type=\"list\"",
        RuleKind::Suggested(_) => " type=\"list\" errorStyle=\"warning\"",
    };
    let _ = write!(out, "<dataValidation{kind} allowBlank=\"1\"");
    if !rule.prompt.is_empty() {
        let _ = write!(out, " showInputMessage=\"1\" prompt=\"{}\"", in_attribute(&rule.prompt));
    }
    if !rule.error.is_empty() {
        let _ = write!(out, " showErrorMessage=\"1\" error=\"{}\"", in_attribute(&rule.error));
    }
    let (first, last) = (cell_name(rule.rows.0, rule.column), cell_name(rule.rows.1, rule.column));
    let _ = write!(out, " sqref=\"{first}:{last}\">");
    match &rule.kind {
        RuleKind::Anything => {}
        // Any number that a cell can hold.
        RuleKind::Number => out.push_str("<formula1>-1E+300</formula1><formula2>1E+300</formula2>"),
        RuleKind::OneOf(range) | RuleKind::Suggested(range) => drop(write!(out, "<formula1>{}</formula1>", escaped(range))),
    }
    out.push_str("</dataValidation>");
}

/// Text in an attribute, where a line feed would become a space.
fn in_attribute(text: &str) -> String {
    cut(text, PROMPT).replace('\n', "&#10;").replace('\t', "&#9;")
}
