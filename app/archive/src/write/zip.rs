//! Writes zip with deflate.
//!
//! Folders get no members: every tool that unpacks zip creates them from the paths.

use std::io::{Cursor, Write};

use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::{File, write_error};
use crate::error::Error;

/// The compression level that zip tools use by default.
const LEVEL: i64 = 6;

/// Writes sorted files as a zip archive.
pub(super) fn write(files: &[File<'_>]) -> Result<Vec<u8>, Error> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        // The system is set to Unix: the default depends on the machine, and DOS has no modes.
        let options = SimpleFileOptions::default()
            .system(System::Unix)
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(file.mode());
        zip.start_file(&file.path, options).map_err(write_error)?;
        zip.write_all(file.bytes).map_err(write_error)?;
    }
    Ok(zip.finish().map_err(write_error)?.into_inner())
}
