//! Progress on stderr, where that is a terminal.

use crate::output::{Ended, all_refused, rows_left_out};
use citycarbon::error::Errors;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::report::Label;
use citycarbon::{City, Statement};
use indicatif::{ProgressBar, ProgressBarIter, ProgressStyle};
use std::fs::File;
use std::path::Path;
use std::time::Duration;

/// Does the work while a sign shows that a folder is read; the sign is gone before anything else is printed.
pub(crate) fn reading<T>(path: &Path, language: Language, work: impl FnOnce() -> T) -> T {
    let bar = ProgressBar::new_spinner().with_message(message(path, language));
    if !bar.is_hidden() {
        bar.enable_steady_tick(Duration::from_millis(100));
    }
    let done = work();
    bar.finish_and_clear();
    done
}

/// A city and its closed years; what is wrong with rows that were left out is on stderr.
pub(crate) fn closed_city(folder: &Path, options: &FolderOptions, language: Language) -> Ended<(City, Vec<Statement>)> {
    let read = || {
        let city = City::open(folder, options)?;
        let statements = city.close()?;
        Ok::<_, Errors>((city, statements))
    };
    let (city, statements) = reading(folder, language, read).map_err(all_refused(language))?;
    rows_left_out(city.problems(), city.unlisted(), language);
    Ok((city, statements))
}

/// A file that shows how much of it was read.
pub(crate) fn shown(file: File, path: &Path, language: Language) -> ProgressBarIter<File> {
    let length = file.metadata().map_or(0, |facts| facts.len());
    let bar = ProgressBar::new(length).with_message(message(path, language));
    // The template is fixed, so it is always one that can be read.
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {bytes}/{total_bytes} {eta}") {
        bar.set_style(style);
    }
    bar.with_finish(indicatif::ProgressFinish::AndClear).wrap_read(file)
}

fn message(path: &Path, language: Language) -> String {
    Label::Reading { file: path.display().to_string() }.render(language)
}
