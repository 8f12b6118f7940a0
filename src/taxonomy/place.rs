//! Regions, and the broader region that contains each.

use crate::error::{Error, Message, Result, Text, did_you_mean};
use crate::i18n::{self, Language};
use crate::records::{BundledRow, LazyTable, Row, bundled_column};
use core::fmt;
use core::str::FromStr;
use hashbrown::HashMap;
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

/// A region by its code: `world`, a country (ISO 3166-1, `TH`), a subdivision (ISO 3166-2, `TH-10`), a grid, a district.
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

    /// A code of the table, another country of ISO 3166-1, or a part of one.
    fn from_str(text: &str) -> Result<Self> {
        let regions = Regions::bundled();
        let (country, part) = text.split_once('-').map_or((text, None), |(country, part)| (country, Some(part)));
        if regions.knows(text) || (part.is_some_and(formed_like_iso) && regions.takes_parts(country)) {
            return Ok(Self(Arc::from(text)));
        }
        let known = regions.0.keys().map(|[code]| code.as_ref());
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
pub struct Regions(LazyTable<WiderRegion, 1>);

impl fmt::Debug for Regions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Regions").finish_non_exhaustive()
    }
}

/// The wider region of a code, empty for the world; whether parts that the table does not list are taken.
struct WiderRegion {
    parent: String,
    takes_parts: bool,
}

impl BundledRow for WiderRegion {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let parent = row.cell("parent").unwrap_or_default().to_owned();
        Ok(Self { parent, takes_parts: row.cell("parts") == Some("any") })
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

    /// The wider region that the table has for a code.
    fn wider(&self, code: &str) -> Option<&str> {
        Some(&self.row(code)?.parent)
    }

    fn row(&self, code: &str) -> Option<&WiderRegion> {
        self.0.find([code]).ok()?.first()
    }

    /// Whether parts of a country that are not in the table are taken.
    fn takes_parts(&self, country: &str) -> bool {
        self.row(country).is_some_and(|row| row.takes_parts)
    }

    /// The region that contains the given one; none for the world. A code that is not in the table is in its country.
    pub fn parent(&self, region: &Region) -> Option<Region> {
        let code = region.code();
        if code == "world" {
            return None;
        }
        let parent = match self.wider(code) {
            Some(parent) => parent,
            None => code.split_once('-').map_or("world", |(country, _)| country),
        };
        Some(Region(Arc::from(parent)))
    }

    /// The region itself and every wider one up to the world.
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
        let mut regions = vec![region];
        // Sixteen steps are more than any table needs; a circle in it ends here.
        while let Some(parent) = regions.last().and_then(|last| self.parent(last)) {
            if regions.len() > 16 || regions.contains(&parent) {
                break;
            }
            regions.push(parent);
        }
        regions
    }

    /// Whether `inner` is `outer` or inside it.
    pub fn lies_in(&self, inner: &Region, outer: &Region) -> bool {
        self.lineage(inner).contains(outer)
    }

    /// The country that it is, or lies in: the wider region whose code is one of ISO 3166-1. None for a zone of several countries.
    pub fn country(&self, region: &Region) -> Option<Region> {
        self.lineage(region).into_iter().find(|wider| wider.code().len() == 2)
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
