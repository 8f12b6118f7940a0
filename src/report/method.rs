//! A method by name: what it needs, and what inputs give, as JSON.

use crate::error::{Error, Location, Message, Result};
use crate::factors::Registry;
use crate::gas::{Gas, GwpSet};
use crate::methods::{Input, MethodSpec, Output, Results};
use crate::quantity::{Exact, Ratio};
use crate::taxonomy::{Category, Year};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A method with its references, equation, inputs with units, and results.
///
/// ```
/// let spec = citycarbon::methods::find("composting")?;
/// let text = citycarbon::report::method_text(spec);
/// assert!(text.starts_with("composting\n  III.2, tiers 1, 2, 3: "));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn method_text(spec: &MethodSpec) -> String {
    let tiers = if spec.tiers.is_empty() { String::new() } else { format!(", tiers {}", spec.tiers) };
    let reference = if spec.reference.is_empty() { "in no inventory" } else { spec.reference };
    let mut text = format!("{}\n  {reference}{tiers}: {}\n", spec.name, spec.equation);
    let by = |labels: &[&str]| if labels.is_empty() { String::new() } else { format!(" by {}", labels.join(", ")) };
    for input in spec.inputs {
        let need = need(input);
        let _ = writeln!(text, "  in   {} [{}]{}: {}{need}", input.name, input.unit, by(input.by), input.what);
    }
    for output in spec.results {
        let words = if output.words.is_empty() { String::new() } else { format!(" ({})", output.words.join(", ")) };
        let _ = writeln!(text, "  out  {} [{}]{}{words}", output.name, output.unit, by(output.by));
    }
    let booked: Vec<&str> = spec.results.iter().filter(|output| output.is_booked()).map(|output| output.name).collect();
    if spec.parts().is_empty() && !booked.is_empty() && !spec.reference.is_empty() {
        let references: Vec<&str> = spec.references().map(Category::reference).collect();
        let _ = writeln!(text, "  book {}: {}", booked.join(", "), references.join(" or "));
    }
    for part in spec.parts() {
        let _ = writeln!(text, "  book {} of {part}", booked.join(", "));
    }
    text
}

/// Whether an input must be given, as a list of inputs says it: nothing where it must.
fn need(input: &Input) -> String {
    let with = input.with.join(" or ");
    match (input.required, with.is_empty()) {
        (true, true) if input.instead.is_empty() => String::new(),
        (true, true) => format!(" (or {})", input.instead.join(", ")),
        (true, false) => format!(" (or {}; asked for with {with} too)", input.instead.join(", ")),
        (false, true) => " (optional)".to_owned(),
        (false, false) => format!(" (asked for with {with})"),
    }
}

/// CO2e of a method's gases.
#[derive(Serialize)]
struct WeighedResults {
    gwp: GwpSet,
    unit: &'static str,
    /// Of results without a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Exact>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    by_year: BTreeMap<Year, Exact>,
}

/// The results of a method's inputs, which are a JSON object by name: `{"method", "equation", "results"}`, figures as strings; with a
/// GWP set also `co2e`, the weighed sum of the results that are the mass of a gas, null where there is none.
///
/// ```
/// use citycarbon::{GwpSet, Registry, methods, report};
/// let inputs = r#"{"waste": {"value": "10", "unit": "t"}, "methane-factor": {"value": "4", "unit": "g/kg"},
///                  "nitrous-oxide-factor": {"value": "0.24", "unit": "g/kg"}}"#;
/// let json = report::method_json(methods::find("composting")?, inputs, "inputs.json", Registry::bundled()?, Some(GwpSet::Ar5))?;
/// assert!(json.contains(r#""value": "1756""#)); // 40 kg CH4 x 28 and 2.4 kg N2O x 265
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn method_json(spec: &MethodSpec, inputs: &str, file: &str, registry: &Registry, gwp: Option<GwpSet>) -> Result<String> {
    let not_json = |error: serde_json::Error| {
        let problem = Message::NotJson { error: (&error).into() }.into();
        Error::File { at: Location::file(file), problem }
    };
    let inputs: serde_json::Value = serde_json::from_str(inputs).map_err(not_json)?;
    let results = spec.compute(&inputs, registry)?;
    let mut shown = serde_json::json!({ "method": spec.name, "equation": spec.equation, "results": results });
    if let (Some(gwp), Some(members)) = (gwp, shown.as_object_mut()) {
        // Strings and numbers only: nothing that JSON could refuse.
        members.insert("co2e".to_owned(), serde_json::to_value(weighed(spec, &results, gwp)?).unwrap_or_default());
    }
    Ok(format!("{shown:#}\n"))
}

/// The results that are the mass of a gas, as CO2e; none where no result is one.
fn weighed(spec: &MethodSpec, results: &Results, gwp: GwpSet) -> Result<Option<WeighedResults>> {
    let mut sums: BTreeMap<Option<Year>, Ratio> = BTreeMap::new();
    for output in spec.results {
        let Some(weight) = gas_of(output).map(|gas| gwp.weight(gas)).transpose()?.flatten() else { continue };
        for figure in results.of(output.name) {
            let kg = output.multiplier()?.checked_mul(figure.value)?.checked_mul(weight)?;
            let sum = sums.entry(figure.year).or_insert(Ratio::from(Exact::ZERO));
            *sum = sum.checked_add(kg)?;
        }
    }
    if sums.is_empty() {
        return Ok(None);
    }
    let mut weighed = WeighedResults { gwp, unit: "kg", value: None, by_year: BTreeMap::new() };
    for (year, sum) in sums {
        let kg = sum.evaluate()?.value();
        match year {
            Some(year) => _ = weighed.by_year.insert(year, kg),
            None => weighed.value = Some(kg),
        }
    }
    Ok(Some(weighed))
}

/// The gas whose mass a result is.
fn gas_of(output: &Output) -> Option<Gas> {
    output.name.parse().ok().filter(|_| !output.unit.contains('/'))
}
