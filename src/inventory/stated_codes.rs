//! The codes of a stated total.

use crate::error::{Message, Result};
use crate::taxonomy::Category;

/// The references of a stated total: `III.1`, `III.1 III.2.1`, `I`; each of them is within one of its codes.
pub(super) fn read(text: &str) -> Result<Vec<String>> {
    let codes: Vec<String> = text.split([' ', ',', ';']).filter(|code| !code.is_empty()).map(str::to_owned).collect();
    match codes.iter().find(|code| !Category::all().any(|category| category.is_within(code))) {
        Some(unknown) => Err(Message::NotTotalOf { value: unknown.into() }.into()),
        None => Ok(codes),
    }
}
