//! The eCRF of a year: every row of the fixed list with its figures or its notation key.

mod detail;
mod explained;
mod remarks;
mod summary;

pub use remarks::EcrfRemark;

use crate::error::Result;
use crate::exchange::{Ecrf, EcrfCell};
use crate::i18n::Language;
use crate::inventory::Statement;
use crate::taxonomy::Regions;

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
