//! OCI layouts from which a pack is taken, or not.

use super::Outcome::{Refused, Taken};
use super::{GOOD, Row};
use crate::packs::containers::layout::{self, Layout};
use crate::packs::containers::tar::Member as TarMember;

/// OCI layouts, as tools write them and archive them again, and with something wrong.
pub(super) fn rows() -> Vec<Row> {
    let pack = layout::layer(&[TarMember::file("p/pack.json", GOOD)]);
    let taken = Taken(&["pack.json"], "");
    let with = |change: fn(&mut Layout)| {
        let mut layout = Layout::of(&pack);
        change(&mut layout);
        layout.tar()
    };
    vec![
        ("oci-layout", with(|_| ()), taken),
        (
            "oci-layout-archived-again",
            with(|layout| layout.prefix = "./"),
            taken,
        ),
        (
            "oci-layout-in-a-folder",
            with(|layout| layout.prefix = "layout/"),
            taken,
        ),
        ("oci-layout-in-a-zip", Layout::of(&pack).zip(), taken),
        (
            "oci-layout-with-host",
            with(|layout| layout.tags = vec!["example.com/a/p:1.0.0"]),
            taken,
        ),
        (
            "oci-layout-with-two-tags",
            with(|layout| layout.tags = vec!["1.0.0", "latest"]),
            taken,
        ),
        (
            "oci-layout-index-of-indexes",
            with(|layout| layout.indexes = 3),
            taken,
        ),
        (
            "oci-layout-too-deep",
            with(|layout| layout.indexes = 40),
            Refused("nested too deeply"),
        ),
        (
            "oci-layout-of-two",
            with(|layout| layout.layers.push(vec![b"other".to_vec()])),
            Refused("it holds 2 artifacts"),
        ),
        (
            "oci-layout-with-two-layers",
            with(|layout| layout.layers[0].push(b"other".to_vec())),
            Refused("has 2 layers"),
        ),
        (
            "oci-layout-zstandard",
            with(|layout| layout.layers[0][0] = b"\x28\xb5\x2f\xfd\x00".to_vec()),
            Refused("Zstandard"),
        ),
        (
            "oci-layout-blob-missing",
            with(|layout| layout.forgets = true),
            Refused("is missing"),
        ),
        (
            "oci-layout-blob-changed",
            with(|layout| layout.changes = true),
            Refused("does not fit"),
        ),
        (
            "oci-layout-of-text",
            with(|layout| layout.layers[0][0] = b"text".to_vec()),
            Refused("No pack"),
        ),
    ]
}
