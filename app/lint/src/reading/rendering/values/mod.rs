//! What values.yaml says about releases, and what it gives each chart and manifest: with the presets that
//! are chosen, and with samples for macros.

pub(super) mod lookup;
pub(super) mod macros;
pub(super) mod presets;

use pack_helm::value::Map;
use pack_helm::{Error, Release, read_values};
use pack_model::Pack;
use pack_model::path::VALUES_YAML;

use crate::reading::text::macros::WORD;
use lookup::{copy_map, map, text};
use macros::{Macros, Samples};
use presets::Preset;

/// The namespace of releases where the pack names none.
const DEFAULT_NAMESPACE: &str = "default";

/// The values of a pack, with samples for their macros.
pub(super) struct PackValues {
    name: String,
    values: Map,
    samples: Samples,
}

impl PackValues {
    /// Reads values.yaml as Helm reads values, and applies presets. A pack without one has no values.
    pub(super) fn read(pack: &Pack, presets: &[&Preset], samples: Samples) -> Result<Self, Error> {
        Self::read_and_change(pack, presets, samples, &|_| Ok(()))
    }

    /// The same, with a change of the values before macros are replaced.
    pub(super) fn read_and_change(
        pack: &Pack,
        presets: &[&Preset],
        samples: Samples,
        change: &dyn Fn(&Map) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let name = pack.manifest().name().unwrap_or_default();
        let bytes = pack.file(VALUES_YAML).map(|file| &*file.bytes);
        let bytes = bytes.unwrap_or_default();
        let written = read_values(bytes).or_else(|error| {
            // A macro without quotes is no YAML before it is replaced.
            let text = String::from_utf8_lossy(bytes);
            let read = |own: Option<&Map>| {
                let replaced = Macros::new(&name, &samples, own).replaced(&text);
                read_values(replaced.as_bytes())
            };
            // What refers to the pack's own values needs those.
            read(None)
                .and_then(|own| read(Some(&own)))
                .map_err(|_| error)
        })?;
        for preset in presets {
            preset.apply(&written);
        }
        change(&written)?;
        let values = Macros::new(&name, &samples, Some(&written)).in_map(&written);
        Ok(Self {
            name,
            values,
            samples,
        })
    }

    /// What replaces macros outside values.yaml.
    pub(super) fn macros(&self) -> Macros<'_> {
        Macros::new(&self.name, &self.samples, Some(&self.values))
    }

    /// The values of a chart, by the name in Chart.yaml.
    pub(super) fn of_chart(&self, chart: &str) -> Map {
        self.below("charts", chart)
    }

    /// The values of a manifest, by the name of its file without extension.
    pub(super) fn of_manifest(&self, name: &str) -> Map {
        self.below("manifests", name)
    }

    /// The same with other values of a manifest.
    pub(super) fn with_manifest(&self, name: &str, given: &Map) -> Self {
        let values = copy_map(&self.values);
        let manifests = map(&values, "manifests").unwrap_or_default();
        manifests.insert(name, given.clone());
        values.insert("manifests", manifests);
        Self {
            name: self.name.clone(),
            values,
            samples: self.samples.clone(),
        }
    }

    /// The release that a chart becomes.
    pub(super) fn release_of(&self, chart: &str) -> Release {
        let names = self.below("pack", "releaseNameOverride");
        // A pack without a name has a finding of its own.
        let usual = || match self.name.as_str() {
            "" => chart.to_owned(),
            name => format!("{name}-{chart}"),
        };
        let name = text(&names, chart).unwrap_or_else(usual);
        Release::new(name, self.namespace())
    }

    /// The release that manifests see.
    pub(super) fn release_of_manifests(&self) -> Release {
        Release::new(self.name.as_str(), self.namespace())
    }

    fn namespace(&self) -> String {
        let namespace = map(&self.values, "pack").and_then(|pack| text(&pack, "namespace"));
        namespace.unwrap_or_else(|| DEFAULT_NAMESPACE.to_owned())
    }

    /// The map under two keys; empty if there is none.
    pub(super) fn below(&self, part: &str, key: &str) -> Map {
        let found = map(&self.values, part).and_then(|part| map(&part, key));
        found.unwrap_or_default()
    }
}

/// Whether values or presets of a pack have macros, so that samples matter.
pub(super) fn has_macros(pack: &Pack) -> bool {
    pack.files().any(|(path, file)| {
        let is_text = [".yaml", ".yml", ".json"].iter();
        let mut is_text = is_text.filter(|end| path.as_str().ends_with(**end));
        is_text.next().is_some() && file.text().is_some_and(|text| text.contains(WORD))
    })
}
