//! Time zones: UTC, offsets that were read with a time, and the zones of the IANA database, which the crate
//! `jiff` brings along.

use jiff::Timestamp;
use jiff::tz::TimeZoneDatabase;

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

/// What a zone's clock is set to at a time; UTC for a name that is not known, as in Sprig.
pub(super) fn named(name: &[u8], seconds: i64) -> Zone {
    find(name, seconds).unwrap_or_else(Zone::utc)
}

fn find(name: &[u8], seconds: i64) -> Option<Zone> {
    if matches!(name, b"" | b"UTC" | b"Local") {
        return None;
    }
    let name = std::str::from_utf8(name).ok()?;
    let zone = TimeZoneDatabase::bundled().get(name).ok()?;
    // Names are files in Go, so that capitals count.
    if zone.iana_name() != Some(name) {
        return None;
    }
    let time = Timestamp::from_second(seconds).ok()?;
    let info = zone.to_offset_info(time);
    Some(Zone {
        name: info.abbreviation().into(),
        offset: info.offset().seconds().into(),
    })
}
