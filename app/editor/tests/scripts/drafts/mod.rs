//! The life of drafts: how they are listed, found, bundled and kept.

mod alike;
mod bundle;
mod journal;
mod kill;
mod list;
