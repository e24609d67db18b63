//! A Helm chart and values become what a cluster would get: a renderer that gives the same bytes as
//! Helm 3.11, and the same words where it fails. It knows no pack and no browser, reads no files, and
//! has no clock: what varies from run to run in Helm has a fixed value here.

mod error;
pub mod format;
pub mod functions;
pub mod template;
pub mod value;

pub use error::{CallError, Error, Stage};
