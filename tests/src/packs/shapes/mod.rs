//! Packs of many shapes, made here: what published packs look like, and what they never look like
//! but users paste, export or break.

mod files;
mod manifests;
mod values;

use crate::packs::broken;
use crate::packs::fixture::Fixture;

/// A pack and the name of what is special about it.
#[derive(Debug, Clone)]
pub struct Shape {
    /// What is special, in a few words joined by hyphens.
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
        Shape::new("a-fault-of-each-kind", broken::with_problems()),
        Shape::new("files-that-cannot-be-read", broken::unreadable()),
    ];
    [
        manifests::shapes(),
        values::shapes(),
        files::shapes(),
        at_once,
    ]
    .concat()
}

/// The pack that most shapes differ from in one point.
fn plain() -> Fixture {
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
