//! Time zones: UTC, and offsets that were read with a time.

/// What a time's clock is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Zone {
    /// The abbreviation, empty where only the offset is known.
    pub(super) name: Vec<u8>,
    /// Seconds east of UTC.
    pub(super) offset: i64,
}

impl Zone {
    /// Coordinated Universal Time, which Helm's own zone is here.
    pub(super) fn utc() -> Self {
        Self {
            name: b"UTC".to_vec(),
            offset: 0,
        }
    }
}

/// The zone of a name in the time zone database at a time; UTC for a name that is not known, as in Sprig.
pub(super) fn named(_name: &[u8], _seconds: i64) -> Zone {
    Zone::utc()
}
