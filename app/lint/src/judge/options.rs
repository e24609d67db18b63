//! What a judgement depends on besides the pack.

use pack_model::Audience;

/// For whom and as of when a pack is judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whom the pack is made for.
    pub audience: Audience,
    /// The day that end of life is compared with, as `yyyy-MM-dd`; empty where it is not known.
    pub today: String,
}
