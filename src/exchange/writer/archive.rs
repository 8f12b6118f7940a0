//! Parts packed into an archive, the same bytes for the same parts: every entry has the first day that an archive can state.
//!
//! The layout is that of APPNOTE.TXT of PKWARE, sections 4.3.7, 4.3.12 and 4.3.16.

use miniz_oxide::deflate::compress_to_vec;

/// Version 2.0 of the format, names in UTF-8, Deflate, midnight, 1 January 1980.
const FLAGS: [u16; 5] = [20, 0x0800, 8, 0, 0x0021];

/// How hard parts are packed, of 10.
const LEVEL: u8 = 6;

/// Parts that are packed.
#[derive(Default)]
pub(super) struct PackedParts {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    entries: u16,
}

/// An archive larger than four gigabytes, or of too many parts.
pub(super) struct ArchiveFull;

impl PackedParts {
    pub(super) fn add(&mut self, name: &str, part: &[u8]) -> Result<(), ArchiveFull> {
        let packed = compress_to_vec(part, LEVEL);
        let at = four(self.bytes.len())?;
        let mut shared = Vec::new();
        for number in FLAGS {
            shared.extend_from_slice(&number.to_le_bytes());
        }
        for number in [checksum(part), four(packed.len())?, four(part.len())?] {
            shared.extend_from_slice(&number.to_le_bytes());
        }
        let length = u16::try_from(name.len()).map_err(|_| ArchiveFull)?;
        shared.extend_from_slice(&length.to_le_bytes());
        // No extra field.
        shared.extend_from_slice(&[0; 2]);
        self.bytes.extend_from_slice(b"PK\x03\x04");
        self.bytes.extend_from_slice(&shared);
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(&packed);
        self.directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        self.directory.extend_from_slice(&shared);
        // No comment, the first disk, no attributes.
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&at.to_le_bytes());
        self.directory.extend_from_slice(name.as_bytes());
        self.entries = self.entries.checked_add(1).ok_or(ArchiveFull)?;
        Ok(())
    }

    /// The archive.
    pub(super) fn bytes(mut self) -> Result<Vec<u8>, ArchiveFull> {
        let (at, length) = (four(self.bytes.len())?, four(self.directory.len())?);
        self.bytes.extend_from_slice(&self.directory);
        self.bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        for count in [self.entries, self.entries] {
            self.bytes.extend_from_slice(&count.to_le_bytes());
        }
        for number in [length, at] {
            self.bytes.extend_from_slice(&number.to_le_bytes());
        }
        self.bytes.extend_from_slice(&[0; 2]);
        Ok(self.bytes)
    }
}

fn four(length: usize) -> Result<u32, ArchiveFull> {
    u32::try_from(length).map_err(|_| ArchiveFull)
}

/// The checksum CRC-32 of ISO 3309.
fn checksum(bytes: &[u8]) -> u32 {
    let mut rest = [0_u32; 256];
    for (byte, entry) in (0_u32..).zip(&mut rest) {
        *entry = (0..8).fold(byte, |rest, _| if rest & 1 == 1 { 0xEDB8_8320 ^ (rest >> 1) } else { rest >> 1 });
    }
    let step = |sum: u32, byte: &u8| {
        let [low, ..] = sum.to_le_bytes();
        rest.get(usize::from(low ^ byte)).copied().unwrap_or_default() ^ (sum >> 8)
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[cfg(test)]
mod tests {
    use super::checksum;

    /// The check value of the catalogue of parametrised CRC algorithms, CRC-32/ISO-HDLC.
    #[test]
    fn the_checksum_is_that_of_archives() {
        assert_eq!(checksum(b"123456789"), 0xCBF4_3926);
    }
}
