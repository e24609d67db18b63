//! Findings as JSON: an object for each pack and each source that cannot be read, fixed or written.

use std::io::Write;

use anyhow::Result;
use serde_json::{Value, json};

use super::{Report, Unread};

/// Writes a list of objects. One with an `error` is about a source of which something went wrong; without
/// `findings` in it, nothing of it could be checked.
pub(super) fn write(reports: &[Report], unread: &[Unread], out: &mut impl Write) -> Result<()> {
    let mut objects: Vec<Value> = reports
        .iter()
        .map(serde_json::to_value)
        .collect::<Result<_, _>>()?;
    for Unread { pack, message } in unread {
        match objects.iter_mut().find(|object| object["pack"] == **pack) {
            Some(object) => object["error"] = json!(message),
            None => objects.push(json!({ "pack": pack, "error": message })),
        }
    }
    serde_json::to_writer_pretty(&mut *out, &objects)?;
    Ok(writeln!(out)?)
}
