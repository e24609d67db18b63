//! A pack for tests: files that can be written as a folder or in any archive format.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use pack_archive::{Entry, Format};

use crate::packs::folder::set_executable;
use crate::packs::image;

/// The files of a pack, and the name of their folder.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The name of the pack in its archives.
    pub name: String,
    /// The version of the pack in its archives.
    pub version: String,
    entries: Vec<Entry>,
}

impl Fixture {
    /// A pack without files.
    pub fn empty(name: &str, version: &str) -> Self {
        Self {
            name: name.to_owned(),
            version: version.to_owned(),
            entries: Vec::new(),
        }
    }

    /// A complete add-on pack with one manifest and no findings.
    pub fn addon(name: &str, version: &str) -> Self {
        Self::empty(name, version)
            .with("pack.json", manifest(name, version).as_bytes())
            .with("values.yaml", VALUES.as_bytes())
            .with("logo.png", image::png(96, 96))
            .with("README.md", README.as_bytes())
            .with("manifests/app.yaml", MANIFEST.as_bytes())
    }

    /// The same pack with a file added or replaced.
    #[must_use]
    pub fn with(self, path: &str, bytes: impl Into<Arc<[u8]>>) -> Self {
        self.with_entry(Entry::new(path, bytes))
    }

    /// The same pack with an executable file.
    #[must_use]
    pub fn with_executable(self, path: &str, bytes: impl Into<Arc<[u8]>>) -> Self {
        self.with_entry(Entry {
            executable: true,
            ..Entry::new(path, bytes)
        })
    }

    /// The same pack with an entry added, or replaced if its path exists.
    #[must_use]
    pub fn with_entry(self, entry: Entry) -> Self {
        let mut changed = self.without(&entry.path);
        changed.entries.push(entry);
        changed
    }

    /// The same pack with many entries added, none of which it has.
    #[must_use]
    pub fn with_all(mut self, entries: Vec<Entry>) -> Self {
        self.entries.extend(entries);
        self
    }

    /// The same pack without a file.
    #[must_use]
    pub fn without(mut self, path: &str) -> Self {
        self.entries.retain(|entry| entry.path != path);
        self
    }

    /// The files. Their paths are relative to the pack's folder.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The bytes of a file. Empty if there is none.
    pub fn bytes(&self, path: &str) -> &[u8] {
        self.entries
            .iter()
            .find(|entry| entry.path == path)
            .map_or(&[], |entry| &entry.bytes)
    }

    /// The name of the folder, and of archives without their extension.
    pub fn folder(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    /// The pack as an archive with one folder, as it is exported.
    pub fn archive(&self, format: Format) -> Result<Vec<u8>> {
        Ok(pack_archive::write(
            format,
            &self.name,
            &self.version,
            &self.entries,
        )?)
    }

    /// Writes the archive into a folder, and returns its path.
    pub fn write_archive(&self, format: Format, into: &Path) -> Result<PathBuf> {
        let path = into.join(format.file_name(&self.name, &self.version));
        fs::write(&path, self.archive(format)?)?;
        Ok(path)
    }

    /// Writes the pack's folder into another folder, and returns its path.
    pub fn write_folder(&self, into: &Path) -> Result<PathBuf> {
        let root = into.join(self.folder());
        for entry in &self.entries {
            let path = root.join(&entry.path);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&path, &entry.bytes)?;
            if entry.executable {
                set_executable(&path)?;
            }
        }
        Ok(root)
    }
}

/// The pack.json of [`Fixture::addon`].
pub fn manifest(name: &str, version: &str) -> String {
    format!(
        r#"{{
  "name": "{name}",
  "displayName": "Disc Spinner",
  "version": "{version}",
  "layer": "addon",
  "addonType": "monitoring",
  "cloudTypes": [
    "all"
  ],
  "annotations": {{
    "source": "community",
    "contributor" : "ours"
  }},
  "kubeManifests": [
    "manifests/app.yaml"
  ]
}}
"#
    )
}

/// The values.yaml of [`Fixture::addon`].
pub const VALUES: &str = "\
pack:
  namespace: disc-spinner
  content:
    images:
      - image: registry.example.org/disc/spinner:1.4.0
manifests:
  app:
    # How fast it spins.
    speed: 33
";

/// The manifest of [`Fixture::addon`].
pub const MANIFEST: &str = "\
apiVersion: v1
kind: ConfigMap
metadata:
  name: spinner
data:
  speed: \"{{ .Values.speed }}\"
# What reads it runs registry.example.org/disc/spinner.
";

/// The README of [`Fixture::addon`].
pub const README: &str =
    "# Disc Spinner\n\nSpins a disc on every node.\n\n## Prerequisites\n\nA disc.\n";
