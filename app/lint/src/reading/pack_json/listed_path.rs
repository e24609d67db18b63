//! Which file does a path in pack.json mean, even if it is wrong?

use pack_model::Pack;
use pack_model::facts::files::{chart_stem, split_version};

use crate::reading::text::nearest::is_near;

/// How similar the names of two files are: the same but for version, extension or a few letters;
/// one the beginning of the other; or not similar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Similarity {
    None,
    Beginning,
    Name,
}

impl Similarity {
    /// Compares the names of two files.
    pub(crate) fn of(one: &str, other: &str) -> Self {
        let (one, other) = (stem(one), stem(other));
        let (one_name, other_name) = (name(one), name(other));
        let begins = |stem: &str, name: &str| !name.is_empty() && stem.starts_with(name);
        if is_near(one_name, other_name) {
            Self::Name
        } else if begins(one, other_name) || begins(other, one_name) {
            Self::Beginning
        } else {
            Self::None
        }
    }
}

/// The name of a file without its extension.
fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    let last = || file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    chart_stem(file).unwrap_or_else(last)
}

/// The name of a file without its version.
fn name(stem: &str) -> &str {
    split_version(stem).0
}

/// The file of the pack that a path from outside most likely means: the one at the end of the path,
/// or the only one of that name.
pub(crate) fn meant(pack: &Pack, path: &str) -> Option<String> {
    let path = path.replace('\\', "/");
    let parts = path
        .split('/')
        .filter(|part| !matches!(*part, "" | "." | "..") && !part.ends_with(':'));
    let parts: Vec<_> = parts.collect();
    let tails = (0..parts.len()).filter_map(|from| Some(parts.get(from..)?.join("/")));
    if let Some(tail) = tails.into_iter().find(|tail| pack.file(tail).is_some()) {
        return Some(tail);
    }
    let name = *parts.last()?;
    let mut same = pack
        .files()
        .map(|(path, _)| path)
        .filter(|path| path.name() == name);
    match (same.next(), same.next()) {
        (Some(only), None) => Some(only.to_string()),
        _ => None,
    }
}

/// A listed path without `./`; `None` if it points outside the pack.
pub(crate) fn inside(path: &str) -> Option<String> {
    let drive = matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    if path.starts_with('/')
        || drive
        || path.contains('\\')
        || path.split('/').any(|part| part == "..")
    {
        return None;
    }
    Some(
        path.split('/')
            .filter(|part| *part != ".")
            .collect::<Vec<_>>()
            .join("/"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_name_are_alike() {
        use Similarity::{Beginning, Name, None};
        for (one, other, expected) in [
            ("charts/web-1.0.0.tgz", "charts/web-1.1.0.tgz", Name),
            ("charts/web-1.0.0.tgz", "charts/web.tgz", Name),
            (
                "charts/web-server-1.0.0.tgz",
                "charts/web-sevrer-2.tgz",
                Name,
            ),
            ("manifests/web.yaml", "manifests/web.yml", Name),
            ("manifests/web.yaml", "manifests/web-old.yaml", Beginning),
            (
                "charts/web-1.0.0.tgz",
                "charts/web-crd-1.0.0.tgz",
                Beginning,
            ),
            ("charts/web-1.0.0.tgz", "charts/api-1.0.0.tgz", None),
            ("charts/-1.tgz", "charts/api-1.0.0.tgz", None),
            ("", "charts/api-1.0.0.tgz", None),
        ] {
            assert_eq!(Similarity::of(one, other), expected, "{one} {other}");
            assert_eq!(Similarity::of(other, one), expected, "{other} {one}");
        }
    }
}
