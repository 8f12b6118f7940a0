//! Rules of a city's own views: which lines are of which group.

use super::built_in_view::BuiltInView;
use crate::assess::LineId;
use crate::error::{Message, Result};
use crate::taxonomy::Category;

checked! {
    /// A rule of a city's own view: lines of a reference, an activity and a place are of a group. A part that is empty means any.
    ///
    /// ```
    /// use citycarbon::inventory::ViewRule;
    /// let buses = ViewRule::new("operations", "fleets")?.with_reference("II.1")?.with_activity("road.bus.");
    /// assert!(ViewRule::new("operations", "fleets")?.with_reference("II.9").is_err());
    /// assert!(ViewRule::new("territorial", "fleets").is_err()); // the name of a built-in view
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
    #[non_exhaustive]
    pub struct ViewRule {
        /// The view.
        pub view: String,
        /// The group.
        pub group: String,
        /// A sector, a sub-sector or a reference.
        #[serde(rename = "ref", default)]
        pub reference: String,
        /// An activity code, or its beginning up to a point: `road.`.
        #[serde(default)]
        pub activity: String,
        /// A place.
        #[serde(default)]
        pub place: String,
        /// Why the lines are of the group.
        #[serde(default)]
        pub reason: String,
    }
}

/// How narrow a rule is, part by part: reference, activity, place. All rules that meet one line have their parts in a chain.
type Narrowness = [usize; 3];

impl ViewRule {
    /// A rule that any line meets. Refused: names that are empty, of a built-in view, or could not be asked for.
    pub fn new(view: &str, group: &str) -> Result<Self> {
        let [reference, activity, place, reason] = [const { String::new() }; 4];
        let rule = Self { view: view.to_owned(), group: group.to_owned(), reference, activity, place, reason };
        rule.check().map(|()| rule)
    }

    /// The same, of a sector, a sub-sector or a reference. Refused: another code.
    pub fn with_reference(mut self, reference: &str) -> Result<Self> {
        reference.clone_into(&mut self.reference);
        self.check().map(|()| self)
    }

    /// The same, of an activity code, or of all codes that begin with it where it ends in a point.
    #[must_use]
    pub fn with_activity(mut self, activity: &str) -> Self {
        activity.clone_into(&mut self.activity);
        self
    }

    /// The same, of a place.
    #[must_use]
    pub fn with_place(mut self, place: &str) -> Self {
        place.clone_into(&mut self.place);
        self
    }

    /// The same, with its reason.
    #[must_use]
    pub fn with_reason(mut self, reason: &str) -> Self {
        reason.clone_into(&mut self.reason);
        self
    }

    fn check(&self) -> Result<()> {
        let Self { view, group, reference, .. } = self;
        if view.is_empty() || group.is_empty() {
            return Err(Message::EmptyCell.into());
        }
        if BuiltInView::ALL.iter().any(|known| known.name() == view) {
            return Err(Message::ViewBuiltIn { value: view.into() }.into());
        }
        // A total is asked for as VIEW:GROUP, and as one word.
        if view.contains(|letter: char| letter == ':' || letter.is_whitespace() || letter.is_control()) {
            return Err(Message::NotAViewName { value: view.into() }.into());
        }
        if !reference.is_empty() && !Category::all().any(|category| category.is_within(reference)) {
            return Err(Message::NotAPartOfTheGpc { value: reference.into() }.into());
        }
        Ok(())
    }

    fn parts(&self) -> [&str; 3] {
        [&self.reference, &self.activity, &self.place]
    }

    /// The rule as one text, where it has no line of a file: `III.4 / wastewater. / any: plants`.
    pub(crate) fn spelled(&self) -> String {
        let parts = self.parts().map(|part| if part.is_empty() { "*" } else { part });
        format!("{}: {}", parts.join(" / "), self.group)
    }
}

/// The rules of one view, in an order of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RuleSet(Vec<ViewRule>);

impl RuleSet {
    /// The rules of one view. Refused: two of the same reference, activity and place.
    pub(super) fn new(mut rules: Vec<ViewRule>) -> Result<Self> {
        rules.sort_by(|one, other| one.parts().cmp(&other.parts()).then(one.cmp(other)));
        match rules.windows(2).find(|pair| matches!(pair, [one, other] if one.parts() == other.parts())) {
            Some([one, other]) => Err(Message::ViewRuleTwice { value: other.spelled().into(), other: one.spelled().into() }.into()),
            _ => Ok(Self(rules)),
        }
    }

    pub(super) fn rules(&self) -> &[ViewRule] {
        &self.0
    }

    fn find(&self, parts: [&str; 3]) -> Option<&ViewRule> {
        let at = self.0.binary_search_by(|rule| rule.parts().cmp(&parts)).ok()?;
        self.0.get(at)
    }

    /// Every rule that a line meets. Looked up by each spelling that a rule for it can have, however many rules there are.
    pub(super) fn met_by(&self, id: &LineId) -> Vec<&ViewRule> {
        self.with_narrowness(id).into_iter().map(|(_, rule)| rule).collect()
    }

    fn with_narrowness(&self, id: &LineId) -> Vec<(Narrowness, &ViewRule)> {
        let [sector, sub_sector, reference] = id.category.codes();
        // Of sub-sectors with one reference, such as IV.1, both have one code.
        let references = ["", sector, sub_sector, if reference == sub_sector { "" } else { reference }];
        let whole = id.activity.len();
        let beginnings = id.activity.match_indices('.').map(|(at, _)| at.saturating_add(1)).filter(|end| *end < whole);
        let activities: Vec<&str> =
            [0].into_iter().chain(beginnings).chain([whole]).filter_map(|end| id.activity.get(..end)).collect();
        let mut met = Vec::new();
        for (a, reference) in references.into_iter().enumerate().filter(|(a, reference)| *a == 0 || !reference.is_empty()) {
            for (b, activity) in activities.iter().enumerate().filter(|(b, activity)| *b == 0 || !activity.is_empty()) {
                for (c, place) in ["", &*id.place].into_iter().enumerate().filter(|(c, place)| *c == 0 || !place.is_empty()) {
                    met.extend(self.find([reference, activity, place]).map(|rule| ([a, b, c], rule)));
                }
            }
        }
        met
    }

    /// The rules that count for a line: of those that it meets, each than which no other is narrower. A line has the group that they
    /// agree on.
    pub(super) fn narrowest(&self, id: &LineId) -> Vec<&ViewRule> {
        let met = self.with_narrowness(id);
        let narrower =
            |one: &Narrowness, other: &Narrowness| one != other && one.iter().zip(other).all(|(one, other)| one >= other);
        let counts = |(own, _): &&(Narrowness, &ViewRule)| !met.iter().any(|(other, _)| narrower(other, own));
        met.iter().filter(counts).map(|(_, rule)| *rule).collect()
    }

    /// The group of a line; none where it meets no rule. An error where rules of several groups are equally specific.
    pub(super) fn group(&self, id: &LineId) -> Result<Option<&str>> {
        let rules = self.narrowest(id);
        let Some(first) = rules.first() else { return Ok(None) };
        match rules.iter().find(|rule| rule.group != first.group) {
            Some(other) => {
                Err(Message::ViewRulesMeet { value: other.spelled().into(), other: first.spelled().into(), line: id.into() }.into())
            }
            None => Ok(Some(&first.group)),
        }
    }
}
