//! The documents that forms edit by place: pack.json, values.yaml and presets.yaml. Each is read once per
//! change, however many fields show it.

use leptos::prelude::*;
use pack_model::{
    Change, DocumentFile, File, FilePath, JsonFile, Manifest, Pack, Place, Pointer, Values,
    YamlFile, path, values,
};
use pack_once::view::{Signal, memo};

use crate::view::open_pack::{OpenPack, use_pack};

/// The path of pack.json.
pub(crate) fn pack_json() -> FilePath {
    FilePath::of(path::PACK_JSON)
}

/// What a document holds at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FieldValue {
    /// Nothing.
    Absent,
    /// A text.
    Text(String),
    /// Anything else, as it is written there.
    Other(String),
}

impl FieldValue {
    /// What an input shows.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Text(text) | Self::Other(text) => text.clone(),
        }
    }
}

/// A document. Copying it copies the handle.
#[derive(Clone, Copy)]
pub(crate) enum Document {
    /// pack.json.
    PackJson(Signal<Manifest>),
    /// One in YAML.
    Yaml(YamlDocument),
}

/// A document in YAML.
#[derive(Clone, Copy)]
pub(crate) struct YamlDocument {
    /// Its path.
    name: &'static str,
    /// The file.
    file: Signal<Option<File>>,
    /// What could be read of it.
    read: Signal<Values>,
    /// The change of another file that keeps that in step with a change of this one.
    in_step: fn(&Pack, &Change) -> Option<Change>,
}

/// How far a document can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum State {
    /// All of it, so it can be changed by place.
    Sound,
    /// There is no such file.
    Missing,
    /// The file is not text.
    NotText,
    /// Up to the first syntax error, which is at a place.
    Broken(Place),
}

impl Document {
    /// The pack.json of the open pack.
    pub(crate) fn pack_json() -> Self {
        Self::PackJson(use_pack().manifest)
    }

    /// The values.yaml of the open pack. It is read anew at each call, so a form calls this once
    /// and hands it on.
    pub(crate) fn values() -> (Self, Signal<Values>) {
        Self::yaml(path::VALUES_YAML, |_, _| None)
    }

    /// A YAML file of the open pack, read in the same way, with what keeps another file in step with it.
    pub(crate) fn yaml(
        name: &'static str,
        in_step: fn(&Pack, &Change) -> Option<Change>,
    ) -> (Self, Signal<Values>) {
        let open = use_pack();
        let read = move |text: &str| {
            let pack = open.pack;
            pack.with_untracked(|pack| pack.read_yaml(text).into())
        };
        Self::of(name, open.file(FilePath::of(name)), read, in_step)
    }

    /// The values.yaml beside its text. It is read when the caret comes to rest, so that typing does not wait for
    /// it.
    pub(crate) fn values_at_rest(caret: Signal<Option<usize>>) -> (Self, Signal<Values>) {
        let pack = use_pack().pack;
        let file = memo(move || {
            caret.track();
            pack.with_untracked(|pack| pack.file(path::VALUES_YAML).cloned())
        });
        Self::of(path::VALUES_YAML, file, Values::glance, |_, _| None)
    }

    fn of(
        name: &'static str,
        file: Signal<Option<File>>,
        read: impl Fn(&str) -> Values + Send + Sync + 'static,
        in_step: fn(&Pack, &Change) -> Option<Change>,
    ) -> (Self, Signal<Values>) {
        let read = memo(move || {
            file.with(|file| {
                let text = file.as_ref().and_then(|file| file.text());
                read(text.unwrap_or_default())
            })
        });
        let document = YamlDocument {
            name,
            file,
            read,
            in_step,
        };
        (Self::Yaml(document), read)
    }

    /// Its path, for changes of its entries.
    pub(crate) fn document_file(self) -> DocumentFile {
        match self {
            Self::PackJson(_) => JsonFile::pack().into(),
            Self::Yaml(yaml) if yaml.name == path::PRESETS_YAML => YamlFile::presets().into(),
            Self::Yaml(yaml) if yaml.name == path::SCHEMA_YAML => YamlFile::parameters().into(),
            Self::Yaml(_) => YamlFile::values().into(),
        }
    }

    /// Its path.
    pub(crate) fn file(self) -> FilePath {
        FilePath::of(self.name())
    }

    /// Its path, for sentences.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::PackJson(_) => path::PACK_JSON,
            Self::Yaml(yaml) => yaml.name,
        }
    }

    /// Changes of it, and those of another file that keep that in step.
    pub(crate) fn with_others(self, pack: &Pack, mut changes: Vec<Change>) -> Vec<Change> {
        if let Self::Yaml(yaml) = self {
            let others = changes
                .iter()
                .filter_map(|change| (yaml.in_step)(pack, change));
            changes.extend(others.collect::<Vec<_>>());
        }
        changes
    }

    /// How many items the list at a place has; `None` if there is something else.
    pub(crate) fn count(self, list: &Pointer) -> Option<usize> {
        match self {
            Self::PackJson(manifest) => manifest.with(|manifest| match manifest.json().get(list) {
                Some(node) => node.items().map(<[_]>::len),
                None => Some(0),
            }),
            Self::Yaml(yaml) => yaml.read.with(|read| match read.yaml().get(list) {
                Some(node) if node.as_str() == Some("") => Some(0),
                Some(node) => node.items().map(<[_]>::len),
                None => Some(0),
            }),
        }
    }

    /// Whether there is a map at a place.
    pub(crate) fn is_map(self, pointer: &Pointer) -> bool {
        match self {
            Self::PackJson(manifest) => manifest.with(|manifest| {
                let node = manifest.json().get(pointer);
                node.is_some_and(|node| node.members().is_some())
            }),
            Self::Yaml(yaml) => yaml.read.with(|read| {
                let node = read.yaml().get(pointer);
                node.is_some_and(|node| node.entries().is_some())
            }),
        }
    }

    /// The value at a place.
    pub(crate) fn held(self, pointer: &Pointer) -> FieldValue {
        match self {
            Self::PackJson(manifest) => manifest.with(|manifest| {
                let json = manifest.json();
                match json.get(pointer) {
                    None => FieldValue::Absent,
                    Some(node) => match node.as_str() {
                        Some(text) => FieldValue::Text(text.to_owned()),
                        None => FieldValue::Other(
                            json.text().get(node.span()).unwrap_or_default().to_owned(),
                        ),
                    },
                }
            }),
            Self::Yaml(yaml) => yaml.read.with(|values| match values.held(pointer) {
                None => FieldValue::Absent,
                Some(values::EntryValue::Text(text)) => FieldValue::Text(text),
                Some(values::EntryValue::Other(spelled)) => FieldValue::Other(spelled),
            }),
        }
    }

    /// How far it can be read.
    pub(crate) fn state(self, open: OpenPack) -> State {
        let has_text = |file: &File| file.text().is_some();
        let has_text = match self {
            Self::PackJson(_) => open
                .pack
                .with(|pack| pack.file(path::PACK_JSON).map(has_text)),
            Self::Yaml(yaml) => yaml.file.with(|file| file.as_ref().map(has_text)),
        };
        match has_text {
            // Its form makes the file with the first entry.
            None if self.name() == path::SCHEMA_YAML => State::Sound,
            None => State::Missing,
            Some(false) => State::NotText,
            Some(true) => self.error().map_or(State::Sound, |range| {
                State::Broken(Place::text(self.file(), range))
            }),
        }
    }

    /// Where the first syntax error is, in bytes.
    fn error(self) -> Option<std::ops::Range<usize>> {
        match self {
            Self::PackJson(manifest) => manifest.with(|manifest| {
                let json = manifest.json();
                let broken = json.is_broken();
                broken.then(|| json.problems().first().map_or(0..0, |at| at.range.clone()))
            }),
            Self::Yaml(yaml) => yaml.read.with(|values| {
                let yaml = values.yaml();
                let broken = yaml.is_broken();
                broken.then(|| yaml.problems().first().map_or(0..0, |at| at.range.clone()))
            }),
        }
    }
}
