//! Takes whoever reads a signal off the signal's list of readers once it is gone.
//!
//! Leptos leaves it there, with some of its memory: until a signal changes, and for good if it is a memo. What
//! lives as long as the page, as the open pack does, is read by all that was ever drawn: without this, each
//! visit of the start page would leave 28 kB behind, and each change would ask everyone on the lists.

use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::on_cleanup;
use leptos::reactive::graph::{Observer, Subscriber};

/// The reader that was seen to last, so that one that reads several signals is seen to once.
static LAST: AtomicUsize = AtomicUsize::new(0);

/// Sees to it that what reads a signal now, if that is to be told of changes, is on no list of readers any
/// more when its owner is cleaned up.
pub(super) fn let_go_in_time() {
    let Some(reader) = Observer::get() else {
        return;
    };
    let id = reader.0;
    if LAST.swap(id, Ordering::Relaxed) == id {
        return;
    }
    on_cleanup(move || {
        // The next time that it reads something, it must be seen to again.
        let _ = LAST.compare_exchange(id, 0, Ordering::Relaxed, Ordering::Relaxed);
        reader.clear_sources(&reader);
    });
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use leptos::prelude::{Get, GetUntracked, Owner, Track};

    use super::super::{RwSignal, Signal, memo};
    use super::*;

    /// Reads some of what lives as long as the page: a value, twice the value, and the sum of both.
    type Read = fn(RwSignal<i32>, Signal<i32>, Signal<i32>);

    /// A memo that reads something in an owner of its own, and the memo as a reader.
    fn read_by(
        outer: &Owner,
        read: impl Fn() + Send + Sync + 'static,
    ) -> (Owner, Arc<dyn Subscriber + Send + Sync>) {
        let inner = outer.with(Owner::new);
        let seen = Arc::new(Mutex::new(None));
        let here = Arc::clone(&seen);
        let reading = inner.with(|| {
            memo(move || {
                let reader = Observer::get().and_then(|reader| reader.1.upgrade());
                *here.lock().expect("nobody else has it") = reader;
                read();
            })
        });
        reading.get_untracked();
        let reader = seen.lock().expect("nobody has it").take();
        (inner, reader.expect("a memo reads"))
    }

    #[test]
    fn what_is_gone_is_on_no_list() {
        let page = Owner::new();
        let (number, double, sum) = page.with(|| {
            let number = RwSignal::new(1);
            let double = memo(move || number.get() * 2);
            (
                number,
                double,
                Signal::derive(move || number.get() + double.get()),
            )
        });
        let reads: [Read; 4] = [
            |number, _, _| number.track(),
            |_, double, _| _ = double.get(),
            |_, double, _| double.track(),
            |number, _, sum| _ = (sum.get(), number.get()),
        ];
        for read in reads {
            let (inner, reader) = read_by(&page, move || read(number, double, sum));
            // The memo knows itself.
            assert!(Arc::weak_count(&reader) > 1);
            inner.cleanup();
            assert_eq!(Arc::weak_count(&reader), 1);
        }
        number.set(2);
        assert_eq!(page.with(|| sum.get_untracked()), 6);
    }

    #[test]
    fn what_reads_again_is_told_of_changes() {
        let page = Owner::new();
        page.with(|| {
            let (one, other) = (RwSignal::new(1), RwSignal::new(10));
            let sum = memo(move || one.get() + other.get());
            let double = memo(move || sum.get() * 2);
            for number in 2..5 {
                one.set(number);
                assert_eq!(double.get_untracked(), (number + 10) * 2);
                other.set(10);
                assert_eq!(sum.get_untracked(), number + 10);
            }
        });
    }
}
