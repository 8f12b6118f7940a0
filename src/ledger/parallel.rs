//! A ledger through one thread or many.

use super::Vocabulary;
#[cfg(feature = "fast")]
use super::fast::FastRows;
use super::header::LedgerColumns;
use super::listed_rows::{Listing, ThreadRows};
use super::named_sums::NamedSums;
use super::same_rows::ComparedCells;
use super::sum_cells::SumCells;
use super::tally::{FileRows, Tally, crowded};
use super::worker::{Correction, Counted, Ledger, Worker};
use super::{Ids, Options, on_threads};
use crate::error::{Error, Result};
use crate::records::{BLOCK, Block, BlockReader, hexadecimal};
use sha2::{Digest, Sha256};
use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

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

/// The stream.
struct Feed<R> {
    table: BlockReader<R>,
    /// The error that broke it.
    broken: Option<Error>,
    /// Bytes of the blocks so far.
    done: u64,
}

/// What threads take turns at.
struct Shared<'i, R> {
    feed: Mutex<Feed<R>>,
    progress: &'i (dyn Fn(u64) + Sync),
    /// The block whose ids are to be compared next.
    turn: Mutex<(u64, &'i mut Ids)>,
    passed: Condvar,
    /// Whether some thread found a reason to end.
    halt: AtomicBool,
    /// Whether a thread panicked, in a caller's vocabulary or progress: its block is lost, so no one may wait for its turn.
    panicked: AtomicBool,
}

/// Tells the other threads of a panic: that its thread left the work before its end.
struct PanicNotice<'s, 'i, R> {
    shared: &'s Shared<'i, R>,
    ended: bool,
}

impl<R> Drop for PanicNotice<'_, '_, R> {
    fn drop(&mut self) {
        if !self.ended {
            self.shared.halt.store(true, Ordering::Release);
            // Under the lock, so that no thread that has looked begins to wait after it was woken.
            let turn = held(&self.shared.turn);
            self.shared.panicked.store(true, Ordering::Release);
            drop(turn);
            self.shared.passed.notify_all();
        }
    }
}

/// Which of the two readers reads a ledger; the outcome is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadingMode {
    /// Rows of known words at once, the others by the reference reader.
    #[cfg(feature = "fast")]
    Fast,
    /// Every row cell by cell.
    Reference,
}

impl ReadingMode {
    #[cfg(feature = "fast")]
    const QUICKEST: Self = Self::Fast;
    #[cfg(not(feature = "fast"))]
    const QUICKEST: Self = Self::Reference;
}

/// How a ledger is read.
#[derive(Clone, Copy)]
pub(super) struct ReadOptions<'p> {
    pub(super) mode: ReadingMode,
    /// Bytes that a block aims at.
    pub(super) target: usize,
    /// Called with the number of bytes read so far, after every block.
    pub(super) progress: &'p (dyn Fn(u64) + Sync),
}

impl ReadOptions<'_> {
    pub(super) const QUICKEST: Self = Self { mode: ReadingMode::QUICKEST, target: BLOCK, progress: &|_| () };
    pub(super) const REFERENCE: Self = Self { mode: ReadingMode::Reference, ..Self::QUICKEST };
}

impl Tally {
    /// Tallies one ledger. `file` is the name that errors and leaves show; `ids` is shared by all ledgers of a run.
    ///
    /// With [`OnBad::Refuse`](super::OnBad::Refuse) the tally of a ledger with bad rows is given all the same, for its problems:
    /// ask [`is_usable`](Self::is_usable) before it is used.
    ///
    /// A panic of the vocabulary ends every thread and is passed on to the caller.
    pub fn read<V: Vocabulary + ?Sized>(
        reader: impl Read + Send,
        file: &str,
        vocabulary: &V,
        options: &Options,
        ids: &mut Ids,
    ) -> Result<Self> {
        run(ReadOptions::QUICKEST, reader, file, vocabulary, options, ids)
    }

    /// The same; `progress` is called with the number of bytes read so far, again and again until all are.
    pub fn read_with_progress<V: Vocabulary + ?Sized>(
        reader: impl Read + Send,
        file: &str,
        vocabulary: &V,
        options: &Options,
        ids: &mut Ids,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<Self> {
        run(ReadOptions { progress, ..ReadOptions::QUICKEST }, reader, file, vocabulary, options, ids)
    }

    /// The same, every row cell by cell: slower, and the same outcome. It is what [`read`](Self::read) is held against.
    pub fn read_by_reference<V: Vocabulary + ?Sized>(
        reader: impl Read + Send,
        file: &str,
        vocabulary: &V,
        options: &Options,
        ids: &mut Ids,
    ) -> Result<Self> {
        run(ReadOptions::REFERENCE, reader, file, vocabulary, options, ids)
    }
}

pub(super) fn run<V: Vocabulary + ?Sized>(
    reading: ReadOptions<'_>,
    reader: impl Read + Send,
    file: &str,
    vocabulary: &V,
    options: &Options,
    ids: &mut Ids,
) -> Result<Tally> {
    let reader = Hashed { inner: reader, hash: options.hash.then(Sha256::new) };
    let table = BlockReader::with_target(reader, file, &options.input.ledger_format(), reading.target)?;
    let header = table.header().clone();
    let columns = LedgerColumns::find(&header, &options.input.columns(table.delimiter()))?;
    let (number, held) = (ids.file(file), ids.rows_held());
    let compared = options.compare_rows.then(|| ComparedCells::new(number, &header, &columns, &options.input, held));
    let listing = options.list_rows.then(|| Listing::new(columns.id, options.input.limits.ids));
    // What is not as the fast reader knows it is read cell by cell.
    let mode = if options.input.is_plain() { reading.mode } else { ReadingMode::Reference };
    let ledger = Ledger { file, number, header, columns, rules: table.rules(), options, compared, listing };
    let shared = Shared {
        feed: Mutex::new(Feed { table, broken: None, done: 0 }),
        progress: reading.progress,
        turn: Mutex::new((0, ids)),
        passed: Condvar::new(),
        halt: AtomicBool::new(false),
        panicked: AtomicBool::new(false),
    };
    let mut parts = on_threads(options.threads, || work(mode, &ledger, vocabulary, &shared));
    let (_, ids) = shared.turn.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut corrections: Vec<Correction> = parts.iter_mut().flat_map(|part| part.corrections.drain(..)).collect();
    if !corrections.is_empty() && parts.iter().all(|part| part.end.is_none()) {
        corrections.sort_by_key(Correction::line);
        let mut last = Worker::new(&ledger, vocabulary);
        last.correct(corrections, ids);
        parts.push(last.counted);
    }
    let Feed { table, broken, .. } = shared.feed.into_inner().unwrap_or_else(PoisonError::into_inner);
    // Whatever ended the reading first, by line, is what a single thread would have met.
    if let Some((_, error)) = parts.iter_mut().filter_map(|part| part.end.take()).min_by_key(|(line, _)| *line) {
        return Err(error);
    }
    if let Some(error) = broken {
        return Err(error);
    }
    ids.take_rows(parts.iter_mut().map(|part| std::mem::take(&mut part.looked)), options.input.limits.ids);
    let sha256 = table.into_reader().hash.map(hexadecimal);
    gathered(parts, &ledger, vocabulary, sha256)
}

/// Takes blocks until there are none.
fn work<R: Read, V: Vocabulary + ?Sized>(
    mode: ReadingMode,
    ledger: &Ledger<'_>,
    vocabulary: &V,
    shared: &Shared<'_, R>,
) -> Counted {
    let mut notice = PanicNotice { shared, ended: false };
    let mut part = Worker::new(ledger, vocabulary);
    #[cfg(feature = "fast")]
    let mut fast = FastRows::default();
    let mut spare = Vec::new();
    while let Some(block) = taken(shared, spare) {
        let waiting = match mode {
            ReadingMode::Reference => part.block(&block),
            #[cfg(feature = "fast")]
            ReadingMode::Fast => fast.block(&mut part, &block),
        };
        if part.compares_ids() {
            let mut turn = held(&shared.turn);
            while turn.0 != block.index && !shared.panicked.load(Ordering::Acquire) {
                turn = shared.passed.wait(turn).unwrap_or_else(PoisonError::into_inner);
            }
            if turn.0 != block.index {
                break;
            }
            part.settle(waiting, turn.1);
            turn.0 = turn.0.saturating_add(1);
            drop(turn);
            shared.passed.notify_all();
        }
        part.count_noted();
        if part.counted.end.is_some() {
            shared.halt.store(true, Ordering::Release);
            break;
        }
        spare = block.bytes;
    }
    notice.ended = true;
    part.counted
}

/// The next block, unless the reading has ended. Blocks are handed out in order, so all before one are in some thread's hands.
fn taken<R: Read>(shared: &Shared<'_, R>, spare: Vec<u8>) -> Option<Block> {
    let mut feed = held(&shared.feed);
    if shared.halt.load(Ordering::Acquire) || feed.broken.is_some() {
        return None;
    }
    match feed.table.next(spare) {
        Ok(block) => {
            let length = block.as_ref().map_or(0, |block| block.bytes.len());
            feed.done = feed.done.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
            let done = feed.done;
            if block.is_some() {
                (shared.progress)(done);
            }
            block
        }
        Err(error) => {
            feed.broken = Some(error);
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
    facts.header_line = ledger.header.line_below_others();
    let (mut all, mut rows) = (SumCells::default(), ThreadRows::default());
    for mut part in parts {
        facts.accepted = facts.accepted.saturating_add(part.accepted);
        facts.rejected = facts.rejected.saturating_add(part.rejected);
        for (year, rows) in part.outside {
            let sum = facts.outside.entry(year).or_insert(0);
            *sum = sum.saturating_add(rows);
        }
        facts.points.join(part.points);
        tally.problems.append(&mut part.problems);
        if part.crowded {
            return Err(crowded(ledger.file, &limits));
        }
        if ledger.listing.is_some() {
            rows.add(std::mem::take(&mut part.noted), &part.cells);
        }
        // The smaller is added to the larger.
        if part.cells.len() > all.len() {
            std::mem::swap(&mut part.cells, &mut all);
        }
        all.join(part.cells)?;
    }
    let (sums, listed) = NamedSums::new(ledger.file, all, rows, vocabulary)?;
    if sums.len() > limits.keys {
        return Err(crowded(ledger.file, &limits));
    }
    (tally.leaves, tally.listed) = (sums.into(), listed);
    tally.problems.sort_by_key(|error| error.at().and_then(crate::error::Location::line_number));
    tally.problems.truncate(limits.errors);
    tally.files.insert(ledger.file.to_owned(), facts);
    Ok(tally)
}
