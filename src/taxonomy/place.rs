//! Regions, and the broader region that contains each.

use crate::error::{Error, Message, Result, Text, did_you_mean};
use crate::i18n::{self, Language};
use crate::records::{BundledRow, LazyTable, Row, bundled_column};
use core::fmt;
use core::str::FromStr;
use hashbrown::HashMap;
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

/// A region by its code: `world`, a zone of a publication (`south-eastern-asia`), a country (ISO 3166-1, `TH`), a subdivision (ISO
/// 3166-2, `TH-10`), a grid, a district.
///
/// The table of regions has every country. Of some it lists every part: any other part is refused, with the nearest code. Of the
/// others it lists only the parts with data of their own, and any code formed like those of ISO 3166-2 is taken.
///
/// ```
/// use citycarbon::Region;
/// assert_eq!("BR-SP".parse::<Region>()?.code(), "BR-SP");
/// let refused = "TH-1051".parse::<Region>().unwrap_err();
/// assert!(refused.to_string().starts_with("\"TH-1051\": not a region; did you mean TH-1001?"), "{refused}");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(Arc<str>);

impl Region {
    /// The whole world: where every regions ends.
    pub fn world() -> Self {
        Self(Arc::from("world"))
    }

    /// Its code.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Region {
    type Err = Error;

    /// A code of the table, or a part of a country of which it does not list all.
    fn from_str(text: &str) -> Result<Self> {
        let regions = Regions::bundled();
        let (country, part) = text.split_once('-').map_or((text, None), |(country, part)| (country, Some(part)));
        if regions.knows(text) || (part.is_some_and(formed_like_iso) && regions.takes_parts(country)) {
            return Ok(Self(Arc::from(text)));
        }
        // A part of a country that is known is no part of another.
        let of_country = |code: &&str| !regions.knows(country) || code.split('-').next() == Some(country);
        let known = regions.0.keys().map(|[code]| code.as_ref()).filter(of_country);
        // Where no code is near, the country is the nearest.
        let nearest = did_you_mean(text, known).or(Some(country).filter(|country| regions.knows(country)));
        Err(Message::UnknownRegion { value: text.into(), nearest: nearest.map(Text::from) }.into())
    }
}

/// A part of a country as ISO 3166-2 writes it, or longer, for a district: `10`, `SP`, `1001`.
fn formed_like_iso(part: &str) -> bool {
    (1..=12).contains(&part.len()) && part.bytes().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
}

as_text!(Region);

/// The table of regions.
pub struct Regions(LazyTable<WiderRegions, 1>);

impl fmt::Debug for Regions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Regions").finish_non_exhaustive()
    }
}

/// The regions that directly contain a code, the nearest first; none for the world. A country lies in one zone of each publication.
struct WiderRegions {
    parents: Vec<Region>,
    /// Whether parts that the table does not list are taken; of countries only.
    takes_parts: bool,
}

impl BundledRow for WiderRegions {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let parents = row.cell("parents").unwrap_or_default();
        let parents = parents.split_ascii_whitespace().map(|code| Region(Arc::from(code))).collect();
        Ok(Self { parents, takes_parts: row.cell("parts") == Some("any") })
    }
}

static BUNDLED: LazyLock<Regions> = LazyLock::new(|| Regions(LazyTable::new([(FILE, TEXT)], ["code"])));

/// The lineage of each region of the table: every look-up of a factor asks for one.
static LINEAGES: LazyLock<HashMap<Cow<'static, str>, Vec<Region>>> = LazyLock::new(|| {
    let codes = bundled_column(FILE, TEXT, "code");
    codes.map(|code| (code.clone(), BUNDLED.climbed(Region(Arc::from(&*code))))).collect()
});

const FILE: &str = "regions.csv";
const TEXT: &str = include_str!("regions.csv");

impl Regions {
    /// The shipped table.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Every region of the table, in alphabetical order of the codes.
    pub fn all(&self) -> impl Iterator<Item = Region> {
        self.0.keys().map(|[code]| Region(Arc::from(&**code)))
    }

    fn row(&self, code: &str) -> Option<&WiderRegions> {
        self.0.find([code]).ok()?.first()
    }

    /// The wider regions that the table has for a code.
    fn wider(&self, code: &str) -> Option<&[Region]> {
        Some(&self.row(code)?.parents)
    }

    /// Whether parts of a country that are not in the table are taken; where they are not, others are slips.
    fn takes_parts(&self, country: &str) -> bool {
        self.row(country).is_some_and(|row| row.takes_parts)
    }

    /// The regions that directly contain the given one, the nearest first; none for the world. A country lies in several zones, because
    /// publications divide the world differently. A code that is not in the table is in its country.
    pub fn parents(&self, region: &Region) -> Vec<Region> {
        let code = region.code();
        match self.wider(code) {
            Some(parents) => parents.to_vec(),
            None => vec![Region(Arc::from(code.split_once('-').map_or("world", |(country, _)| country)))],
        }
    }

    /// The region itself and every wider one, the nearest first, up to the world: its parents, then the parents of these.
    ///
    /// ```
    /// use citycarbon::taxonomy::Regions;
    /// let regions: Vec<String> = Regions::bundled().lineage(&"TH-10".parse()?).iter().map(ToString::to_string).collect();
    /// assert_eq!(regions.first().map(String::as_str), Some("TH-10"));
    /// assert_eq!(regions.last().map(String::as_str), Some("world"));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn lineage(&self, region: &Region) -> Vec<Region> {
        LINEAGES.get(region.code()).cloned().unwrap_or_else(|| self.climbed(region.clone()))
    }

    /// The same, step by step.
    fn climbed(&self, region: Region) -> Vec<Region> {
        let (mut regions, mut at) = (vec![region], 0_usize);
        while let Some(parents) = regions.get(at).map(|region| self.parents(region)) {
            for parent in parents {
                if !regions.contains(&parent) {
                    regions.push(parent);
                }
            }
            at = at.saturating_add(1);
        }
        // One zone may end at the world while another goes on.
        regions.sort_by_key(|region| region.code() == "world");
        regions
    }

    /// Whether `inner` is `outer` or inside it.
    pub fn lies_in(&self, inner: &Region, outer: &Region) -> bool {
        self.lineage(inner).contains(outer)
    }

    /// The country that it is, or lies in: the region of its lineage whose code is one of ISO 3166-1. None for a zone of several countries.
    pub fn country(&self, region: &Region) -> Option<Region> {
        self.lineage(region).into_iter().find(|wider| wider.code().len() == 2)
    }

    /// Whether it is a zone of several countries, which a publication prints values for.
    pub fn is_zone(&self, region: &Region) -> bool {
        region.code() != "world" && self.country(region).is_none()
    }

    /// Whether the table has the code.
    pub fn knows(&self, code: &str) -> bool {
        self.wider(code).is_some()
    }

    /// Its name in a language; the code where the table has none.
    pub fn label<'a>(&self, region: &'a Region, language: Language) -> &'a str {
        i18n::label(&format!("region.{region}"), language).unwrap_or(region.code())
    }
}
