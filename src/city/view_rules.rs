//! The rules of a city's own views against its places and lines.

use super::CityInput;
use super::table_rows::unknown_place;
use crate::assess::Line;
use crate::check::{Check, Finding, few};
use crate::error::{Error, Errors, Location, Message};
use crate::inventory::{Inventory, ViewRule, Views};
use crate::records::Placed;
use std::collections::{BTreeMap, BTreeSet};

/// An error of a rule at its row; as it is where the rule was not read from a file.
fn at_row(at: Option<&Location>, column: &str, error: Error) -> Error {
    match at {
        Some(at) => error.at_cell(at.clone().with_column(column)),
        None => error,
    }
}

/// How a rule is named to a reader: by its row, or as it is spelled.
fn named(rule: &ViewRule, at: Option<&Location>) -> String {
    let line = at.and_then(|at| Some(format!("{}:{}", at.file_name(), at.line_number()?)));
    line.unwrap_or_else(|| rule.spelled())
}

/// The views that a city states. Refused: places that it does not list, and two rules of one view that say the same of which lines
/// they are about.
pub(super) fn views(input: &CityInput) -> Result<Views, Errors> {
    let mut problems = Vec::new();
    let mut seen: BTreeMap<[&str; 4], &Placed<ViewRule>> = BTreeMap::new();
    for placed in &input.views {
        let Placed { value: rule, at } = placed;
        if let Err(error) = unknown_place(input, &rule.place) {
            problems.push(at_row(at.as_ref(), "place", error));
        }
        if let Some(first) = seen.insert([&rule.view, &rule.reference, &rule.activity, &rule.place], placed) {
            let other = named(&first.value, first.at.as_ref()).into();
            let twice = Message::ViewRuleTwice { value: (&rule.group).into(), other }.into();
            problems.push(at_row(at.as_ref(), "group", twice));
        }
    }
    if !problems.is_empty() {
        return Err(Errors::capped(problems, input.listed_problems));
    }
    Views::new(input.views.iter().map(|placed| placed.value.clone())).map_err(Errors::from)
}

/// What is wrong with rules of which a line meets two that are equally specific and of different groups, each pair once; raises checks
/// of rules that no line meets.
pub(super) fn check(input: &CityInput, views: &Views, inventory: &mut Inventory) -> Vec<Error> {
    let (mut problems, mut pairs) = (Vec::new(), BTreeSet::new());
    let rows: BTreeMap<&ViewRule, Option<&Location>> =
        input.views.iter().map(|placed| (&placed.value, placed.at.as_ref())).collect();
    let row = |rule: &ViewRule| rows.get(rule).copied().flatten();
    for view in views.iter().filter(|view| view.is_own()) {
        let mut met: BTreeSet<&ViewRule> = BTreeSet::new();
        for Line { id, .. } in inventory.lines() {
            let [all, counting] = view.rules_of(id);
            met.extend(all);
            let Some(first) = counting.first() else { continue };
            for other in counting.iter().filter(|rule| rule.group != first.group) {
                // Told at the later row, whatever the order in which the rules are held.
                let [first, other] = if row(other) < row(first) { [other, first] } else { [first, other] };
                if pairs.insert((*first, *other)) {
                    let message = Message::ViewRulesMeet {
                        value: (&other.group).into(),
                        other: named(first, row(first)).into(),
                        line: id.as_ref().into(),
                    };
                    problems.push(at_row(row(other), "group", message.into()));
                }
            }
        }
        let mut unmet: Vec<&ViewRule> = view.rules().iter().filter(|rule| !met.contains(rule)).collect();
        unmet.sort_by_key(|rule| row(rule));
        let (rules, more) = few(unmet.into_iter().map(|rule| named(rule, row(rule))));
        if !rules.is_empty() {
            let view = view.name().to_owned();
            inventory.add_check(None, Check::of_name("views.csv", Finding::UnmetRules { view, rules, more }));
        }
    }
    problems.sort_by(|one: &Error, other| one.at().cmp(&other.at()));
    problems
}
