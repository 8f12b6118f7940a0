//! Gases of a method, from inputs that a group of a form states: where no code of the catalogue has the equation.

use super::MeasureForm;
use crate::error::{Errors, Result};
use crate::forms::{FormInput, FormInputs, FormSection, FormValue, method_inputs};
use crate::methods::{Input, MethodSpec, Results};
use crate::quantity::Ratio;
use crate::records::Placed;

/// An input of a method: a key of the group as it is written, or a mass in kg that the measure found.
pub(super) enum MethodInput<'a> {
    /// A key whose text is a value or a row: `10 g/kg`, `@ipcc2006-composting-dry-ch4`.
    Key(&'a Input),
    /// kg.
    Kilograms(Ratio),
}

/// The results of a method.
///
/// # Errors
/// An input that the method does not take, at its key.
pub(super) fn results(
    spec: &MethodSpec,
    group: &FormInputs,
    form: &MeasureForm<'_>,
    inputs: &[(&str, MethodInput<'_>)],
) -> Result<Results, Errors> {
    let mut section = FormSection::new();
    for (name, input) in inputs {
        match input {
            MethodInput::Key(key) => {
                if let Some((_, place, FormInput::Text(text))) = group.iter().find(|(held, ..)| *held == key.name) {
                    section.set(name, Placed::at(FormValue::from(text.as_str()), place.clone()));
                }
            }
            MethodInput::Kilograms(kilograms) => {
                let text = format!("{} kg", kilograms.evaluate()?.value());
                section.set(name, Placed::at(FormValue::from(text.as_str()), group.at().clone()));
            }
        }
    }
    let placed = Placed::at(section, group.at().clone());
    Ok(spec.run(&method_inputs(spec, &[&placed], group.at(), form.context)?)?)
}
