//! Limits on what one archive may unpack to, and the counter that enforces them.

use std::io::{self, Read};

use crate::error::Error;

/// The limits for one archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Unpacked bytes of all files together.
    pub total: u64,
    /// Unpacked bytes of one file.
    pub file: u64,
    /// Number of members, including folders and members that are left out.
    pub entries: usize,
    /// Unpacked size divided by the archive's size.
    ///
    /// Enforced only after [`Limits::RATIO_FLOOR`] bytes, so that a small file of spaces does not
    /// count as a zip bomb. Deflate reaches at most 1,032; a higher ratio is possible only where
    /// members share their packed bytes.
    pub ratio: u64,
}

impl Limits {
    /// Unpacked bytes up to which any ratio is allowed: 16 MiB.
    pub const RATIO_FLOOR: u64 = 16 << 20;
}

impl Default for Limits {
    /// 256 MiB in all, 64 MiB a file, 20,000 members, ratio 1,000. For comparison: the largest
    /// published pack has 5.3 MB in 426 files.
    fn default() -> Self {
        Self {
            total: 256 << 20,
            file: 64 << 20,
            entries: 20_000,
            ratio: 1_000,
        }
    }
}

/// Why a member's bytes could not be read.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The archive exceeds a limit: reading stops.
    Limit(Error),
    /// The bytes are damaged or missing: this member is left out.
    Damaged(io::Error),
}

/// Counts members and unpacked bytes while an archive is read.
#[derive(Debug)]
pub(crate) struct Budget {
    limits: Limits,
    packed: u64,
    unpacked: u64,
    members: usize,
}

impl Budget {
    /// A counter at zero for an archive of `packed` bytes.
    pub(crate) fn new(limits: Limits, packed: usize) -> Self {
        Self {
            limits,
            packed: packed as u64,
            unpacked: 0,
            members: 0,
        }
    }

    /// Counts one member of any kind.
    pub(crate) fn member(&mut self) -> Result<(), Error> {
        self.members += 1;
        if self.members > self.limits.entries {
            return Err(Error::TooManyEntries {
                limit: self.limits.entries,
            });
        }
        Ok(())
    }

    /// Counts `more` bytes of the file at `path`, after `so_far` bytes of the same file.
    pub(crate) fn bytes(&mut self, path: &str, so_far: u64, more: u64) -> Result<(), Error> {
        self.unpacked = self.unpacked.saturating_add(more);
        if so_far.saturating_add(more) > self.limits.file {
            return Err(Error::FileTooLarge {
                path: path.to_owned(),
                limit: self.limits.file,
            });
        }
        if self.unpacked > self.limits.total {
            return Err(Error::TooLarge {
                limit: self.limits.total,
            });
        }
        let allowed = self.packed.saturating_mul(self.limits.ratio);
        if self.unpacked > Limits::RATIO_FLOOR && self.unpacked > allowed {
            return Err(Error::RatioTooHigh {
                limit: self.limits.ratio,
            });
        }
        Ok(())
    }

    /// Reads the file at `path` to its end and counts its bytes. Memory grows with the bytes that
    /// are read, not with the size that the archive states.
    pub(crate) fn read(&mut self, path: &str, mut from: impl Read) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let mut chunk = [0; 16 << 10];
        loop {
            let count = match from.read(&mut chunk) {
                Ok(0) => return Ok(bytes),
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Failure::Damaged(error)),
            };
            self.bytes(path, bytes.len() as u64, count as u64)
                .map_err(Failure::Limit)?;
            bytes.extend_from_slice(&chunk[..count]);
        }
    }

    /// The greatest length of an unpacked tar that keeps the limits: its files, plus two headers
    /// with padding for each of them.
    pub(crate) fn max_stream_length(&self) -> u64 {
        let headers = (self.limits.entries as u64).saturating_mul(2 << 10);
        self.limits
            .total
            .saturating_add(headers)
            .saturating_add(64 << 10)
    }

    /// The error for a stream longer than [`Budget::max_stream_length`].
    pub(crate) fn too_large(&self) -> Error {
        Error::TooLarge {
            limit: self.limits.total,
        }
    }
}
