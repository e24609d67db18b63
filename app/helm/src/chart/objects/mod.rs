//! What templates see of a chart, of the release and of the cluster.

mod capabilities;
mod chart;
mod files;
mod glob;
mod release;

pub use capabilities::Capabilities;
pub(super) use chart::ChartObject;
pub(super) use files::Files;
pub use release::Release;
