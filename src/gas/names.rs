//! Names of gases as service logs and labels have them, and gases that the table does not have.

use super::substance::{Gas, parts};
use crate::error::{Error, Message, Result, Text};
use crate::quantity::Exact;
use crate::records::{BundledRow, Row, bundled_rows};
use core::str::FromStr;
use std::sync::LazyLock;

/// A gas that people ask for and no inventory has under this name.
pub(super) struct OtherGas {
    pub(super) name: String,
    kind: String,
    /// Percent of the mass.
    parts: Vec<(String, Exact)>,
}

impl BundledRow for OtherGas {
    fn of_row(row: &Row<'_>) -> crate::error::Result<Self> {
        let parts = parts(row.cell("parts").unwrap_or_default(), '|');
        Ok(Self { name: row.require("name")?.to_owned(), kind: row.require("kind")?.to_owned(), parts })
    }
}

pub(super) static OTHERS: LazyLock<Vec<OtherGas>> =
    LazyLock::new(|| bundled_rows("gas/other_gases.csv", include_str!("other_gases.csv")));

/// The number of a refrigerant: `R-134a`, `HFC134a`, `r 134 A` and `HFC-134a` have one. None of another name.
fn number(name: &str) -> Option<String> {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).flat_map(char::to_uppercase).collect();
    let families = ["HCFC", "HFC", "PFC", "CFC", "HFO", "HALON", "FREON", "R"];
    let number = families.iter().find_map(|family| plain.strip_prefix(family))?;
    (name.len() <= 32 && number.starts_with(|first: char| first.is_ascii_digit())).then(|| number.to_owned())
}

/// Whether two names have one number, and no family that contradicts: an HFC is not the HCFC of a number.
fn is_same(name: &str, known: &str) -> bool {
    let family = |text: &str| text.chars().take_while(char::is_ascii_alphabetic).flat_map(char::to_uppercase).collect::<String>();
    let (own, other) = (family(name), family(known));
    let open = ["R", "FREON"];
    number(name).is_some_and(|own| number(known).is_some_and(|other| own == other))
        && (own == other || open.contains(&own.as_str()) || open.contains(&other.as_str()))
}

impl FromStr for Gas {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let named = Self::all().find(|gas| gas.name() == text).or_else(|| read(text));
        named.ok_or_else(|| unknown(text).into())
    }
}

/// The gas that has this name elsewhere: its formula, or its number as a refrigerant.
fn read(text: &str) -> Option<Gas> {
    let by_formula = |gas: &Gas| gas.row().is_some_and(|row| !row.formula.is_empty() && row.formula == text);
    let named = |is: &dyn Fn(&Gas) -> bool| {
        let mut found = Gas::all().filter(is);
        found.next().filter(|_| found.next().is_none())
    };
    named(&by_formula).or_else(|| named(&|gas| is_same(text, gas.name())))
}

/// The gas of that name that no table of weights has.
fn other(text: &str) -> Option<&'static OtherGas> {
    OTHERS.iter().find(|other| is_same(text, &other.name) || other.name.eq_ignore_ascii_case(text))
}

/// The gases of a blend that the table of weights does not have, with their shares in percent.
pub(super) fn other_blend(text: &str) -> Option<&'static [(String, Exact)]> {
    other(text).map(|other| other.parts.as_slice()).filter(|parts| !parts.is_empty())
}

/// Why a name is no gas of the table, and what to write.
fn unknown(text: &str) -> Message {
    let value = Text::from(text);
    if let Some(other) = other(text) {
        return match other.kind.as_str() {
            "blend" => {
                let part = |(gas, share): &(String, Exact)| format!("{gas} {share} %").into();
                Message::BlendOfGases { value, parts: other.parts.iter().map(part).collect() }
            }
            "no-hfc" => Message::NoGasOfInventories { value },
            _ => Message::OzoneGas { value, gas: (&other.name).into() },
        };
    }
    // The same letters in other cases, with other marks, or the name in words: a letter more is another gas.
    let plain = |text: &str| -> String {
        let digit = |letter: char| match letter {
            '₀'..='₉' => char::from_digit(u32::from(letter).saturating_sub(u32::from('₀')), 10).unwrap_or(letter),
            _ => letter,
        };
        text.chars().map(digit).filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let asked = plain(text);
    let is_it = |gas: &Gas| plain(gas.name()) == asked || gas.row().is_some_and(|row| plain(&row.words) == asked);
    let nearest = Gas::all().find(is_it).or_else(|| in_words(&asked)).map(|gas| gas.name().into());
    Message::UnknownGas { value, nearest }
}

/// The gas of a name in words.
fn in_words(plain: &str) -> Option<Gas> {
    match plain {
        "methane" | "méthane" | "มีเทน" | "メタン" | "메탄" => Some(Gas::CH4),
        "carbondioxide" | "fossilco2" => Some(Gas::CO2),
        "biogenicco2" => Some(Gas::CO2_BIOGENIC),
        "fossilmethane" | "fossilch4" => Some(Gas::CH4_FOSSIL),
        "sulfurhexafluoride" => Gas::all().find(|gas| gas.name() == "SF6"),
        _ => None,
    }
}

/// Gases that are asked for and that the table does not have, each with the reason.
pub fn other_gases() -> impl Iterator<Item = (&'static str, Message)> {
    OTHERS.iter().map(|other| (other.name.as_str(), unknown(&other.name)))
}
