//! Assembles a new pack from what a template or an import knows.

use pack_archive::Entry;
use serde_json::Value;

use super::Readme;
use crate::logo;
use crate::pack::Pack;
use crate::pack::manifest::Manifest;
use crate::pack::path::{LOGO_PNG, PACK_JSON, README_MD, VALUES_YAML};

/// The parts of a new pack.
pub(crate) struct NewPack {
    /// The content of pack.json.
    pub(crate) manifest: Value,
    /// The text of values.yaml.
    pub(crate) values: String,
    /// README.md.
    pub(crate) readme: Readme,
    /// More files. They replace those above.
    pub(crate) files: Vec<Entry>,
}

impl NewPack {
    /// The pack, with a drawn logo unless the files include one.
    pub(crate) fn build(self) -> Pack {
        let text = format!("{:#}\n", self.manifest);
        let manifest = Manifest::read(text.as_str());
        let initials = logo::initials(&manifest.display_name().unwrap_or_default());
        let mut entries = vec![
            Entry::new(PACK_JSON, text.into_bytes()),
            Entry::new(VALUES_YAML, self.values.into_bytes()),
            Entry::new(README_MD, self.readme.text().into_bytes()),
        ];
        if !self.files.iter().any(|file| file.path == LOGO_PNG) {
            entries.push(Entry::new(
                LOGO_PNG,
                logo::draw(manifest.category(), &initials),
            ));
        }
        entries.extend(self.files);
        Pack::from_entries(entries).0
    }
}
