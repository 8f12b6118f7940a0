//! The kinds of measures: their list, and what one of them is.

use super::labels::Label;
use super::plan::stage_label;
use super::text;
use crate::i18n::{self, Language};
use crate::measures::{Measure, MeasureRegistry, MeasureSpec};

/// The kinds of measures that a form can be of, each with its name in words.
pub fn measure_kinds_text(registry: &MeasureRegistry, language: Language) -> String {
    let mut out = String::new();
    text::line(&mut out, &Label::MeasureKinds.render(language));
    let width = registry.iter().map(|measure| measure.spec().name.len()).max().unwrap_or_default();
    for spec in registry.iter().map(Measure::spec) {
        let title = i18n::label(&format!("measure.{}", spec.name), language).unwrap_or(spec.title);
        text::line(&mut out, &format!("  {:width$}  {}", spec.name, text::clean(title)));
    }
    out
}

/// A kind of measure: what it follows and changes, what has to be monitored, what may count the same tonnes, and what they are comparable with.
pub fn measure_kind_text(spec: &MeasureSpec, language: Language) -> String {
    let mut out = String::new();
    let title = i18n::label(&format!("measure.{}", spec.name), language).unwrap_or(spec.title);
    text::heading(&mut out, &text::clean(&format!("{}: {title}", spec.name)));
    let tonnes = i18n::label(&format!("tonnes-of.{}", spec.tonnes.name()), language).unwrap_or_default();
    let lines = [
        (Label::KindEquations, vec![spec.equation]),
        (Label::KindFollows, spec.follows.to_vec()),
        (Label::KindTouches, spec.touches.to_vec()),
        (Label::KindStage, vec![stage_label(spec.stage, language)]),
        (Label::KindMonitors, spec.monitors.to_vec()),
        (Label::KindCountedTwice, spec.counted_twice_with.to_vec()),
        (Label::KindTonnes, vec![tonnes]),
    ];
    for (label, parts) in lines.into_iter().filter(|(_, parts)| !parts.is_empty()) {
        let joint = if matches!(label, Label::KindMonitors | Label::KindCountedTwice) { "\n  - " } else { ", " };
        let first = if joint == ", " { " " } else { joint };
        text::line(&mut out, &format!("{}:{first}{}", label.render(language), parts.join(joint)));
    }
    out
}
