//! The methods of each reference, with the publications whose values they were used with.

use super::labels::Label;
use super::text;
use crate::i18n::Language;
use crate::inventory::Statement;
use crate::methods::{self, Tier};
use crate::taxonomy::Category;
use std::collections::{BTreeMap, BTreeSet};

/// What stands for values that a city or a program states in its own words.
pub(super) const OWN: &str = "own";

/// Publications by their ids, what has none last, as `own`.
pub(super) fn publications(ids: &BTreeSet<String>) -> impl Iterator<Item = &str> {
    let named = ids.iter().map(String::as_str).filter(|id| !id.is_empty());
    named.chain(ids.contains("").then_some(OWN))
}

/// Names in one text; none where there is no name.
pub(super) fn joined(names: &BTreeSet<String>, between: &str) -> Option<String> {
    (!names.is_empty()).then(|| names.iter().map(String::as_str).collect::<Vec<_>>().join(between))
}

/// What a reference was computed by in all years.
#[derive(Default)]
struct UsedMethods<'a> {
    names: BTreeSet<&'a str>,
    tier: Option<Tier>,
    values: BTreeSet<String>,
}

/// One line for each reference that was computed: its methods with their equations, the tier, and whose values they were used with.
pub(super) fn methods_used(out: &mut String, statements: &[Statement], language: Language) {
    let used = method_labels(statements);
    if used.is_empty() {
        return;
    }
    text::line(out, &format!("{}:", Label::MethodsUsed.render(language)));
    for shown in used {
        text::line(out, &format!("  - {}", text::clean(&shown.render(language))));
    }
    out.push('\n');
}

/// The same as labels, in the order of the references.
pub(super) fn method_labels(statements: &[Statement]) -> Vec<Label> {
    let mut used: BTreeMap<Category, UsedMethods<'_>> = BTreeMap::new();
    for entry in statements.iter().flat_map(|statement| &statement.entries).filter(|entry| !entry.methods.is_empty()) {
        let UsedMethods { names, tier, values } = used.entry(entry.category).or_default();
        names.extend(entry.methods.iter().map(String::as_str));
        *tier = [*tier, entry.tier].into_iter().flatten().min();
        values.extend(entry.publications.iter().cloned());
    }
    let label = |(category, UsedMethods { names, tier, values }): (Category, UsedMethods<'_>)| {
        let methods = names.into_iter().map(with_equation).collect::<Vec<_>>().join("; ");
        let values = (!values.is_empty()).then(|| publications(&values).collect::<Vec<_>>().join(", "));
        Label::MethodUsed { category, methods, tier: tier.map(|tier| tier.to_string()), values }
    };
    used.into_iter().map(label).collect()
}

/// A method with the publication of its equation, where it has one.
fn with_equation(name: &str) -> String {
    methods::find(name).map_or_else(|_| name.to_owned(), |spec| format!("{name} ({})", spec.equation))
}
