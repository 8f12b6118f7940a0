//! What can be asked for.

use crate::answer::Answer;
use crate::entries::FileEntry;
use crate::{compute, start};
use citycarbon::Year;
use citycarbon::i18n::Language;
use citycarbon::taxonomy::Region;
use serde::Deserialize;

/// A request: the first file of those that come in. The others are the files that it is about.
#[derive(Deserialize)]
struct Request {
    language: String,
    action: Action,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Action {
    /// What the page shows before there are files.
    Start,
    /// The inventory of a city folder, or of an input workbook that was filled in.
    Compute,
    /// An input workbook to fill in.
    NewWorkbook { name: String, region: String, first: String, last: String, level: String },
}

/// The answer to a request, before the files that belong to it.
pub(crate) fn answered(files: Option<Vec<FileEntry>>) -> Vec<FileEntry> {
    let (answer, files) = asked(files).unwrap_or_else(|| (Answer::NotUnderstood, Vec::new()));
    let json = serde_json::to_vec(&answer).unwrap_or_default();
    [("answer.json".to_owned(), json)].into_iter().chain(files).collect()
}

/// None for a request that no page of this version makes.
fn asked(files: Option<Vec<FileEntry>>) -> Option<(Answer, Vec<FileEntry>)> {
    let mut files = files?.into_iter();
    let Request { language, action } = serde_json::from_slice(&files.next()?.1).ok()?;
    let language: Language = language.parse().ok()?;
    Some(match action {
        Action::Start => (start::start(language), Vec::new()),
        Action::Compute => compute::compute(files.collect(), language),
        Action::NewWorkbook { name, region, first, last, level } => {
            let level = start::levels().into_iter().find(|known| known.to_string() == level)?;
            let book = || -> citycarbon::Result<FileEntry> {
                let region: Region = region.parse()?;
                let [first, last] = [first, last].map(|year| year.trim().parse::<Year>());
                start::workbook(&name, region, (first?, last?), level, language)
            };
            match book() {
                Ok(file) => (Answer::Workbook, vec![file]),
                Err(error) => (Answer::rejected(&error.into(), None, language), Vec::new()),
            }
        }
    })
}
