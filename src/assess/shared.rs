//! What many lines hold in common and none holds twice: their links and their inputs.

use super::line::{Input, InputKey, Line, Link};
use crate::error::Result;
use crate::quantity::Ratio;
use core::ops::Deref;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// Links in order, with their product: worked out once, shared by every line that is multiplied by them.
#[derive(Clone)]
pub struct Links(Arc<Multiplied>);

struct Multiplied {
    links: Vec<Link>,
    /// None where it does not fit: asked for, the step that fails is named.
    product: Option<Ratio>,
}

static NONE: LazyLock<Links> = LazyLock::new(|| Links(Arc::new(Multiplied { links: Vec::new(), product: Some(Ratio::ONE) })));

impl Links {
    /// All ratios multiplied; one where there are none.
    pub fn product(&self) -> Result<Ratio> {
        self.0.product.map_or_else(|| multiplied(&self.0.links), Ok)
    }

    /// These after others.
    #[must_use]
    pub(crate) fn after(&self, before: &[Link]) -> Self {
        if before.is_empty() { self.clone() } else { before.iter().chain(&self.0.links).cloned().collect() }
    }

    /// Where they stand in memory: links at one place are the same links.
    pub(crate) fn place(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
}

fn multiplied(links: &[Link]) -> Result<Ratio> {
    links.iter().try_fold(Ratio::ONE, |product, link| product.checked_mul(link.ratio))
}

/// Every link of lines, those that lines share once. In no order to rely on.
pub(crate) fn distinct<'a>(lines: impl IntoIterator<Item = &'a Line>) -> impl Iterator<Item = &'a Link> {
    let mut seen = hashbrown::HashSet::new();
    let held = lines.into_iter().flat_map(Line::evidence);
    held.filter(move |links| seen.insert(links.place())).flatten()
}

impl Deref for Links {
    type Target = [Link];

    fn deref(&self) -> &[Link] {
        &self.0.links
    }
}

impl Default for Links {
    fn default() -> Self {
        NONE.clone()
    }
}

impl From<Vec<Link>> for Links {
    fn from(links: Vec<Link>) -> Self {
        if links.is_empty() {
            return Self::default();
        }
        let product = multiplied(&links).ok();
        Self(Arc::new(Multiplied { links, product }))
    }
}

impl FromIterator<Link> for Links {
    fn from_iter<I: IntoIterator<Item = Link>>(links: I) -> Self {
        Self::from(links.into_iter().collect::<Vec<_>>())
    }
}

impl<'a> IntoIterator for &'a Links {
    type Item = &'a Link;
    type IntoIter = core::slice::Iter<'a, Link>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.links.iter()
    }
}

impl PartialEq for Links {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.links == other.0.links
    }
}

impl Eq for Links {}

impl core::fmt::Debug for Links {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl Serialize for Links {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de> Deserialize<'de> for Links {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

/// The inputs of a line by their keys. Nearly every line has one, which needs no tree; lines of one activity share it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs(Arc<Held>);

/// The input with the least key, and the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Held {
    first: Option<(InputKey, Input)>,
    others: BTreeMap<InputKey, Input>,
}

impl Held {
    fn get_mut(&mut self, key: &InputKey) -> Option<&mut Input> {
        match &mut self.first {
            Some((first, input)) if first == key => Some(input),
            _ => self.others.get_mut(key),
        }
    }
}

impl Inputs {
    /// One input.
    pub(crate) fn one(key: InputKey, input: Input) -> Self {
        Self(Arc::new(Held { first: Some((key, input)), others: BTreeMap::new() }))
    }

    /// Where they stand in memory: inputs at one place are the same inputs.
    pub(crate) fn place(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    /// Each with its key, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&InputKey, &Input)> {
        self.0.first.as_ref().map(|(key, input)| (key, input)).into_iter().chain(&self.0.others)
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &InputKey> {
        self.iter().map(|(key, _)| key)
    }

    /// The inputs, by the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &Input> {
        self.iter().map(|(_, input)| input)
    }

    /// The input of a key, to be changed.
    pub(crate) fn get_mut(&mut self, key: &InputKey) -> Option<&mut Input> {
        Arc::make_mut(&mut self.0).get_mut(key)
    }

    /// Puts an input under its key.
    pub(crate) fn insert(&mut self, key: InputKey, input: Input) {
        let held = Arc::make_mut(&mut self.0);
        if let Some(same) = held.get_mut(&key) {
            *same = input;
            return;
        }
        match held.first.take() {
            Some((first, other)) if key > first => {
                held.first = Some((first, other));
                held.others.insert(key, input);
            }
            greater => {
                held.others.extend(greater);
                held.first = Some((key, input));
            }
        }
    }
}

impl FromIterator<(InputKey, Input)> for Inputs {
    fn from_iter<I: IntoIterator<Item = (InputKey, Input)>>(inputs: I) -> Self {
        let mut all = Self::default();
        inputs.into_iter().for_each(|(key, input)| all.insert(key, input));
        all
    }
}

/// A map with a struct for its key, as JSON can hold it: a list of pairs.
impl Serialize for Inputs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Inputs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<(InputKey, Input)>::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Exact;

    fn input(file: &str, rows: u64) -> (InputKey, Input) {
        let key = InputKey { file: file.into(), sha256: None, unit: "kWh".into(), line: None, source: None };
        (key, Input { rows, sum: Exact::ONE, unit: "kWh".parse().unwrap(), conversion: Links::default() })
    }

    #[test]
    fn inputs_are_the_same_in_whatever_order_they_came() {
        let orders = [["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a"], ["b", "a", "c"]];
        let inputs: Vec<Inputs> = orders.iter().map(|order| order.iter().map(|file| input(file, 1)).collect()).collect();
        for each in &inputs {
            assert_eq!(each, &inputs[0]);
            assert_eq!(each.keys().map(|key| &*key.file).collect::<String>(), "abc");
            let back: Inputs = serde_json::from_str(&serde_json::to_string(each).unwrap()).unwrap();
            assert_eq!(&back, each);
        }
    }

    #[test]
    fn an_input_put_twice_stands_once_and_a_copy_keeps_the_former() {
        let mut inputs: Inputs = [input("a", 1), input("b", 1)].into_iter().collect();
        let copy = inputs.clone();
        for file in ["b", "a"] {
            let (key, changed) = input(file, 7);
            inputs.insert(key, changed);
        }
        assert_eq!(inputs.values().map(|input| input.rows).collect::<Vec<_>>(), [7, 7]);
        assert_eq!(copy.values().map(|input| input.rows).collect::<Vec<_>>(), [1, 1]);
    }
}
