//! The inventory of a city, and its files.

use crate::answer::{Answer, Computed, Problem, not_counted, years};
use crate::entries::FileEntry;
use citycarbon::error::Errors;
use citycarbon::folder::{FilledIn, FolderFiles, FolderKind, FolderOptions, kind};
use citycarbon::i18n::Language;
use citycarbon::records::Limits;
use citycarbon::{City, Result, Statement, report};

/// The inventory of the files of a city folder, or of an input workbook where that is the only file.
pub(crate) fn compute(files: Vec<FileEntry>, language: Language) -> (Answer, Vec<FileEntry>) {
    let book = match filled_in(&files) {
        Ok(book) => book,
        Err(error) => return (Answer::rejected(&error.into(), None, language), Vec::new()),
    };
    let files = match &book {
        Some(book) => book.files().iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone())).collect(),
        None => files,
    };
    computed(files, book.as_ref(), language)
        .unwrap_or_else(|errors| (Answer::rejected(&errors, book.as_ref(), language), Vec::new()))
}

/// An input workbook that was filled in; none where the files are those of a folder.
fn filled_in(files: &[FileEntry]) -> Result<Option<FilledIn>> {
    match files {
        [(name, bytes)] if name.to_lowercase().ends_with(".xlsx") => {
            FilledIn::read(name, bytes.clone(), Limits::default().workbook).map(Some)
        }
        _ => Ok(None),
    }
}

fn computed(files: Vec<FileEntry>, book: Option<&FilledIn>, language: Language) -> Result<(Answer, Vec<FileEntry>), Errors> {
    // With the hash of each ledger, as the program has it wherever `inventory.json` is written.
    let options = FolderOptions::default().with_hash(true);
    let folder = FolderFiles::in_memory(files.iter().cloned());
    // One that cannot be read is named with all else that is wrong with the files.
    if kind(folder.clone()).is_ok_and(|kind| kind != FolderKind::City) {
        return Ok((Answer::OtherKind, Vec::new()));
    }
    let city = City::open(folder, &options)?;
    let statements = city.close()?;
    // A measure that cannot be computed rejects a city, as in the program.
    for measure in city.measures() {
        city.effects(&measure.name)?;
    }
    let mut results = results(&city, &statements, language)?;
    // The files that were made of a workbook are new to the person, and can be saved as well.
    let of_city = if book.is_some() { files } else { Vec::new() };
    let computed = Computed {
        city: city.input().settings.city.clone(),
        years: years(&statements, language)?,
        problems: city.problems().iter().map(|error| Problem::of(error, book, language)).collect(),
        unlisted: city.unlisted(),
        not_counted: not_counted(&statements, language),
        city_files: of_city.iter().map(|(name, _)| name.clone()).collect(),
    };
    results.extend(of_city);
    Ok((Answer::Computed(Box::new(computed)), results))
}

/// What the program writes with `inventory --out` and `report`, in the order that the page lists it.
fn results(city: &City, statements: &[Statement], language: Language) -> Result<Vec<FileEntry>> {
    let plan = city.plan()?;
    let named = |(name, bytes): (&str, Vec<u8>)| (name.to_owned(), bytes);
    let mut results = vec![named(("page.html", report::html_page(statements, plan.as_ref(), language)?.into_bytes()))];
    results.push(named(("book.xlsx", report::workbook(statements, language)?)));
    if let Some(statement) = Statement::leading(statements) {
        results.push(named(("ecrf.xlsx", report::ecrf(statement, language)?.write()?)));
    }
    let [tables @ .., index] = report::files(statements)?;
    results.push(named(index));
    results.extend(tables.map(named));
    if let Some(plan) = &plan {
        results.push(named(("plan.json", report::plan_json(&city.input().settings.city, plan)?)));
    }
    Ok(results)
}
