//! Regions, and the wider one that each lies in.

use crate::error::{Error, Message, Result, Text, did_you_mean};
use crate::i18n::{self, Language};
use crate::records::{BundledRow, LazyTable, Row};
use core::fmt;
use core::str::FromStr;
use std::sync::{Arc, LazyLock};

/// A region by its code: `world`, a country (ISO 3166-1, `TH`), a subdivision (ISO 3166-2, `TH-10`), a grid, a district.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(Arc<str>);

impl Region {
    /// The whole world: where every ladder ends.
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
        f.write_str(&self.0)
    }
}

impl FromStr for Region {
    type Err = Error;

    /// A code of the table, or any that is formed like ISO 3166-2.
    fn from_str(text: &str) -> Result<Self> {
        if Regions::bundled().knows(text) || formed_like_iso(text) {
            return Ok(Self(Arc::from(text)));
        }
        let nearest = did_you_mean(text, Regions::bundled().0.keys().map(|[code]| code.as_ref())).map(Text::from);
        Err(Message::UnknownRegion { value: text.into(), nearest }.into())
    }
}

/// `TH`, `TH-10`, `BR-SP`: two capitals, then a part after a dash.
fn formed_like_iso(text: &str) -> bool {
    let (country, part) = text.split_once('-').unwrap_or((text, "0"));
    country.len() == 2
        && country.bytes().all(|letter| letter.is_ascii_uppercase())
        && (1..=12).contains(&part.len())
        && part.bytes().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
}

as_text!(Region);

/// The table of regions.
pub struct Regions(LazyTable<WiderRegion, 1>);

/// The wider region of a code; empty for the world.
struct WiderRegion(String);

impl BundledRow for WiderRegion {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self(row.cell("parent").unwrap_or_default().to_owned()))
    }
}

static BUNDLED: LazyLock<Regions> =
    LazyLock::new(|| Regions(LazyTable::new([("regions.csv", include_str!("regions.csv"))], ["code"])));

impl Regions {
    /// The shipped table.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// The wider region that the table has for a code.
    fn wider(&self, code: &str) -> Option<&str> {
        Some(&self.0.find([code]).ok()?.first()?.0)
    }

    /// The region that the given one lies in; none for the world. A code that is not in the table lies in its country.
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
    /// let ladder: Vec<String> = Regions::bundled().ladder(&"TH-10".parse()?).iter().map(ToString::to_string).collect();
    /// assert_eq!(ladder.first().map(String::as_str), Some("TH-10"));
    /// assert_eq!(ladder.last().map(String::as_str), Some("world"));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn ladder(&self, region: &Region) -> Vec<Region> {
        let mut ladder = vec![region.clone()];
        // Sixteen steps are more than any table needs; a circle in it ends here.
        while let Some(parent) = ladder.last().and_then(|last| self.parent(last)) {
            if ladder.len() > 16 || ladder.contains(&parent) {
                break;
            }
            ladder.push(parent);
        }
        ladder
    }

    /// Whether `inner` is `outer` or lies in it.
    pub fn lies_in(&self, inner: &Region, outer: &Region) -> bool {
        self.ladder(inner).contains(outer)
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
