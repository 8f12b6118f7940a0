//! The verifier, which needs the trace only.

use super::tree::{Tree, origin};
use super::weight::weight;
use super::writer::stated_in;
use crate::assess::{Derivation, LineId, LineMethod, METHANE_NOTE, Term};
use crate::error::{Error, Message, Operation, Result};
use crate::gas::{Gas, Substance};
use crate::methods::Tier;
use crate::quantity::{Exact, Ratio};

/// Computes every step of a tree again; an error names the first that does not agree.
///
/// ```
/// use citycarbon::audit::{Tree, verify};
/// let tree: Tree = r#"{"line": "2024/V.1/cattle//ef", "ref": "V.1", "activity": "cattle", "place": "", "year": 2024,
///   "method": "activity-times-factor", "tier": "2", "gas": "CH4", "gwp": {"set": "AR5", "weight": "28", "note": null},
///   "inputs": [{"file": "ledger.csv", "sha256": null, "lines": [2, 5], "ids": [], "source": null, "rows": 2, "sum": "12", "unit": "head",
///               "multiplier": "1", "conversion": []}],
///   "derivation": {"product": [{"name": "emission-factor", "origin": "row", "numerator": "47", "denominator": "1",
///              "rows": [{"id": "ef", "printed": "47 kg/head", "source": "", "table": "", "version": "", "steps": []}]}]},
///   "mass_kg": {"numerator": "564", "denominator": "1", "value": "564", "rounded": false}, "co2e_kg": "15792"}"#.parse()?;
/// verify(&tree)?;
/// let mut other = tree.clone();
/// other.co2e_kg = "15793".parse().ok();
/// assert_eq!(verify(&other).unwrap_err().to_string(), "\"15793\": co2e_kg of line 2024/V.1/cattle//ef: recomputed 15792; use the trace of one run, unchanged");
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn verify(tree: &Tree) -> Result<()> {
    let agree = |step: &str, found: String, recomputed: String| {
        if found == recomputed {
            return Ok(());
        }
        let (step, line) = (step.into(), (&tree.line).into());
        Err(Message::OtherRecomputed { value: found.into(), step, line, recomputed: recomputed.into() }.into())
    };
    let named = |step: &str, error: Error| {
        error.in_step(Operation::Method { name: step.into() }).in_step(Operation::Line { id: (&tree.line).into() })
    };
    let id: LineId = tree.line.parse()?;
    agree("year", tree.year.to_string(), id.year.to_string())?;
    agree("ref", tree.category.to_string(), id.category.to_string())?;
    agree("activity", tree.activity.clone(), id.activity.to_string())?;
    agree("place", tree.place.clone(), id.place.to_string())?;
    let method = LineMethod::of(origin(&id, &tree.derivation), &id.factor, &tree.derivation);
    let shown = |text: Option<&str>| text.unwrap_or("null").to_owned();
    agree("method", shown(tree.method.as_deref()), shown(method.map(|method| method.name)))?;
    agree("tier", shown(tree.tier.map(Tier::name)), shown(method.and_then(|method| method.tier).map(Tier::name)))?;
    let product = |terms: &[Term]| {
        let mut product = Ratio::ONE;
        for term in terms {
            if !term.is_as_printed().map_err(|error| named(&term.name, error))? {
                let printed = term.printed_ratio().map_or_else(String::new, |ratio| ratio.to_string());
                agree(&term.name, term.ratio.to_string(), printed)?;
            }
            product = product.checked_mul(term.ratio).map_err(|error| named(&term.name, error))?;
        }
        Ok::<_, Error>(product)
    };
    let mut amount = Ratio::from(Exact::ZERO);
    for input in &tree.inputs {
        if !input.lines.is_empty() {
            agree("rows", input.rows.to_string(), input.lines.len().to_string())?;
        }
        agree("multiplier", input.multiplier.to_string(), input.unit.multiplier().to_string())?;
        let converted = product(&input.conversion)?
            .checked_mul(input.sum.checked_mul(input.multiplier).map_err(|error| named("inputs", error))?);
        amount = converted.and_then(|part| amount.checked_add(part)).map_err(|error| named("inputs", error))?;
    }
    if let Derivation::Method(result) = &tree.derivation {
        product(result.rows())?;
        // However many sums there are, together they are what the method gives.
        let again = result.evaluate().map_err(|error| named("method", error))?;
        let stated = amount.evaluate().map_err(|error| named("inputs", error))?;
        agree("method", stated.value().to_string(), again.to_string())?;
    }
    let open = amount.checked_mul(product(&tree.derivation.terms())?).map_err(|error| named("mass_kg", error))?;
    agree("mass_kg.numerator", tree.mass_kg.numerator.to_string(), open.numerator().to_string())?;
    agree("mass_kg.denominator", tree.mass_kg.denominator.to_string(), open.denominator().to_string())?;
    let closed = open.evaluate().map_err(|error| named("mass_kg", error))?;
    agree("mass_kg.value", tree.mass_kg.value.to_string(), closed.value().to_string())?;
    agree("mass_kg.rounded", tree.mass_kg.rounded.to_string(), closed.rounded().to_string())?;
    let shown = |figure: Option<Exact>| figure.map_or_else(|| "none".to_owned(), |figure| figure.to_string());
    let notes: &[Option<&str>] = match tree.gas {
        Substance::Stated(own) => &[Some(&stated_in(own))],
        Substance::Gas(Gas::CH4) => &[Some(METHANE_NOTE), None],
        Substance::Gas(_) => &[None],
    };
    if !notes.contains(&tree.gwp.note.as_deref()) {
        let note = |note: Option<&str>| note.unwrap_or("null").to_owned();
        agree("gwp.note", note(tree.gwp.note.as_deref()), note(notes.first().copied().flatten()))?;
    }
    let weight = weight(tree.gas, tree.gwp.set)?;
    agree("gwp.weight", shown(tree.gwp.weight), shown(weight))?;
    let co2e = weight.map(|weight| closed.value().checked_mul(weight)).transpose().map_err(|error| named("co2e_kg", error))?;
    agree("co2e_kg", shown(tree.co2e_kg), shown(co2e))
}
