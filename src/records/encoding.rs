//! A guess at what bytes are, when they are not UTF-8.

use super::Encoding;
use crate::error::{LabelKey, Message};

/// Where the first byte is that cannot be read as UTF-8 text, or is NUL.
pub(super) fn first_bad(bytes: &[u8]) -> Option<usize> {
    let invalid = core::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
    let nul = memchr::memchr(0, bytes);
    match (invalid, nul) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Why a record cannot be read, and what its bytes are like. `record` is the whole record, `at` the bad byte in it;
/// `first` says whether it begins the file, `stated` what it was decoded by.
pub(super) fn guess(record: &[u8], at: usize, first: bool, stated: Encoding) -> Message {
    if stated != Encoding::UTF_8 {
        let is_nul = record.get(at) == Some(&0);
        return if is_nul { Message::NulByte } else { Message::NotInEncoding { encoding: stated.name().into() } };
    }
    let starts_utf16 = first && (record.starts_with(&[0xff, 0xfe]) || record.starts_with(&[0xfe, 0xff]));
    let nuls = memchr::memchr_iter(0, record).count();
    if starts_utf16 || nuls.saturating_mul(3) >= record.len() {
        return Message::Utf16;
    }
    if record.get(at) == Some(&0) {
        return Message::NulByte;
    }
    if core::str::from_utf8(record).is_err_and(|error| error.valid_up_to() == at && error.error_len().is_none()) {
        return Message::CutCharacter;
    }
    Message::NotUtf8 { like: likely(record).into_iter().map(LabelKey::of).collect() }
}

/// The encodings that the bytes could be of, the likeliest first: by the bytes alone Korean, Japanese and Chinese of the same
/// plan are not distinguished.
fn likely(record: &[u8]) -> Vec<&'static str> {
    let runs: Vec<&[u8]> = record.split(u8::is_ascii).filter(|run| !run.is_empty()).collect();
    if shift_jis(record) {
        return vec!["encoding.shift-jis"];
    }
    // Rows of the plan: 4 and 5 are kana in Japanese, and hardly used in Korean.
    let leads_in = |wanted: &dyn Fn(u8) -> bool| {
        let pairs = |run: &[u8]| run.chunks(2).all(|pair| matches!(pair, [lead, 0xa1..=0xfe] if wanted(*lead)));
        runs.iter().all(|run| run.len().is_multiple_of(2) && pairs(run))
    };
    let kana = runs.iter().any(|run| run.chunks(2).any(|pair| matches!(pair, [0xa4 | 0xa5, _])));
    let single = |wanted: &dyn Fn(u8) -> bool| runs.iter().all(|run| run.iter().all(|byte| wanted(*byte)));
    let thai = single(&|byte| matches!(byte, 0xa1..=0xda | 0xdf..=0xee | 0xf0..=0xf9));
    let japanese = leads_in(&|lead| matches!(lead, 0xa1..=0xa8 | 0xb0..=0xf4));
    let candidates = [
        (kana && japanese, "encoding.euc-jp"),
        (thai, "encoding.windows-874"),
        (!kana && leads_in(&|lead| matches!(lead, 0xa1..=0xa3 | 0xb0..=0xc8)), "encoding.euc-kr"),
        (!kana && japanese, "encoding.euc-jp"),
        (!kana && leads_in(&|lead| matches!(lead, 0xa1..=0xa9 | 0xb0..=0xf7)), "encoding.gb18030"),
    ];
    // Letters with marks among plain ones: a text in Thai or Chinese has several next to one another.
    if runs.iter().all(|run| run.len() == 1) {
        return vec!["encoding.latin-1"];
    }
    candidates.into_iter().filter(|(fits, _)| *fits).map(|(_, name)| name).collect()
}

/// Whether all bytes pair as in `Shift_JIS`, where a pair may end in an ASCII letter, with at least one lead byte that Thai and Korean text does not have.
fn shift_jis(record: &[u8]) -> bool {
    let mut bytes = record.iter();
    let mut typical = false;
    while let Some(byte) = bytes.next() {
        match byte {
            0x81..=0x9f | 0xe0..=0xfc => {
                typical |= *byte < 0xa0;
                if !matches!(bytes.next(), Some(0x40..=0x7e | 0x80..=0xfc)) {
                    return false;
                }
            }
            0x80 | 0xa0 | 0xfd..=0xff => return false,
            _ => {}
        }
    }
    typical
}

#[cfg(test)]
mod tests {
    use super::{Encoding, guess};

    #[test]
    fn what_is_not_utf8_is_named() {
        let cases: [(&[u8], &str); 9] = [
            (b"2024,\xa1\xc3\xd8\xa7\xe0\xb7\xbe,1", "the bytes look like Windows-874 (TIS-620, Thai);"),
            (b"2024,\x93\x8c\x8b\x9e,1", "Shift_JIS"),
            (b"2024,\xbc\xad\xbf\xef,1", "like EUC-KR (Korean), EUC-JP (Japanese), GB18030 (Chinese);"),
            (b"2024,\xc5\xd4\xb5\xc3,1", "Thai), EUC-KR"),
            (b"2024,\xa4\xac\xa5\xb9,1", "like EUC-JP (Japanese)"),
            (b"2024,Bogot\xe1,1", "Latin-1"),
            (b"2024,\xe0\xb8", "middle"),
            (b"p\0e\0r\0i\0", "UTF-16"),
            (b"2024,a\0b,1", "NUL"),
        ];
        for (bytes, name) in cases {
            let at = super::first_bad(bytes).unwrap();
            let guess = guess(bytes, at, true, Encoding::UTF_8).to_string();
            assert!(guess.contains(name), "{name}: {guess}");
        }
    }
}
