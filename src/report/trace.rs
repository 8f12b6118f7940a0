//! The trace: a tree for each line of the inventory.

use super::pieces::{PIECE, whole};
use crate::audit::{Writer, market_lines};
use crate::error::Result;
use crate::inventory::Statement;

/// `trace.jsonl`: one tree a line, with the line ids of `inventory.csv`, in its order; after those of a year its contracts, and the
/// references that they reach.
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
        market_lines(statement)?.iter().for_each(|line| writer.out().extend_from_slice(line.as_bytes()));
    }
    take(writer.out());
    Ok(())
}
