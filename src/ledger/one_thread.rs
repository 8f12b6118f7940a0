//! Work on this thread, where the feature `parallel` is off.

/// What this thread gives, whatever number of threads is asked for.
pub(super) fn on_threads<T>(_threads: usize, work: impl Fn() -> T) -> Vec<T> {
    vec![work()]
}
