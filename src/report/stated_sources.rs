//! Who states the amounts of lines: the source of each stated figure, and what the rows of ledgers say.

use crate::assess::ClosedLine;
use crate::inventory::Statement;
use std::collections::BTreeSet;

/// The sources of lines of a statement in alphabetical order, and an ellipsis where not all of them are named.
pub(super) fn sources_of<'a>(statement: &Statement, lines: impl IntoIterator<Item = &'a ClosedLine>) -> Vec<String> {
    let (mut names, mut more) = (BTreeSet::new(), false);
    for closed in lines {
        let (id, inputs) = (&closed.line.id, &closed.line.inputs);
        names.extend(inputs.keys().filter_map(|key| key.source.as_deref()).filter(|name| !name.is_empty()).map(str::to_owned));
        // Rows of ledgers state no source of a single figure: their lines have a sum.
        if let Some(stated) = statement.rows.sources.of(&id.activity, &id.place, id.year)
            && inputs.keys().any(|key| key.source.is_none())
        {
            names.extend(stated.names.iter().cloned());
            more |= stated.more;
        }
    }
    names.into_iter().chain(more.then(|| "…".to_owned())).collect()
}
