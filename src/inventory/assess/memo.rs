//! What an activity code leads to, worked out once and kept: look-ups walk the tables, and most rows of a ledger ask alike.

use super::{Assessed, Leaf};
use crate::error::Result;
use crate::gas::Substance;
use crate::inventory::Notice;
use crate::inventory::line::{Basis, Input, Line, LineId, Link};
use crate::inventory::shared::{Inputs, Links};
use crate::quantity::Dimension;
use crate::taxonomy::{Category, Quality, Region, Year};
use hashbrown::{Equivalent, HashMap};
use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

/// A line without place and amount: what every row of an activity code in one region and year is multiplied by.
pub(super) struct Draft {
    pub(super) category: Category,
    /// The factor's id and what it stands for, as the line's id has it.
    pub(super) factor: String,
    pub(super) substance: Substance,
    pub(super) basis: Basis,
    pub(super) conversion: Links,
    pub(super) chain: Links,
    pub(super) weight_note: Option<Cow<'static, str>>,
    pub(super) factor_quality: Option<Quality>,
}

/// What a code leads to from amounts of one dimension, in a region and year.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) lines: Vec<Draft>,
    pub(super) included: Vec<(Category, Category)>,
    pub(super) notices: Vec<Notice>,
}

impl Plan {
    /// Conversions that are equal become one, so that the lines of an amount share their input.
    pub(super) fn joined(mut self) -> Self {
        let mut before = Links::default();
        for draft in &mut self.lines {
            if draft.conversion == before {
                draft.conversion = before.clone();
            }
            before = draft.conversion.clone();
        }
        self
    }

    /// The lines of one leaf, whose own links come before the conversions.
    pub(super) fn of(&self, leaf: &Leaf, way: &[Link]) -> Result<Assessed> {
        let mut shared: Option<(usize, Inputs)> = None;
        let mut lines = Vec::with_capacity(self.lines.len());
        for draft in &self.lines {
            let place = draft.conversion.place();
            let inputs = match &shared {
                Some((of, inputs)) if *of == place => inputs.clone(),
                _ => Inputs::from_iter([Input::of_leaf(leaf, draft.conversion.after(way))?]),
            };
            shared = Some((place, inputs.clone()));
            lines.push(Line {
                id: Arc::new(LineId {
                    year: leaf.year,
                    category: draft.category,
                    activity: leaf.activity.clone(),
                    place: leaf.place.clone(),
                    factor: draft.factor.clone(),
                }),
                substance: draft.substance,
                basis: draft.basis,
                inputs,
                chain: draft.chain.clone(),
                worked: None,
                weight_note: draft.weight_note.clone(),
                activity_quality: leaf.quality,
                factor_quality: draft.factor_quality,
            });
        }
        Ok(Assessed { lines, included: self.included.clone(), notices: self.notices.clone() })
    }
}

/// Plans by what was asked. A copy of an assessor starts with none: it may be given other tables of its own.
#[derive(Default)]
pub(super) struct Memo(Mutex<HashMap<Asked, Arc<Plan>>>);

#[derive(PartialEq, Eq, Hash)]
struct Asked {
    code: String,
    region: Region,
    year: Year,
    dimension: Dimension,
}

/// The same without a copy of its words; hashed in the same order.
#[derive(Clone, Copy, Hash)]
pub(super) struct Asking<'a> {
    pub(super) code: &'a str,
    pub(super) region: &'a Region,
    pub(super) year: Year,
    pub(super) dimension: Dimension,
}

impl Equivalent<Asked> for Asking<'_> {
    fn equivalent(&self, key: &Asked) -> bool {
        self.code == key.code && *self.region == key.region && self.year == key.year && self.dimension == key.dimension
    }
}

impl Memo {
    /// The plan for what is asked: the one that is kept, or what `work` makes of it. What fails is not kept.
    pub(super) fn plan(&self, asking: Asking<'_>, work: impl FnOnce() -> Result<Plan>) -> Result<Arc<Plan>> {
        if let Some(plan) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&asking) {
            return Ok(plan.clone());
        }
        let plan = Arc::new(work()?.joined());
        let Asking { code, region, year, dimension } = asking;
        let asked = Asked { code: code.to_owned(), region: region.clone(), year, dimension };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(asked, plan.clone());
        Ok(plan)
    }
}

impl Clone for Memo {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl core::fmt::Debug for Memo {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Memo")
    }
}

#[cfg(test)]
mod tests {
    use crate::factors::Ladder;
    use crate::inventory::Assessor;
    use crate::inventory::tally::Leaf;
    use crate::quantity::{Exact, Unit};

    fn leaf(assessor: &Assessor, code: &str, place: &str, sum: i64) -> Leaf {
        let dimension = assessor.catalogue().find(code).unwrap()[0].dimension;
        Leaf {
            file: "ledger.csv".to_owned(),
            sha256: None,
            activity: code.to_owned(),
            unit: Unit::base(dimension).symbol().to_owned(),
            place: place.to_owned(),
            year: "2018".parse().unwrap(),
            rows: 1,
            sum: Exact::from(sum),
            quality: None,
        }
    }

    #[test]
    fn what_is_kept_is_what_a_look_up_finds() {
        let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
        let codes: Vec<String> = assessor.catalogue().codes().map(str::to_owned).collect();
        for code in &codes {
            let (one, other) = (leaf(&assessor, code, "", 1), leaf(&assessor, code, "JP", 5));
            let fresh = |leaf| assessor.clone().assess(leaf).map_err(|error| error.to_string());
            for leaf in [&one, &other, &one] {
                assert_eq!(assessor.assess(leaf).map_err(|error| error.to_string()), fresh(leaf), "{code}");
            }
        }
    }

    #[test]
    fn another_ladder_looks_up_again() {
        let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
        let leaf = leaf(&assessor, "residential.electricity", "", 1);
        let before = assessor.assess(&leaf).unwrap();
        let choose = [("grid-electricity".to_owned(), "th-tgo-cfo".to_owned())].into();
        let after = assessor.with_ladder(Ladder { choose, ..Ladder::default() }).assess(&leaf).unwrap();
        assert_ne!(before.lines[0].id.factor, after.lines[0].id.factor);
    }
}
