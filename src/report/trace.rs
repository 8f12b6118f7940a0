//! The trace: a tree for each line of the books.

use crate::error::Result;
use crate::inventory::Statement;
use crate::inventory::explain::Writer;

/// `trace.jsonl`: one tree a line, with the line ids of `inventory.csv`, in its order.
pub fn trace_jsonl(statements: &[Statement]) -> Result<Vec<u8>> {
    let mut writer = Writer::default();
    for statement in statements {
        for closed in &statement.lines {
            writer.line(closed, statement.settings.gwp)?;
        }
    }
    Ok(writer.done())
}
