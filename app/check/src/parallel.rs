//! Work on many packs or charts, on all processors.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

/// The stack of a thread that renders: charts may nest templates deeper than a page would let them. Only
/// what is used of it takes memory.
pub(crate) const STACK: usize = 1 << 30;

/// Does something with all items on all processors. The results have the order of the items; there is none
/// where the work broke off.
pub(crate) fn in_parallel<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<Option<R>> {
    let next = Mutex::new(items.iter().enumerate());
    let results = Mutex::new(Vec::new());
    let take = || next.lock().ok().and_then(|mut next| next.next());
    let run = || {
        while let Some((index, item)) = take() {
            let result = catch_unwind(AssertUnwindSafe(|| work(item))).ok();
            if let Ok(mut results) = results.lock() {
                results.push((index, result));
            }
        }
    };
    let count = thread::available_parallelism().map_or(2, |count| count.get());
    thread::scope(|scope| {
        for _ in 0..count.min(items.len()) {
            let thread = thread::Builder::new().stack_size(STACK);
            // Without a thread there is still this one.
            if thread.spawn_scoped(scope, run).is_err() {
                run();
            }
        }
    });
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
