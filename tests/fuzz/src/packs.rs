//! Archives, charts and whole packs of any bytes, as the page takes them in and judges them.

use std::collections::BTreeMap;

use pack_archive::{Entry, Format, Limits};
use pack_lint::{Judge, Options};
use pack_model::{
    Action, Chart, Diagnostic, File, FilePath, Locator, Pack, Refusal, Session, Transaction,
    export, import,
};
use serde_json::json;

use crate::FILE_MARK;

/// The most fixes of one pack that are tried: each of them is judged.
const FIXES: usize = 8;

/// Opens bytes as the page does with a file that is dropped on it, and writes what came in again.
///
/// # Panics
///
/// If what was taken does not leave as it came.
pub fn archive(bytes: &[u8]) {
    let Ok(contents) = pack_archive::read(bytes, &Limits::default()) else {
        return;
    };
    for format in [Format::Zip, Format::TarGz] {
        let Ok(written) = pack_archive::write(format, "p", "1", &contents.entries) else {
            continue;
        };
        let mut again = pack_archive::read(&written, &Limits::default());
        if let Ok(again) = &mut again {
            pack_archive::strip_single_root(again);
        }
        let mut came = contents.entries.clone();
        came.sort_by(|a, b| a.path.cmp(&b.path));
        let again = again.map(|again| again.entries);
        assert_eq!(again, Ok(came), "{format:?} changes what it carries");
    }
    let dropped = vec![Entry::new("dropped", bytes)];
    if let Ok(import) = import::open(dropped, &Limits::default()) {
        judge(&import.into_pack());
    }
}

/// Reads bytes as a chart, in a pack that lists it.
pub fn chart(bytes: &[u8]) {
    if Chart::read(bytes).is_err() {
        return;
    }
    let manifest = json!({
        "name": "p", "displayName": "P", "version": "1.0.0", "layer": "addon",
        "charts": ["charts/c.tgz"],
    });
    let mut pack = Pack::default();
    put(&mut pack, "pack.json", manifest.to_string().as_bytes());
    put(&mut pack, "values.yaml", b"charts: {}\n");
    put(&mut pack, "charts/c.tgz", bytes);
    judge(&pack);
    // The same bytes, dropped: a new pack is made around the chart.
    if let Ok(import) = import::open(vec![Entry::new("c.tgz", bytes)], &Limits::default()) {
        judge(&import.into_pack());
    }
}

/// Judges a value by an expression of schema.yaml: what stands before the first line end is the
/// expression, and what stands behind it is the value.
pub fn expression(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let (expression, value) = text.split_once('\n').unwrap_or((text, "5"));
    let schema = json!({ "pack.value": { "schema": expression } });
    let values = json!({ "pack": { "value": value } });
    let mut pack = Pack::default();
    put(&mut pack, "pack.json", b"{}");
    put(&mut pack, "schema.yaml", schema.to_string().as_bytes());
    put(&mut pack, "values.yaml", values.to_string().as_bytes());
    judge(&pack);
}

/// Judges a whole pack, given as the text of its files, each behind a line of [`FILE_MARK`] and its
/// path; and makes what fixes are offered.
///
/// # Panics
///
/// If a place is in no text, or a fix cannot be made or taken back exactly.
pub fn pack(bytes: &[u8]) {
    let mut pack = Pack::default();
    for part in split(bytes) {
        let end = part
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(part.len());
        let (path, rest) = part.split_at(end);
        if let Ok(path) = std::str::from_utf8(path) {
            put(&mut pack, path.trim(), rest.get(1..).unwrap_or_default());
        }
    }
    judge(&pack);
}

/// The parts behind each mark at the beginning of a line.
fn split(bytes: &[u8]) -> Vec<&[u8]> {
    let mark = FILE_MARK.as_bytes();
    let starts: Vec<usize> = (0..bytes.len())
        .filter(|at| *at == 0 || bytes[at - 1] == b'\n')
        .filter(|at| bytes[*at..].starts_with(mark))
        .collect();
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let parts = starts.iter().zip(ends);
    parts
        .map(|(start, end)| &bytes[start + mark.len()..end])
        .collect()
}

fn put(pack: &mut Pack, path: &str, bytes: &[u8]) {
    if let Ok(path) = FilePath::new(path) {
        pack.put(path, Some(File::new(bytes)));
    }
}

/// Does with a pack what the page does: judges it, shows where findings stand, mends some of them,
/// and writes it.
fn judge(pack: &Pack) {
    let options = Options {
        today: "2026-01-15".to_owned(),
        ..Options::default()
    };
    let mut judge = Judge::default();
    let found = judge.check(pack, &options);
    let mut locator = Locator::new(pack);
    let mut texts = BTreeMap::new();
    for finding in &found {
        locator.position(&finding.place);
        let file = &finding.place.file;
        // Reading a text means to look at each byte of it.
        let text = texts
            .entry(file)
            .or_insert_with(|| pack.text(file.as_str()));
        if let (Some(span), Some(text)) = (locator.span(&finding.place), text) {
            assert!(
                text.get(span).is_some(),
                "a finding is not in its text: {finding:?}"
            );
        }
    }
    // Spread over all findings, since the first ones are often of one rule.
    let fixes: Vec<_> = found
        .iter()
        .flat_map(|finding| finding.fixes.iter().map(move |fix| (finding, fix)))
        .collect();
    for (finding, fix) in fixes.iter().step_by(fixes.len().div_ceil(FIXES).max(1)) {
        let Action::Changes(changes) = &fix.action else {
            continue;
        };
        let mut session = Session::open(pack.clone());
        let applied = session.apply(Transaction::new(fix.label.clone(), changes.clone()));
        // What a text does not allow is refused with the reason.
        if matches!(applied, Err(Refusal::Document { .. })) {
            continue;
        }
        assert!(
            matches!(applied, Ok(Some(_))),
            "{applied:?} is what became of {fix:?} of {}",
            finding.rule
        );
        // Its place may be that of the next one of its kind now.
        let same = |findings: &[Diagnostic]| {
            let same = |other: &&Diagnostic| {
                other.rule == finding.rule && other.message == finding.message
            };
            findings.iter().filter(same).count()
        };
        let left = judge.check(session.pack(), &options);
        assert!(same(&left) < same(&found), "{fix:?} leaves {finding:?}");
        session.undo();
        assert!(session.pack() == pack, "{fix:?} is not taken back");
    }
    let exported = export::archive(pack, Format::TarGz);
    assert!(exported.is_ok(), "every pack can be exported");
}
