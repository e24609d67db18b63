//! Zip with deflate.
//!
//! Folders get no members of their own: every tool that unpacks zip makes them from the paths.

use std::io::{Cursor, Write};

use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::{File, failed};
use crate::error::Error;

/// The level that zip tools take by default.
const LEVEL: i64 = 6;

/// The zip archive of sorted files.
pub(super) fn write(files: &[File<'_>]) -> Result<Vec<u8>, Error> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        // Unix is stated outright: the default depends on the machine, and DOS has no modes.
        let options = SimpleFileOptions::default()
            .system(System::Unix)
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(file.mode());
        zip.start_file(&file.path, options).map_err(failed)?;
        zip.write_all(file.bytes).map_err(failed)?;
    }
    Ok(zip.finish().map_err(failed)?.into_inner())
}
