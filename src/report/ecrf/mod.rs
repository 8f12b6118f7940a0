//! The eCRF of a year: every row of the fixed list with its figures or its notation key.

mod detail;
mod remarks;
mod summary;

pub use remarks::EcrfRemark;

use super::gpc::tonnes;
use crate::error::Result;
use crate::exchange::{Ecrf, EcrfCell};
use crate::i18n::Language;
use crate::inventory::{Entry, Statement};
use crate::taxonomy::{Category, Regions};

/// The eCRF of a year. Labels of the framework are English; activities, reasons and remarks are in the language.
///
/// ```
/// use citycarbon::exchange::{Ecrf, ecrf_rows};
/// use citycarbon::i18n::Language;
/// use citycarbon::{Activity, Assessor, GwpSet};
/// let assessor = Assessor::shipped("TH-10".parse()?)?;
/// let mut books = assessor.inventory("Bangkok", ["2022".parse()?], GwpSet::Ar5);
/// books.record(&assessor, &Activity::new("residential.lpg", "2022".parse()?, "1200 t".parse()?))?;
/// let ecrf = citycarbon::report::ecrf(&books.close()?[0], Language::English)?;
/// assert!(ecrf.detail.len() >= ecrf_rows().len());
/// let unit = Ecrf::cell(&ecrf.detail[0], "Activity data - Unit").unwrap();
/// assert_eq!(unit.as_text(), "t");
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn ecrf(statement: &Statement, language: Language) -> Result<Ecrf> {
    Ok(Ecrf::new(profile(statement), summary::rows(statement, language)?, detail::rows(statement, language)?))
}

/// What is known of the city, in the order of the fields.
fn profile(statement: &Statement) -> Vec<EcrfCell> {
    let settings = &statement.settings;
    let regions = Regions::bundled();
    let country = regions.country(&settings.region);
    let label = |region: &crate::taxonomy::Region| EcrfCell::text(regions.label(region, Language::English));
    let of_field = |field: &str| match field {
        "Type" => EcrfCell::text(&format!("GPC {}", settings.level)),
        "Name of city" => EcrfCell::text(&settings.city),
        "Country" => country.as_ref().map_or(EcrfCell::Blank, label),
        "Region" if country.as_ref() != Some(&settings.region) => label(&settings.region),
        "Inventory year" => EcrfCell::text(&statement.year.to_string()),
        "Land area (km2) within city boundary" => EcrfCell::maybe(settings.area_km2),
        "Resident population within city boundary" => EcrfCell::maybe(settings.population.get(&statement.year).copied()),
        "Global warming potentials" => EcrfCell::text(settings.gwp.name()),
        _ => EcrfCell::Blank,
    };
    Ecrf::fields().map(of_field).collect()
}

fn entry_of(statement: &Statement, category: Category) -> Option<&Entry> {
    statement.entries.iter().find(|entry| entry.category == category)
}

/// Why a reference, or a part of it, has no figure; nothing where it has one.
fn remarks(statement: &Statement, category: Category, language: Language) -> Vec<String> {
    let Some(entry) = entry_of(statement, category) else {
        return vec![EcrfRemark::MissingCell { category }.render(language)];
    };
    let words = |words: &str| Some(words.to_owned()).filter(|words| !words.is_empty());
    let mut remarks = Vec::new();
    if let Some(key) = entry.key {
        let reason = words(&statement.reason(entry, language));
        remarks.push(EcrfRemark::Keyed { category, key, target: entry.included_in, reason });
    }
    remarks.extend(entry.partial.iter().map(|part| EcrfRemark::Part {
        category,
        key: part.key,
        place: words(&part.place),
        reason: words(&part.reason),
    }));
    remarks.into_iter().map(|remark| remark.render(language)).collect()
}

/// Tonnes in the digits that words have.
fn shown(kg: crate::quantity::Exact) -> Result<String> {
    Ok(match EcrfCell::number(tonnes(kg)?) {
        EcrfCell::Number(number) => number.to_string(),
        _ => String::new(),
    })
}
