//! `plan.json`.

use super::shape::PlanReport;
use crate::error::{Error, Message, Result};
use crate::plan::ComputedPlan;

/// A plan as JSON.
pub fn plan_json(city: &str, plan: &ComputedPlan) -> Result<Vec<u8>> {
    let failed = |error: serde_json::Error| Error::from(Message::NotWritten { error: (&error).into() });
    let mut bytes = serde_json::to_vec_pretty(&PlanReport::of(city, plan)?).map_err(failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}
