//! How a city is called next to others, its total as printed, and what keeps cities from being alike.

use super::shape::{ComparedCity, ComparedGroup, ComparisonReport, NotRanked};
use crate::error::Result;
use crate::quantity::{Exact, Rounding};
use crate::report::labels::Label;
use crate::taxonomy::Year;

/// Money per head and place is small: GDP is printed by the million.
const MILLION: i64 = 1_000_000;

/// The name of a city; with that of its folder where another has the same.
pub(in crate::report) fn name(report: &ComparisonReport, city: &ComparedCity) -> String {
    let same = report.cities.iter().filter(|other| other.city == city.city).count();
    if same > 1 { format!("{} ({})", city.city, city.folder) } else { city.city.clone() }
}

/// A total in whole tonnes as the inventory prints it: BASIC is rounded, and what BASIC+ adds to it.
pub(in crate::report) fn whole(city: &ComparedCity) -> Result<Option<Exact>> {
    let nearest = |figure: Exact| figure.round(0, Rounding::HalfEven).0;
    match (city.basic_t, city.total_t) {
        (Some(basic), Some(total)) => Ok(Some(nearest(basic).checked_add(nearest(total.checked_sub(basic)?))?)),
        (None, total) => Ok(total.map(nearest)),
        (_, None) => Ok(None),
    }
}

/// The total for each million of GDP.
pub(in crate::report) fn per_million(city: &ComparedCity) -> Result<Option<Exact>> {
    city.per_gdp_t.map(|per_gdp| per_gdp.checked_mul(Exact::from(MILLION))).transpose()
}

/// What keeps the rows of a group from being alike.
pub(in crate::report) fn notes(group: &ComparedGroup, cities: &[(String, &ComparedCity)]) -> Vec<Label> {
    let mut notes = Vec::new();
    if group.years.len() > 1 {
        let years = group.years.iter().map(Year::to_string).collect::<Vec<_>>().join(", ");
        notes.push(Label::CompareYearsDiffer { years });
    }
    for (name, city) in cities {
        let (city_name, level) = (name.clone(), group.level.to_string());
        notes.extend(city.not_ranked.map(|why| match why {
            NotRanked::Draft => Label::CompareDraft { city: city_name },
            NotRanked::NoTotal => Label::CompareNoTotal { city: city_name, level },
            NotRanked::OnlyOne => Label::CompareOnlyOne { city: city_name, level, gwp: group.gwp.to_string() },
        }));
        if !city.without_value.is_empty() {
            let by_key = city.without_value.iter().map(|(key, references)| {
                let references: Vec<&str> = references.iter().map(|category| category.reference()).collect();
                format!("{} {}", if key == "missing" { "–" } else { key }, references.join(", "))
            });
            let references = by_key.collect::<Vec<_>>().join("; ");
            notes.push(Label::CompareWithoutValue { city: name.clone(), references });
        }
        if !city.in_part.is_empty() {
            notes.push(Label::CompareInPart { city: name.clone(), references: city.in_part.clone() });
        }
        if !city.other_years.is_empty() {
            let years = city.other_years.iter().map(Year::to_string).collect::<Vec<_>>().join(", ");
            notes.push(Label::CompareOtherYears { city: name.clone(), year: city.year, years });
        }
    }
    notes
}
