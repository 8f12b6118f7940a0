//! The one way to write a value: `"12.5 Gg"`, `"@row-id"`, or a section with `value`, `unit`, `per`, `row` and `source`.

use super::FormValue;
use crate::error::{Message, Problem, Result};
use crate::quantity::{Exact, OwnUnits};
use std::collections::BTreeMap;

/// A value as a form states it, its parts separated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatedValue {
    /// The number.
    pub value: Option<String>,
    /// The unit.
    pub unit: Option<String>,
    /// For how many of the unit's second part.
    pub per: Option<String>,
    /// The row of the tables that gives it.
    pub row: Option<String>,
    /// Who states it.
    pub source: Option<String>,
    /// The other keys: labels of a table.
    pub labels: BTreeMap<String, String>,
}

impl StatedValue {
    /// Reads what is written at a key. A problem of one key of a section comes with the name of that key.
    pub fn read(value: &FormValue) -> core::result::Result<Self, (Option<&str>, Problem)> {
        let section = match value {
            FormValue::Text(text) => return Self::text(text).map_err(|problem| (None, problem)),
            FormValue::Section(section) => section,
            FormValue::Flag(_) | FormValue::List(_) | FormValue::Rows(_) => return Err((None, Message::NotAValue.into())),
        };
        let mut stated = Self::default();
        for (key, placed) in section.iter() {
            let Some(text) = placed.value.as_text() else { return Err((Some(key), Message::NotText.into())) };
            match key {
                "value" if section.get("unit").is_none() => {
                    let Self { value, unit, per, row, .. } = Self::text(text).map_err(|problem| (Some(key), problem))?;
                    if row.is_some() {
                        return Err((Some(key), Message::RowAsValue { value: text.into() }.into()));
                    }
                    (stated.value, stated.unit) = (value, unit);
                    stated.per = stated.per.or(per);
                }
                "value" => stated.value = Some(text.to_owned()),
                "unit" => stated.unit = Some(text.to_owned()),
                "per" => stated.per = Some(text.to_owned()),
                "row" => stated.row = Some(text.strip_prefix('@').unwrap_or(text).to_owned()),
                "source" => stated.source = Some(text.to_owned()),
                label => drop(stated.labels.insert(label.to_owned(), text.to_owned())),
            }
        }
        Ok(stated)
    }

    /// The same in units of the table, where it is in units of the city's own. A number that is none is left for its reader.
    pub(crate) fn in_known_units(mut self, units: &OwnUnits) -> Result<Self> {
        let Some(written) = self.unit.take() else { return Ok(self) };
        let number = |text: &str| text.parse::<Exact>().ok();
        let parts: Vec<&str> = written.split('/').collect();
        let mut known = Vec::new();
        for (part, at) in parts.iter().zip(0..) {
            let own = units.sizes().find(|(name, ..)| name == part);
            known.push(own.map_or(*part, |(_, _, unit)| unit.symbol()));
            let Some((_, multiple, _)) = own else { continue };
            let held = if at == 0 { &mut self.value } else { &mut self.per };
            let before = held.clone().unwrap_or_else(|| "1".to_owned());
            *held = Some(match number(&before) {
                Some(number) => number.checked_mul(multiple)?.to_string(),
                None => before,
            });
        }
        self.unit = Some(known.join("/"));
        Ok(self)
    }

    /// `12.5 Gg`, `2164 MWh for each 1.7 MW`, `@row-id`, or just a number.
    fn text(text: &str) -> Result<Self, Problem> {
        if text.is_empty() {
            return Err(Message::EmptyText.into());
        }
        if let Some(id) = text.strip_prefix('@') {
            return Ok(Self { row: Some(id.to_owned()), ..Self::default() });
        }
        let owned = |text: &str| Some(text.to_owned());
        if let Some((amount, per)) = text.split_once(" for each ") {
            let without = || Problem::from(Message::NumberWithoutUnit { value: text.into() });
            let (value, unit) = amount.split_once(' ').ok_or_else(without)?;
            let (per, per_unit) = per.split_once(' ').ok_or_else(without)?;
            let unit = Some(format!("{unit}/{per_unit}"));
            return Ok(Self { value: owned(value), unit, per: owned(per), ..Self::default() });
        }
        let (value, unit) = text.split_once(' ').map_or((text, None), |(value, unit)| (value, owned(unit)));
        Ok(Self { value: owned(value), unit, ..Self::default() })
    }
}
