//! Work on several threads.

/// What each of several threads gives: this one and as many others as the system has, `threads` in all; 0 is one for each processor.
///
/// A panic of the work on any thread goes on in the caller.
pub(super) fn on_threads<T: Send>(threads: usize, work: impl Fn() -> T + Sync) -> Vec<T> {
    let threads = match threads {
        0 => std::thread::available_parallelism().map_or(1, core::num::NonZero::get),
        threads => threads.min(256),
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).filter_map(|_| std::thread::Builder::new().spawn_scoped(scope, &work).ok()).collect();
        let mut parts = vec![work()];
        parts.extend(others.into_iter().map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))));
        parts
    })
}
