//! Gases of a method, from inputs that a group of a form states: where no code of the catalogue has the equation.

use super::MeasureForm;
use crate::error::{Errors, Result};
use crate::forms::{FormInput, FormInputs, FormSection, FormValue, method_inputs};
use crate::methods::{Input, MethodSpec, Results};
use crate::quantity::Ratio;
use crate::records::Placed;

/// An input of a method: a key of the group as it is written, or a number that the measure found.
pub(super) enum MethodInput<'a> {
    /// A key whose text is a value or a row: `10 g/kg`, `@ipcc2006-composting-dry-ch4`.
    Key(&'a Input),
    /// A number in a unit.
    Number(Ratio, &'static str),
}

/// The results of a method; where its values are distinguished by labels, all are of these.
///
/// # Errors
/// An input that the method does not take, at its key.
pub(super) fn results(
    spec: &MethodSpec,
    group: &FormInputs,
    form: &MeasureForm<'_>,
    labels: &[(&str, &str)],
    inputs: &[(&str, MethodInput<'_>)],
) -> Result<Results, Errors> {
    let mut section = FormSection::new();
    for (name, input) in inputs {
        let by = spec.inputs.iter().find(|input| input.name == *name).map_or(&[][..], |input| input.by);
        let (mut value, place) = match input {
            MethodInput::Key(key) => match group.iter().find(|(held, ..)| *held == key.name) {
                Some((_, place, FormInput::Text(text))) => {
                    let (what, written) = text.strip_prefix('@').map_or(("value", text.as_str()), |row| ("row", row));
                    let mut value = FormSection::new();
                    value.set(what, Placed::at(FormValue::from(written), place.clone()));
                    (value, place)
                }
                _ => continue,
            },
            MethodInput::Number(number, unit) => {
                let text = number.evaluate()?.value().to_string();
                (FormSection::new().with("value", text.as_str()).with("unit", *unit), group.at())
            }
        };
        for (label, word) in labels.iter().filter(|(label, _)| by.contains(label)) {
            value = value.with(label, *word);
        }
        section.set(name, Placed::at(FormValue::from(value), place.clone()));
    }
    let placed = Placed::at(section, group.at().clone());
    Ok(spec.run(&method_inputs(spec, &[&placed], group.at(), form.context)?)?)
}
