//! Paths of the files that are documents, by format. A change that fits only JSON or only YAML takes
//! the path of such a file, so it cannot be made for a file of another format.

use serde::{Deserialize, Serialize};

use super::path::{FilePath, PACK_CHECK_YAML, PACK_JSON, PRESETS_YAML, SCHEMA_YAML, VALUES_YAML};

/// The path of a JSON file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "FilePath", into = "FilePath")]
pub struct JsonFile(FilePath);

/// The path of a YAML file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "FilePath", into = "FilePath")]
pub struct YamlFile(FilePath);

/// The path of a document, whose entries can be changed one by one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "FilePath", into = "FilePath")]
pub enum DocumentFile {
    /// It is JSON.
    Json(JsonFile),
    /// It is YAML.
    Yaml(YamlFile),
}

/// The extension of a file is not that of the expected format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file} is not a {format} file.")]
pub struct WrongFormat {
    /// The file.
    pub file: FilePath,
    /// The expected format, such as `JSON`.
    pub format: &'static str,
}

impl JsonFile {
    /// pack.json.
    pub fn pack() -> Self {
        Self(FilePath::of(PACK_JSON))
    }

    /// The path.
    pub fn path(&self) -> &FilePath {
        &self.0
    }
}

impl YamlFile {
    /// values.yaml.
    pub fn values() -> Self {
        Self(FilePath::of(VALUES_YAML))
    }

    /// presets.yaml.
    pub fn presets() -> Self {
        Self(FilePath::of(PRESETS_YAML))
    }

    /// schema.yaml, which holds the parameters.
    pub fn parameters() -> Self {
        Self(FilePath::of(SCHEMA_YAML))
    }

    /// .pack-check.yaml, which lists what is ignored.
    pub fn ignored() -> Self {
        Self(FilePath::of(PACK_CHECK_YAML))
    }

    /// The path.
    pub fn path(&self) -> &FilePath {
        &self.0
    }
}

impl DocumentFile {
    /// The path.
    pub fn path(&self) -> &FilePath {
        match self {
            Self::Json(file) => file.path(),
            Self::Yaml(file) => file.path(),
        }
    }
}

impl TryFrom<FilePath> for JsonFile {
    type Error = WrongFormat;

    fn try_from(file: FilePath) -> Result<Self, WrongFormat> {
        match file.extension().as_str() {
            "json" => Ok(Self(file)),
            _ => Err(WrongFormat {
                file,
                format: "JSON",
            }),
        }
    }
}

impl TryFrom<FilePath> for YamlFile {
    type Error = WrongFormat;

    fn try_from(file: FilePath) -> Result<Self, WrongFormat> {
        match file.extension().as_str() {
            "yaml" | "yml" => Ok(Self(file)),
            _ => Err(WrongFormat {
                file,
                format: "YAML",
            }),
        }
    }
}

impl TryFrom<FilePath> for DocumentFile {
    type Error = WrongFormat;

    fn try_from(file: FilePath) -> Result<Self, WrongFormat> {
        let json = JsonFile::try_from(file).map(Self::Json);
        let found = json.or_else(|wrong| YamlFile::try_from(wrong.file).map(Self::Yaml));
        found.map_err(|wrong| WrongFormat {
            format: "JSON or YAML",
            ..wrong
        })
    }
}

impl From<JsonFile> for DocumentFile {
    fn from(file: JsonFile) -> Self {
        Self::Json(file)
    }
}

impl From<YamlFile> for DocumentFile {
    fn from(file: YamlFile) -> Self {
        Self::Yaml(file)
    }
}

impl From<JsonFile> for FilePath {
    fn from(file: JsonFile) -> Self {
        file.0
    }
}

impl From<YamlFile> for FilePath {
    fn from(file: YamlFile) -> Self {
        file.0
    }
}

impl From<DocumentFile> for FilePath {
    fn from(file: DocumentFile) -> Self {
        match file {
            DocumentFile::Json(file) => file.into(),
            DocumentFile::Yaml(file) => file.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_tells_the_format() {
        for (path, format) in [
            ("pack.json", Some("json")),
            ("manifests/a.YAML", Some("yaml")),
            ("b.yml", Some("yaml")),
            ("README.md", None),
            ("json", None),
        ] {
            let file = FilePath::new(path).unwrap();
            let found = DocumentFile::try_from(file.clone());
            match &found {
                Ok(DocumentFile::Json(_)) => assert_eq!(format, Some("json"), "{path}"),
                Ok(DocumentFile::Yaml(_)) => assert_eq!(format, Some("yaml"), "{path}"),
                Err(wrong) => {
                    assert_eq!(format, None, "{path}");
                    let message = format!("{path} is not a JSON or YAML file.");
                    assert_eq!(wrong.to_string(), message);
                }
            }
            assert!(found.is_err() || found.is_ok_and(|found| *found.path() == file));
        }
    }

    #[test]
    fn the_files_that_every_pack_has_a_name_for_have_their_format() {
        let json = JsonFile::pack();
        assert_eq!(JsonFile::try_from(json.path().clone()), Ok(json));
        for yaml in [
            YamlFile::values(),
            YamlFile::presets(),
            YamlFile::parameters(),
        ] {
            assert_eq!(YamlFile::try_from(yaml.path().clone()), Ok(yaml));
        }
    }
}
