//! The images that are written as PNG, one at a time: a newer one takes the place of one before it.

use pack_model::logo::ImageKind;
use pack_model::{Diagnostic, File};

/// The image that is being written, and the number of the newest.
#[derive(Debug, Default)]
pub(crate) struct Making {
    newest: u64,
    under_way: Option<PngFor>,
}

/// What a PNG is for.
#[derive(Debug)]
pub(crate) enum PngFor {
    /// It becomes the logo, as it is.
    Logo {
        /// The name that the image came under.
        name: String,
        /// What kind of image it was.
        kind: ImageKind,
        /// Whether it moved.
        is_animated: bool,
    },
    /// It takes the place of the logo that was there, as light as needed, in a step of its own.
    Rewrite {
        /// The step's label.
        label: &'static str,
        /// The logo.
        before: File,
    },
    /// The same in one step with other fixes, as long as the pack is as it was.
    Fixes {
        /// The findings that are fixed.
        found: Vec<Diagnostic>,
        /// The logo.
        before: File,
        /// The revision of the pack.
        revision: u64,
    },
}

impl Making {
    /// Takes up another one, and gives its number.
    pub(crate) fn begin(&mut self, purpose: PngFor) -> u64 {
        self.newest += 1;
        self.under_way = Some(purpose);
        self.newest
    }

    /// What the one that ended is for; `None` where another one came after it, or it was stopped.
    pub(crate) fn end(&mut self, number: u64) -> Option<PngFor> {
        self.under_way.take_if(|_| number == self.newest)
    }

    /// Stops the one that is being written, and gives what it was for.
    pub(crate) fn stop(&mut self) -> Option<PngFor> {
        self.under_way.take()
    }

    /// Whether one is being written.
    pub(crate) fn is_under_way(&self) -> bool {
        self.under_way.is_some()
    }

    /// Whether an image is about to become the logo.
    pub(crate) fn is_upload(&self) -> bool {
        matches!(self.under_way, Some(PngFor::Logo { .. }))
    }

    /// The findings whose fixes wait for the logo, if they are for a revision of the pack. They wait
    /// no more: whoever takes them makes them.
    pub(crate) fn take_fixes(&mut self, of: u64) -> Vec<Diagnostic> {
        let is_of = |purpose: &mut PngFor| matches!(purpose, PngFor::Fixes { revision, .. } if *revision == of);
        match self.under_way.take_if(is_of) {
            Some(PngFor::Fixes { found, .. }) => found,
            _ => Vec::new(),
        }
    }
}
