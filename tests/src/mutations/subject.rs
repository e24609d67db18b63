//! The pack that a mutation changes.

use pack_archive::Entry;
use pack_model::deployment::Cluster;
use pack_model::path::{PACK_JSON, VALUES_YAML};
use pack_model::{
    Change, Chart, DocumentFile, File, FilePath, Origin, Pack, Place, Pointer, Position, Session,
    Transaction, Yaml,
};
use serde_json::Value;

use crate::random::Random;

/// The expected place of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Exactly this place.
    At(Place),
    /// A place that starts on this line of a file, from 1.
    OnLine(&'static str, u32),
}

impl Expected {
    /// Whether it is in values.yaml.
    pub(super) fn is_in_values(&self) -> bool {
        match self {
            Self::At(place) => place.file == VALUES_YAML,
            Self::OnLine(file, _) => *file == VALUES_YAML,
        }
    }
}

impl From<Place> for Expected {
    fn from(place: Place) -> Self {
        Self::At(place)
    }
}

/// The pack that a mutation changes. The methods return `None` if the pack does not allow the
/// change.
#[derive(Debug)]
pub struct Subject {
    sound: Pack,
    pack: Pack,
    /// The generator that chooses among several places.
    pub random: Random,
}

impl Subject {
    /// A pack before the mutation.
    pub fn new(pack: Pack, random: Random) -> Self {
        Self {
            sound: pack.clone(),
            pack,
            random,
        }
    }

    /// Marks the changes so far as preparation: the pack before the mutation includes them.
    pub fn is_ready(&mut self) {
        self.sound = self.pack.clone();
    }

    /// The pack before and after the mutation.
    pub fn into_packs(self) -> (Pack, Pack) {
        (self.sound, self.pack)
    }

    /// The current pack.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// Applies a change by path.
    pub fn change(&mut self, change: Change) -> Option<()> {
        let mut session = Session::open(self.pack.clone());
        session
            .apply(Transaction::new("Break", vec![change]))
            .ok()??;
        self.pack = session.pack().clone();
        Some(())
    }

    /// Sets a value of a document.
    pub fn set(&mut self, file: &str, path: &[&str], value: impl Into<Value>) -> Option<Place> {
        let place = value_at(file, path)?;
        let document = DocumentFile::try_from(place.file.clone()).ok()?;
        self.change(Change::set(document, place.pointer.clone(), value))?;
        Some(place)
    }

    /// Appends an item to a list of a document, and returns its place.
    pub fn append(&mut self, file: &str, path: &[&str], value: impl Into<Value>) -> Option<Place> {
        let place = value_at(file, path)?;
        let count = self
            .data(file)?
            .pointer(&place.pointer.to_string())
            .map_or(Some(0), |list| Some(list.as_array()?.len()))?;
        let document = DocumentFile::try_from(place.file.clone()).ok()?;
        self.change(Change::append(document, place.pointer.clone(), value))?;
        Some(Place::value(place.file, place.pointer.item(count)))
    }

    /// Removes an entry of a document.
    pub fn remove(&mut self, file: &str, path: &[&str]) -> Option<Place> {
        let place = value_at(file, path)?;
        let document = DocumentFile::try_from(place.file.clone()).ok()?;
        self.change(Change::remove(document, place.pointer.clone()))?;
        Some(place)
    }

    /// Renames the key of an entry of a document, and returns its place.
    pub fn rename(&mut self, file: &str, path: &[&str], key: &str) -> Option<Place> {
        let place = value_at(file, path)?;
        let document = DocumentFile::try_from(place.file.clone()).ok()?;
        self.change(Change::rename_key(document, place.pointer.clone(), key))?;
        Some(Place::key(place.file, place.pointer.parent()?.child(key)))
    }

    /// Replaces the text of a file.
    pub fn write(&mut self, path: &str, text: &str) -> Option<Place> {
        self.put(path, text.as_bytes())
    }

    /// Adds or replaces a file.
    pub fn put(&mut self, path: &str, bytes: &[u8]) -> Option<Place> {
        let path = FilePath::new(path).ok()?;
        let file = match self.pack.file(path.as_str()) {
            Some(before) => before.with_bytes(bytes),
            None => File::new(bytes),
        };
        self.pack.put(path.clone(), Some(file));
        Some(Place::file(path))
    }

    /// Removes a file.
    pub fn take(&mut self, path: &str) -> Option<File> {
        self.pack.put(FilePath::new(path).ok()?, None)
    }

    /// Replaces the first occurrence of a text in a file, and returns the range of the replacement.
    pub fn replace(&mut self, path: &str, from: &str, to: &str) -> Option<Place> {
        let text = self.text(path)?;
        let start = text.find(from)?;
        let changed = text.replacen(from, to, 1);
        self.write(path, &changed)?;
        let file = FilePath::new(path).ok()?;
        Some(Place::text(file, start..start + to.len()))
    }

    /// Sets the origin of the pack.
    pub fn set_origin(&mut self, origin: Origin) {
        self.pack.set_origin(origin);
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<String> {
        self.pack.text(path).map(str::to_owned)
    }

    /// The data of a valid document.
    pub fn data(&self, path: &str) -> Option<Value> {
        let text = self.pack.text(path)?;
        if path.ends_with(".json") {
            return serde_json::from_str(text).ok();
        }
        let yaml = Yaml::read(text);
        (!yaml.is_broken() && yaml.documents() < 2)
            .then(|| yaml.value())
            .flatten()
    }

    /// A value of pack.json.
    pub fn json(&self, path: &[&str]) -> Option<Value> {
        at(&self.data(PACK_JSON)?, path).cloned()
    }

    /// A text of pack.json.
    pub fn json_text(&self, key: &str) -> Option<String> {
        Some(self.json(&[key])?.as_str()?.to_owned())
    }

    /// A value of values.yaml.
    pub fn values(&self, path: &[&str]) -> Option<Value> {
        at(&self.data(VALUES_YAML)?, path).cloned()
    }

    /// The keys of a map.
    pub fn keys(value: Option<&Value>) -> Vec<String> {
        let map = value.and_then(Value::as_object);
        map.into_iter()
            .flatten()
            .map(|(key, _)| key.clone())
            .collect()
    }

    /// One of the listed charts that can be read, with its index in the list and its path.
    pub fn chart(&mut self) -> Option<(usize, String, Chart)> {
        let listed = self.json(&["charts"])?;
        let charts = listed.as_array()?.iter().enumerate();
        let charts: Vec<_> = charts
            .filter_map(|(index, path)| {
                let path = path.as_str()?;
                let chart = Chart::read(&self.pack.file(path)?.bytes).ok()?;
                Some((index, path.to_owned(), chart))
            })
            .collect();
        self.random.choose(&charts).cloned()
    }

    /// One of the listed manifests that exist, with its index in the list and its path.
    pub fn manifest(&mut self) -> Option<(usize, FilePath)> {
        let listed = self.json(&["kubeManifests"])?;
        let manifests = listed.as_array()?.iter().enumerate();
        let manifests: Vec<_> = manifests
            .filter_map(|(index, path)| {
                let path = FilePath::new(path.as_str()?).ok()?;
                self.pack.text(path.as_str())?;
                Some((index, path))
            })
            .collect();
        self.random.choose(&manifests).cloned()
    }

    /// Whether all charts and manifests of the pack render.
    pub fn renders(&self) -> bool {
        pack_lint::deploy(&self.pack, &Cluster::default())
            .failures
            .is_empty()
    }

    /// One of these texts.
    pub fn one_of(&mut self, texts: &[String]) -> Option<String> {
        self.random.choose(texts).cloned()
    }
}

/// The value at a path of keys and indices.
pub(super) fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    let pointer: Pointer = path.iter().copied().collect();
    value.pointer(&pointer.to_string())
}

/// The place of a value in a document.
pub(super) fn value_at(file: &str, path: &[&str]) -> Option<Place> {
    let file = FilePath::new(file).ok()?;
    Some(Place::value(file, path.iter().copied().collect()))
}

/// The place of a key in a document.
pub(super) fn key_at(file: &str, path: &[&str]) -> Option<Place> {
    let file = FilePath::new(file).ok()?;
    Some(Place::key(file, path.iter().copied().collect()))
}

/// The place of a whole file.
pub(super) fn file_at(file: &str) -> Option<Place> {
    Some(Place::file(FilePath::new(file).ok()?))
}

/// The line, from 1, that contains a byte of a text.
pub(super) fn line_of(text: &str, byte: usize) -> u32 {
    let Position { line, .. } = pack_syntax::Lines::new(text).position(byte);
    line
}

/// A word with two letters swapped, so that it is similar but different. The first letter stays,
/// since people rarely mistype it. `None` if no two adjacent letters differ.
pub(super) fn misspelt(word: &str, random: &mut Random) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let pairs: Vec<usize> = (2..letters.len())
        .filter(|at| letters[at - 1] != letters[*at])
        .filter(|at| letters[*at].is_alphanumeric() && letters[at - 1].is_alphanumeric())
        .collect();
    let at = *random.choose(&pairs)?;
    let mut swapped = letters;
    swapped.swap(at - 1, at);
    Some(swapped.into_iter().collect())
}

/// The files of a chart in a folder with this path, as entries of a pack.
pub(super) fn unpacked(chart: &Chart, folder: &str) -> Vec<Entry> {
    let files = chart.files.iter().map(|file| Entry {
        path: format!("{folder}/{}", file.path),
        ..file.clone()
    });
    files.collect()
}
