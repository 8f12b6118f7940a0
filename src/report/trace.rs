//! The trace: a tree for each line of the books.

use crate::error::Result;
use crate::inventory::Statement;
use crate::inventory::explain::Tree;

/// `trace.jsonl`: one tree a line, with the line ids of `inventory.csv`, in its order.
pub fn trace_jsonl(statements: &[Statement]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    for statement in statements {
        for closed in &statement.lines {
            out.extend(Tree::of(closed, statement.settings.gwp)?.to_string().bytes());
            out.push(b'\n');
        }
    }
    Ok(out)
}
