//! Checks that hold for every pack of any shape: exports are lossless, and a change of one value
//! changes nothing else.

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use pack_archive::{Contents, Entry, Format, Limits};
use pack_model::format::pack_json::ROOT;
use pack_model::path::PACK_JSON;
use pack_model::{Change, Json, JsonFile, Pack, Pointer, Session, Transaction};
use pack_syntax::json::NodeKind;
use serde_json::{Value, json};

/// The formats that contain the files of a pack one by one: all but the OCI layout, which contains
/// one of them.
pub const ARCHIVES: [Format; 2] = [Format::Zip, Format::TarGz];

/// Checks that a pack that is opened as a folder, zip or tar.gz, and exported as zip or tar.gz,
/// keeps every file byte for byte with its execute permission, and that two exports are equal.
pub fn exports_are_lossless(folder: &str, entries: &[Entry]) -> Result<()> {
    let came = sorted(entries);
    let below = |entry: &Entry| Entry {
        path: format!("{folder}/{}", entry.path),
        ..entry.clone()
    };
    let loose = came.iter().map(below).collect();
    let mut ways = vec![(
        "folder",
        pack_archive::from_loose(loose, &Limits::default())?,
    )];
    for format in ARCHIVES {
        let archive = pack_archive::write(format, folder, "1", &came)?;
        ways.push((
            format.extension(),
            pack_archive::read(&archive, &Limits::default())?,
        ));
    }
    for (way, contents) in ways {
        let pack = open(contents)?;
        ensure!(
            pack.to_entries() == came,
            "the pack differs after coming in as {way}"
        );
        for format in ARCHIVES {
            let archive = pack_model::export::archive(&pack, format)?;
            ensure!(
                pack_model::export::archive(&pack, format)? == archive,
                "two exports differ"
            );
            let out = open(pack_archive::read(&archive, &Limits::default())?)?;
            ensure!(
                out == pack,
                "the pack differs after {way} to {}",
                format.extension()
            );
        }
    }
    Ok(())
}

/// The pack in an archive, at its root or in its single folder. Fails if any file was left out;
/// warnings about names that differ in case are allowed.
fn open(mut contents: Contents) -> Result<Pack> {
    pack_archive::strip_single_root(&mut contents);
    let lost: Vec<_> = contents
        .left_out
        .iter()
        .filter(|left_out| !left_out.reason.was_kept())
        .collect();
    ensure!(lost.is_empty(), "left out: {lost:?}");
    pack_of(contents.entries)
}

/// The pack with these files.
pub fn pack_of(entries: Vec<Entry>) -> Result<Pack> {
    let (pack, refused) = Pack::from_entries(entries);
    ensure!(refused.is_empty(), "refused: {refused:?}");
    Ok(pack)
}

/// Entries sorted by path.
pub fn sorted(entries: &[Entry]) -> Vec<Entry> {
    let mut entries = entries.to_vec();
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    entries
}

/// Changes every value that a form of pack.json can edit, and changes it back. After the change
/// only the value's own bytes may differ, and afterwards none. Undo must lead back to the start,
/// and redo to the end.
///
/// Returns the number of changed values, which is 0 for a broken pack.json.
pub fn fields_change_only_themselves(pack: &Pack) -> Result<usize> {
    let Some(text) = pack.text(PACK_JSON).map(str::to_owned) else {
        return Ok(0);
    };
    let before = Json::read(text.as_str());
    if !before.problems().is_empty() || !before.duplicates().is_empty() {
        return Ok(0);
    }
    let mut session = Session::open(pack.clone());
    let places = places(&before);
    for pointer in &places {
        change_and_change_back(&mut session, &before, pointer)
            .with_context(|| format!("at {pointer}"))?;
    }
    for pointer in containers(&before) {
        insert_and_remove(&mut session, &before, &pointer)
            .with_context(|| format!("in {pointer}"))?;
    }
    let end = session.pack().clone();
    while session.undo().is_some() {}
    ensure!(
        session.pack() == pack,
        "undo does not lead back to the start"
    );
    while session.redo().is_some() {}
    ensure!(
        *session.pack() == end,
        "redo does not lead to the end again"
    );
    Ok(places.len())
}

fn change_and_change_back(session: &mut Session, before: &Json, pointer: &Pointer) -> Result<()> {
    let node = before.get(pointer).context("the place is gone")?;
    let (value, other) = (node.to_value(), other_value(&node.to_value()));
    set(session, pointer, other.clone())?;
    let changed = Json::read(text(session)?);
    only_span_differs(before.text(), changed.text(), node.span())?;
    ensure!(
        changed.get(pointer).map(|node| node.to_value()) == Some(other.clone()),
        "the new value does not read back"
    );
    let mut expected = before.value();
    *expected
        .pointer_mut(&pointer.to_string())
        .context("no such place in the data")? = other;
    ensure!(changed.value() == expected, "other data has changed");
    set(session, pointer, value)?;
    if spelt_plainly(&before.text()[node.span()]) {
        ensure!(
            text(session)? == &**before.text(),
            "changing it back leaves a difference"
        );
    } else {
        only_span_differs(before.text(), text(session)?, node.span())?;
        session.undo().context("there is nothing to undo")?;
        session.undo().context("there is nothing to undo")?;
    }
    Ok(())
}

/// Whether a value is written in the usual way. Values with unnecessary escapes or unusual numbers
/// are not written back the same.
fn spelt_plainly(spelt: &str) -> bool {
    let written = serde_json::from_str::<Value>(spelt).map(|value| value.to_string());
    written.is_ok_and(|written| written == spelt)
}

/// Adds an item or key to a list or object, and removes it again.
fn insert_and_remove(session: &mut Session, before: &Json, pointer: &Pointer) -> Result<()> {
    let node = before.get(pointer).context("the place is gone")?;
    let (change, added, count) = match node.kind() {
        NodeKind::Array(items) => {
            let value = items.first().map_or(json!("new"), |item| item.to_value());
            let change = Change::insert(JsonFile::pack(), pointer.clone(), items.len(), value);
            (change, pointer.item(items.len()), items.len())
        }
        NodeKind::Object(members) => {
            let added = pointer.child("a new key");
            (
                Change::set(JsonFile::pack(), added.clone(), json!("new")),
                added,
                members.len(),
            )
        }
        _ => return Ok(()),
    };
    session.apply(Transaction::new("Add", vec![change]))?;
    let changed = Json::read(text(session)?);
    only_span_differs(before.text(), changed.text(), node.span())?;
    ensure!(changed.problems().is_empty(), "adding breaks the text");
    session.apply(Transaction::new(
        "Remove",
        vec![Change::remove(JsonFile::pack(), added)],
    ))?;
    if count > 0 {
        ensure!(
            text(session)? == &**before.text(),
            "removing what was added leaves a difference:\n{}",
            text(session)?
        );
    } else {
        session.undo().context("there is nothing to undo")?;
        session.undo().context("there is nothing to undo")?;
    }
    Ok(())
}

/// Checks that the bytes before and after a span are the same in both texts.
fn only_span_differs(before: &str, after: &str, span: Range<usize>) -> Result<()> {
    let (head, tail) = (&before[..span.start], &before[span.end..]);
    ensure!(
        after.len() >= head.len() + tail.len(),
        "bytes outside the place are gone"
    );
    ensure!(
        after.starts_with(head),
        "bytes before the place have changed"
    );
    ensure!(after.ends_with(tail), "bytes behind the place have changed");
    Ok(())
}

/// The scalar values of the properties that a form edits.
fn places(json: &Json) -> Vec<Pointer> {
    walk(json)
        .into_iter()
        .filter(|(_, is_container)| !is_container)
        .map(|(pointer, _)| pointer)
        .collect()
}

/// The lists and objects of the properties that a form edits.
fn containers(json: &Json) -> Vec<Pointer> {
    walk(json)
        .into_iter()
        .filter(|(_, is_container)| *is_container)
        .map(|(pointer, _)| pointer)
        .collect()
}

fn walk(json: &Json) -> Vec<(Pointer, bool)> {
    let known: BTreeSet<_> = ROOT.iter().map(|property| property.key).collect();
    let root = json
        .root()
        .and_then(|root| root.members())
        .unwrap_or_default();
    let mut open: Vec<_> = root
        .iter()
        .filter(|member| known.contains(member.key()))
        .map(|member| (Pointer::root().child(member.key()), member.value()))
        .collect();
    let mut found = Vec::new();
    while let Some((pointer, node)) = open.pop() {
        match node.kind() {
            NodeKind::Object(members) => {
                open.extend(
                    members
                        .iter()
                        .map(|member| (pointer.child(member.key()), member.value())),
                );
                found.push((pointer, true));
            }
            NodeKind::Array(items) => {
                open.extend(
                    items
                        .iter()
                        .enumerate()
                        .map(|(index, item)| (pointer.item(index), item)),
                );
                found.push((pointer, true));
            }
            _ => found.push((pointer, false)),
        }
    }
    found
}

/// A different value of the same type, with characters that need escapes.
fn other_value(value: &Value) -> Value {
    match value {
        Value::String(text) => json!(format!("{text} “changed” \\ \"quoted\"\n")),
        Value::Number(_) => json!(4711),
        Value::Bool(truth) => json!(!truth),
        _ => json!("something"),
    }
}

fn set(session: &mut Session, pointer: &Pointer, value: Value) -> Result<()> {
    let change = Change::set(JsonFile::pack(), pointer.clone(), value);
    session.apply(Transaction::new("Change", vec![change]))?;
    Ok(())
}

fn text(session: &Session) -> Result<&str> {
    session.pack().text(PACK_JSON).context("pack.json is gone")
}

/// Does with a pack what the page does when it opens one, and fails only by a panic: locates every
/// finding, reads every chart, exports the pack.
pub fn nothing_panics(pack: &Pack) -> Result<()> {
    for diagnostic in crate::findings_of(pack) {
        pack.span(&diagnostic.place);
        pack.position(&diagnostic.place);
    }
    for (path, file) in pack.files() {
        if path.extension() == "tgz" {
            // A chart that cannot be read is a finding, not a failure of this test.
            let _ = pack_model::Chart::read(&file.bytes);
        }
    }
    for format in Format::ALL {
        pack_model::export::archive(pack, format)?;
    }
    pack_model::export::contents(pack);
    Ok(())
}
