//! The terms of the field, without arithmetic.
//!
//! In: codes as written in files. Out: types.
//!
//! | Type | Meaning |
//! |---|---|
//! | [`Category`] | a reference of the GPC: I.1.1 to VI.1, with scope and the totals it counts to |
//! | [`crosswalk`] | GPC reference to IPCC 2006 category and CRF row |
//! | [`NotationKey`] | NO, NE, IE, C: why a cell has no figure |
//! | [`Quality`] | H, M, L, for activity data and for factors |
//! | [`Catalogue`] | the activity codes: each with reference, process, subject, gases |
//! | [`Regions`] | a region and the broader one that contains it |
//! | [`Year`], [`Period`], [`Calendar`] | calendar and fiscal time |
//!
//! Sources: Global Protocol for Community-Scale Greenhouse Gas Inventories v1.1 (GPC); IPCC 2006 Guidelines vol. 1 ch. 8; the
//! Common Reporting Framework of the Global Covenant of Mayors; ISO 3166-2 for regions. The tables lie next to this page.

mod catalogue;
mod category;
mod crosswalk;
mod notation;
mod place;
mod quality;
mod rule;
mod time;

pub use catalogue::Catalogue;
pub use category::{Category, Scope, Sector, SubSector};
pub use crosswalk::{Crosswalk, crosswalk};
pub use notation::{KeyCell, KeyRemark, NotationKey};
pub use place::{Region, Regions};
pub use quality::Quality;
pub use rule::{Gases, Rule, RuleMethod};
pub use time::{Calendar, Era, Period, Year};

fills_with_its_text!(Category, NotationKey, Region, Year);
