//! The page docs/systems.md: every row there once, every command run, every quoted figure printed.

use super::{at, good, line};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// A row of a table: number, system, computed by, command, prints today.
struct Row {
    number: String,
    computed_by: String,
    command: String,
    prints: String,
}

fn rows() -> Vec<Row> {
    let page = fs::read_to_string(at("docs/systems.md")).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| ") && line[2..].starts_with(|first: char| first.is_ascii_digit()));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [number, _, computed_by, command, prints] = cells[..] else { panic!("five cells: {row}") };
        let [number, computed_by, command, prints] = [number, computed_by, command, prints].map(str::to_owned);
        Row { number, computed_by, command, prints }
    })
    .collect()
}

/// What is between two backticks, and nothing else in the cell.
fn quoted(cell: &str) -> &str {
    let inner = cell.strip_prefix('`').and_then(|cell| cell.strip_suffix('`'));
    inner.filter(|inner| !inner.is_empty() && !inner.contains('`')).unwrap_or_else(|| panic!("one quote: {cell}"))
}

/// One space for several, as the page writes the columns of a table.
fn single_spaced(text: &str) -> String {
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n").collect()
}

/// Each command of the rows whose number starts so is run once; its lines have the quotes of all rows that name it.
fn prints_what_it_quotes(text: &str) {
    let mut commands: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in rows().into_iter().filter(|row| row.number.starts_with(text) && row.command != "–") {
        commands.entry(quoted(&row.command).to_owned()).or_default().push((row.number, quoted(&row.prints).to_owned()));
    }
    assert!(!commands.is_empty());
    let mut wrong = Vec::new();
    for (command, quotes) in commands {
        let output = line(command.strip_prefix("citycarbon ").unwrap_or_else(|| panic!("a command of the program: {command}")));
        let printed = single_spaced(good(&output));
        wrong.extend(
            quotes
                .into_iter()
                .filter(|(_, quote)| !printed.contains(quote))
                .map(|(number, quote)| format!("{number}: {command}: {quote}")),
        );
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_system_has_one_row() {
    let texts = [(0, 15), (1, 13), (2, 12), (3, 14), (4, 6)];
    let expected: Vec<String> =
        texts.into_iter().flat_map(|(text, last)| (1..=last).map(move |row| format!("{text}.{row}"))).collect();
    assert_eq!(rows().into_iter().map(|row| row.number).collect::<Vec<_>>(), expected);
}

/// A row has a command and what it prints, or says why it has none.
#[test]
fn a_row_without_a_command_says_why() {
    let rows = rows();
    let without = |row: &Row| row.computed_by.starts_with("no calculation");
    let missing = |row: &Row| row.computed_by.contains("Missing: ");
    for row in &rows {
        let dashes = [&row.command, &row.prints].map(|cell| cell == "–");
        let expected = without(row) || row.number == "4.5";
        assert_eq!(dashes, [expected; 2], "{}", row.number);
        assert!(!dashes[0] || without(row) || missing(row), "{}", row.number);
    }
    let numbers = |found: &dyn Fn(&Row) -> bool| -> Vec<String> {
        rows.iter().filter(|row| found(row)).map(|row| row.number.clone()).collect()
    };
    assert_eq!(numbers(&without), ["0.15", "1.8", "2.9", "3.2", "4.4"]);
    assert_eq!(numbers(&missing).len(), 20);
}

#[test]
fn the_workshop_of_2024_prints_what_the_page_quotes() {
    prints_what_it_quotes("0.");
}

#[test]
fn the_study_visit_prints_what_the_page_quotes() {
    prints_what_it_quotes("1.");
}

#[test]
fn the_visit_of_the_mayor_prints_what_the_page_quotes() {
    prints_what_it_quotes("2.");
}

#[test]
fn ho_chi_minh_city_and_osaka_print_what_the_page_quotes() {
    prints_what_it_quotes("3.");
}

#[test]
fn the_plans_of_korea_print_what_the_page_quotes() {
    prints_what_it_quotes("4.");
}

/// The templates are one form for each kind, and each runs as a command.
#[test]
fn every_kind_of_measure_has_a_template_that_runs() {
    let list = line("measure --list");
    let kinds: BTreeSet<String> = good(&list)
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .map(|kind| kind.replace('-', "_"))
        .collect();
    let forms: BTreeSet<String> = fs::read_dir(at("examples/measures_template/measures"))
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".toml")?.to_owned()))
        .collect();
    assert_eq!(forms, kinds);
    for form in forms {
        let output = line(&format!("measure {form} examples/measures_template"));
        assert!(good(&output).contains("\nEach year, t CO2e "), "{form}");
    }
}
