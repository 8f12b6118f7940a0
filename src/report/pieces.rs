//! Long files in pieces: kept whole, or hashed and let go.

use crate::error::Result;
use crate::records::hexadecimal;
use sha2::{Digest, Sha256};

/// About so many bytes are handed on at a time.
pub(super) const PIECE: usize = 1 << 16;

/// All pieces that are written, in one.
pub(super) fn whole(write: impl FnOnce(&mut dyn FnMut(&[u8])) -> Result<()>) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    write(&mut |piece| all.extend_from_slice(piece))?;
    Ok(all)
}

/// The SHA-256 of all pieces that are written, in hexadecimal.
pub(super) fn hashed(write: impl FnOnce(&mut dyn FnMut(&[u8])) -> Result<()>) -> Result<String> {
    let mut hash = Sha256::new();
    write(&mut |piece| hash.update(piece))?;
    Ok(hexadecimal(hash))
}
