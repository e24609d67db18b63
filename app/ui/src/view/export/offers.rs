//! The formats that a pack can be exported in, and what each is good for.

use pack_archive::Format;

/// A format with the names under which the page offers it.
pub(super) struct Offer {
    pub(super) format: Format,
    pub(super) test_id: &'static str,
    pub(super) label: &'static str,
    pub(super) purpose: &'static str,
}

/// The formats, in the order of the menu.
pub(super) const OFFERS: [Offer; 3] = [
    Offer {
        format: Format::Zip,
        test_id: "export-zip",
        label: "Zip",
        purpose: "to unpack and push the folder, or to commit it",
    },
    Offer {
        format: Format::TarGz,
        test_id: "export-targz",
        label: "tar.gz",
        purpose: "what Palette reads from an OCI registry",
    },
    Offer {
        format: Format::OciLayout,
        test_id: "export-oci",
        label: "OCI layout",
        purpose: "the finished artifact, for tools that copy between registries",
    },
];
