//! Fixes that lead astray: what a fix must not leave behind.

use std::collections::BTreeSet;

use pack_lint::{Judge, Options, Renderer};
use pack_model::deployment::Cluster;
use pack_model::format::documents::document;
use pack_model::format::property::all;
use pack_model::path::{PACK_JSON, PRESETS_YAML, SCHEMA_YAML, VALUES_YAML};
use pack_model::{Audience, Chart, Diagnostic, Pack, Safety, Session, Transaction};

use crate::TODAY;

/// What a fix leaves for the user to enter: the rule of the fix, and the rule that says so. The pages of
/// these rules say it, too.
const LEFT_TO_ENTER: &[(&str, &str)] = &[
    ("os-annotation-missing", "os-annotation-empty"),
    ("os-annotation-missing", "skip-k8s-install-not-boolean"),
    ("chart-needs-value", "parameter-required-empty"),
    ("manifest-value-missing", "object-incomplete"),
    // Only a pack that names a namespace can be told what is not in it.
    ("namespace-missing", "namespace-fixed"),
    // What is not certain is left to the user.
    ("images-missing", "image-not-listed"),
    ("pack-json-missing", "images-missing"),
    // An empty values.yaml is what every pack needs at least.
    ("values-missing", "images-missing"),
    ("values-missing", "chart-values-missing"),
    ("values-missing", "unresolved-parameter-path"),
];

/// The rules on what cannot be read or rendered, or is not listed. Their fixes show what was wrong there
/// before.
const SHOW_MORE: &[&str] = &[
    "json-syntax",
    "json-duplicate-key",
    "pack-json-missing",
    "yaml-syntax",
    "yaml-duplicate-key",
    "macro-not-quoted",
    "values-missing",
    "chart-not-an-archive",
    "chart-not-loadable",
    "chart-file-missing",
    "manifest-file-missing",
    "misspelt-property",
    "text-not-utf8",
    "invisible-character",
    "chart-needs-preset",
];

/// Judges the states of a pack one after the other, and reads again only what changed.
#[derive(Debug, Default)]
pub struct Checks {
    judge: Judge,
    renderer: Renderer,
}

impl Checks {
    /// All findings of a pack, with those about what is rendered.
    pub fn findings_of(&mut self, pack: &Pack, audience: Audience) -> Vec<Diagnostic> {
        let options = Options {
            today: TODAY.to_owned(),
            audience,
        };
        self.renderer.deploy(pack, &Cluster::default());
        while self.renderer.explore_next() {}
        let deployment = self.renderer.deployment();
        let rendered = self.judge.check_rendered(pack, &options, &deployment);
        let of_texts = self.judge.check(pack, &options);
        of_texts.into_iter().chain(rendered).collect()
    }

    /// Clicks the fixes of a pack's findings, of each rule those of the first few, and gives a line for each
    /// that leads astray.
    pub fn astray(&mut self, pack: &Pack, audience: Audience, few: usize) -> Vec<String> {
        let before = self.findings_of(pack, audience);
        let said = said_by(pack);
        let mut lines = Vec::new();
        for (index, found) in before.iter().enumerate() {
            let earlier = before.iter().take(index);
            if earlier.filter(|one| one.rule == found.rule).count() >= few {
                continue;
            }
            for fix in &found.fixes {
                let Some(changes) = fix.changes(pack) else {
                    continue;
                };
                let about = format!(
                    "{audience:?}, {} at {}{}, “{}”",
                    found.rule, found.place.file, found.place.pointer, fix.label
                );
                let mut session = Session::open(pack.clone());
                match session.apply(Transaction::new("Fix", changes)) {
                    Ok(Some(_)) => {}
                    Ok(None) => lines.push(format!("{about} changes nothing")),
                    Err(refusal) => lines.push(format!("{about} is refused: {refusal}")),
                }
                if fix.safety == Safety::Safe {
                    let words = invented(&said, session.pack());
                    if !words.is_empty() {
                        lines.push(format!("{about} is safe and invents {words:?}"));
                    }
                }
                let after = self.findings_of(session.pack(), audience);
                if after.contains(found) {
                    lines.push(format!("{about} does not fix it"));
                }
                let shows_more = SHOW_MORE.contains(&&*found.rule);
                let new = as_bad(&before, &after, found);
                for new in new.into_iter().filter(|_| !shows_more) {
                    lines.push(format!(
                        "{about} brings the {} {} at {}{}: {}",
                        new.severity.id(),
                        new.rule,
                        new.place.file,
                        new.place.pointer,
                        new.message
                    ));
                }
            }
        }
        lines
    }
}

/// The words that a safe fix may write although the pack does not say them: they are the only ones that
/// can be meant.
const NEUTRAL: &[&str] = &[
    "all",
    "addon",
    "docker.io",
    "library",
    "community",
    "source",
    "annotations",
];

/// The words of a pack in lower case: of its files, its charts and the name of its folder.
fn said_by(pack: &Pack) -> BTreeSet<String> {
    let mut said: BTreeSet<String> = BTreeSet::new();
    for (path, file) in pack.files() {
        said.extend(words(path.as_str()));
        said.extend(words(file.text().unwrap_or_default()));
        if let Ok(chart) = Chart::read(&file.bytes) {
            let texts = chart.files.iter();
            let texts = texts.filter_map(|file| std::str::from_utf8(&file.bytes).ok());
            said.extend(texts.flat_map(words));
        }
    }
    said.extend(words(pack.origin().folder.as_deref().unwrap_or_default()));
    said
}

/// The words in the documents of a pack after a fix that it did not say before, except keys and numbers.
fn invented(said: &BTreeSet<String>, after: &Pack) -> Vec<String> {
    let documents = [PACK_JSON, VALUES_YAML, PRESETS_YAML, SCHEMA_YAML];
    let keys: BTreeSet<_> = documents
        .iter()
        .filter_map(|file| document(file))
        .flat_map(all)
        .map(|(_, property)| property.key.to_lowercase())
        .collect();
    let is_new = |word: &String| {
        let known = said.contains(word) || said.iter().any(|said| said.contains(word.as_str()));
        // A tag of an image may be rendered from a version.
        let is_word = word
            .trim_start_matches('v')
            .starts_with(char::is_alphabetic);
        is_word && !known && !keys.contains(word) && !NEUTRAL.contains(&word.as_str())
    };
    let texts = documents.iter().filter_map(|path| after.text(path));
    texts.flat_map(words).filter(is_new).collect()
}

fn words(text: &str) -> Vec<String> {
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let words = text.split(|c| !in_word(c));
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The findings after a fix that were not there before and are as bad as what was fixed. A finding was there
/// if its place or its message was: places change when entries are added or removed, and messages change
/// with names.
pub fn as_bad<'f>(
    before: &[Diagnostic],
    after: &'f [Diagnostic],
    fixed: &Diagnostic,
) -> Vec<&'f Diagnostic> {
    // Messages about syntax begin with a line that changes.
    let said = |found: &Diagnostic| match found.message.split_once(": ") {
        Some((line, rest)) if line.starts_with("Line ") => rest.to_owned(),
        _ => found.message.clone(),
    };
    let was_there = |new: &Diagnostic| {
        before
            .iter()
            .any(|old| old.rule == new.rule && (old.place == new.place || said(old) == said(new)))
    };
    let is_left = |new: &Diagnostic| LEFT_TO_ENTER.contains(&(&fixed.rule, &new.rule));
    let bad = after
        .iter()
        .filter(|new| new.severity <= fixed.severity && !was_there(new) && !is_left(new));
    bad.collect()
}
