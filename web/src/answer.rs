//! Answers to the page, as JSON.

use citycarbon::error::{Errors, Location, Message};
use citycarbon::folder::FilledIn;
use citycarbon::i18n::Language;
use citycarbon::inventory::{Level, RaisedCheck, RequiredCells, Statement, Status};
use citycarbon::notice::Notice;
use citycarbon::report::{Digits, Label, Report, YearReport, draft_reasons, year_named};
use citycarbon::taxonomy::Category;
use citycarbon::{Error, Exact, Result, Year};
use serde::Serialize;

/// The answer to a request.
#[derive(Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub(crate) enum Answer {
    /// What can be chosen from.
    Start { countries: Vec<Country>, wider: Vec<Choice>, levels: [String; 2], note: Option<String> },
    /// An inventory.
    Computed(Box<Computed>),
    /// An input workbook to fill in.
    Workbook,
    /// The folder of an organisation or event, which this page does not compute.
    OtherKind,
    /// Why there is no result.
    Rejected { errors: Vec<Problem>, unlisted: u64 },
    /// A request that this version does not know; a fault of the page, not of its user.
    NotUnderstood,
}

impl Answer {
    /// Why there is no result.
    pub(crate) fn rejected(errors: &Errors, book: Option<&FilledIn>, language: Language) -> Self {
        let listed = errors.listed().iter().map(|error| Problem::of(error, book, language)).collect();
        Self::Rejected { errors: listed, unlisted: errors.unlisted() }
    }
}

/// A country with its parts.
#[derive(Serialize)]
pub(crate) struct Country {
    #[serde(flatten)]
    pub(crate) of: Choice,
    pub(crate) parts: Vec<Choice>,
}

/// A value with its name.
#[derive(Serialize)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
}

/// An inventory: how complete it is, and what is to be corrected.
#[derive(Serialize)]
pub(crate) struct Computed {
    pub(crate) city: String,
    pub(crate) years: Vec<YearStatus>,
    /// Rows that were left out.
    pub(crate) problems: Vec<Problem>,
    pub(crate) unlisted: u64,
    /// Files, columns and rows of other years, which are in no figure.
    pub(crate) not_counted: Vec<String>,
    /// Files of the city folder that an input workbook was made into; they are among those that can be saved.
    pub(crate) city_files: Vec<String>,
}

/// How complete a year is.
#[derive(Serialize)]
pub(crate) struct YearStatus {
    year: Year,
    label: String,
    status: Status,
    status_label: String,
    level: Level,
    /// Exact, as in `inventory.json`, and as it is shown; none where there is no figure.
    total: Option<Exact>,
    total_shown: Option<String>,
    unit: String,
    required: RequiredCells,
    required_label: String,
    /// Why it is a draft; none where it is not.
    draft_reasons: Vec<String>,
    /// Required references with neither a figure nor a key.
    missing: Vec<Named>,
    checks: Vec<OpenCheck>,
}

/// A reference with its name.
#[derive(Serialize)]
struct Named {
    #[serde(rename = "ref")]
    category: Category,
    label: &'static str,
}

/// A check that is open.
#[derive(Serialize)]
struct OpenCheck {
    id: String,
    text: String,
}

/// A problem with its place, so that the cell can be found.
#[derive(Serialize)]
pub(crate) struct Problem {
    file: Option<String>,
    line: Option<u64>,
    column: Option<String>,
    id: Option<String>,
    message: String,
    /// Whether it is a row that was not filled in yet, such as those that a new workbook has.
    is_blank: bool,
}

impl Problem {
    /// Of an error; where it is of an input workbook, at the cell there.
    pub(crate) fn of(error: &Error, book: Option<&FilledIn>, language: Language) -> Self {
        let error = book.map_or_else(|| error.clone(), |book| book.located(error.clone()));
        let at = error.at();
        let text = |part: Option<&str>| part.filter(|part| !part.is_empty()).map(str::to_owned);
        Self {
            file: text(at.map(Location::file_name)),
            line: at.and_then(Location::line_number),
            column: text(at.and_then(Location::column_name)),
            id: text(at.and_then(Location::row_id)),
            message: error.problem().render(language),
            is_blank: matches!(error.problem().message(), Message::NoAmount),
        }
    }
}

/// What the files have that is in no figure, each once.
pub(crate) fn not_counted(statements: &[Statement], language: Language) -> Vec<String> {
    let is_left_out = |notice: &&Notice| {
        use Notice::{Column, File, LedgerColumn, RowsOutside, Sheet, UnusedYear};
        matches!(notice, RowsOutside { .. } | File { .. } | Sheet { .. } | Column { .. } | LedgerColumn { .. } | UnusedYear { .. })
    };
    let mut found = Vec::new();
    for notice in statements.iter().flat_map(|statement| &statement.notices).filter(is_left_out) {
        let text = notice.render(language);
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

/// The years of an inventory.
pub(crate) fn years(statements: &[Statement], language: Language) -> Result<Vec<YearStatus>> {
    let report = Report::of(statements)?;
    Ok(statements.iter().zip(report.years()).map(|(statement, report)| YearStatus::of(statement, report, language)).collect())
}

impl YearStatus {
    fn of(statement: &Statement, report: &YearReport, language: Language) -> Self {
        let level = statement.settings.level;
        let total = report.totals.of_level(level);
        let named = |category: Category| Named { category, label: category.label(language) };
        let check = |check: &RaisedCheck| OpenCheck { id: check.id.to_string(), text: check.finding.render(language) };
        Self {
            year: statement.year,
            label: year_named(statement.year, language),
            status: statement.status(),
            status_label: Label::of_status(statement.status()).render(language),
            level,
            total,
            total_shown: total.map(|total| Digits::of(language).rounded(total, 0)),
            unit: format!("{} {level}", Label::Tonnes.render(language)),
            required: statement.required.clone(),
            required_label: Label::of_required(&statement.required).render(language),
            draft_reasons: draft_reasons(statement, language),
            missing: statement.required.missing.iter().copied().map(named).collect(),
            checks: statement.open_checks().map(check).collect(),
        }
    }
}
