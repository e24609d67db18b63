//! Packs of many shapes: those of published packs, and those that only appear when users paste,
//! export or break files.

mod files;
mod manifests;
mod texts;
mod values;

use crate::packs::broken;
use crate::packs::fixture::Fixture;

/// A pack, and the name of its shape.
#[derive(Debug, Clone)]
pub struct Shape {
    /// A short name for what is special, with hyphens.
    pub name: String,
    /// The pack.
    pub pack: Fixture,
}

impl Shape {
    fn new(name: &str, pack: Fixture) -> Self {
        Self {
            name: name.to_owned(),
            pack,
        }
    }
}

/// All shapes.
pub fn shapes() -> Vec<Shape> {
    let at_once = vec![
        Shape::new("an-error-of-each-kind", broken::with_problems()),
        Shape::new("files-that-cannot-be-read", broken::unreadable()),
    ];
    [
        manifests::shapes(),
        values::shapes(),
        files::shapes(),
        texts::shapes(),
        at_once,
    ]
    .concat()
}

/// The pack from which most shapes differ in one point.
fn sound_pack() -> Fixture {
    Fixture::addon("disc-spinner", "1.4.0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_has_its_own_name() {
        let mut names: Vec<_> = shapes().into_iter().map(|shape| shape.name).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
