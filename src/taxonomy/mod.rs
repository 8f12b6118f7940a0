//! The terms of the field, without arithmetic.
//!
//! In: codes as written in files. Out: types.
//!
//! | Type | Meaning |
//! |---|---|
//! | [`Category`] | a reference of the GPC: I.1.1 to VI.1, with scope and the totals it counts to |
//! | [`FootprintCategory`] | a category of an organisation's footprint: 1.mobile, 2.electricity, 3.6 |
//! | [`crosswalk`] | GPC reference to IPCC 2006 category and CRF row |
//! | [`korean_management`] | GPC reference to the sectors that a local government of Korea has authority over |
//! | [`NotationKey`] | NO, NE, IE, C: why a cell has no figure |
//! | [`Quality`] | H, M, L, for activity data and for factors |
//! | [`Catalogue`] | the activity codes: each with reference, process, subject, gases |
//! | [`UsualActivity`], [`DataHolder`] | the codes that most cities of a region need; who holds their figures |
//! | [`Regions`] | a region and the broader one that contains it |
//! | [`Year`], [`Period`], [`Calendar`] | calendar and fiscal time |
//! | [`Coverage`] | a sum of a year, or the mean of a stock; the part of the year that is known |
//!
//! Sources: Global Protocol for Community-Scale Greenhouse Gas Inventories v1.1 (GPC); IPCC 2006 Guidelines vol. 1 ch. 8; the
//! Common Reporting Framework of the Global Covenant of Mayors; ISO 3166-2 for regions. The tables are the CSV files in `src/taxonomy/`.
//!
//! ```
//! use citycarbon::taxonomy::{Catalogue, Category, Period, Scope, Year};
//! let grid: Category = "I.1.2".parse()?;
//! assert_eq!(grid.scope(), Scope::Two);
//! assert!(grid.in_basic());
//! // A code leads to a reference; a wrong one is an error with the nearest right one.
//! assert_eq!(Catalogue::bundled().find("residential.electricity")?[0].category, grid);
//! assert!(Catalogue::bundled().find("residential.electricty").unwrap_err().to_string().contains("residential.electricity"));
//! // A year of the Buddhist Era is not taken for one of the Common Era.
//! assert!("2567".parse::<Year>().is_err());
//! assert!("2024-02-30".parse::<Period>().is_err());
//! # Ok::<(), citycarbon::Error>(())
//! ```

mod catalogue;
mod category;
mod crosswalk;
mod data_holder;
mod date_order;
mod footprint;
mod fuel;
mod korean_management;
mod months;
mod notation;
mod overlap;
mod period;
mod place;
mod plain;
mod quality;
mod rule;
mod search;
mod synonyms;
mod time;
mod total_word;
mod usual_activity;

pub use catalogue::Catalogue;
pub use category::{Category, Scope, Sector, SubSector};
pub use crosswalk::{Crosswalk, crosswalk};
pub use data_holder::{DataHolder, data_holders};
pub use date_order::DateOrder;
pub use footprint::{FootprintCategory, FootprintCrosswalk};
pub(crate) use fuel::{is_billed_gross, is_gas};
pub use korean_management::{KoreanManagement, ManagedSector, korean_management};
pub use months::{Coverage, Days, Months};
pub use notation::{KeyCell, KeyRemark, NotationKey};
pub use overlap::Overlap;
pub use period::{Date, MonthPart, Period};
pub use place::{Region, Regions};
pub(crate) use plain::plain;
pub use quality::Quality;
pub use rule::{Gases, Rule, RuleMethod};
pub(crate) use synonyms::{elsewhere, is_noise};
pub use time::{Calendar, Era, Year};
pub use total_word::is_total_word;
pub use usual_activity::{UsualActivity, usual_activities};

fills_with_its_text!(Category, FootprintCategory, NotationKey, Region, Year);
