//! The table of formats in which archives are written.

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    id: &'static str,
    label: &'static str,
    purpose: &'static str,
    extension: &'static str,
    media_type: &'static str,
}

/// Declares the formats: one row each, so that none can be missing among all of them.
macro_rules! formats {
    ($($(#[$doc:meta])* $format:ident => $row:expr,)*) => {
        /// The format of a written archive.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Format {
            $($(#[$doc])* $format,)*
        }

        impl Format {
            /// Every format, in the order in which the editor offers them.
            pub const ALL: [Self; [$(stringify!($format)),*].len()] = [$(Self::$format),*];

            const fn row(self) -> Row {
                match self {
                    $(Self::$format => $row,)*
                }
            }
        }
    };
}

formats! {
    /// A zip, to unpack or to share.
    Zip => Row {
        id: "zip",
        label: "Zip",
        purpose: "To unpack and then push or commit the folder",
        extension: ".zip",
        media_type: "application/zip",
    },
    /// A tar in gzip, which is the layer that Palette reads from a registry.
    TarGz => Row {
        id: "targz",
        label: "tar.gz",
        purpose: "The format that Palette reads from an OCI registry",
        extension: ".tar.gz",
        media_type: "application/gzip",
    },
    /// The tar in gzip inside an OCI image layout, which OCI tools copy to a registry.
    OciLayout => Row {
        id: "oci",
        label: "OCI layout",
        purpose: "The complete artifact, for tools that copy between registries",
        extension: ".oci.tar",
        media_type: "application/x-tar",
    },
}

impl Format {
    /// Its id, in lower-case letters.
    pub const fn id(self) -> &'static str {
        self.row().id
    }

    /// The name that people see.
    pub const fn label(self) -> &'static str {
        self.row().label
    }

    /// What people choose it for, as the end of a sentence.
    pub const fn purpose(self) -> &'static str {
        self.row().purpose
    }

    /// The file name extension, with the dot.
    pub const fn extension(self) -> &'static str {
        self.row().extension
    }

    /// The media type for a download.
    pub const fn media_type(self) -> &'static str {
        self.row().media_type
    }

    /// The name of an archive: `stem` and the extension.
    pub fn named(self, stem: &str) -> String {
        format!("{stem}{}", self.extension())
    }

    /// The file's name: `<name>-<version>` and the extension.
    pub fn file_name(self, name: &str, version: &str) -> String {
        self.named(&format!("{name}-{version}"))
    }
}
