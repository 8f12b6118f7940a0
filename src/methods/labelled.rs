//! Tables of values distinguished by a label, and inputs that say the same thing in several ways.
//!
//! A method reads its amounts by a label, then the values that go with them. Each is looked up by the label; a label without an
//! amount is refused, so that no value is left unused in silence; and what is missing is named. All methods say it in these words.

use super::{InputRow, Inputs};
use crate::error::{Error, Message, Problem, Result, Text, did_you_mean};
use crate::quantity::{Amount, Coefficient, Fraction, Quantity, Ratio, Scalar};
use std::collections::BTreeMap;

/// The values of an input by a label: fuel, kind, pathway, site.
pub(crate) struct Labelled<T = Ratio> {
    name: String,
    label: &'static str,
    /// The labels in the order given.
    order: Vec<String>,
    values: BTreeMap<String, T>,
}

impl<N: Scalar> Labelled<N> {
    /// Numbers, in base units for each base unit.
    pub(crate) fn numbers(inputs: &Inputs<N>, name: &str, label: &'static str) -> Result<Self> {
        Ok(Self::rows(inputs.numbers(name)?, name, label))
    }
}

impl<N: Scalar> Labelled<Fraction<N>> {
    /// Numbers of 0 to 1.
    pub(crate) fn shares(inputs: &Inputs<N>, name: &str, label: &'static str) -> Result<Self> {
        Ok(Self::rows(inputs.shares(name)?, name, label))
    }

    /// The sum of all, which must be one at most.
    pub(crate) fn whole(&self) -> Result<Fraction<N>> {
        up_to_one(&self.name, "", Fraction::sum(self.values.values().copied())?)
    }
}

impl<Q: Quantity, N: Scalar> Labelled<Amount<Q, N>> {
    /// Amounts.
    pub(crate) fn amounts(inputs: &Inputs<N>, name: &str, label: &'static str) -> Result<Self> {
        Ok(Self::rows(inputs.amounts(name)?, name, label))
    }
}

impl<A: Quantity, B: Quantity, N: Scalar> Labelled<Coefficient<A, B, N>> {
    /// So much of one dimension for each unit of another.
    pub(crate) fn coefficients(inputs: &Inputs<N>, name: &str, label: &'static str) -> Result<Self> {
        Ok(Self::rows(inputs.coefficients(name)?, name, label))
    }
}

impl<T> Labelled<Vec<T>> {
    /// The rows of a table that other labels or the year distinguish too, together by one label.
    pub(crate) fn grouped<'a, V>(
        rows: &'a [InputRow<V>],
        name: &str,
        label: &'static str,
        read: impl Fn(&'a InputRow<V>) -> Result<T>,
    ) -> Result<Self> {
        let mut table = Self::of(name, label, []);
        for row in rows {
            let which = row.label(label);
            if !table.values.contains_key(which) {
                table.order.push(which.to_owned());
            }
            table.values.entry(which.to_owned()).or_default().push(read(row)?);
        }
        Ok(table)
    }

    /// All of one label; none where it has none.
    pub(crate) fn all(&self, which: &str) -> &[T] {
        self.values.get(which).map_or(&[], Vec::as_slice)
    }
}

impl<T> Labelled<T> {
    /// Values that were computed, each label once.
    pub(crate) fn of(name: &str, label: &'static str, values: impl IntoIterator<Item = (String, T)>) -> Self {
        let (mut order, mut held) = (Vec::new(), BTreeMap::new());
        for (which, value) in values {
            order.push(which.clone());
            held.insert(which, value);
        }
        Self { name: name.to_owned(), label, order, values: held }
    }

    fn rows(rows: Vec<InputRow<T>>, name: &str, label: &'static str) -> Self {
        Self::of(name, label, rows.into_iter().map(|row| (row.label(label).to_owned(), row.value)))
    }

    /// Each value made another.
    pub(crate) fn turned<U>(self, turn: impl Fn(&str, T) -> Result<U>) -> Result<Labelled<U>> {
        let Self { name, label, order, values } = self;
        let turned = values.into_iter().map(|(which, value)| {
            let value = turn(&which, value)?;
            Ok((which, value))
        });
        Ok(Labelled { name, label, order, values: turned.collect::<Result<_>>()? })
    }

    /// Tables of which each label is in one only.
    pub(crate) fn any<const N: usize>(tables: [Self; N]) -> Result<Self> {
        for which in tables.iter().flat_map(|table| &table.order) {
            one_of(which, tables.iter().map(|table| (table.name.as_str(), table.values.get(which))))?;
        }
        let label = tables.first().map_or("", |table| table.label);
        let mut all = Self::of(&tables.each_ref().map(|table| table.name.as_str()).join(", "), label, []);
        for table in tables {
            all.order.extend(table.order);
            all.values.extend(table.values);
        }
        Ok(all)
    }

    /// Refuses a label that the first table does not have: a value that would never be used.
    pub(crate) fn known<U>(self, first: &Labelled<U>) -> Result<Self> {
        let Some(which) = self.order.iter().find(|which| !first.values.contains_key(*which)) else {
            return Ok(self);
        };
        let nearest = did_you_mean(which, first.order.iter().map(String::as_str)).map(Into::into);
        let (input, label, first) = ((&self.name).into(), self.label.into(), (&first.name).into());
        Err(Message::LabelWithoutAmount { value: which.into(), input, label, first, nearest }.into())
    }

    /// Refuses a label of the first table that only others have a value for: what is missing would pass for zero.
    pub(crate) fn all_or_none<U>(self, first: &Labelled<U>) -> Result<Self> {
        match first.order.iter().find(|which| !self.values.contains_key(*which)) {
            Some(which) if !self.is_empty() => Err(self.missing(which)),
            _ => Ok(self),
        }
    }

    fn missing(&self, which: &str) -> Error {
        Message::LabelNotGiven { value: which.into(), input: (&self.name).into(), label: self.label.into() }.into()
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Each label with its value, in the order given.
    pub(crate) fn each(&self) -> impl Iterator<Item = (&str, &T)> {
        self.order.iter().filter_map(|which| Some((which.as_str(), self.values.get(which)?)))
    }
}

impl<T: Copy> Labelled<T> {
    /// The value of one.
    pub(crate) fn get(&self, which: &str) -> Option<T> {
        self.values.get(which).copied()
    }

    /// The value of one, which must be given.
    pub(crate) fn need(&self, which: &str) -> Result<T> {
        self.get(which).ok_or_else(|| self.missing(which))
    }

    /// Each label with its value, in the order given.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, T)> {
        self.each().map(|(which, value)| (which, *value))
    }
}

/// The one of several ways that was given, if one was; an error where two were. Of one label, or of all where it is empty.
pub(crate) fn one_of<'a, T>(which: &str, ways: impl IntoIterator<Item = (&'a str, Option<T>)>) -> Result<Option<(&'a str, T)>> {
    let (mut names, mut given) = (Vec::new(), Vec::new());
    for (name, value) in ways {
        names.push(name);
        given.extend(value.map(|value| (name, value)));
    }
    let mut given = given.into_iter();
    match (given.next(), given.next()) {
        (Some((first, _)), Some((second, _))) => {
            let (names, first) = (names.into_iter().map(Into::into).collect(), first.into());
            let (value, second) = if which.is_empty() { (second, None) } else { (which, Some(second.into())) };
            Err(Message::GivenTwoWays { value: value.into(), second, first, names }.into())
        }
        (one, _) => Ok(one),
    }
}

/// The one of several ways that was given, of which there must be one.
pub(crate) fn just_one<'a, T, const N: usize>(which: &str, ways: [(&'a str, Option<T>); N]) -> Result<(&'a str, T)> {
    let names = ways.each_ref().map(|(name, _)| *name);
    Ok(one_of(which, ways)?.ok_or_else(|| none_of(which, names))?)
}

/// The one of several inputs that was given, if one was; an error where two were.
pub(crate) fn one_input<'a, N: Scalar>(inputs: &Inputs<N>, names: &[&'a str]) -> Result<Option<&'a str>> {
    let given = one_of("", names.iter().map(|name| (*name, inputs.has(name).then_some(()))))?;
    Ok(given.map(|(name, ())| name))
}

/// The error where none of several ways was given. Of one label, or of all where it is empty.
pub(crate) fn none_of<'a>(which: &str, ways: impl IntoIterator<Item = &'a str>) -> Problem {
    let value = Some(which).filter(|which| !which.is_empty()).map(Into::into);
    let names: Vec<Text> = ways.into_iter().map(Into::into).collect();
    let only = if let [only] = names.as_slice() { Some(only.clone()) } else { None };
    Message::GiveOneOf { value, only, names }.into()
}

/// Shares that are together one at most.
pub(crate) fn up_to_one<N: Scalar>(name: &str, of: &str, sum: N) -> Result<Fraction<N>> {
    if sum.compare(N::ONE)?.is_le() {
        return Fraction::new(sum);
    }
    // Sampled shares may add up to a little more than one in the last digit.
    if sum.is_whole()? {
        return Ok(Fraction::ONE);
    }
    let of = Some(of).filter(|of| !of.is_empty()).map(Into::into);
    Err(Message::SharesAboveOne { value: sum.shown().into(), of }.of(name).into())
}

/// The messages for labels and ways that do not fit, for any method.
#[cfg(test)]
mod tests {
    use crate::factors::Registry;
    use crate::methods;
    use serde_json::{Value, json};

    fn message(method: &str, inputs: &Value) -> String {
        methods::find(method).unwrap().compute(inputs, Registry::bundled().unwrap()).unwrap_err().to_string()
    }

    fn of(label: &str, values: &[(&str, &str)]) -> Value {
        values.iter().map(|(which, value)| json!({ label: which, "value": value, "unit": "kg/kg" })).collect()
    }

    #[test]
    fn a_label_is_missed_or_refused_by_name() {
        let given = |factors: &[(&str, &str)]| {
            let shares = of("class", &[("managed", "0.6"), ("unmanaged-deep", "0.4")]);
            message("landfill-mcf", &json!({ "mass-share": shares, "methane-correction-factor": of("class", factors) }))
        };
        assert_eq!(
            [
                given(&[("managed", "1")]),
                given(&[("managed", "1"), ("unmanaged-deap", "0.8")]),
                given(&[("managed", "1"), ("unmanaged-deep", "0.8"), ("uncategorised", "0.6")]),
                given(&[("managed", "1"), ("managed", "0.8")]),
            ],
            [
                "\"unmanaged-deep\": methane-correction-factor is not given for this class; \
                 add an entry for it",
                "\"unmanaged-deap\": methane-correction-factor has this class, but mass-share does not; did you mean \"unmanaged-deep\"?",
                "\"uncategorised\": methane-correction-factor has this class, but mass-share does not; give mass-share for it too, or delete it",
                "\"methane-correction-factor\": given twice for managed; give each value once",
            ]
        );
    }

    #[test]
    fn one_of_several_ways_is_asked_for() {
        let year = |value: &str| json!({ "value": value, "unit": "1" });
        let waste = json!([{ "year": 2000, "value": "1", "unit": "t" }]);
        let water = |industry: &str, value: &str, unit: &str| json!([{ "industry": industry, "value": value, "unit": unit }]);
        let (load, factor) = (water("beer", "3", "kg/m3"), water("beer", "0.2", "kg/kg"));
        assert_eq!(
            [
                message("landfill-history", &json!({ "waste": waste })),
                message(
                    "landfill-history",
                    &json!({ "waste": waste, "linear-since": year("1990"), "constant-since": year("1990") })
                ),
                message(
                    "rail",
                    &json!({ "electricity": { "value": "1", "unit": "kWh" }, "td-loss": { "value": "5", "unit": "%" } })
                ),
                message(
                    "industrial-wastewater-2006",
                    &json!({ "organics-concentration": load, "wastewater-methane-factor": factor })
                ),
                message(
                    "industrial-wastewater-2006",
                    &json!({
                        "organics-concentration": load, "wastewater-methane-factor": factor, "product": water("beer", "1", "t"),
                        "wastewater-generation": water("beer", "6", "m3/t"), "wastewater": water("beer", "6", "m3"),
                    })
                ),
            ],
            [
                "not enough is given; give one of population, linear-since, constant-since",
                "\"constant-since\": given together with linear-since; give one of population, linear-since, constant-since",
                "grid-factor: missing: gas per kWh, without losses of the network (kg/kWh); state it, or use a row such as \
                 @cea-fy2020-average-co2, @cea-fy2021-average-co2 (2059 more)",
                "\"beer\": not enough is given; give one of wastewater, product with wastewater-generation",
                "\"beer\": product with wastewater-generation is given together with wastewater; \
                 give one of wastewater, product with wastewater-generation",
            ]
        );
    }
}
