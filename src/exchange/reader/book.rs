//! The sheets of a workbook, the texts that they share, and which formats are those of dates.

use super::archive::{Archive, ArchiveFault};
use super::written::is_date;
use super::xml::{Element, XmlPiece, each};
use crate::error::WorkbookDamage;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The last row and column that a sheet has ("Excel specifications and limits").
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;

/// What is known of a workbook without its sheets.
pub(super) struct Book {
    pub(super) sheets: Vec<Sheet>,
    texts: Vec<String>,
    /// Whether the cells of each style are dates.
    dates: Vec<bool>,
    from_1904: bool,
}

/// A sheet that a reader sees.
pub(super) struct Sheet {
    pub(super) name: String,
    part: String,
}

/// What is kept in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellKind {
    Text,
    Number,
    /// A number of days.
    Day {
        from_1904: bool,
    },
    /// A day as text.
    IsoDay,
}

fn wrong() -> ArchiveFault {
    ArchiveFault::Damaged(WorkbookDamage::NotXml)
}

impl Book {
    pub(super) fn read(archive: &mut Archive) -> Result<Self, ArchiveFault> {
        let book = archive.text("xl/workbook.xml")?.ok_or(ArchiveFault::Damaged(WorkbookDamage::NoWorkbookPart))?;
        let targets = targets(&archive.text("xl/_rels/workbook.xml.rels")?.unwrap_or_default())?;
        let (mut sheets, mut from_1904) = (Vec::new(), false);
        each(&book, wrong, |piece| {
            let XmlPiece::Start(element) = piece else { return Ok(()) };
            match element.name.as_str() {
                "workbookPr" => from_1904 = element.get("date1904").is_some_and(|flag| flag == "1" || flag == "true"),
                "sheet" if element.get("state").is_none_or(|state| state == "visible") => {
                    let part = element.get("id").and_then(|id| targets.get(&id).cloned());
                    sheets.extend(element.get("name").zip(part).map(|(name, part)| Sheet { name, part }));
                }
                _ => {}
            }
            Ok(())
        })?;
        let texts = texts(&archive.text("xl/sharedStrings.xml")?.unwrap_or_default())?;
        let dates = dates(&archive.text("xl/styles.xml")?.unwrap_or_default())?;
        Ok(Self { sheets, texts, dates, from_1904 })
    }

    pub(super) fn part_of(&self, sheet: &str) -> Option<&str> {
        self.sheets.iter().find(|own| own.name == sheet).map(|own| own.part.as_str())
    }

    /// Hands over the cells of a sheet that hold something: row and column from 0, kind, and what is kept.
    pub(super) fn each_cell(
        &self,
        sheet: &str,
        mut take: impl FnMut(u32, u32, CellKind, &str) -> Result<(), ArchiveFault>,
    ) -> Result<(), ArchiveFault> {
        let (mut row, mut column) = (0_u32, 0_u32);
        let (mut cell, mut kept, mut holds, mut phonetic) = (None, String::new(), false, 0_u32);
        each(sheet, wrong, |piece| {
            match piece {
                XmlPiece::Start(element) => match element.name.as_str() {
                    "row" => {
                        row = element
                            .get("r")
                            .map_or(Some(row), |text| text.parse::<u32>().ok()?.checked_sub(1))
                            .ok_or_else(wrong)?;
                        column = 0;
                    }
                    "c" => {
                        if let Some(place) = element.get("r") {
                            column = column_of(&place).ok_or_else(wrong)?;
                        }
                        if row >= MOST_ROWS || column >= MOST_COLUMNS {
                            return Err(wrong());
                        }
                        kept.clear();
                        cell = Some((element.get("t"), self.is_date(&element)));
                    }
                    "v" | "t" => holds = phonetic == 0,
                    "rPh" => phonetic = phonetic.saturating_add(1),
                    _ => {}
                },
                XmlPiece::Text(text) if holds => kept.push_str(&text),
                XmlPiece::Text(_) => {}
                XmlPiece::End(name) => match name.as_str() {
                    "v" | "t" => holds = false,
                    "rPh" => phonetic = phonetic.saturating_sub(1),
                    "c" => {
                        if let Some((kind, is_date)) = cell.take().filter(|_| !kept.is_empty()) {
                            if kind.as_deref() == Some("inlineStr") {
                                kept = spelled(&kept).into_owned();
                            }
                            let (kind, text) = self.kept(kind.as_deref(), is_date, &kept)?;
                            take(row, column, kind, text)?;
                        }
                        column = column.saturating_add(1);
                    }
                    "row" => row = row.saturating_add(1),
                    _ => {}
                },
            }
            Ok(())
        })
    }

    fn is_date(&self, cell: &Element<'_>) -> bool {
        let style = cell.get("s").and_then(|style| style.parse::<usize>().ok()).unwrap_or_default();
        self.dates.get(style).copied().unwrap_or_default()
    }

    fn kept<'k>(&'k self, kind: Option<&str>, is_date: bool, kept: &'k str) -> Result<(CellKind, &'k str), ArchiveFault> {
        Ok(match kind {
            Some("s") => {
                let text = kept.parse::<usize>().ok().and_then(|at| self.texts.get(at));
                (CellKind::Text, text.ok_or(ArchiveFault::Damaged(WorkbookDamage::TextMissing))?)
            }
            Some("b") => (CellKind::Text, if kept == "1" { "TRUE" } else { "FALSE" }),
            Some("d") => (CellKind::IsoDay, kept),
            None | Some("n") if is_date => (CellKind::Day { from_1904: self.from_1904 }, kept),
            None | Some("n") => (CellKind::Number, kept),
            Some(_) => (CellKind::Text, kept),
        })
    }
}

/// The parts that a workbook names, by their ids.
fn targets(part: &str) -> Result<BTreeMap<String, String>, ArchiveFault> {
    let mut targets = BTreeMap::new();
    each(part, wrong, |piece| {
        if let XmlPiece::Start(element) = piece
            && let Some((id, target)) = element.get("Id").zip(element.get("Target"))
        {
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, part);
        }
        Ok(())
    })?;
    Ok(targets)
}

/// The texts that sheets share, without the readings next to them.
fn texts(part: &str) -> Result<Vec<String>, ArchiveFault> {
    let (mut texts, mut text, mut holds, mut phonetic) = (Vec::new(), String::new(), false, 0_u32);
    each(part, wrong, |piece| {
        match piece {
            XmlPiece::Start(element) => match element.name.as_str() {
                "si" => text.clear(),
                "t" => holds = phonetic == 0,
                "rPh" => phonetic = phonetic.saturating_add(1),
                _ => {}
            },
            XmlPiece::Text(more) if holds => text.push_str(&more),
            XmlPiece::Text(_) => {}
            XmlPiece::End(name) => match name.as_str() {
                "si" => texts.push(spelled(&std::mem::take(&mut text)).into_owned()),
                "t" => holds = false,
                "rPh" => phonetic = phonetic.saturating_sub(1),
                _ => {}
            },
        }
        Ok(())
    })?;
    Ok(texts)
}

/// Text with the letters that are written by their numbers, `_x000D_` (ECMA-376, part 1, 22.9.2.19).
fn spelled(text: &str) -> Cow<'_, str> {
    let letter = |rest: &str| {
        let digits = rest.get(..5)?.strip_suffix('_').filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        char::from_u32(u32::from_str_radix(digits, 16).ok()?)
    };
    let Some((first, _)) = text.split_once("_x") else { return Cow::Borrowed(text) };
    let (mut out, mut rest) = (first.to_owned(), text.get(first.len()..).unwrap_or_default());
    while let Some(after) = rest.strip_prefix("_x") {
        let (spelled, after) = match letter(after) {
            Some(letter) => (letter.to_string(), after.get(5..).unwrap_or_default()),
            None => ("_x".to_owned(), after),
        };
        let plain = after.split_once("_x").map_or(after, |(plain, _)| plain);
        out.push_str(&spelled);
        out.push_str(plain);
        rest = after.get(plain.len()..).unwrap_or_default();
    }
    Cow::Owned(out)
}

/// Whether the cells of each style are dates.
fn dates(part: &str) -> Result<Vec<bool>, ArchiveFault> {
    let (mut codes, mut dates, mut of_cells) = (BTreeMap::new(), Vec::new(), false);
    each(part, wrong, |piece| {
        match piece {
            XmlPiece::Start(element) => match element.name.as_str() {
                "numFmt" => drop(element.get("numFmtId").zip(element.get("formatCode")).map(|(id, code)| codes.insert(id, code))),
                "cellXfs" => of_cells = true,
                "xf" if of_cells => {
                    let id = element.get("numFmtId").unwrap_or_default();
                    dates.push(is_date(id.parse().unwrap_or_default(), codes.get(&id).map(String::as_str)));
                }
                _ => {}
            },
            XmlPiece::End(name) if name == "cellXfs" => of_cells = false,
            XmlPiece::End(_) | XmlPiece::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(dates)
}

/// The column of a place such as `BC12`, from 0.
fn column_of(place: &str) -> Option<u32> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.map(|letter| letter.to_ascii_uppercase()).try_fold(0_u32, |number, letter| {
        number.checked_mul(26)?.checked_add(u32::from(letter.checked_sub(b'A')?).checked_add(1)?)
    })?;
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::{column_of, spelled};

    #[test]
    fn letters_by_number_are_read() {
        for (written, read) in [("a_x000D_b", "a\rb"), ("_x005F_x0041_", "_x0041_"), ("_x12_", "_x12_"), ("_x_x0041_", "_xA")] {
            assert_eq!(spelled(written), read);
        }
    }

    #[test]
    fn columns_are_counted_in_letters() {
        assert_eq!(["A1", "Z9", "AA1", "XFD1"].map(column_of), [Some(0), Some(25), Some(26), Some(16383)]);
        assert_eq!(["1", "", "ZZZZZZZZZ1"].map(column_of), [None; 3]);
    }
}
