//! Where a form books what a method gives: at one reference, at those of a sub-sector, or at one for each part.

use super::{MethodSpec, Part, Results};
use crate::error::{Error, Message, Result, Text, did_you_mean};
use crate::taxonomy::{Category, SubSector};
use core::str::FromStr;
use std::collections::BTreeMap;

/// The references of a form.
///
/// ```
/// use citycarbon::methods::{self, BookedAt};
/// let rail = methods::find("rail")?;
/// assert!("II.2".parse::<BookedAt>()?.check(rail).is_ok());
/// assert!("III.2".parse::<BookedAt>()?.check(rail).is_err());
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BookedAt {
    /// One reference.
    Reference(Category),
    /// The references of a sub-sector, each part at its own.
    SubSector(SubSector),
    /// A reference for each part, by the name of the part.
    Parts(BTreeMap<String, Category>),
}

impl From<Category> for BookedAt {
    fn from(category: Category) -> Self {
        Self::Reference(category)
    }
}

impl FromStr for BookedAt {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        text.parse().map(Self::Reference).or_else(|error| text.parse().map(Self::SubSector).map_err(|_| error))
    }
}

/// Parts of a method's gases that are booked at one reference.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BookedPart {
    /// The reference.
    pub category: Category,
    /// The names of the parts; none where the method has no parts.
    pub words: Vec<String>,
}

impl BookedAt {
    /// Refuses references that the method cannot be booked at, whatever it gives.
    pub fn check(&self, spec: &MethodSpec) -> Result<()> {
        match self {
            Self::Reference(category) if spec.serves(*category) => Ok(()),
            Self::Reference(category) => Err(foreign(spec, category.reference())),
            Self::SubSector(of) if spec.references().any(|category| category.sub_sector() == *of) => Ok(()),
            Self::SubSector(of) => Err(foreign(spec, of.code())),
            Self::Parts(parts) => parts.iter().try_for_each(|(word, category)| Self::check_part(spec, word, *category)),
        }
    }

    /// Refuses a reference that a part cannot be booked at.
    pub fn check_part(spec: &MethodSpec, word: &str, category: Category) -> Result<()> {
        let Some(part) = spec.part(word) else {
            if spec.parts().is_empty() {
                return Err(Message::NoParts { value: word.into(), method: spec.name.into() }.into());
            }
            let nearest = did_you_mean(word, spec.parts().iter().map(|part| part.word)).map(Text::from);
            let parts = spec.parts().iter().map(|part| part.word.into()).collect();
            return Err(Message::UnknownPart { value: word.into(), method: spec.name.into(), nearest, parts }.into());
        };
        if part.takes(category) { Ok(()) } else { Err(of_other_part(part, word, category)) }
    }

    /// The parts that results have, by their references; what is always zero has none.
    ///
    /// # Errors
    /// One reference for several parts, a part without its reference, a reference of another part.
    pub fn parts(&self, spec: &MethodSpec, results: &Results) -> Result<Vec<BookedPart>> {
        self.check(spec)?;
        let Some(label) = spec.part_label() else { return Ok(vec![BookedPart { category: self.whole(spec)?, words: Vec::new() }]) };
        let mut booked: BTreeMap<Category, Vec<String>> = BTreeMap::new();
        let words = results.words(spec, label);
        let held: Vec<(&str, &Part)> = words
            .iter()
            .filter_map(|word| Some((word.as_str(), spec.part(word)?)))
            .filter(|(_, part)| !part.references.is_empty())
            .collect();
        for (word, part) in &held {
            let category = match self {
                Self::Reference(category) if held.len() > 1 && !part.together => {
                    return Err(several(spec, &held, *category));
                }
                Self::Reference(category) if part.takes(*category) => *category,
                Self::Reference(category) => return Err(of_other_part(part, word, *category)),
                Self::SubSector(of) if part.word.is_empty() && held.len() > 1 => {
                    return Err(without(word, part, Some(of.code())));
                }
                Self::SubSector(of) => part.within(*of).ok_or_else(|| without(word, part, Some(of.code())))?,
                Self::Parts(parts) => parts.get(*word).copied().ok_or_else(|| without(word, part, None))?,
            };
            booked.entry(category).or_default().push((*word).to_owned());
        }
        Ok(booked.into_iter().map(|(category, words)| BookedPart { category, words }).collect())
    }

    /// The one reference of a method without parts.
    fn whole(&self, spec: &MethodSpec) -> Result<Category> {
        match self {
            Self::Reference(category) => Ok(*category),
            Self::SubSector(of) => {
                let inside: Vec<Category> = spec.references().filter(|category| category.sub_sector() == *of).collect();
                if let [only] = inside.as_slice() {
                    return Ok(*only);
                }
                let references = inside.iter().map(Into::into).collect();
                Err(Message::SeveralReferences { value: of.code().into(), method: spec.name.into(), references }.into())
            }
            Self::Parts(parts) => {
                let word = parts.keys().next().map_or("", String::as_str);
                Err(Message::NoParts { value: word.into(), method: spec.name.into() }.into())
            }
        }
    }
}

fn foreign(spec: &MethodSpec, value: &str) -> Error {
    let (method, references) = (spec.name.into(), spec.reference.into());
    Message::ReferenceOfOtherMethod { value: value.into(), method, references }.into()
}

fn of_other_part(part: &Part, word: &str, category: Category) -> Error {
    let references = part.references.split(", ").map(Into::into).collect();
    Message::ReferenceOfOtherPart { value: category.reference().into(), part: named(part, word).into(), references }.into()
}

fn without(word: &str, part: &Part, of: Option<&str>) -> Error {
    let references = part.references.split(", ").map(Into::into).collect();
    Message::PartWithoutReference { value: of.map(Into::into), part: named(part, word).into(), key: word.into(), references }.into()
}

fn several(spec: &MethodSpec, held: &[(&str, &Part)], category: Category) -> Error {
    let shown = |(word, part): &(&str, &Part)| -> Text {
        let references = part.references.replace(", ", " or ");
        // Those of parts that a city names are as many as the method serves.
        if part.word.is_empty() { named(part, word).into() } else { format!("{} ({references})", named(part, word)).into() }
    };
    let named_by_city = held.iter().any(|(_, part)| part.word.is_empty());
    let sub_sector = (!named_by_city && BookedAt::SubSector(category.sub_sector()).check(spec).is_ok())
        .then(|| category.sub_sector().code().into());
    let (value, method) = (category.reference().into(), spec.name.into());
    Message::SeveralParts { value, method, parts: held.iter().map(shown).collect(), sub_sector }.into()
}

/// `scope 1`, `trip outbound`.
fn named(part: &Part, word: &str) -> String {
    format!("{} {word}", part.label)
}
