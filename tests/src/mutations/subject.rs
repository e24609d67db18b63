//! A pack that is being broken, and the ways to change it.

use pack_archive::Entry;
use pack_model::path::{PACK_JSON, VALUES_YAML};
use pack_model::{
    Change, Chart, DocumentFile, File, FilePath, Origin, Pack, Place, Pointer, Position, Session,
    Transaction, Yaml,
};
use serde_json::Value;

use crate::random::Random;

/// Where a mutation is to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// At just this place.
    At(Place),
    /// Beginning on a line of a file, from 1, where no path leads.
    OnLine(&'static str, u32),
}

impl From<Place> for Expected {
    fn from(place: Place) -> Self {
        Self::At(place)
    }
}

/// A pack that is being broken. Its verbs give nothing where the pack cannot be changed like that.
#[derive(Debug)]
pub struct Subject {
    sound: Pack,
    pack: Pack,
    /// What chooses among several places.
    pub random: Random,
}

impl Subject {
    /// A pack before anything is done to it.
    pub fn new(pack: Pack, random: Random) -> Self {
        Self {
            sound: pack.clone(),
            pack,
            random,
        }
    }

    /// Says that what was changed so far was only made ready to be broken.
    pub fn is_ready(&mut self) {
        self.sound = self.pack.clone();
    }

    /// The pack before it was broken, and as it is now.
    pub fn into_packs(self) -> (Pack, Pack) {
        (self.sound, self.pack)
    }

    /// The pack as it is now.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// Makes a change by path.
    pub fn change(&mut self, change: Change) -> Option<()> {
        let mut session = Session::open(self.pack.clone());
        session
            .apply(Transaction::new("Break", vec![change]))
            .ok()??;
        self.pack = session.pack().clone();
        Some(())
    }

    /// Gives a value of a document another one.
    pub fn set(&mut self, file: &str, path: &[&str], value: impl Into<Value>) -> Option<Place> {
        let place = value_at(file, path)?;
        let document = DocumentFile::try_from(place.file.clone()).ok()?;
        self.change(Change::set(document, place.pointer.clone(), value))?;
        Some(place)
    }

    /// Puts an item at the end of a list of a document, and gives its place.
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

    /// Calls an entry of a document by another key, and gives the place of that.
    pub fn rename(&mut self, file: &str, path: &[&str], key: &str) -> Option<Place> {
        let place = value_at(file, path)?;
        let document = DocumentFile::try_from(place.file.clone()).ok()?;
        self.change(Change::rename_key(document, place.pointer.clone(), key))?;
        Some(Place::key(place.file, place.pointer.parent()?.child(key)))
    }

    /// Gives a file another text.
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

    /// Takes a file away.
    pub fn take(&mut self, path: &str) -> Option<File> {
        self.pack.put(FilePath::new(path).ok()?, None)
    }

    /// Replaces the first of a piece of text in a file, and gives where the replacement stands.
    pub fn replace(&mut self, path: &str, from: &str, to: &str) -> Option<Place> {
        let text = self.text(path)?;
        let start = text.find(from)?;
        let changed = text.replacen(from, to, 1);
        self.write(path, &changed)?;
        let file = FilePath::new(path).ok()?;
        Some(Place::text(file, start..start + to.len()))
    }

    /// Says where the pack came from.
    pub fn set_origin(&mut self, origin: Origin) {
        self.pack.set_origin(origin);
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<String> {
        self.pack.text(path).map(str::to_owned)
    }

    /// The data of a document that is sound.
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

    /// One of the charts that are listed and can be read, with its index in the list and its path.
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

    /// One of the manifests that are listed and there, with its index in the list and its path.
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

    /// One of several texts.
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

/// The line, from 1, on which a byte of a text stands.
pub(super) fn line_of(text: &str, byte: usize) -> u32 {
    let Position { line, .. } = pack_syntax::Lines::new(text).position(byte);
    line
}

/// A word with two of its letters swapped behind the first, which people rarely get wrong, so that it
/// is near and another one; nothing where no two in a row differ.
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

/// The files of a chart in a folder of this path, as entries of a pack.
pub(super) fn unpacked(chart: &Chart, folder: &str) -> Vec<Entry> {
    let files = chart.files.iter().map(|file| Entry {
        path: format!("{folder}/{}", file.path),
        ..file.clone()
    });
    files.collect()
}
