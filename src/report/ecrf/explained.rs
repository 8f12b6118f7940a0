//! What both sheets with figures say of a reference.

use super::remarks::EcrfRemark;
use crate::error::Result;
use crate::exchange::EcrfCell;
use crate::i18n::Language;
use crate::inventory::{Entry, Statement};
use crate::quantity::Exact;
use crate::report::gpc::tonnes;
use crate::taxonomy::Category;

pub(super) fn entry_of(statement: &Statement, category: Category) -> Option<&Entry> {
    statement.entries.iter().find(|entry| entry.category == category)
}

/// Why a reference, or a part of it, has no figure; nothing where it has one.
pub(super) fn remarks(statement: &Statement, category: Category, language: Language) -> Vec<String> {
    let Some(entry) = entry_of(statement, category) else {
        return vec![EcrfRemark::MissingCell { category }.render(language)];
    };
    let words = |words: &str| Some(words.to_owned()).filter(|words| !words.is_empty());
    let mut remarks = Vec::new();
    if let Some(key) = entry.key {
        let reason = words(&statement.reason(entry, language));
        remarks.push(EcrfRemark::Keyed { category, key, target: entry.included_in, reason });
    }
    remarks.extend(entry.partial.iter().map(|part| EcrfRemark::Part {
        category,
        key: part.key,
        place: words(&part.place),
        reason: words(&part.reason),
    }));
    remarks.into_iter().map(|remark| remark.render(language)).collect()
}

/// Tonnes in the digits that words have.
pub(super) fn shown(kg: Exact) -> Result<String> {
    Ok(match EcrfCell::number(tonnes(kg)?) {
        EcrfCell::Number(number) => number.to_string(),
        _ => String::new(),
    })
}
