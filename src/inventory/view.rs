//! View: a named boundary or partition over the lines of an inventory.

use super::built_in_view::BuiltInView;
use super::view_group::ViewGroup;
use super::view_rule::{RuleSet, ViewRule};
use crate::assess::LineId;
use crate::error::{LabelKey, Message, Result, did_you_mean};
use crate::gas::Substance;
use std::collections::BTreeMap;

/// A named way to look at the lines of an inventory. It is a function from a line to at most one group, so no line can be in two
/// groups of a view, and its groups and the lines outside add up to the whole, however many rules there are.
///
/// ```
/// use citycarbon::inventory::{Views, ViewRule};
/// let rule = ViewRule::new("operations", "wastewater plants")?.with_reference("III.4")?.with_activity("wastewater.");
/// let views = Views::new([rule])?;
/// let operations = views.find("operations")?;
/// let id = "2024/III.4.1/wastewater.septic-system//factor".parse()?;
/// let group = operations.group(&id, citycarbon::Gas::CH4.into())?;
/// assert_eq!(group.map(|group| group.code()).as_deref(), Some("wastewater plants"));
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    name: String,
    by: ViewKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ViewKind {
    BuiltIn(BuiltInView),
    Own(RuleSet),
}

impl View {
    fn own(name: &str, rules: Vec<ViewRule>) -> Result<Self> {
        Ok(Self { name: name.to_owned(), by: ViewKind::Own(RuleSet::new(rules)?) })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The group of a line; none where it is not in the view. An error where rules of several groups are equally specific: a city
    /// with such a line is refused.
    pub fn group(&self, id: &LineId, substance: Substance) -> Result<Option<ViewGroup>> {
        match &self.by {
            ViewKind::BuiltIn(view) => Ok(view.group(id, substance)),
            ViewKind::Own(rules) => Ok(rules.group(id)?.map(|group| ViewGroup::Own(group.into()))),
        }
    }

    /// Its rules; none of a built-in view.
    pub fn rules(&self) -> &[ViewRule] {
        match &self.by {
            ViewKind::BuiltIn(_) => &[],
            ViewKind::Own(rules) => rules.rules(),
        }
    }

    /// Whether a city made it.
    pub fn is_own(&self) -> bool {
        matches!(self.by, ViewKind::Own(_))
    }

    /// Every rule that a line meets, and of these the ones that count.
    pub(crate) fn rules_of(&self, id: &LineId) -> [Vec<&ViewRule>; 2] {
        match &self.by {
            ViewKind::BuiltIn(_) => [const { Vec::new() }; 2],
            ViewKind::Own(rules) => [rules.met_by(id), rules.narrowest(id)],
        }
    }
}

/// The views of a city: those that every inventory has, then its own in the order of their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Views(Vec<View>);

impl Default for Views {
    fn default() -> Self {
        let built_in = |view: &BuiltInView| View { name: view.name().to_owned(), by: ViewKind::BuiltIn(*view) };
        Self(BuiltInView::ALL.iter().map(built_in).collect())
    }
}

impl Views {
    /// The built-in views and those that rules state. The order of rules makes no difference. Refused: two rules of one view with the
    /// same reference, activity and place.
    pub fn new(rules: impl IntoIterator<Item = ViewRule>) -> Result<Self> {
        let mut own: BTreeMap<String, Vec<ViewRule>> = BTreeMap::new();
        for rule in rules {
            own.entry(rule.view.clone()).or_default().push(rule);
        }
        let mut views = Self::default();
        for (name, rules) in own {
            views.0.push(View::own(&name, rules)?);
        }
        Ok(views)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &View> {
        self.0.iter()
    }

    /// A view by its name; an error with the nearest right one where there is none.
    pub fn find(&self, name: &str) -> Result<&View> {
        self.iter().find(|view| view.name == name).ok_or_else(|| {
            let known = || self.iter().map(View::name);
            let nearest = did_you_mean(name, known()).map(Into::into);
            let what = LabelKey::of("name.view");
            Message::UnknownName { value: name.into(), what, nearest, names: known().map(Into::into).collect() }.into()
        })
    }
}
