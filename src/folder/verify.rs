//! A written result, recomputed from its trace.

use super::FolderFiles;
use crate::error::{Error, Location, Message, Result};
use crate::report::{FootprintFiles, Recomputed, TraceCheck, recompute_footprint};
use std::io::{BufRead, BufReader, Error as IoError, Read};

/// Recomputes the result in a folder that a run wrote: every line of `trace.jsonl` from its own content, then `inventory.csv`,
/// `factors_used.csv` and `inventory.json`, each made again from these lines and compared, with the hashes of the files.
///
/// # Errors
/// A file of the result that is not there, or cannot be read. What does not hold is no error but a finding.
pub fn verify(folder: impl Into<FolderFiles>) -> Result<Recomputed> {
    let files = folder.into();
    if files.stands("footprint.json") {
        return footprint(&files);
    }
    let mut check = TraceCheck::default();
    let mut trace = BufReader::new(open(&files, "trace.jsonl")?);
    let mut line = String::new();
    while trace.read_line(&mut line).map_err(|error| unreadable("trace.jsonl", &error))? > 0 {
        check.line(&line);
        line.clear();
    }
    let whole = |name: &str| {
        let mut bytes = Vec::new();
        open(&files, name)?.read_to_end(&mut bytes).map_err(|error| unreadable(name, &error))?;
        Ok::<_, Error>(bytes)
    };
    check.files(&whole("inventory.csv")?, &whole("factors_used.csv")?, &whole("inventory.json")?);
    Ok(check.found())
}

/// The same of an organisation.
fn footprint(files: &FolderFiles) -> Result<Recomputed> {
    let bytes = |name: &str| {
        let mut bytes = Vec::new();
        open(files, name)?.read_to_end(&mut bytes).map_err(|error| unreadable(name, &error))?;
        Ok::<_, Error>(bytes)
    };
    let text = |name: &str| {
        String::from_utf8(bytes(name)?).map_err(|_| {
            let problem = Message::NotUtf8 { like: Vec::new() }.into();
            Error::File { at: Location::file(name), problem }
        })
    };
    let (trace, index) = (text("trace.jsonl")?, text("footprint.json")?);
    Ok(recompute_footprint(&FootprintFiles::new(&trace, &bytes("footprint.csv")?, &bytes("factors_used.csv")?, &index)))
}

fn open<'f>(files: &'f FolderFiles, name: &str) -> Result<Box<dyn Read + Send + 'f>> {
    files.open(name).map_err(|error| unreadable(&files.shown(name), &error))
}

fn unreadable(name: &str, error: &IoError) -> Error {
    Error::File { at: Location::file(name), problem: Message::NotReadable { error: error.into() }.into() }
}
