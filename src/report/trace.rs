//! The trace: a tree for each line of the inventory.

use super::pieces::{PIECE, whole};
use crate::audit::Writer;
use crate::error::Result;
use crate::inventory::Statement;

/// `trace.jsonl`: one tree a line, with the line ids of `inventory.csv`, in its order.
pub fn trace_jsonl(statements: &[Statement]) -> Result<Vec<u8>> {
    whole(|take| trace_pieces(statements, take))
}

/// The same, piece by piece.
pub(super) fn trace_pieces(statements: &[Statement], take: &mut dyn FnMut(&[u8])) -> Result<()> {
    let mut writer = Writer::default();
    for statement in statements {
        for closed in &statement.lines {
            writer.line(closed, statement.settings.gwp)?;
            if writer.out().len() >= PIECE {
                take(writer.out());
                writer.out().clear();
            }
        }
    }
    take(writer.out());
    Ok(())
}
