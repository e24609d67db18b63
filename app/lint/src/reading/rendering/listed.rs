//! What a pack lists, part by part and as texts, with other values over those of the pack: for the command
//! line.

use pack_helm::value::Map;
use pack_helm::{Capabilities, Chart, Error, Release};
use pack_model::Pack;
use pack_model::deployment::Cluster;

use super::charts::{Given, LoadedChart};
use super::manifests::Manifest;
use super::values::PackValues;
use super::values::macros::Samples;
use super::values::presets::Preset;

/// The charts and manifests of a pack, and the values that they get.
pub struct ListedParts<'p> {
    pack: &'p Pack,
    values: PackValues,
}

impl std::fmt::Debug for ListedParts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ListedParts").finish_non_exhaustive()
    }
}

impl<'p> ListedParts<'p> {
    /// Reads the values of a pack, applies the presets that are chosen, and changes what comes of it. Then
    /// macros get their samples.
    ///
    /// # Errors
    ///
    /// If values.yaml cannot be read, in Helm's words, or the change fails.
    pub fn new(
        pack: &'p Pack,
        cluster: &Cluster,
        change: &dyn Fn(&Map) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let samples = Samples {
            given: cluster.samples.clone(),
            are_altered: false,
        };
        let presets = Preset::all(pack, &samples);
        let chosen: Vec<_> = presets
            .iter()
            .filter(|preset| cluster.presets.contains(&preset.id))
            .collect();
        let values = PackValues::read_and_change(pack, &chosen, samples, change)?;
        Ok(Self { pack, values })
    }

    /// The chart at a path of pack.json, with the values and the release that Helm is given for it.
    ///
    /// # Errors
    ///
    /// If it cannot be loaded, in Helm's words.
    pub fn chart(&self, path: &str) -> Result<(Chart, Map, Release), Error> {
        let chart = LoadedChart::load(self.pack, path, None, 0).chart?;
        let given = Given::by(&self.values, &chart);
        Ok((chart, given.values, given.release))
    }

    /// The text that the manifest at a path of pack.json becomes, and whether something in it varies from run
    /// to run in Helm.
    ///
    /// # Errors
    ///
    /// If it is not there, or cannot be rendered, in Helm's words.
    pub fn manifest(
        &self,
        path: &str,
        capabilities: &Capabilities,
    ) -> Result<(String, bool), Error> {
        let manifest = Manifest::find(self.pack, path)?;
        let applied = manifest.rendered(&self.values, capabilities, 0)?;
        Ok((applied.text.into_owned(), applied.varies))
    }
}
