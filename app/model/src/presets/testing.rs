//! What the tests of presets share.

use crate::pack::Pack;
use crate::pack::file::File;
use crate::pack::path::{FilePath, PRESETS_YAML, VALUES_YAML};
use crate::presets::{Preset, presets};

/// A pack with these two files.
pub(super) fn pack(values: &str, presets: &str) -> Pack {
    let mut pack = Pack::default();
    for (path, text) in [(VALUES_YAML, values), (PRESETS_YAML, presets)] {
        pack.put(FilePath::of(path), Some(File::of_text(text)));
    }
    pack
}

/// All presets of a pack, in the order of presets.yaml.
pub(super) fn all(pack: &Pack) -> Vec<Preset> {
    let groups = presets(pack).into_iter();
    let mut all: Vec<_> = groups.flat_map(|group| group.presets).collect();
    all.sort_by_key(|preset| preset.index);
    all
}
