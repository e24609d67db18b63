//! What the manifests read of the values that they are given.

use crate::context::Context;
use crate::listed::is_among;
use crate::values::Values;

/// The manifests of one name, which get the same values.
#[derive(Debug)]
pub(crate) struct Readers {
    /// Their name.
    pub(crate) name: String,
    /// The first keys of all values that they read, sorted.
    pub(crate) read: Vec<String>,
    /// Whether any value may be read, since one takes all of them at once.
    takes_all: bool,
}

/// The manifests that are listed, by name.
pub(crate) fn readers(context: &Context<'_>) -> Vec<Readers> {
    let mut found: Vec<Readers> = Vec::new();
    let mut manifests = context.manifests();
    pack_model::sort_by(&mut manifests, |(one, _), (other, _)| {
        one.stem().cmp(other.stem())
    });
    for (path, reading) in manifests {
        match found.last_mut().filter(|last| last.name == path.stem()) {
            Some(last) => {
                last.read.extend(reading.read_values.iter().cloned());
                last.takes_all |= reading.takes_all;
            }
            None => found.push(Readers {
                name: path.stem().to_owned(),
                read: reading.read_values.clone(),
                takes_all: reading.takes_all,
            }),
        }
    }
    for readers in &mut found {
        pack_model::sort(&mut readers.read);
    }
    found
}

impl Readers {
    /// The keys that these manifests are given and do not read, in their order. Nothing is known of those
    /// that take all their values at once, or none; and a key may be there for its anchor.
    pub(crate) fn unread<'v>(&self, values: &Values<'v>) -> Vec<&'v str> {
        if self.takes_all || self.read.is_empty() {
            return Vec::new();
        }
        let path = ["manifests", self.name.as_str()];
        let given = values.map(&path).into_iter().flatten();
        let holds_anchor = |key: &str| values.holds_anchor(&["manifests", &self.name, key]);
        given
            .map(|(key, _)| key.as_str())
            .filter(|key| !is_among(&self.read, key) && !holds_anchor(key))
            .collect()
    }
}
