//! Entry: a reference's lines added up, or its notation key; two qualities.

use super::inventory::NotationEntry;
use crate::assess::{ClosedLine, Line, Origin, Terms};
use crate::error::{Error, Message, Operation, Result};
use crate::gas::{Emissions, Substance};
use crate::methods::Tier;
use crate::quantity::{Exact, Mass, Quantity, Total};
use crate::taxonomy::{Category, NotationKey, Quality};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A part of a reference that has a key next to the value of the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Partial {
    /// The place; empty where the key applies to an unnamed part.
    pub place: String,
    /// The key.
    pub key: NotationKey,
    /// Why.
    pub reason: String,
}

checked! {
    /// One reference: exactly one of a value and a key.
    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct Entry {
        /// The reference.
        pub category: Category,
        /// kg CO2e.
        pub co2e: Option<Exact>,
        /// Why there is no value.
        pub key: Option<NotationKey>,
        /// For IE: where the emissions are.
        pub included_in: Option<Category>,
        /// Why the key.
        pub reason: String,
        /// How the value came about.
        pub origin: Option<Origin>,
        /// The methods of its lines by name, in order; none of stated emissions and keys.
        pub methods: BTreeSet<String>,
        /// The lowest tier of its methods.
        pub tier: Option<Tier>,
        /// The publications of the values that its lines are computed with, by their ids in `sources.csv`; empty text for values that a
        /// city or a program states in its own words.
        pub publications: BTreeSet<String>,
        /// The mass of each gas.
        pub gases: Emissions,
        /// The worst quality of its activity data; none where a line has none.
        pub activity_quality: Option<Quality>,
        /// The worst quality of its factors; none where a line has none.
        pub factor_quality: Option<Quality>,
        /// Parts with a key of their own.
        pub partial: Vec<Partial>,
    }
}

impl Entry {
    /// Refuses both or neither of a value and a key, and a target of another key than IE.
    fn check(&self) -> Result<()> {
        if self.co2e.is_some() == self.key.is_some() {
            return Err(Message::ValueOrKey { value: self.category.reference().into() }.into());
        }
        match (self.included_in, self.key) {
            (Some(target), key) if key != Some(NotationKey::IE) => {
                Err(Message::TargetWithoutIe { value: target.reference().into() }.into())
            }
            _ => Ok(()),
        }
    }

    /// Whether it, or a part of it, is not estimated or confidential.
    pub fn has_exclusion(&self) -> bool {
        let excluded = |key: NotationKey| matches!(key, NotationKey::NE | NotationKey::C);
        self.key.is_some_and(excluded) || self.partial.iter().any(|part| excluded(part.key))
    }

    /// The entry that lines and keys make; none where there is neither.
    pub(super) fn of(category: Category, lines: &[ClosedLine], keys: &[(String, NotationEntry)]) -> Result<Option<Self>> {
        if lines.is_empty() && keys.is_empty() {
            return Ok(None);
        }
        let mut entry = Self {
            category,
            co2e: None,
            key: None,
            included_in: None,
            reason: String::new(),
            origin: None,
            methods: BTreeSet::new(),
            tier: None,
            publications: BTreeSet::new(),
            gases: Emissions::default(),
            activity_quality: None,
            factor_quality: None,
            partial: keys
                .iter()
                .filter(|(place, _)| !lines.is_empty() || !place.is_empty())
                .map(|(place, keyed)| Partial { place: place.clone(), key: keyed.key, reason: keyed.reason.clone() })
                .collect(),
        };
        if lines.is_empty() {
            // The worst key of the city and its places: the one that admits most.
            let keyed = keys.iter().map(|(_, keyed)| keyed).min();
            entry.key = keyed.map(|keyed| keyed.key);
            entry.included_in = keyed.and_then(|keyed| keyed.included_in);
            entry.reason = keyed.map_or_else(String::new, |keyed| keyed.reason.clone());
            return Ok(Some(entry));
        }
        let (mut co2e, mut gases) = (Total::default(), Vec::<(Substance, Total)>::new());
        let of_entry = |error: Error| error.in_step(Operation::SumOf { category: (&category).into() });
        let grades = lines.iter().map(|closed| (closed.line.activity_quality, closed.line.factor_quality));
        let grades = grades.reduce(|(a, b), (activity, factor)| (Quality::worst(a, activity), Quality::worst(b, factor)));
        (entry.activity_quality, entry.factor_quality) = grades.unwrap_or_default();
        entry.computed_by(lines.iter().map(|closed| &closed.line));
        for closed in lines {
            co2e.add(closed.co2e.unwrap_or(Exact::ZERO)).map_err(of_entry)?;
            match gases.iter_mut().find(|(substance, _)| *substance == closed.line.substance) {
                Some((_, mass)) => mass.add(closed.mass.value()).map_err(of_entry)?,
                None => {
                    let mut mass = Total::default();
                    mass.add(closed.mass.value()).map_err(of_entry)?;
                    gases.push((closed.line.substance, mass));
                }
            }
            entry.origin = Some(entry.origin.map_or(closed.line.origin, |origin| origin.with(closed.line.origin)));
        }
        for (substance, mass) in gases {
            let mass = mass.value().map_err(of_entry)?;
            entry.gases.add(substance, Mass::from_base(mass)).map_err(of_entry)?;
        }
        entry.co2e = Some(co2e.value().map_err(of_entry)?);
        Ok(Some(entry))
    }

    /// Takes what lines are computed by; those that share terms have in common what follows from these.
    fn computed_by<'a>(&mut self, lines: impl Iterator<Item = &'a Line>) {
        let mut seen = hashbrown::HashSet::new();
        for line in lines {
            let mut is_new = |terms: &Terms| !terms.is_empty() && seen.insert(terms.place());
            let derivation = line.derivation.evidence();
            if is_new(derivation) || derivation.is_empty() {
                let method = line.method();
                self.methods.extend(method.map(|method| method.name.to_owned()));
                self.tier = [self.tier, method.and_then(|method| method.tier)].into_iter().flatten().min();
                self.publications.extend(derivation.publications().map(ToOwned::to_owned));
            }
            let conversions = line.inputs.values().map(|input| &input.conversion).filter(|terms| is_new(terms));
            self.publications.extend(conversions.flat_map(Terms::publications).map(ToOwned::to_owned));
        }
    }
}
