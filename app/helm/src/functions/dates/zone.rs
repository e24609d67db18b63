//! Time zones: UTC, offsets that were read with a time, and the zones of the IANA database, which the crate
//! `jiff` brings along. The database is large and charts hardly use it, so that it is a feature of this
//! crate; without it a zone with a name is refused.

use crate::error::CallError;

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
///
/// # Errors
///
/// If the zone has a name and this build has no database of zones.
pub(super) fn named(name: &[u8], seconds: i64) -> Result<Zone, CallError> {
    match name {
        b"" | b"UTC" | b"Local" => Ok(Zone::utc()),
        name => find(name, seconds),
    }
}

#[cfg(not(feature = "time-zones"))]
fn find(name: &[u8], _: i64) -> Result<Zone, CallError> {
    Err(CallError::no_table("time zones", name))
}

#[cfg(feature = "time-zones")]
fn find(name: &[u8], seconds: i64) -> Result<Zone, CallError> {
    Ok(in_database(name, seconds).unwrap_or_else(Zone::utc))
}

#[cfg(feature = "time-zones")]
fn in_database(name: &[u8], seconds: i64) -> Option<Zone> {
    use jiff::Timestamp;
    use jiff::tz::TimeZoneDatabase;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utc_needs_no_database() {
        for name in ["", "UTC", "Local"] {
            assert_eq!(named(name.as_bytes(), 0), Ok(Zone::utc()));
        }
    }

    #[cfg(feature = "time-zones")]
    #[test]
    fn a_zone_has_its_offset_at_the_time() {
        let zone = named(b"America/New_York", 1_700_000_000).map(|zone| zone.offset);
        assert_eq!(zone, Ok(-5 * 3600));
    }

    #[cfg(not(feature = "time-zones"))]
    #[test]
    fn without_a_database_a_name_is_refused_and_no_template_catches_it() {
        let error = named(b"America/New_York", 0).expect_err("no zone");
        assert!(error.is_limit);
        assert_eq!(
            String::from_utf8_lossy(&error.message),
            "this renderer has no table of time zones, check the pack at the command line instead: \
             America/New_York"
        );
    }
}
