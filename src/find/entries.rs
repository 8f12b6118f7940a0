//! What can be found, kind by kind, with the names that it is found by.

use super::answer::Answer;
use super::kind::FindKind;
use crate::error::Message;
use crate::factors::{EmissionFactor, Parameter, Registry};
use crate::gas::{Gas, GwpSet, other_gases};
use crate::i18n::Language;
use crate::methods::{self, MethodSpec};
use crate::quantity::{Dimension, Unit};
use crate::taxonomy::{Category, Region, Regions, Rule};

/// Something that can be found, and what it is called.
pub(super) struct FindCandidate {
    pub(super) answer: Answer,
    pub(super) names: Vec<String>,
}

fn entry(kind: FindKind, (id, label, unit): (&str, String, String), write: String, names: Vec<String>) -> FindCandidate {
    FindCandidate { answer: Answer { kind, id: id.to_owned(), label, unit, write }, names }
}

/// An activity code with the unit that its amounts are usually in.
pub(super) fn activity(rule: &Rule, language: Language) -> Answer {
    let unit = usual_unit(rule.dimension);
    let write = format!("ledger.csv: activity = {}, unit = {unit}", rule.code);
    entry(FindKind::Activity, (&rule.code, rule.label(language).to_owned(), unit.to_owned()), write, Vec::new()).answer
}

/// The unit that bills and records state.
fn usual_unit(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Energy => "kWh",
        Dimension::Mass => "t",
        other => Unit::base(other).symbol(),
    }
}

/// Everything of a kind; activities have a search of their own.
pub(super) fn of_kind(kind: FindKind, words: &str, registry: Option<&Registry>, language: Language) -> Vec<FindCandidate> {
    match kind {
        FindKind::Activity => Vec::new(),
        FindKind::Unit => units(words, language),
        FindKind::Gas => gases(language),
        FindKind::Reference => Category::all().map(|category| reference(category, language)).collect(),
        FindKind::Region => Regions::bundled().all().map(|region| of_region(&region, language)).collect(),
        FindKind::Method => methods::all().map(of_method).collect(),
        FindKind::Parameter => registry.into_iter().flat_map(Registry::parameters).map(parameter).collect(),
        FindKind::Factor => registry.into_iter().flat_map(Registry::factors).map(factor).collect(),
    }
}

/// Units by their symbols and spellings; a spelling that is open is answered with what to write.
fn units(words: &str, language: Language) -> Vec<FindCandidate> {
    let of_unit = |unit: Unit, names: Vec<String>| {
        let label = crate::i18n::label(&format!("dimension.{}", unit.dimension()), language).unwrap_or_default();
        let symbol = unit.symbol().to_owned();
        let write = format!("unit = {symbol}");
        entry(FindKind::Unit, (&symbol, label.to_owned(), symbol.clone()), write, names)
    };
    let mut found: Vec<FindCandidate> = match words.parse::<Unit>() {
        Ok(unit) if unit.is_ton() => {
            let clear = ["t", "short ton", "long ton"].into_iter().filter_map(|unit| unit.parse().ok());
            clear.map(|unit| of_unit(unit, vec![words.to_owned()])).collect()
        }
        Ok(unit) => vec![of_unit(unit, vec![words.to_owned()])],
        Err(error) => match error.into_problem().message() {
            Message::OpenUnit { first, others, .. } => {
                let units = std::iter::once(first).chain(others).filter_map(|unit| unit.as_str().parse().ok());
                units.map(|unit| of_unit(unit, vec![words.to_owned()])).collect()
            }
            _ => Vec::new(),
        },
    };
    let known: Vec<String> = found.iter().map(|entry| entry.answer.id.clone()).collect();
    let others = Unit::all().filter(|unit| !known.iter().any(|known| known == unit.symbol()));
    found.extend(others.map(|unit| of_unit(unit, unit.spellings().map(str::to_owned).collect())));
    found
}

/// Gases of the table, and those that are asked for and not counted, with the reason.
fn gases(language: Language) -> Vec<FindCandidate> {
    let of_table = Gas::all().map(|gas| {
        let weight = GwpSet::Ar5.weight(gas).ok().flatten().map(|weight| format!(" (GWP {weight}, AR5)")).unwrap_or_default();
        let label = format!("{}{weight}", if gas.words().is_empty() { gas.name() } else { gas.words() });
        let number = gas.name().split_once('-').map(|(_, number)| [format!("R-{number}"), format!("R{number}")]);
        let names = [gas.words().to_owned(), gas.formula().to_owned()].into_iter().chain(number.into_iter().flatten());
        let names = names.filter(|name| !name.is_empty()).collect();
        let write = format!("direct.csv: gas = {}, unit = kg", gas.name());
        entry(FindKind::Gas, (gas.name(), label, "kg".to_owned()), write, names)
    });
    let others = other_gases().map(|(name, why)| {
        let number = name.split_once('-').map(|(_, number)| vec![format!("R-{number}"), format!("R{number}")]).unwrap_or_default();
        entry(FindKind::Gas, (name, why.render(language), String::new()), String::new(), number)
    });
    of_table.chain(others).collect()
}

fn reference(category: Category, language: Language) -> FindCandidate {
    let label = category.label(language).to_owned();
    let names = Language::ALL.map(|language| category.label(language).to_owned()).to_vec();
    let write = format!("direct.csv: ref = {}", category.reference());
    entry(FindKind::Reference, (category.reference(), label, String::new()), write, names)
}

fn of_region(region: &Region, language: Language) -> FindCandidate {
    let regions = Regions::bundled();
    let label = |language| regions.label(region, language).to_owned();
    let write = format!("city.toml: region = \"{region}\"");
    entry(FindKind::Region, (region.code(), label(language), String::new()), write, Language::ALL.map(label).to_vec())
}

fn of_method(spec: &MethodSpec) -> FindCandidate {
    let write = format!("methods/{0}.toml: method = \"{0}\"", spec.name);
    let names = vec![spec.name.to_owned(), spec.equation.to_owned()];
    entry(FindKind::Method, (spec.name, spec.equation.to_owned(), String::new()), write, names)
}

fn parameter(row: &Parameter) -> FindCandidate {
    let label = format!("{} {} = {}, {}", row.name, row.subject, row.rate, row.region);
    let names = vec![row.id.clone(), label.clone()];
    let write = format!("methods/*.toml [inputs]: \"@{}\"", row.id);
    entry(FindKind::Parameter, (&row.id, label, row.rate.units()), write, names)
}

fn factor(row: &EmissionFactor) -> FindCandidate {
    let label = format!("{} {} {} = {}, {}", row.process, row.subject, row.substance, row.rate, row.region);
    let names = vec![row.id.clone(), label.clone()];
    // A ledger finds its factors by itself; a series among several is chosen in the city's settings.
    let write = if row.series.is_empty() {
        format!("methods/*.toml [inputs]: \"@{}\"", row.id)
    } else {
        format!("city.toml [series]: {} = \"{}\"", row.subject, row.series)
    };
    entry(FindKind::Factor, (&row.id, label, row.rate.units()), write, names)
}
