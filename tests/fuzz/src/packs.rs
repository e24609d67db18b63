//! Targets for archives, charts and whole packs, which are opened and checked as in the page.

use std::collections::BTreeMap;

use pack_archive::{Entry, Format, Limits};
use pack_lint::{Judge, Options};
use pack_model::{
    Chart, Diagnostic, File, FilePath, Locator, Pack, Refusal, Session, Transaction, export, import,
};
use serde_json::json;

use crate::marked;

/// The maximal number of fixes that are applied to one pack, since the pack is checked after each.
const FIXES: usize = 8;

/// Opens bytes as the page opens a dropped file, and writes the result again.
///
/// # Panics
///
/// If the written pack differs from the opened one.
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
    // The same bytes as a dropped file, for which a new pack is created.
    if let Ok(import) = import::open(vec![Entry::new("c.tgz", bytes)], &Limits::default()) {
        judge(&import.into_pack());
    }
}

/// Checks a value with an expression of schema.yaml. The expression is the first line, and the
/// value is the rest.
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

/// Checks a whole pack, given as the text of its files, each after a line with [`crate::FILE_MARK`] and
/// its path, and applies its fixes.
///
/// # Panics
///
/// If a finding is outside of the text, or a fix cannot be applied or undone exactly.
pub fn pack(bytes: &[u8]) {
    let mut pack = Pack::default();
    for (path, text) in marked(bytes) {
        put(&mut pack, path, text);
    }
    judge(&pack);
}

/// Checks a pack of these files as [`pack()`] does.
pub(crate) fn judged(files: &[(&str, &[u8])]) {
    let mut pack = Pack::default();
    for (path, bytes) in files {
        put(&mut pack, path, bytes);
    }
    judge(&pack);
}

fn put(pack: &mut Pack, path: &str, bytes: &[u8]) {
    if let Ok(path) = FilePath::new(path) {
        pack.put(path, Some(File::new(bytes)));
    }
}

/// Does with a pack what the page does: checks it, locates its findings, applies some fixes, and
/// writes it.
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
        // Reads every byte of the text.
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
    // The fixes are spread over all findings, since the first ones often have the same rule.
    let fixes: Vec<_> = found
        .iter()
        .filter(|finding| finding.ignored.is_none())
        .flat_map(|finding| finding.fixes.iter().map(move |fix| (finding, fix)))
        .collect();
    for (finding, fix) in fixes.iter().step_by(fixes.len().div_ceil(FIXES).max(1)) {
        let Some(changes) = fix.changes(pack) else {
            continue;
        };
        let mut session = Session::open(pack.clone());
        let applied = session.apply(Transaction::new(fix.label.clone(), changes));
        // A change that the text does not allow is refused with a reason.
        if matches!(applied, Err(Refusal::Document { .. })) {
            continue;
        }
        assert!(
            matches!(applied, Ok(Some(_))),
            "{applied:?} is what became of {fix:?} of {}",
            finding.rule
        );
        // The next finding of the same kind can now have its place.
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
