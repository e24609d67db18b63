//! The images that a pack lists, after a chart was replaced.

use super::pinned;
use super::version::Versions;
use crate::compare::{ImageDifference, of_names};
use crate::deployment::Deployment;
use crate::edit::{Change, Session, Transaction};
use crate::facts::image_reference::ImageReference;
use crate::pack::Pack;
use crate::values::Values;
use crate::values::images::{self, ListedImage};

/// Listed images of the old version.
pub(super) fn of_version(pack: &Pack, versions: &Versions) -> Vec<Change> {
    let listed = images::listed(&Values::of(pack)).unwrap_or_default();
    let listed = listed.iter().zip(0..);
    let changes = listed.filter_map(|(image, index)| {
        let next = pinned::image(&image.name, versions)?;
        Some(images::rename(index, image.form, &next))
    });
    changes.collect()
}

/// The changes of a pack whose list of images follows what it deploys, which differs as told: a listed image
/// of which another tag is deployed gets that, one that is deployed no more is removed, and new ones are
/// added. What is listed and was not deployed stays.
pub fn follow_images(pack: &Pack, deployed: &[ImageDifference]) -> Vec<Change> {
    let mut session = Session::open(pack.clone());
    let mut changes = Vec::new();
    let mut make = |session: &mut Session, change: Change| {
        let step = Transaction::new("Follow the chart", vec![change.clone()]);
        if session.apply(step).is_ok() {
            changes.push(change);
        }
    };
    for found in deployed {
        let name = |version: &String| match version.starts_with('@') || version.is_empty() {
            true => format!("{}{version}", found.repository),
            false => format!("{}:{version}", found.repository),
        };
        let mut wanted: Vec<_> = found.after.iter().map(name).collect();
        wanted.retain(|name| !listed(&session).any(|(_, image)| is_same(&image.name, name)));
        wanted.reverse();
        for gone in found.before.iter().map(name) {
            let at = listed(&session).find(|(_, image)| is_same(&image.name, &gone));
            let Some((index, image)) = at else {
                continue;
            };
            let change = match wanted.pop() {
                Some(next) => images::rename(index, image.form, &respelt(&image.name, next)),
                None => images::remove(index),
            };
            make(&mut session, change);
        }
        while let Some(next) = wanted.pop() {
            make(&mut session, images::add(&next));
        }
    }
    changes
}

/// The same, where it was deployed like this before, and is like that now.
pub fn follow_deployed(pack: &Pack, before: &Deployment, now: &Deployment) -> Vec<Change> {
    fn names(deployment: &Deployment) -> impl Iterator<Item = &str> {
        deployment.images.iter().map(|image| image.name.as_str())
    }
    follow_images(pack, &of_names(names(before), names(now)))
}

fn listed(session: &Session) -> impl Iterator<Item = (usize, ListedImage)> + use<> {
    let listed = images::listed(&Values::of(session.pack()));
    (0..).zip(listed.unwrap_or_default())
}

/// Whether two texts name the same image.
fn is_same(one: &str, other: &str) -> bool {
    let whole = |text: &str| ImageReference::parse(text).map(|image| image.canonical());
    one == other || whole(one).is_some_and(|one| whole(other) == Some(one))
}

/// A name with the registry left out if the listed name leaves it out.
fn respelt(listed: &str, next: String) -> String {
    let short = ImageReference::parse(listed).filter(|image| image.registry.is_none());
    let next_version = ImageReference::parse(&next).map(|image| (image.tag, image.digest));
    let (Some(short), Some((tag, digest))) = (short, next_version) else {
        return next;
    };
    let mut name = short.path.to_owned();
    for (mark, part) in [(':', tag), ('@', digest)] {
        if let Some(part) = part {
            name.push(mark);
            name.push_str(part);
        }
    }
    name
}
