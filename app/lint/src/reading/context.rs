//! Everything that a rule can ask about a pack.

use std::cell::OnceCell;

use pack_model::manifest::Listed;
use pack_model::path::{LOGO_PNG, PACK_JSON, PRESETS_YAML, VALUES_YAML};
use pack_model::{Audience, ChartError, FilePath, Manifest, Pack, Part, Place, Pointer};
use pack_syntax::Yaml;
use pack_syntax::json::Node;
use serde_json::Value;

use crate::judge::options::Options;
use crate::reading::chart::ChartReading;
use crate::reading::chart::misfits::Reader;
use crate::reading::file::Readings;
use crate::reading::ignores::Ignores;
use crate::reading::logo::Logo;
use crate::reading::manifest::ManifestReading;
use crate::reading::pack_json::listed_path::inside;
use crate::reading::pack_json::properties;
use crate::reading::values::{Values, no_maps};

/// The pack that is checked, with what was read from its files.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// The pack.
    pub(crate) pack: &'a Pack,
    /// Its metadata, as far as it can be read.
    pub(crate) manifest: Manifest,
    /// Today, as `yyyy-MM-dd`; may be empty.
    pub(crate) today: &'a str,
    /// Whether it is for the community repository.
    pub(crate) for_community: bool,
    readings: &'a Readings,
    ignores: OnceCell<Ignores>,
}

impl<'a> Context<'a> {
    /// Reads the metadata; other files are read when a rule asks for them.
    pub(crate) fn new(pack: &'a Pack, readings: &'a Readings, options: &'a Options) -> Self {
        Self {
            pack,
            manifest: pack.manifest(),
            today: &options.today,
            for_community: options.audience == Audience::Community,
            readings,
            ignores: OnceCell::new(),
        }
    }

    /// Who decides which values of a chart are right: for the community repository, its check.
    pub(crate) fn reader(&self) -> Reader {
        match self.for_community {
            true => Reader::Check,
            false => Reader::Helm,
        }
    }

    /// Whether pack.json exists and its structure is certain. Only then is an absent property
    /// certainly missing, and can a fix edit by path.
    pub(crate) fn is_sound(&self) -> bool {
        self.pack.text(PACK_JSON).is_some()
            && !self.manifest.json().is_broken()
            && self
                .manifest
                .json()
                .root()
                .is_some_and(|root| root.members().is_some())
    }

    /// Whether the content of a place is certain. In a pack.json with a syntax error, everything
    /// from the root property with the error on may be something else than it seems.
    pub(crate) fn is_certain(&self, place: &Place) -> bool {
        let json = self.manifest.json();
        let elsewhere = place.file != PACK_JSON || matches!(place.part, Part::Text { .. });
        let (Some(guess), false) = (json.uncertain_from(), elsewhere) else {
            return true;
        };
        let properties = json.root().and_then(Node::members).unwrap_or_default();
        let doubtful = properties
            .iter()
            .map(|property| property.span().start)
            .take_while(|start| *start < guess)
            .last();
        let span = match place.part {
            Part::Key => json.key_span(&place.pointer),
            _ => json.get(&place.pointer).map(Node::span),
        };
        span.is_some_and(|span| doubtful.is_some_and(|doubtful| span.end < doubtful))
    }

    /// Whether a property is certainly missing at the root of pack.json: it is not there, not
    /// misspelled, and not possibly in a part that could not be read.
    pub(crate) fn is_missing(&self, key: &str) -> bool {
        let Some(root) = self.manifest.json().root() else {
            return false;
        };
        self.is_sound()
            && root.member(key).is_none()
            && !properties::has_misspelt(root, properties::ROOT, key)
    }

    /// Whether a list at the root of pack.json is certainly missing, or has no items.
    pub(crate) fn is_missing_or_empty(&self, key: &str) -> bool {
        self.is_missing(key)
            || self
                .property(key)
                .and_then(Node::items)
                .is_some_and(<[_]>::is_empty)
    }

    /// The value of a property at the root of pack.json.
    pub(crate) fn property(&self, key: &str) -> Option<&Node> {
        Some(self.manifest.json().root()?.member(key)?.value())
    }

    /// The items of a list below `constraints`, with their places.
    pub(crate) fn constraints(&self, list: &str) -> Vec<(Pointer, &Node)> {
        let pointer = Pointer::from_iter(["constraints", list]);
        let items = self
            .manifest
            .json()
            .get(&pointer)
            .and_then(Node::items)
            .unwrap_or_default();
        items
            .iter()
            .enumerate()
            .map(|(index, item)| (pointer.item(index), item))
            .collect()
    }

    /// What the pack ignores.
    pub(crate) fn ignores(&self) -> &Ignores {
        self.ignores.get_or_init(|| Ignores::read(self))
    }

    /// The file that is probably meant instead of a missing one: in different case, or with `yml`
    /// for `yaml`.
    pub(crate) fn misnamed(&self, path: &str) -> Option<&FilePath> {
        let short = path.strip_suffix(".yaml").map(|stem| format!("{stem}.yml"));
        let means = |found: &str| {
            found.eq_ignore_ascii_case(path)
                || short
                    .as_ref()
                    .is_some_and(|short| found.eq_ignore_ascii_case(short))
        };
        self.pack
            .files()
            .map(|(found, _)| found)
            .find(|found| means(found.as_str()))
    }

    /// A file as YAML; `None` if it is absent or not text.
    pub(crate) fn yaml(&self, path: &str) -> Option<&Yaml> {
        self.readings.get(path)?.yaml()
    }

    /// The data of a YAML file; `None` if it is absent, or not a single document without errors.
    pub(crate) fn data(&self, path: &str) -> Option<&Value> {
        self.readings.get(path)?.data()
    }

    /// values.yaml, if it can be read as one map of maps or is empty.
    pub(crate) fn values(&self) -> Option<Values<'_>> {
        let data = self.data(VALUES_YAML)?;
        let yaml = self.yaml(VALUES_YAML)?;
        no_maps(data).is_empty().then_some(Values { yaml, data })
    }

    /// A file as a chart archive; `None` if it is absent.
    pub(crate) fn chart(&self, path: &str) -> Option<Result<&ChartReading, &ChartError>> {
        Some(self.readings.get(path)?.chart())
    }

    /// The charts that pack.json lists and whose archives can be read, with their places there.
    pub(crate) fn charts(&self) -> Vec<(Listed, &ChartReading)> {
        let listed = self.manifest.charts().into_iter();
        listed
            .filter_map(|listed| {
                let chart = self.chart(&inside(&listed.path)?)?.ok()?;
                Some((listed, chart))
            })
            .collect()
    }

    /// What the preset of an index adds to the values, if that is YAML.
    pub(crate) fn preset_addition(&self, index: usize) -> Option<&Value> {
        let additions = self.readings.get(PRESETS_YAML)?.preset_additions();
        additions.get(index)?.as_ref()
    }

    /// The manifests that pack.json lists and that exist as text.
    pub(crate) fn manifests(&self) -> Vec<(FilePath, &ManifestReading)> {
        let listed = self.manifest.kube_manifests().into_iter();
        listed
            .filter_map(|listed| {
                let path = FilePath::new(&inside(&listed.path)?).ok()?;
                let reading = self.readings.get(path.as_str())?.manifest()?;
                Some((path, reading))
            })
            .collect()
    }

    /// A file as a manifest; `None` if it is absent or not text.
    pub(crate) fn manifest_at(&self, path: &str) -> Option<&ManifestReading> {
        self.readings.get(path)?.manifest()
    }

    /// The logo; `None` if there is none.
    pub(crate) fn logo(&self) -> Option<&Logo> {
        Some(self.readings.get(LOGO_PNG)?.logo())
    }

    /// The files in which Palette resolves macros, with their text.
    pub(crate) fn texts_with_macros(&self) -> Vec<(&'static str, &'a str)> {
        [VALUES_YAML, PRESETS_YAML]
            .into_iter()
            .filter_map(|path| Some((path, self.pack.text(path)?)))
            .collect()
    }
}
