//! A ledger through one thread or many.

use super::part::{Counted, Ledger, Part, unpacked};
use super::table::{Added, FileRows, LeafKey, crowded};
use super::{Ids, Options, Tally};
use crate::activity::{Columns, Vocabulary};
use crate::error::{Error, Kind, Problem, Result};
use crate::records::{Block, Table, hexadecimal};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A stream whose SHA-256 is taken on the way.
struct Hashed<R> {
    inner: R,
    hash: Option<Sha256>,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if let Some(hash) = &mut self.hash {
            hash.update(buffer.get(..count).unwrap_or_default());
        }
        Ok(count)
    }
}

/// What threads take turns at.
struct Shared<'i, R> {
    /// The stream, and the error that broke it.
    feed: Mutex<(Table<R>, Option<Error>)>,
    /// The block whose ids are to be compared next.
    turn: Mutex<(u64, &'i mut Ids)>,
    passed: Condvar,
    /// Whether some thread found a reason to end.
    halt: AtomicBool,
}

pub(super) fn run<V: Vocabulary + ?Sized>(
    reader: impl Read + Send,
    file: &str,
    vocabulary: &V,
    options: &Options,
    ids: &mut Ids,
) -> Result<Tally> {
    let reader = Hashed { inner: reader, hash: options.hash.then(Sha256::new) };
    through(Table::open(reader, file, options.input.delimiter, options.input.limits)?, file, vocabulary, options, ids)
}

/// The same in blocks of about `target` bytes.
#[cfg(test)]
pub(super) fn run_in_blocks<V: Vocabulary + ?Sized>(
    reader: impl Read + Send,
    target: usize,
    vocabulary: &V,
    options: &Options,
    ids: &mut Ids,
) -> Result<Tally> {
    let reader = Hashed { inner: reader, hash: options.hash.then(Sha256::new) };
    let table = Table::with_target(reader, "a.csv", options.input.delimiter, options.input.limits, target)?;
    through(table, "a.csv", vocabulary, options, ids)
}

fn through<R: Read + Send, V: Vocabulary + ?Sized>(
    table: Table<Hashed<R>>,
    file: &str,
    vocabulary: &V,
    options: &Options,
    ids: &mut Ids,
) -> Result<Tally> {
    let header = table.header().clone();
    let columns = Columns::find(&header, &options.input)?;
    let ledger = Ledger { file, number: ids.file(file), header, columns, rules: table.rules(), options };
    let shared = Shared {
        feed: Mutex::new((table, None)),
        turn: Mutex::new((0, ids)),
        passed: Condvar::new(),
        halt: AtomicBool::new(false),
    };
    let parts = at_work(&ledger, vocabulary, &shared);
    let (table, broken) = shared.feed.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut parts = parts?;
    // Whatever ended the reading first, by line, is what a single thread would have met.
    if let Some((_, error)) = parts.iter_mut().filter_map(|part| part.end.take()).min_by_key(|(line, _)| *line) {
        return Err(error);
    }
    if let Some(error) = broken {
        return Err(error);
    }
    let sha256 = table.into_reader().hash.map(hexadecimal);
    gathered(parts, &ledger, vocabulary, sha256)
}

/// One part a thread; a build without the feature `parallel` has one.
fn at_work<R: Read + Send, V: Vocabulary + ?Sized>(
    ledger: &Ledger<'_>,
    vocabulary: &V,
    shared: &Shared<'_, R>,
) -> Result<Vec<Counted>> {
    let threads = match ledger.options.threads {
        _ if !cfg!(feature = "parallel") => 1,
        0 => std::thread::available_parallelism().map_or(1, core::num::NonZero::get),
        threads => threads.min(256),
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            // Where the system gives no more threads, those there are do the work.
            .filter_map(|_| std::thread::Builder::new().spawn_scoped(scope, || work(ledger, vocabulary, shared)).ok())
            .collect();
        let mut parts = vec![work(ledger, vocabulary, shared)];
        for other in others {
            let ended = |_| Problem::bare(Kind::Io, "a thread of the tally ended early", "run it again");
            parts.push(other.join().map_err(ended)?);
        }
        Ok(parts)
    })
}

/// Takes blocks until there are none.
fn work<R: Read, V: Vocabulary + ?Sized>(ledger: &Ledger<'_>, vocabulary: &V, shared: &Shared<'_, R>) -> Counted {
    let mut part = Part::new(ledger, vocabulary);
    let mut spare = Vec::new();
    while let Some(block) = taken(shared, spare) {
        let waiting = part.block(&block);
        if part.compares_ids() {
            let mut turn = held(&shared.turn);
            while turn.0 != block.index {
                turn = shared.passed.wait(turn).unwrap_or_else(PoisonError::into_inner);
            }
            part.settle(waiting, turn.1);
            turn.0 = turn.0.saturating_add(1);
            drop(turn);
            shared.passed.notify_all();
        }
        if part.counted.end.is_some() {
            shared.halt.store(true, Ordering::Release);
            break;
        }
        spare = block.bytes;
    }
    part.counted
}

/// The next block, unless the reading has ended. Blocks are handed out in order, so all before one are in some thread's hands.
fn taken<R: Read>(shared: &Shared<'_, R>, spare: Vec<u8>) -> Option<Block> {
    let mut feed = held(&shared.feed);
    if shared.halt.load(Ordering::Acquire) || feed.1.is_some() {
        return None;
    }
    match feed.0.next(spare) {
        Ok(block) => block,
        Err(error) => {
            feed.1 = Some(error);
            None
        }
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The parts as one tally, by name.
fn gathered<V: Vocabulary + ?Sized>(
    parts: Vec<Counted>,
    ledger: &Ledger<'_>,
    vocabulary: &V,
    sha256: Option<String>,
) -> Result<Tally> {
    let limits = ledger.options.input.limits;
    let mut tally = Tally { limits, ..Tally::default() };
    let mut facts = FileRows { sha256, unknown_columns: ledger.columns.unknown.iter().cloned().collect(), ..FileRows::default() };
    let file: Arc<str> = ledger.file.into();
    let (mut activities, mut units, mut places) = (Names::default(), Names::default(), Names::default());
    for part in parts {
        facts.accepted = facts.accepted.saturating_add(part.accepted);
        facts.rejected = facts.rejected.saturating_add(part.rejected);
        for (year, rows) in part.outside {
            let sum = facts.outside.entry(year).or_insert(0);
            *sum = sum.saturating_add(rows);
        }
        tally.problems.extend(part.problems);
        if part.crowded {
            return Err(crowded(ledger.file, &limits));
        }
        for (key, cell) in part.cells {
            let Some((activity, unit, place, year)) = unpacked(key) else { continue };
            let key = LeafKey {
                file: Arc::clone(&file),
                activity: activities.of(activity, |number| vocabulary.activity_name(number)),
                unit: units.of(unit, |number| vocabulary.unit_name(number)),
                place: place.map_or_else(|| Arc::from(""), |place| places.of(place, |number| vocabulary.place_name(number))),
                year,
            };
            tally.join(key, Added { rows: cell.rows, sum: cell.sum.total()?, quality: cell.quality, spans: cell.spans })?;
        }
    }
    tally.problems.sort_by_key(|error| error.at().and_then(crate::error::Locus::line_number));
    tally.problems.truncate(limits.errors);
    tally.files.insert(ledger.file.to_owned(), facts);
    Ok(tally)
}

/// Names by number, each held once.
#[derive(Default)]
struct Names(BTreeMap<u32, Arc<str>>);

impl Names {
    fn of<'n>(&mut self, number: u32, name: impl FnOnce(u32) -> std::borrow::Cow<'n, str>) -> Arc<str> {
        Arc::clone(self.0.entry(number).or_insert_with(|| name(number).as_ref().into()))
    }
}
