//! Bytes of any encoding as UTF-8, block by block.

use encoding_rs::{Decoder, DecoderResult, Encoding as Table, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, Read};

/// Bytes that are decoded at a time.
const BLOCK: usize = 1 << 16;

/// What stands for bytes that mean nothing in the encoding: no text has it, so that they are refused where they are.
const NO_TEXT: u8 = 0xff;

/// Every encoding that is read, by its name in lower case.
const NAMES: [&str; 39] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "ibm866",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-8-i",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "koi8-r",
    "koi8-u",
    "macintosh",
    "windows-874",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "x-mac-cyrillic",
    "gbk",
    "gb18030",
    "big5",
    "euc-jp",
    "iso-2022-jp",
    "shift_jis",
    "euc-kr",
    "x-user-defined",
];

/// The name of an encoding by any of its labels, and by the numbers of code pages that Excel and Windows show.
pub(super) fn name_of(label: &str) -> Option<&'static str> {
    let pages = [("cp874", "windows-874"), ("cp932", "shift_jis"), ("cp949", "euc-kr"), ("cp936", "gbk"), ("cp950", "big5")];
    let label = label.to_ascii_lowercase();
    let label = pages.into_iter().find(|(page, _)| *page == label).map_or(label.as_str(), |(_, name)| name);
    let found = Table::for_label(label.as_bytes())?.name();
    NAMES.into_iter().find(|name| name.eq_ignore_ascii_case(found))
}

/// A stream as UTF-8. Plain UTF-8 is passed on as it is, without a copy; that it is UTF-8 is seen later, where its place can be named.
#[derive(Debug)]
pub(crate) struct Decoded<R> {
    inner: R,
    stated: &'static str,
    state: State,
}

enum State {
    /// Nothing was read yet.
    Unread,
    /// UTF-8, of which the first bytes were read already: how many of them are still to be passed on.
    Start {
        bytes: [u8; 3],
        taken: usize,
        held: usize,
    },
    /// UTF-8.
    Plain,
    Decoding(Box<Decoding>),
}

impl core::fmt::Debug for State {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Unread => "Unread",
            Self::Start { .. } => "Start",
            Self::Plain => "Plain",
            Self::Decoding(_) => "Decoding",
        })
    }
}

struct Decoding {
    decoder: Decoder,
    /// Bytes that were read, and how many of them are not yet decoded.
    raw: Vec<u8>,
    held: usize,
    /// Text that was decoded, and how much of it was handed on.
    text: Vec<u8>,
    taken: usize,
    ended: bool,
}

impl<R> Decoded<R> {
    pub(crate) fn new(inner: R, stated: &'static str) -> Self {
        Self { inner, stated, state: State::Unread }
    }

    /// The stream itself.
    pub(crate) fn into_inner(self) -> R {
        self.inner
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.state {
            State::Plain => self.inner.read(buffer),
            State::Decoding(decoding) => decoding.read(&mut self.inner, buffer),
            State::Start { bytes, taken, held } => {
                let rest = bytes.get(*taken..*held).unwrap_or_default();
                let count = rest.len().min(buffer.len());
                for (to, from) in buffer.iter_mut().zip(rest) {
                    *to = *from;
                }
                *taken = taken.saturating_add(count);
                if taken >= held {
                    self.state = State::Plain;
                }
                Ok(count)
            }
            State::Unread => self.first(buffer),
        }
    }
}

impl<R: Read> Decoded<R> {
    /// The first bytes say whether there is a byte-order mark.
    fn first(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut start = [0; 3];
        let mut held = 0_usize;
        while let Some(room) = start.get_mut(held..).filter(|room| !room.is_empty()) {
            match self.inner.read(room) {
                Ok(0) => break,
                Ok(count) => held = held.saturating_add(count.min(room.len())),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let bytes = start;
        let start = start.get(..held).unwrap_or_default();
        let stated = Table::for_label(self.stated.as_bytes()).unwrap_or(UTF_8);
        let table = match start {
            [0xff, 0xfe, ..] => UTF_16LE,
            [0xfe, 0xff, ..] => UTF_16BE,
            [0xef, 0xbb, 0xbf] => UTF_8,
            _ => stated,
        };
        if table == UTF_8 {
            self.state = State::Start { bytes, taken: 0, held };
            return self.read(buffer);
        }
        let mut decoding = Decoding {
            decoder: table.new_decoder_with_bom_removal(),
            raw: start.to_vec(),
            held,
            text: Vec::new(),
            taken: 0,
            ended: false,
        };
        let count = decoding.read(&mut self.inner, buffer);
        self.state = State::Decoding(Box::new(decoding));
        count
    }
}

impl Decoding {
    fn read(&mut self, inner: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let rest = self.text.get(self.taken..).unwrap_or_default();
            if !rest.is_empty() || buffer.is_empty() {
                let count = rest.len().min(buffer.len());
                for (to, from) in buffer.iter_mut().zip(rest) {
                    *to = *from;
                }
                self.taken = self.taken.saturating_add(count);
                return Ok(count);
            }
            if self.ended {
                return Ok(0);
            }
            self.fill(inner)?;
        }
    }

    /// Decodes the next bytes.
    fn fill(&mut self, inner: &mut impl Read) -> io::Result<()> {
        self.raw.resize(BLOCK, 0);
        let count = loop {
            match inner.read(self.raw.get_mut(self.held..).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        let all = self.held.saturating_add(count).min(self.raw.len());
        self.ended = count == 0;
        let mut raw = self.raw.get(..all).unwrap_or_default();
        (self.held, self.taken) = (0, 0);
        self.text.clear();
        let mut piece = [0; 4096];
        loop {
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(raw, &mut piece, self.ended);
            raw = raw.get(read..).unwrap_or_default();
            self.text.extend_from_slice(piece.get(..written).unwrap_or_default());
            match result {
                DecoderResult::InputEmpty => return Ok(()),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.text.push(NO_TEXT),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], encoding: &'static str) -> Vec<u8> {
        let mut text = Vec::new();
        Decoded::new(bytes, encoding).read_to_end(&mut text).unwrap();
        text
    }

    #[test]
    fn every_name_is_one_of_the_standard() {
        for name in NAMES {
            assert_eq!(name_of(name), Some(name));
        }
        assert_eq!((name_of("TIS-620"), name_of("cp949"), name_of("utf-7")), (Some("windows-874"), Some("euc-kr"), None));
    }

    #[test]
    fn text_is_the_same_in_pieces_of_any_size() {
        /// A reader of one byte at a time.
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let one = buffer.len().min(1);
                self.0.read(&mut buffer[..one])
            }
        }
        let text = "ไฟฟ้า,電気,전기,điện".repeat(2000);
        for (table, name) in [(encoding_rs::GB18030, "gb18030"), (UTF_8, "utf-8")] {
            let (bytes, _, lost) = table.encode(&text);
            assert!(!lost);
            let mut slow = String::new();
            Decoded::new(Slow(&bytes), name).read_to_string(&mut slow).unwrap();
            assert!(slow == text && decoded(&bytes, name) == text.as_bytes(), "{name}");
        }
        let wide: Vec<u8> = "\u{feff}ไฟฟ้า".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&wide, "utf-8"), "ไฟฟ้า".as_bytes());
        assert_eq!(decoded(b"", "windows-874"), b"");
    }

    #[test]
    fn what_means_nothing_is_no_text() {
        // 0xFF is no byte of Shift_JIS; 0xDB is none of Windows-874.
        assert_eq!(decoded(b"a\xff\nb", "shift_jis"), b"a\xff\nb");
        assert_eq!(decoded(b"a\xdbb", "windows-874"), b"a\xffb");
        assert_eq!(decoded(b"\xff\xfea\0b", "utf-8"), b"a\xff");
    }
}
