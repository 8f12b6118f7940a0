//! A written result on disk, recomputed from its trace.

use crate::error::{Error, Location, Message, Result};
use crate::records::{Rows, hexadecimal, sha256};
use crate::report::{Recomputed, TraceCheck};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Error as IoError, Read};
use std::path::Path;

/// Recomputes the result in a folder that a run wrote: every line of `trace.jsonl` from its own content, then `inventory.csv`,
/// `inventory.json` and the hashes in it against these lines.
///
/// # Errors
/// A file of the result that is not there, or cannot be read. What does not hold is no error but a finding.
pub fn verify(folder: impl AsRef<Path>) -> Result<Recomputed> {
    let folder = folder.as_ref();
    let mut check = TraceCheck::default();
    let mut hashes = BTreeMap::new();
    let mut trace = BufReader::new(open(folder, "trace.jsonl")?);
    let (mut hash, mut line) = (Sha256::new(), String::new());
    while trace.read_line(&mut line).map_err(|error| unreadable("trace.jsonl", &error))? > 0 {
        hash.update(line.as_bytes());
        check.line(line.trim_end_matches('\n'));
        line.clear();
    }
    hashes.insert("trace.jsonl".to_owned(), hexadecimal(hash));
    let mut whole = |name: &str| {
        let mut bytes = Vec::new();
        open(folder, name)?.read_to_end(&mut bytes).map_err(|error| unreadable(name, &error))?;
        hashes.insert(name.to_owned(), sha256(&bytes));
        Ok::<_, Error>(bytes)
    };
    let inventory = whole("inventory.csv")?;
    whole("factors_used.csv")?;
    let index = whole("inventory.json")?;
    check.inventory_csv(&Rows::read(inventory.as_slice(), "inventory.csv")?)?;
    check.inventory_json(&String::from_utf8_lossy(&index), &hashes)?;
    Ok(check.found())
}

fn open(folder: &Path, name: &str) -> Result<File> {
    File::open(folder.join(name)).map_err(|error| unreadable(&folder.join(name).display().to_string(), &error))
}

fn unreadable(name: &str, error: &IoError) -> Error {
    Error::File { at: Location::file(name), problem: Message::NotReadable { error: error.into() }.into() }
}
