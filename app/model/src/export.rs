//! Exports a pack: the name of its folder, its archive, and a list of what is in it.

use pack_archive::{Error, Format};

use crate::pack::Pack;
use crate::pack::manifest::Manifest;
use crate::pack::path::{FilePath, PACK_CHECK_YAML};

/// The name of a pack whose pack.json has no usable one.
const NAMELESS: &str = "pack";
/// The version of a pack whose pack.json has no usable one.
const VERSIONLESS: &str = "0.0.0";
/// The most characters of a name or version, so that both and an extension fit any file system.
const LONGEST: usize = 100;

/// One file of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Its path in the archive's one folder.
    pub path: FilePath,
    /// Its size in bytes.
    pub size: usize,
}

/// The name of the archive's one folder, and of the archive without its extension:
/// `<name>-<version>`.
///
/// Export is always possible: a missing name or version gets a default, and characters that cannot be
/// part of a file name become hyphens.
pub fn stem(manifest: &Manifest) -> String {
    stem_of(manifest.name().as_deref(), manifest.version().as_deref())
}

/// The same for a name and a version.
pub(crate) fn stem_of(name: Option<&str>, version: Option<&str>) -> String {
    format!(
        "{}-{}",
        usable(name, NAMELESS),
        usable(version, VERSIONLESS)
    )
}

/// The name of the archive as a file.
pub fn file_name(manifest: &Manifest, format: Format) -> String {
    let (name, version) = parts(manifest);
    format.file_name(&name, &version)
}

/// The pack as an archive with one folder, [`stem`]. The same pack gives the same bytes.
///
/// # Errors
///
/// If an archive cannot hold a file's path, which never happens with a [`FilePath`].
pub fn archive(pack: &Pack, format: Format) -> Result<Vec<u8>, Error> {
    let (name, version) = parts(&pack.manifest());
    let mut entries = pack.to_entries();
    entries.retain(|entry| holds(format, &entry.path));
    pack_archive::write(format, &name, &version, &entries)
}

/// Whether an archive of a format holds a file of the pack. What only `pack-check` reads is not pushed.
pub fn holds(format: Format, path: &str) -> bool {
    format == Format::Zip || path != PACK_CHECK_YAML
}

/// The files of the pack, in the order of an archive; see [`holds`].
pub fn contents(pack: &Pack) -> Vec<Content> {
    pack.files()
        .map(|(path, file)| Content {
            path: path.clone(),
            size: file.size(),
        })
        .collect()
}

/// The name and the version as parts of a file name.
fn parts(manifest: &Manifest) -> (String, String) {
    (
        usable(manifest.name().as_deref(), NAMELESS),
        usable(manifest.version().as_deref(), VERSIONLESS),
    )
}

/// A text as part of a file name, or a default if nothing of it can be used.
fn usable(text: Option<&str>, otherwise: &str) -> String {
    text.map(in_file_name)
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| otherwise.to_owned())
}

/// A text in which hyphens replace all characters that some file system refuses.
fn in_file_name(text: &str) -> String {
    let replace = |letter: char| match letter {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        letter if letter.is_whitespace() || letter.is_control() => '-',
        letter => letter,
    };
    let replaced: String = text.trim().chars().take(LONGEST).map(replace).collect();
    replaced.trim_matches(['.', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::file::File;

    fn check_stem(pack_json: &str, expected: &str) {
        assert_eq!(stem(&Manifest::read(pack_json)), expected, "{pack_json}");
    }

    #[test]
    fn the_stem_is_name_and_version_or_the_nearest_that_can_be_a_file_name() {
        check_stem(r#"{"name":"web","version":"1.2.3"}"#, "web-1.2.3");
        check_stem(r#"{"name":"web","version":"1.2.3+up.1"}"#, "web-1.2.3+up.1");
        check_stem("", "pack-0.0.0");
        check_stem(r#"{"name":" ","version":3}"#, "pack-0.0.0");
        check_stem(r#"{"name":"../../etc","version":"1/2"}"#, "etc-1-2");
        check_stem(r#"{"name":"a b\nc:d","version":"v1."}"#, "a-b-c-d-v1");
        check_stem(r#"{"name":"ä","version":".."}"#, "ä-0.0.0");
        let long = format!(r#"{{"name":"{}","version":"1"}}"#, "é".repeat(300));
        assert_eq!(stem(&Manifest::read(&long)).chars().count(), LONGEST + 2);
    }

    #[test]
    fn what_is_ignored_goes_into_a_zip_only() {
        let mut pack = Pack::default();
        for path in ["pack.json", PACK_CHECK_YAML, "charts/.pack-check.yaml"] {
            pack.put(FilePath::of(path), Some(File::of_text("{}")));
        }
        for (format, count) in [(Format::Zip, 3), (Format::TarGz, 2)] {
            let bytes = archive(&pack, format).unwrap();
            let read = pack_archive::read(&bytes, &pack_archive::Limits::default()).unwrap();
            assert_eq!(read.entries.len(), count);
        }
        let all = pack_archive::read(
            &archive(&pack, Format::OciLayout).unwrap(),
            &pack_archive::Limits::default(),
        );
        let digest = pack_archive::sha256_hex(&archive(&pack, Format::TarGz).unwrap());
        let blob = format!("blobs/sha256/{digest}");
        assert!(all.unwrap().entries.iter().any(|entry| entry.path == blob));
    }

    #[test]
    fn an_archive_holds_one_folder_with_every_file() {
        let mut pack = Pack::default();
        for (path, text) in [
            ("pack.json", r#"{"name":"web","version":"1.0.0"}"#),
            ("charts/a b.tgz", "x"),
        ] {
            pack.put(FilePath::new(path).unwrap(), Some(File::of_text(text)));
        }
        for format in [Format::Zip, Format::TarGz] {
            let bytes = archive(&pack, format).unwrap();
            let read = pack_archive::read(&bytes, &pack_archive::Limits::default()).unwrap();
            let paths: Vec<_> = read.entries.into_iter().map(|entry| entry.path).collect();
            assert_eq!(paths, ["web-1.0.0/charts/a b.tgz", "web-1.0.0/pack.json"]);
        }
        assert_eq!(
            file_name(&pack.manifest(), Format::TarGz),
            "web-1.0.0.tar.gz"
        );
        let listed: Vec<_> = contents(&pack)
            .into_iter()
            .map(|file| (file.path.to_string(), file.size))
            .collect();
        assert_eq!(
            listed,
            [
                ("charts/a b.tgz".to_owned(), 1),
                ("pack.json".to_owned(), 32)
            ]
        );
    }

    #[test]
    fn every_format_can_be_written_of_an_empty_pack() {
        for format in Format::ALL {
            assert!(archive(&Pack::default(), format).is_ok(), "{format:?}");
        }
    }
}
