//! Credits (JCM, T-VER, Article 6) next to the inventory and the results of projects: three ledgers whose figures are of three types, so that
//! no sum takes two of them.
//!
//! The inventory is physical and does not change with who owns a credit. What changes is what may be claimed: a target ledger adds back the
//! tonnes that were exported, where the reduction shows in the inventory.

use super::text::PlanText;
use crate::error::{Error, LabelKey, Message, PlanFault, Result};
use crate::quantity::{Exact, Fraction, Mass, Quantity, Ratio};
use crate::taxonomy::{Category, Year};
use std::collections::{BTreeMap, BTreeSet};

/// Whole tonnes of CO2e in credits. No mass: it is not added to emissions, and it is not rounded here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditTonnes(u64);

impl CreditTonnes {
    /// None.
    pub const ZERO: Self = Self(0);

    /// So many.
    pub fn new(tonnes: u64) -> Self {
        Self(tonnes)
    }

    /// The number.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The sum.
    pub fn checked_add(self, other: Self) -> Result<Self> {
        self.0.checked_add(other.0).map(Self).ok_or_else(|| Error::too_large(crate::error::Operation::Sum))
    }

    fn sum(tonnes: impl IntoIterator<Item = Self>) -> Result<Self> {
        tonnes.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }
}

/// Under which rules credits are issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CreditScheme {
    /// Joint Crediting Mechanism.
    Jcm,
    /// Thailand Voluntary Emission Reduction Program.
    Tver,
    /// Article 6 of the Paris Agreement.
    ArticleSix,
}

/// Why a project's result shows nowhere in an inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NotShown {
    /// It happens outside the city.
    OutsideCity,
    /// It is measured against a baseline that never happened: emissions that were not going to be in the inventory.
    AgainstBaseline,
    /// The inventory's method or factors do not see it.
    NotSeenByMethod,
}

impl CreditScheme {
    /// Its name, as files spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jcm => "jcm",
            Self::Tver => "t-ver",
            Self::ArticleSix => "article-6",
        }
    }
}

impl NotShown {
    /// Its name, as files spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::OutsideCity => "outside-city",
            Self::AgainstBaseline => "against-baseline",
            Self::NotSeenByMethod => "not-seen-by-method",
        }
    }

    /// In words.
    pub fn label(self) -> LabelKey {
        LabelKey::of(match self {
            Self::OutsideCity => "not-shown.outside-city",
            Self::AgainstBaseline => "not-shown.against-baseline",
            Self::NotSeenByMethod => "not-shown.not-seen-by-method",
        })
    }
}

/// Where a project's result will show.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shows {
    /// Under these references of the GPC.
    Under(BTreeSet<Category>),
    /// Nowhere.
    Nowhere(NotShown),
}

/// What a project reduced in a year, by its own baseline: a second ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectResult {
    project: String,
    year: Year,
    reduced: Mass,
    shows: Shows,
}

impl ProjectResult {
    /// A result, and where it will show; refused where it shows under no reference.
    pub fn new(project: &str, year: Year, reduced: Mass, shows: Shows) -> Result<Self> {
        if matches!(&shows, Shows::Under(references) if references.is_empty()) {
            return Err(fault(project, PlanFault::NoReferenceNamed));
        }
        if reduced.base().is_negative() {
            return Err(Message::BelowZero { value: reduced.to_string().into() }.into());
        }
        Ok(Self { project: project.to_owned(), year, reduced, shows })
    }

    /// The project.
    pub fn project(&self) -> &str {
        &self.project
    }

    /// The year.
    pub fn year(&self) -> Year {
        self.year
    }

    /// What it reduced.
    pub fn reduced(&self) -> Mass {
        self.reduced
    }

    /// Where it will show.
    pub fn shows(&self) -> &Shows {
        &self.shows
    }

    /// What it reduced, and where that will show in the inventory, in one line.
    pub fn line(&self) -> Result<PlanText> {
        let reduced = super::target::shown(Ratio::new(self.reduced.base(), Exact::THOUSAND)?, 3)?;
        let (project, year) = (self.project.clone(), self.year);
        Ok(match &self.shows {
            Shows::Under(references) => {
                PlanText::ResultShows { project, reduced, year, references: references.iter().copied().collect() }
            }
            Shows::Nowhere(why) => PlanText::ResultShowsNowhere { project, reduced, year, reason: why.label() },
        })
    }
}

/// A holder's part of an issue, in whole tonnes as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditShare {
    /// Whose.
    pub holder: String,
    /// How many.
    pub tonnes: CreditTonnes,
    /// What was agreed, if that is known.
    pub agreed: Option<Fraction>,
}

/// What becomes of credits after they are shared.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CreditUse {
    /// To another country, which uses them for its own target.
    Exported {
        /// To whom.
        to: String,
        /// How many.
        tonnes: CreditTonnes,
        /// Whether the country of the project has adjusted its own balance.
        is_adjusted: bool,
    },
    /// Taken out of use.
    Cancelled {
        /// How many.
        tonnes: CreditTonnes,
    },
}

impl CreditUse {
    /// How many.
    pub fn tonnes(&self) -> CreditTonnes {
        match self {
            Self::Exported { tonnes, .. } | Self::Cancelled { tonnes } => *tonnes,
        }
    }
}

/// Credits issued for the result of a project: the third ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditIssue {
    scheme: CreditScheme,
    result: ProjectResult,
    issued: CreditTonnes,
    shares: Vec<CreditShare>,
    uses: Vec<(String, CreditUse)>,
}

fn fault(value: &str, fault: PlanFault) -> Error {
    Message::Plan { value: Some(value.into()), fault }.into()
}

impl CreditIssue {
    /// An issue and its shares. Whole tonnes are taken as published: published shares are rounded up and down, so no rule of rounding is
    /// applied. Refused: shares that do not add up to what was issued, a share a tonne or more from what was agreed, a holder twice, more issued
    /// than was reduced.
    ///
    /// ```
    /// use citycarbon::plan::{CreditIssue, CreditScheme, CreditShare, CreditTonnes, NotShown, ProjectResult, Shows};
    /// use citycarbon::quantity::Mass;
    /// let share = |holder: &str, tonnes| CreditShare { holder: holder.to_owned(), tonnes: CreditTonnes::new(tonnes), agreed: "0.5".parse().ok() };
    /// let result = ProjectResult::new("hotel", "2017".parse()?, Mass::tonnes(189), Shows::Nowhere(NotShown::OutsideCity))?;
    /// let issue = |shares| CreditIssue::new(CreditScheme::Jcm, result.clone(), CreditTonnes::new(189), shares);
    /// assert!(issue(vec![share("Japan", 95), share("Viet Nam", 94)]).is_ok());
    /// let error = issue(vec![share("Japan", 96), share("Viet Nam", 93)]).unwrap_err();
    /// assert_eq!(error.to_string(), "\"96\": a share of a tonne or more from the agreed 94.5; enter the tonnes as issued, or the share as agreed");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn new(scheme: CreditScheme, result: ProjectResult, issued: CreditTonnes, shares: Vec<CreditShare>) -> Result<Self> {
        not_above(issued, result.reduced)?;
        let sum = CreditTonnes::sum(shares.iter().map(|share| share.tonnes))?;
        if sum != issued {
            let shares = sum.0.to_string().into();
            return Err(fault(&issued.0.to_string(), PlanFault::SharesNotIssued { shares }));
        }
        let mut holders = BTreeSet::new();
        for share in &shares {
            if !holders.insert(share.holder.as_str()) {
                return Err(Message::DuplicateName { value: share.holder.as_str().into() }.into());
            }
            let Some(agreed) = share.agreed else { continue };
            let agreed = agreed.number().checked_mul(Exact::from(issued.0))?;
            let off = super::target::minus(Exact::from(share.tonnes.0).into(), agreed)?;
            let (distance, tonne) = (off.numerator(), off.denominator());
            if distance >= tonne || distance.checked_neg()? >= tonne {
                let agreed = super::target::shown(agreed, 3)?.into();
                return Err(fault(&share.tonnes.0.to_string(), PlanFault::ShareNotAgreed { agreed }));
            }
        }
        Ok(Self { scheme, result, issued, shares, uses: Vec::new() })
    }

    /// Books a use of what a holder has; refused beyond that.
    pub fn book(&mut self, holder: &str, of: CreditUse) -> Result<()> {
        let held = self.held(holder)?;
        if of.tonnes() > held {
            let held = held.0.to_string().into();
            return Err(fault(&of.tonnes().0.to_string(), PlanFault::MoreThanHeld { held }));
        }
        self.uses.push((holder.to_owned(), of));
        Ok(())
    }

    /// What a holder still has: its share less what was exported or cancelled.
    pub fn held(&self, holder: &str) -> Result<CreditTonnes> {
        let share = self.shares.iter().find(|share| share.holder == holder).map_or(0, |share| share.tonnes.0);
        let used = CreditTonnes::sum(self.uses.iter().filter(|(of, _)| of == holder).map(|(_, use_of)| use_of.tonnes()))?;
        Ok(CreditTonnes(share.saturating_sub(used.0)))
    }

    /// The rules it was issued under.
    pub fn scheme(&self) -> CreditScheme {
        self.scheme
    }

    /// The result it was issued for.
    pub fn result(&self) -> &ProjectResult {
        &self.result
    }

    /// How many were issued.
    pub fn issued(&self) -> CreditTonnes {
        self.issued
    }

    /// The shares.
    pub fn shares(&self) -> &[CreditShare] {
        &self.shares
    }

    /// What holders did with theirs.
    pub fn uses(&self) -> &[(String, CreditUse)] {
        &self.uses
    }

    fn used(&self, counts: impl Fn(&CreditUse) -> bool) -> Result<CreditTonnes> {
        CreditTonnes::sum(self.uses.iter().filter(|(_, use_of)| counts(use_of)).map(|(_, use_of)| use_of.tonnes()))
    }

    /// How many were exported.
    pub fn exported(&self) -> Result<CreditTonnes> {
        self.used(|use_of| matches!(use_of, CreditUse::Exported { .. }))
    }

    /// How many of them the country of the project has adjusted its balance for.
    pub fn adjusted(&self) -> Result<CreditTonnes> {
        self.used(|use_of| matches!(use_of, CreditUse::Exported { is_adjusted: true, .. }))
    }

    /// How many were cancelled.
    pub fn cancelled(&self) -> Result<CreditTonnes> {
        self.used(|use_of| matches!(use_of, CreditUse::Cancelled { .. }))
    }
}

/// Refuses more credits than tonnes that were reduced.
fn not_above(issued: CreditTonnes, reduced: Mass) -> Result<()> {
    if Mass::tonnes(issued.0) <= reduced {
        return Ok(());
    }
    let reduced = super::target::shown(Ratio::new(reduced.base(), Exact::THOUSAND)?, 3)?.into();
    Err(fault(&issued.0.to_string(), PlanFault::MoreThanReduced { reduced }))
}

/// What counts towards a target that takes no exported credits.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TargetLedger {
    /// The inventory as it is, kg CO2e.
    pub inventory: Exact,
    /// Exported tonnes that the inventory shows as a reduction, by project: they are another's.
    pub exported: BTreeMap<String, CreditTonnes>,
    /// Exported tonnes that show nowhere in the inventory, by project: there is nothing to add back.
    pub not_shown: BTreeMap<String, CreditTonnes>,
    /// kg CO2e to compare with the target.
    pub counted: Exact,
}

impl TargetLedger {
    /// The ledger of a year from its inventory and the credits issued for results of that year; others are left out.
    /// Refused: several issues for a result, under one scheme or more, that are together more than it reduced.
    pub fn of(year: Year, inventory: Exact, issues: &[CreditIssue]) -> Result<Self> {
        let mut ledger = Self { inventory, exported: BTreeMap::new(), not_shown: BTreeMap::new(), counted: inventory };
        let mut by_project: BTreeMap<&str, CreditTonnes> = BTreeMap::new();
        for issue in issues.iter().filter(|issue| issue.result.year == year) {
            let of_project = by_project.entry(issue.result.project.as_str()).or_default();
            *of_project = of_project.checked_add(issue.issued)?;
            not_above(*of_project, issue.result.reduced)?;
            let exported = issue.exported()?;
            if exported == CreditTonnes::ZERO {
                continue;
            }
            let part = match issue.result.shows {
                Shows::Under(_) => {
                    let kg = Mass::tonnes(exported.0).base();
                    ledger.counted = ledger.counted.checked_add(kg)?;
                    &mut ledger.exported
                }
                Shows::Nowhere(_) => &mut ledger.not_shown,
            };
            let held = part.entry(issue.result.project.clone()).or_default();
            *held = held.checked_add(exported)?;
        }
        Ok(ledger)
    }
}
