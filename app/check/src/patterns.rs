//! Packs as the command line names them: by path, by pattern, or by the files in them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use glob::MatchOptions;
use pack_model::path::{LOGO_PNG, PACK_JSON, VALUES_YAML};

/// The ends of the names of archives in which packs come.
const ARCHIVES: [&str; 4] = [".zip", ".tar.gz", ".tgz", ".tar"];

/// How patterns match: as shells have it.
const AS_SHELLS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// A folder or archive, or an argument that names none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Named {
    /// A path, which may still be no pack.
    Path(PathBuf),
    /// An argument, and why it names nothing.
    Nothing(String, String),
}

impl Named {
    /// How it was named.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Nothing(argument, _) => argument.clone(),
        }
    }

    /// The path, or why there is none.
    pub(crate) fn as_ref(&self) -> Result<&Path, &str> {
        match self {
            Self::Path(path) => Ok(path),
            Self::Nothing(_, why) => Err(why),
        }
    }
}

/// The packs that arguments name, each once. A pattern stands for the folders of packs, also of those without
/// a pack.json of the right name, and the archives that it fits, but for those inside a pack.
pub(crate) fn packs(arguments: &[PathBuf]) -> Vec<Named> {
    let mut named = Vec::new();
    let mut seen = BTreeSet::new();
    for argument in arguments {
        for one in of_argument(argument) {
            if seen.insert(one.name()) {
                named.push(one);
            }
        }
    }
    named
}

fn of_argument(argument: &Path) -> Vec<Named> {
    let path = || vec![Named::Path(argument.to_owned())];
    let Some(pattern) = argument
        .to_str()
        .filter(|text| text.contains(['*', '?', '[']))
    else {
        return path();
    };
    if argument.exists() {
        return path();
    }
    let nothing = |why: String| vec![Named::Nothing(pattern.to_owned(), why)];
    let found = match glob::glob_with(pattern, AS_SHELLS) {
        Ok(found) => found,
        Err(error) => return nothing(format!("this is no pattern: {error}")),
    };
    let packs: Vec<_> = found
        .flatten()
        .filter(|path| is_pack(path))
        .map(Named::Path)
        .collect();
    match packs.as_slice() {
        [] => nothing("the pattern fits no pack".to_owned()),
        _ => packs,
    }
}

fn is_pack(path: &Path) -> bool {
    if path.is_dir() {
        return is_pack_folder(path);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    ARCHIVES.iter().any(|end| name.ends_with(end)) && pack_around(path).is_none()
}

/// Whether a folder has a pack.json, also if its name is written otherwise, or what a pack has beside it.
fn is_pack_folder(folder: &Path) -> bool {
    if folder.join(PACK_JSON).is_file() {
        return true;
    }
    // The folder that a relative path starts in has no name there.
    let here = folder.as_os_str().is_empty().then_some(Path::new("."));
    let entries = fs::read_dir(here.unwrap_or(folder)).into_iter();
    let mut names = entries.flatten().flatten().map(|entry| entry.file_name());
    names.any(|name| name.eq_ignore_ascii_case(PACK_JSON))
        || [VALUES_YAML, LOGO_PNG]
            .iter()
            .all(|name| folder.join(name).is_file())
}

/// The packs that files are in, each once. Files that are in no pack count for nothing.
pub(crate) fn packs_of_files(files: &[PathBuf]) -> Vec<PathBuf> {
    let packs: BTreeSet<_> = files.iter().filter_map(|file| pack_around(file)).collect();
    packs.into_iter().map(Path::to_owned).collect()
}

/// The innermost folder around a file that has a pack.json; without one, the innermost that is a pack's.
fn pack_around(file: &Path) -> Option<&Path> {
    let has_pack_json = |folder: &&Path| folder.join(PACK_JSON).is_file();
    let mut folders = file.ancestors().skip(1);
    let folder = folders.find(has_pack_json).or_else(|| {
        file.ancestors()
            .skip(1)
            .find(|folder| is_pack_folder(folder))
    })?;
    // The folder that a relative path starts in has no name there.
    Some(match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_stand_for_packs_and_not_for_what_is_in_them() {
        let top = tempfile::tempdir().unwrap();
        for file in [
            "a/pack.json",
            "a/charts/web-1.0.0.tgz",
            "b/pack.json",
            "c/README.md",
            "d.zip",
            "e.txt",
            "f/Pack.json",
            "g/values.yaml",
            "g/logo.png",
            "h/values.yaml",
        ] {
            let path = top.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let named = |arguments: &[&str]| {
            let arguments: Vec<_> = arguments.iter().map(|text| top.path().join(text)).collect();
            let named = packs(&arguments).into_iter();
            let short = |path: &Path| path.strip_prefix(top.path()).unwrap().display().to_string();
            let named = named.map(|named| named.as_ref().map(short).unwrap_or_else(str::to_owned));
            named.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(named(&["*"]), "a b d.zip f g");
        assert_eq!(named(&["b", "[ab]", "gone"]), "b a gone");
        assert_eq!(named(&["**/*.tgz"]), "the pattern fits no pack");
        assert!(named(&["[a"]).contains("this is no pattern"));
        let files = [
            "a/charts/web-1.0.0.tgz",
            "a/pack.json",
            "e.txt",
            "c/README.md",
            "f/Pack.json",
            "g/values.yaml",
            "h/values.yaml",
        ];
        let files: Vec<_> = files.iter().map(|file| top.path().join(file)).collect();
        let expected = ["a", "f", "g"].map(|folder| top.path().join(folder));
        assert_eq!(packs_of_files(&files), expected);
    }
}
