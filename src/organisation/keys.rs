//! Keys of categories: what is refused of them before anything is computed.

use super::input::CategoryKey;
use crate::error::{Error, Message, did_you_mean};
use crate::records::Placed;
use crate::taxonomy::NotationKey;
use std::collections::BTreeSet;

/// Keys that say nothing, or lead nowhere.
pub(super) fn wrong_keys(keys: &[Placed<CategoryKey>], departments: &BTreeSet<&str>) -> Vec<Error> {
    let mut wrong = Vec::new();
    for Placed { value: key, at } in keys {
        let mut refuse = |column: &'static str, message: Message| {
            let error = Error::from(message);
            wrong.push(at.as_ref().map_or(error.clone(), |at| error.at_cell(at.clone().with_column(column))));
        };
        match key.included_in {
            Some(target) if key.key != NotationKey::IE => {
                refuse("included_in", Message::TargetWithoutIe { value: target.id().into() });
            }
            Some(target) if target == key.category => {
                refuse("included_in", Message::IncludedInItself { value: target.id().into() });
            }
            None if key.key == NotationKey::IE => refuse("included_in", Message::EmptyCell),
            _ => {}
        }
        if !key.department.is_empty() && !departments.contains(key.department.as_str()) {
            let nearest = did_you_mean(&key.department, departments.iter().copied()).map(Into::into);
            refuse("place", Message::UnknownDepartment { value: key.department.as_str().into(), nearest });
        }
    }
    wrong
}
