//! Groups of a form: named, each with a place, an activity code and days in service.

use super::MeasureForm;
use super::drive::{ELECTRIC, first_twice, twice};
use crate::error::{Error, Errors, MeasureFault, Message, Result};
use crate::forms::{FieldError, FormInputs};
use crate::methods::{Input, InputKind};
use crate::quantity::{Exact, Ratio, Scalar};

pub(super) const NAME: Input = Input::of_kind("name", InputKind::Text, "the name of the group");
pub(super) const PLACE: Input = Input::of_kind("place", InputKind::Place, "the district").optional();
pub(super) const CODE: Input = Input::of_kind("code", InputKind::Code(ELECTRIC), "activity code of the electricity");
pub(super) const COUNT: Input = Input::of_kind("count", InputKind::Count(0), "how many there are");
pub(super) const IN_SERVICE: Input =
    Input::of_kind("in_service", InputKind::Text, "days in service, such as 2024-09-01 to 2039-08-31");

/// Hours of the longest year.
const HOURS: u32 = 8784;

/// The groups of a form, each as it is read; refused where two have one name.
pub(super) fn named<T>(
    form: &MeasureForm<'_>,
    input: &Input,
    name: impl Fn(&T) -> &str,
    read: impl Fn(&FormInputs) -> Result<T, Errors>,
) -> Result<Vec<T>, Errors> {
    let groups = form.inputs.sections(input);
    let all = groups.iter().map(read).collect::<Result<Vec<_>, Errors>>()?;
    match first_twice(all.iter().map(name)) {
        Some((at, name)) => Err(groups.get(at).unwrap_or(form.inputs).placed(NAME.name, twice(name)).into()),
        None => Ok(all),
    }
}

/// Who states a group.
pub(super) fn source(group: &FormInputs) -> Result<String> {
    group.source().map(str::to_owned).ok_or_else(|| group.problem(&NAME, Message::NoSource))
}

/// The error of an input that is given together with another: one of some is to be given.
pub(super) fn given_together(group: &FormInputs, second: &Input, first: &Input, ways: &[&Input]) -> Error {
    let names = ways.iter().map(|input| input.name.into()).collect();
    group.problem(second, Message::GivenTwoWays { value: second.name.into(), second: None, first: first.name.into(), names })
}

/// Refuses what is no better after a measure than before: figures in exchanged places.
pub(super) fn refuse_worse(input: &Input, name: &str, is_worse: bool, after: &str, before: &str) -> Result<(), FieldError> {
    if is_worse {
        let message =
            Message::Measure { value: Some(after.into()), fault: MeasureFault::WorseThanBefore { before: before.into() } };
        return Err(FieldError::new(input, message.of(name)));
    }
    Ok(())
}

/// Refuses more hours than a year has.
pub(super) fn check_hours(input: &Input, name: &str, hours: Ratio) -> Result<(), FieldError> {
    let most = Ratio::from(Exact::from(i64::from(HOURS)));
    let refused = |error| FieldError::new(input, error);
    if hours.compare(most).map_err(refused)?.is_gt() {
        let (low, high) = ("0".into(), HOURS.to_string().into());
        let message = Message::NotPossible { value: (&hours).into(), parameter: input.name.into(), low, high };
        return Err(FieldError::new(input, message.of(name)));
    }
    Ok(())
}
