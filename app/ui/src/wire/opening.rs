//! Reads files that are dropped on the page or picked.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_archive::Entry;
use pack_once::view::RwSignal;

use super::Workspace;
use crate::browser::clock;
use crate::browser::input::drop;
use crate::browser::input::pick::{self, Unreadable};
use pack_editor::{Event, Message, READING};

/// How long the page gets to show what is going on, in milliseconds.
const PAUSE: u32 = 20;

/// The way in for files, wherever on the page they are dropped or picked.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    workspace: Workspace,
    /// Whether files are dragged over the page.
    pub(crate) is_dragging: RwSignal<bool>,
    reads: RwSignal<Reads>,
}

/// What is being read. Files and an image for the logo can be read at the same time, each at most once;
/// what was asked for first arrives first, so that the later of two images is the logo.
#[derive(Debug, Clone, Copy, Default)]
struct Reads {
    last: u64,
    /// The number of each that is being read; another number means that it was stopped.
    under_way: [Option<u64>; 2],
}

/// What files are read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReadFor {
    /// They are opened or added.
    Opening,
    /// One is to be the logo.
    Logo,
}

impl Reads {
    /// Begins to read. What was being read for the same is given up for it.
    fn begin(&mut self, what: ReadFor) -> u64 {
        self.last += 1;
        self.under_way[what as usize] = Some(self.last);
        self.last
    }

    /// Whether a read is still wanted.
    fn is_wanted(&self, number: u64) -> bool {
        self.under_way.contains(&Some(number))
    }

    /// Whether nothing is being read any more that was asked for before.
    fn is_first(&self, number: u64) -> bool {
        let mut others = self.under_way.iter().flatten();
        others.all(|other| *other >= number)
    }

    /// A read has ended; one that came after it goes on.
    fn end(&mut self, number: u64) {
        for read in &mut self.under_way {
            read.take_if(|read| *read == number);
        }
    }

    /// Nothing is wanted any more.
    fn stop(&mut self) {
        self.under_way = [None; 2];
    }

    fn is_any(&self) -> bool {
        self.under_way.iter().any(Option::is_some)
    }
}

impl Opening {
    /// Takes files that are dropped anywhere from now on.
    pub(crate) fn start(workspace: Workspace) -> Self {
        let opening = Self {
            workspace,
            is_dragging: RwSignal::new(false),
            reads: RwSignal::new(Reads::default()),
        };
        let hover = move |over| {
            if opening.is_dragging.get_untracked() != over {
                opening.is_dragging.set(over);
            }
        };
        drop::listen(hover, move |dropped| opening.read(dropped.read()));
        opening
    }

    /// Takes files that were picked.
    pub(crate) fn picked(self, files: Vec<web_sys::File>) {
        self.read(pick::read(files));
    }

    /// Makes the first of some picked files the logo.
    pub(crate) fn picked_logo(self, files: Vec<web_sys::File>) {
        let one = files.into_iter().take(1).collect();
        self.read_for(ReadFor::Logo, pick::read(one), |entries| {
            let Entry { path, bytes, .. } = entries.into_iter().next()?;
            Some(Event::LogoGiven { name: path, bytes })
        });
    }

    /// The title of what the user waits for: files that are read, and what comes after that.
    pub(crate) fn under_way(self) -> Option<&'static str> {
        let is_reading = self.reads.with(Reads::is_any);
        is_reading
            .then_some(READING)
            .or_else(|| self.workspace.under_way.get())
    }

    /// Stops that; what was open stays as it is.
    pub(crate) fn stop(self) {
        let mut stopped = self.reads.get_untracked();
        stopped.stop();
        self.reads.set(stopped);
        if self.workspace.under_way.get_untracked().is_some() {
            self.workspace.send(Event::WorkStopped);
        }
    }

    /// Reads files and then opens or adds them.
    fn read(self, entries: impl Future<Output = Result<Vec<Entry>, Unreadable>> + 'static) {
        self.read_for(ReadFor::Opening, entries, |entries| {
            Some(Event::FilesRead(entries))
        });
    }

    /// Reads files and then tells the editor, unless that was stopped, or others were to be read for the
    /// same meanwhile.
    fn read_for(
        self,
        what: ReadFor,
        entries: impl Future<Output = Result<Vec<Entry>, Unreadable>> + 'static,
        event: fn(Vec<Entry>) -> Option<Event>,
    ) {
        let reads = move || self.reads.get_untracked();
        let mut begun = reads();
        let number = begun.begin(what);
        self.reads.set(begun);
        spawn_local(async move {
            let entries = entries.await;
            // Unpacking holds the page up, so what is going on has to be seen before it.
            clock::pause(PAUSE).await;
            while reads().is_wanted(number) && !reads().is_first(number) {
                clock::pause(PAUSE).await;
            }
            if !reads().is_wanted(number) {
                return;
            }
            match entries {
                Ok(entries) => {
                    // Until then the user can still stop it.
                    let is_loaded = self.workspace.is_loaded().await;
                    if !reads().is_wanted(number) {
                        return;
                    }
                    if let Some(event) = event(entries).filter(|_| is_loaded) {
                        self.workspace.send(event);
                    }
                }
                Err(error) => self.workspace.tell(Message::error(error.to_string())),
            }
            let mut ended = reads();
            ended.end(number);
            self.reads.set(ended);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::ReadFor::{Logo, Opening};
    use super::*;

    /// What arrives, in which order, when these are asked for one after the other, and the browser has
    /// read them in the order of their numbers given.
    fn check(asked: &[ReadFor], read: &[u64], expected: &[u64]) {
        let mut reads = Reads::default();
        for what in asked {
            reads.begin(*what);
        }
        let mut waiting: Vec<u64> = Vec::new();
        let mut arrived = Vec::new();
        for number in read {
            waiting.push(*number);
            while let Some(at) = waiting
                .iter()
                .position(|number| reads.is_wanted(*number) && reads.is_first(*number))
            {
                let number = waiting.remove(at);
                reads.end(number);
                arrived.push(number);
            }
        }
        assert_eq!(arrived, expected, "{asked:?} {read:?}");
        assert!(!reads.is_any(), "{asked:?} {read:?}");
    }

    #[test]
    fn files_and_a_logo_do_not_stop_each_other_and_arrive_in_order() {
        check(&[Opening], &[1], &[1]);
        check(&[Opening, Logo], &[1, 2], &[1, 2]);
        check(&[Opening, Logo], &[2, 1], &[1, 2]);
        check(&[Logo, Opening], &[1, 2], &[1, 2]);
        check(&[Logo, Opening], &[2, 1], &[1, 2]);
        // The later of two for the same is read.
        check(&[Logo, Logo], &[1, 2], &[2]);
        check(&[Logo, Logo], &[2, 1], &[2]);
        check(&[Opening, Logo, Opening], &[2, 1, 3], &[2, 3]);
        check(&[Opening, Logo, Opening], &[3, 2, 1], &[2, 3]);
    }

    #[test]
    fn nothing_that_was_stopped_arrives() {
        let mut reads = Reads::default();
        let stopped = [reads.begin(Opening), reads.begin(Logo)];
        reads.stop();
        assert!(stopped.iter().all(|number| !reads.is_wanted(*number)));
        let next = reads.begin(Logo);
        assert!(reads.is_wanted(next) && reads.is_first(next));
    }
}
