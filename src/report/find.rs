//! What was found, as text and as JSON.

use crate::error::{Error, Message, Result};
use crate::find::Answer;
use std::fmt::Write as _;

/// Answers as text: what to write, and below it what it is.
pub fn found_text(found: &[Answer]) -> String {
    let mut text = String::new();
    for Answer { kind, id, label, write, .. } in found {
        let _ = writeln!(text, "{}\n    {kind}: {label}", if write.is_empty() { id } else { write });
    }
    text
}

/// Answers as JSON: `[{"kind", "id", "label", "unit", "write"}]`.
pub fn found_json(found: &[Answer]) -> Result<Vec<u8>> {
    let failed = |error: serde_json::Error| Error::from(Message::NotWritten { error: (&error).into() });
    let mut bytes = serde_json::to_vec_pretty(found).map_err(failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}
