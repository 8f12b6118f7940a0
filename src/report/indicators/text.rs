//! Indicators as text: a table of the years, then what is missing, where figures come from, how they are computed, and monitoring.

use crate::city::City;
use crate::error::Result;
use crate::i18n::Language;
use crate::indicators::{FigureOrigin, Indicator, IndicatorYear, MonitoringValue};
use crate::inventory::Statement;
use crate::quantity::{Exact, Rounding};
use crate::report::labels::Label;
use crate::report::table::{Rank, Table, TableCell, TableRow, grouped};
use crate::report::text;
use crate::taxonomy::Year;
use std::collections::BTreeSet;

/// The most years next to one another.
const COLUMNS: usize = 5;

/// Digits after the dot: enough for a share of a small part.
fn places(value: Exact) -> u32 {
    if value >= Exact::from(1000) {
        0
    } else if value >= Exact::from(10) {
        2
    } else {
        4
    }
}

fn shown(value: Exact, language: Language) -> String {
    grouped(value.round(places(value), Rounding::HalfEven).0, 0, language)
}

/// The figures of one indicator and unit, a cell for each year.
fn row(name: &str, unit: &str, rows: &[&IndicatorYear], years: &[Year]) -> TableRow {
    let cell = |year: &Year| {
        let of_year = rows.iter().find(|row| row.year == *year)?;
        // What follows comes before what is stated.
        let figure = of_year.figures.iter().find(|figure| figure.unit == unit)?;
        Some(TableCell::Alone(figure.value.round(places(figure.value), Rounding::HalfEven).0, places(figure.value)))
    };
    let cells = years.iter().map(|year| cell(year).unwrap_or(TableCell::NotRequired)).collect();
    TableRow::new(Rank::Item, format!("{name}, {unit}"), cells)
}

/// The indicators of a city in each year, with what is missing, their sources and formulas, and its monitoring of the air.
pub fn indicators_text(city: &City, statements: &[Statement], language: Language) -> Result<String> {
    let all = city.indicators(statements)?;
    let mut out = String::new();
    let name = text::clean(&city.input().settings.city);
    text::heading(&mut out, &Label::IndicatorsTitle { city: name }.render(language));
    if !statements.is_empty() {
        let years = text::years_with_status(statements, language);
        text::line(&mut out, &Label::IndicatorsInventory { years }.render(language));
    }
    out.push('\n');
    let years: Vec<Year> = all.iter().map(|row| row.year).collect::<BTreeSet<_>>().into_iter().collect();
    for part in years.chunks(COLUMNS) {
        text::table(&mut out, &table(&all, part, language), language, 0)?;
    }
    gaps(&mut out, &all, language);
    origins(&mut out, &all, language);
    list(
        &mut out,
        &Label::IndicatorFormulas,
        language,
        Indicator::ALL
            .iter()
            .map(|indicator| format!("{indicator} {}: {}", indicator.title(language), indicator.formula(language))),
    );
    let measured = city.monitoring();
    if !measured.is_empty() {
        list(&mut out, &Label::Monitoring, language, measured.into_iter().map(|measured| monitored(measured, language)));
        text::line(&mut out, &Label::NoteMonitoring.render(language));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    Ok(out)
}

fn table(all: &[IndicatorYear], years: &[Year], language: Language) -> Table {
    let mut table = Table::new(Label::IndicatorsTable.render(language), years.iter().map(Year::to_string));
    for indicator in Indicator::ALL {
        let rows: Vec<&IndicatorYear> = all.iter().filter(|row| row.indicator == *indicator).collect();
        for unit in indicator.units() {
            if rows.iter().any(|row| row.figures.iter().any(|figure| figure.unit == *unit)) {
                table.rows.push(row(indicator.name(), unit, &rows, years));
            }
        }
    }
    table.notes.push(Label::NoteIndicators.render(language));
    table
}

fn list(out: &mut String, title: &Label, language: Language, lines: impl IntoIterator<Item = String>) {
    let lines: Vec<String> = lines.into_iter().collect();
    if lines.is_empty() {
        return;
    }
    text::line(out, &format!("{}:", title.render(language)));
    for line in lines {
        text::line(out, &format!("  - {}", text::clean(&line)));
    }
    out.push('\n');
}

/// What is not available: years with the same gaps are one line.
fn gaps(out: &mut String, all: &[IndicatorYear], language: Language) {
    let mut lines: Vec<(Indicator, bool, String, Vec<String>)> = Vec::new();
    for row in all.iter().filter(|row| !row.gaps.is_empty()) {
        let words: Vec<String> = row.gaps.iter().map(|gap| gap.render(language)).collect();
        let (words, is_whole) = (words.join("; "), row.figures.is_empty());
        let same =
            |line: &&mut (Indicator, bool, String, Vec<String>)| line.0 == row.indicator && line.1 == is_whole && line.2 == words;
        match lines.iter_mut().find(same) {
            Some(line) => line.3.push(row.year.to_string()),
            None => lines.push((row.indicator, is_whole, words, vec![row.year.to_string()])),
        }
    }
    let line = |(indicator, is_whole, missing, years): (Indicator, bool, String, Vec<String>)| {
        let (indicator, years) = (indicator.name().to_owned(), years.join(", "));
        let label = if is_whole {
            Label::NotAvailable { indicator, years, missing }
        } else {
            Label::AvailableInPart { indicator, years, missing }
        };
        label.render(language)
    };
    list(out, &Label::IndicatorGaps, language, lines.into_iter().map(line));
}

/// Who states a figure or what it follows from, and what it leaves out.
fn origins(out: &mut String, all: &[IndicatorYear], language: Language) {
    let mut lines = Vec::new();
    for row in all {
        let (indicator, year) = (row.indicator.name().to_owned(), row.year);
        for figure in &row.figures {
            let (amount, unit) = (shown(figure.value, language), figure.unit.clone());
            match &figure.origin {
                FigureOrigin::Stated(source) => {
                    let (indicator, source) = (indicator.clone(), source.clone());
                    lines.push(Label::IndicatorStated { indicator, year, amount, unit, source }.render(language));
                }
                FigureOrigin::Streams(measure) => {
                    let (indicator, measure) = (indicator.clone(), measure.clone());
                    lines.push(Label::IndicatorOfStreams { indicator, year, measure }.render(language));
                }
                FigureOrigin::Inventory => {}
            }
        }
        if !row.left_out.is_empty() {
            let references = row.left_out.iter().copied().collect();
            lines.push(Label::IndicatorLacks { indicator, year, references }.render(language));
        }
    }
    list(out, &Label::IndicatorOrigins, language, lines);
}

fn monitored(measured: &MonitoringValue, language: Language) -> String {
    let MonitoringValue { station, instrument, pollutant, unit, period, completeness, value, source, .. } = measured;
    let label = |amount: String, unit: String| {
        let (station, instrument, source) = (station.clone(), instrument.clone(), source.clone());
        let (pollutant, period, completeness) = (pollutant.name().to_owned(), period.to_string(), completeness.to_string());
        if measured.is_complete() {
            Label::Monitored { station, pollutant, period, amount, unit, completeness, instrument, source }
        } else {
            Label::MonitoredInPart { station, pollutant, period, amount, unit, completeness, instrument, source }
        }
    };
    label(value.to_string(), unit.name().to_owned()).render(language)
}
