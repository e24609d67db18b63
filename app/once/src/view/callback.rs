//! What a view tells whoever made it.
//!
//! Leptos' own is compiled for each type of what is told. The page has 25: this saves about 3 kB of it with
//! brotli.

use leptos::logging::debug_warn;
use leptos::prelude::ReadUntracked;

use super::Signal;

/// What is done with an input, as a closure that can be copied.
#[derive(Debug)]
pub struct Callback<In: 'static, Out: 'static = ()> {
    run: Signal<Run<In, Out>>,
}

type Run<In, Out> = Box<dyn Fn(In) -> Out + Send + Sync>;

impl<In, Out> Callback<In, Out> {
    /// A callback that runs a closure.
    pub fn new(run: impl Fn(In) -> Out + Send + Sync + 'static) -> Self {
        let run: Run<In, Out> = Box::new(run);
        let run = Signal::stored(run);
        Self { run }
    }

    /// Runs it and gives what it returns, which is nothing once the owner is gone.
    pub fn try_run(self, input: In) -> Option<Out> {
        let run = self.run.try_read_untracked()?;
        Some(run(input))
    }
}

impl<In> Callback<In> {
    /// Runs it. Does nothing once the owner is gone, which is a mistake of the caller: a debug build warns.
    pub fn run(self, input: In) {
        if self.try_run(input).is_none() {
            debug_warn!("A callback was run after its owner was gone, so nothing was done.");
        }
    }
}

impl<In, Out> Clone for Callback<In, Out> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<In, Out> Copy for Callback<In, Out> {}

impl<In, Out, F> From<F> for Callback<In, Out>
where
    F: Fn(In) -> Out + Send + Sync + 'static,
{
    fn from(run: F) -> Self {
        Self::new(run)
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::{GetUntracked, Owner};

    use super::*;
    use crate::view::RwSignal;

    #[test]
    fn a_callback_runs_until_its_owner_is_gone() {
        let outer = Owner::new();
        let told = outer.with(|| RwSignal::new(0));
        let inner = outer.with(Owner::new);
        let tell = inner.with(|| Callback::new(move |number| told.set(number)));
        let double = inner.with(|| Callback::from(|number: u8| number * 2));
        tell.run(1);
        assert_eq!((told.get_untracked(), double.try_run(2)), (1, Some(4)));
        inner.cleanup();
        tell.run(2);
        assert_eq!((told.get_untracked(), double.try_run(2)), (1, None));
    }
}
