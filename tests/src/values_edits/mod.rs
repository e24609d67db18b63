//! Checks for changes of values.yaml by path: each makes exactly the expected change, and all lines
//! of other places stay byte for byte the same.

mod expected;
mod lines;

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use pack_model::path::VALUES_YAML;
use pack_model::{Pack, Pointer, Session, Transaction, Yaml};
use serde_json::{Value, json};
use serde_yaml::Value as Data;

use crate::random::Random;

/// The results of changes: how many were made, and how many were refused, by reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Changes that were made and are right.
    pub made: usize,
    /// Refused changes, by their reason without names.
    pub refused: BTreeMap<String, usize>,
    /// Errors.
    pub errors: Vec<String>,
}

impl Tally {
    /// Adds the results of another tally.
    pub fn add(&mut self, other: Self) {
        self.made += other.made;
        for (reason, count) in other.refused {
            *self.refused.entry(reason).or_default() += count;
        }
        self.errors.extend(other.errors);
    }
}

/// A change by path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Set,
    Insert,
    Remove,
}

/// Sets, inserts and removes values at a number of random paths of a pack's values.yaml, each in
/// the original file. Does nothing for a pack without values.
pub fn touch_nothing_else(name: &str, pack: &Pack, random: &mut Random, paths: usize) -> Tally {
    let mut tally = Tally::default();
    let Some(before) = Document::read(pack) else {
        return tally;
    };
    let places = before.places();
    for _ in 0..paths {
        let Some(place) = random.choose(&places) else {
            break;
        };
        for act in [Act::Set, Act::Insert, Act::Remove] {
            let value = value(random);
            match before.check(pack, act, place, &value) {
                Ok(None) => tally.made += 1,
                Ok(Some(reason)) => *tally.refused.entry(reason).or_default() += 1,
                Err(error) => tally
                    .errors
                    .push(format!("{name}: {act:?} {value} at {place}: {error}")),
            }
        }
    }
    tally
}

/// A value to insert.
fn value(random: &mut Random) -> Value {
    let values = [
        json!("text"),
        json!("needs: quotes # here"),
        json!("{{ .spectro.system.cluster.uid }}"),
        json!("two\nlines\n"),
        json!(""),
        json!(25),
        json!(true),
        json!(null),
        json!({ "a": 1, "b": ["x"] }),
        json!(["x", { "y": "z" }]),
        json!({}),
        json!([]),
    ];
    random.choose(&values).cloned().unwrap_or_default()
}

/// The original values.yaml.
struct Document {
    yaml: Yaml,
    data: Data,
}

impl Document {
    fn read(pack: &Pack) -> Option<Self> {
        let text = pack.text(VALUES_YAML)?;
        let yaml = Yaml::read(text);
        let data = data(text).ok()?;
        (!yaml.is_broken() && yaml.documents() == 1).then_some(Self { yaml, data })
    }

    /// The paths of all values.
    fn places(&self) -> Vec<Pointer> {
        let mut open: Vec<_> = self
            .yaml
            .root()
            .map(|root| (Pointer::root(), root))
            .into_iter()
            .collect();
        let mut found = Vec::new();
        while let Some((place, node)) = open.pop() {
            for entry in node.entries().unwrap_or_default() {
                if let Some(key) = entry.key() {
                    open.push((place.child(key), entry.value()));
                }
            }
            let items = node.items().unwrap_or_default().iter().enumerate();
            open.extend(items.map(|(index, item)| (place.item(index), item)));
            if !place.is_root() {
                found.push(place);
            }
        }
        found
    }

    /// Makes a change and checks it. Returns the reason if the change was refused.
    fn check(
        &self,
        pack: &Pack,
        act: Act,
        place: &Pointer,
        value: &Value,
    ) -> Result<Option<String>> {
        let node = self.yaml.get(place).context("nothing stands there")?;
        let (change, expected) = self.expected(act, place, node, value)?;
        let mut session = Session::open(pack.clone());
        let step = Transaction::new("Test", vec![change]);
        if let Err(refusal) = session.apply(step) {
            let reason = refusal.to_string();
            ensure!(!reason.contains("could not be made"), "{reason}");
            return Ok(Some(kind_of(&reason)));
        }
        let after = session
            .pack()
            .text(VALUES_YAML)
            .context("the file is gone")?;
        ensure!(
            data(after)? == expected,
            "read back, it is another change:\n{}",
            self.difference(after)
        );
        self.only_lines_differ(after, self.lines(act, place, node)?)?;
        if act == Act::Insert {
            self.no_comment_differs(after)?;
        }
        session.undo();
        ensure!(session.pack() == pack, "taking it back leaves a difference");
        Ok(None)
    }
}

/// The data that the typed reader reads.
fn data(text: &str) -> Result<Data> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(serde_yaml::from_str(text)?)
}

/// A reason without names.
fn kind_of(reason: &str) -> String {
    let words = reason.split('`').step_by(2);
    words.collect::<Vec<_>>().join("…")
}
