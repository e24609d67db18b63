//! What differs between the images of two packs, by repository: an image of another tag is the same one,
//! older or newer.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Kind;
use crate::facts::image_reference::ImageReference;
use crate::values::{Values, images};

/// An image that differs between two packs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImageDifference {
    /// Its name without tag and digest, with the registry that it means; else the text as it is written,
    /// if that names no image.
    pub repository: String,
    /// Its tags and digests that only the earlier pack has, as they are written: `1.2`, `@sha256:…`, or
    /// empty for a name without both.
    pub before: Vec<String>,
    /// Those that only the later pack has.
    pub after: Vec<String>,
    /// Those that both have.
    pub kept: Vec<String>,
}

impl ImageDifference {
    /// Which of the packs has the image.
    pub fn kind(&self) -> Kind {
        let has = |only: &[String]| !(only.is_empty() && self.kept.is_empty());
        let (before, after) = (has(&self.before), has(&self.after));
        Kind::of(before.then_some(&()), after.then_some(&()))
    }
}

/// The names of the images that values.yaml lists.
pub(super) fn listed(values: &Values) -> Vec<String> {
    let listed = images::listed(values).unwrap_or_default().into_iter();
    listed.map(|image| image.name).collect()
}

/// What differs between two sets of names of images, in the order of their repositories.
pub fn of_names<'n>(
    before: impl Iterator<Item = &'n str>,
    after: impl Iterator<Item = &'n str>,
) -> Vec<ImageDifference> {
    let before: BTreeSet<_> = before.map(split).collect();
    let after: BTreeSet<_> = after.map(split).collect();
    let mut found: Vec<ImageDifference> = Vec::new();
    // In the order of names, so all that belongs to one repository follows each other.
    for (repository, version) in before.union(&after) {
        if found
            .last()
            .is_none_or(|last| last.repository != *repository)
        {
            found.push(ImageDifference {
                repository: repository.clone(),
                before: Vec::new(),
                after: Vec::new(),
                kept: Vec::new(),
            });
        }
        let Some(last) = found.last_mut() else {
            continue;
        };
        let name = (repository.clone(), version.clone());
        let versions = match (before.contains(&name), after.contains(&name)) {
            (true, true) => &mut last.kept,
            (true, false) => &mut last.before,
            (false, _) => &mut last.after,
        };
        versions.push(version.clone());
    }
    found.retain(|image| !(image.before.is_empty() && image.after.is_empty()));
    found
}

/// A name as its repository, and its tag and digest.
fn split(name: &str) -> (String, String) {
    let Some(image) = ImageReference::parse(name) else {
        return (name.to_owned(), String::new());
    };
    let digest = image.digest.map(|digest| format!("@{digest}"));
    let version = format!(
        "{}{}",
        image.tag.unwrap_or_default(),
        digest.unwrap_or_default()
    );
    (image.repository(), version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &[&str], after: &[&str], expected: &[&str]) {
        let found = of_names(before.iter().copied(), after.iter().copied());
        let found: Vec<_> = found
            .iter()
            .map(|it| {
                let (kind, old, new) = (it.kind(), it.before.join(","), it.after.join(","));
                format!("{kind:?} {} {old}>{new}", it.repository)
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn images_are_the_same_by_their_repository() {
        check(&["x.io/a:1"], &["x.io/a:1"], &[]);
        check(&["nginx:1"], &["docker.io/library/nginx:1"], &[]);
        check(
            &["x.io/a:1", "x.io/b:1", "x.io/c:1"],
            &["x.io/a:2", "x.io/c:1", "x.io/c:2", "x.io/d"],
            &[
                "Changed x.io/a 1>2",
                "Removed x.io/b 1>",
                "Changed x.io/c >2",
                "Added x.io/d >",
            ],
        );
        check(&["A B"], &[], &["Removed A B >"]);
    }
}
