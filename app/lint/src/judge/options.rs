//! What findings depend on besides the pack.

use pack_model::Audience;

/// The registry and the date that a pack is checked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whom the pack is made for.
    pub audience: Audience,
    /// Today, as `yyyy-MM-dd`, to compare the end of life with; empty if it is not known.
    pub today: String,
}
