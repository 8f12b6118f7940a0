//! The archive that a workbook is: parts by name, each unpacked when it is asked for, together not beyond a limit.
//!
//! The layout is that of APPNOTE.TXT of PKWARE, sections 4.3.7, 4.3.12 and 4.3.16.

use crate::error::WorkbookDamage;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

/// The bytes of a file, and how many more may be unpacked.
pub(super) struct Archive {
    bytes: Vec<u8>,
    entries: Vec<ArchiveEntry>,
    left: usize,
}

/// Why a part cannot be had.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ArchiveFault {
    /// More than may be unpacked.
    TooLarge,
    /// Not as a workbook is.
    Damaged(WorkbookDamage),
}

struct ArchiveEntry {
    name: String,
    is_encrypted: bool,
    method: usize,
    packed: usize,
    at: usize,
}

/// Bytes of the records without what is of any length: of the end, of an entry, of the head of a part.
const END: usize = 22;
const ENTRY: usize = 46;
const HEAD: usize = 30;

/// How a compound file begins ([MS-CFB], 2.2): workbooks of the old format, and newer ones with a password.
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

impl Archive {
    pub(super) fn open(bytes: Vec<u8>, limit: usize) -> Result<Self, ArchiveFault> {
        if bytes.starts_with(COMPOUND_FILE) {
            return Err(ArchiveFault::Damaged(WorkbookDamage::OldOrProtected));
        }
        let from = bytes.len().saturating_sub(END.saturating_add(usize::from(u16::MAX)));
        let tail = bytes.get(from..).unwrap_or_default();
        let end = tail.windows(4).rposition(|mark| mark == b"PK\x05\x06").map(|at| from.saturating_add(at));
        let end = end.ok_or(ArchiveFault::Damaged(WorkbookDamage::NoDirectory))?;
        let cut = || ArchiveFault::Damaged(WorkbookDamage::DirectoryCut);
        let (count, mut at) = (number(&bytes, end, 10, 2).ok_or_else(cut)?, number(&bytes, end, 16, 4).ok_or_else(cut)?);
        let mut entries = Vec::new();
        for _ in 0..count {
            if bytes.get(at..).is_none_or(|rest| !rest.starts_with(b"PK\x01\x02")) {
                return Err(cut());
            }
            let field = |offset, width| number(&bytes, at, offset, width).ok_or_else(cut);
            let (flags, method, packed) = (field(8, 2)?, field(10, 2)?, field(20, 4)?);
            let (name, extra, comment, place) = (field(28, 2)?, field(30, 2)?, field(32, 2)?, field(42, 4)?);
            let start = at.saturating_add(ENTRY);
            let end_of_name = start.saturating_add(name);
            let name = String::from_utf8_lossy(bytes.get(start..end_of_name).ok_or_else(cut)?).replace('\\', "/");
            entries.push(ArchiveEntry { name, is_encrypted: flags & 1 == 1, method, packed, at: place });
            at = end_of_name.saturating_add(extra).saturating_add(comment);
        }
        Ok(Self { bytes, entries, left: limit })
    }

    /// A part as text; none where there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ArchiveFault> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else { return Ok(None) };
        let cut = || ArchiveFault::Damaged(WorkbookDamage::PartCut);
        if entry.is_encrypted {
            return Err(ArchiveFault::Damaged(WorkbookDamage::Encrypted));
        }
        let field = |offset| number(&self.bytes, entry.at, offset, 2).ok_or_else(cut);
        let start = entry.at.saturating_add(HEAD).saturating_add(field(26)?).saturating_add(field(28)?);
        let packed = self.bytes.get(start..start.saturating_add(entry.packed)).ok_or_else(cut)?;
        let unpacked = match entry.method {
            0 if packed.len() > self.left => return Err(ArchiveFault::TooLarge),
            0 => packed.to_vec(),
            8 => decompress_to_vec_with_limit(packed, self.left).map_err(|error| match error.status {
                TINFLStatus::HasMoreOutput => ArchiveFault::TooLarge,
                _ => ArchiveFault::Damaged(WorkbookDamage::NotUnpacked),
            })?,
            _ => return Err(ArchiveFault::Damaged(WorkbookDamage::OtherPacking)),
        };
        self.left = self.left.saturating_sub(unpacked.len());
        let text = String::from_utf8(unpacked).map_err(|_| ArchiveFault::Damaged(WorkbookDamage::NotUtf8))?;
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
    }
}

/// A number of two or four bytes, the least first.
fn number(bytes: &[u8], record: usize, offset: usize, width: usize) -> Option<usize> {
    let start = record.checked_add(offset)?;
    let digits = bytes.get(start..start.checked_add(width)?)?;
    digits.iter().rev().try_fold(0_usize, |number, digit| number.checked_mul(256)?.checked_add(usize::from(*digit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Any bytes are an archive or none, and no part is larger than may be.
        #[test]
        fn any_bytes_are_taken(mut bytes in prop::collection::vec(any::<u8>(), 0..120), at in 0..100_usize) {
            for mark in [b"PK\x01\x02", b"PK\x05\x06"] {
                let at = at.min(bytes.len());
                bytes.splice(at..at, *mark);
            }
            if let Ok(mut archive) = Archive::open(bytes, 50) {
                let names: Vec<String> = archive.entries.iter().map(|entry| entry.name.clone()).collect();
                for name in names {
                    prop_assert!(archive.text(&name).is_ok_and(|text| text.is_none_or(|text| text.len() <= 50)) || archive.left <= 50);
                }
            }
        }
    }
}
