//! The images of a new pack, as its charts were rendered.

use serde_json::{Value, json};

use crate::Values;
use crate::deployment::Deployment;
use crate::edit::Change;
use crate::pack::Pack;
use crate::pack::document::YamlFile;
use crate::values::images;
use pack_syntax::sorting::sort;

/// The change that has a new pack list the images that its containers run. Those that texts only seem to
/// name are left to the user. Where something does not render, what its texts name stays listed.
/// `None` if nothing changes.
pub fn list_rendered_images(pack: &Pack, deployment: &Deployment) -> Option<Change> {
    let listed = images::listed(&Values::of(pack))?;
    let listed: Vec<String> = listed.into_iter().map(|image| image.name).collect();
    let rendered = deployment.images.iter();
    let rendered = rendered.filter(|image| image.certain && !image.varies);
    let mut names: Vec<String> = rendered.map(|image| image.name.clone()).collect();
    if !deployment.is_whole() {
        names.extend(listed.iter().cloned());
    }
    sort(&mut names);
    names.dedup();
    if names == listed {
        return None;
    }
    let list: Value = names.iter().map(|name| json!({ "image": name })).collect();
    Some(Change::set(YamlFile::values(), images::list(), list))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deployment::{DeployedImage, Failure, Stage};
    use crate::edit::Session;
    use crate::{File, FilePath};

    fn check(deployment: &Deployment, expected: &[&str]) {
        let text =
            "pack:\n  content:\n    images:\n      - image: old.io/a:1\n\n# Kept.\ncharts: {}\n";
        let mut pack = Pack::default();
        pack.put(FilePath::of("values.yaml"), Some(File::of_text(text)));
        let change = list_rendered_images(&pack, deployment);
        let changes: Vec<_> = change.into_iter().collect();
        let pack = Session::open(pack).tried(&changes).unwrap();
        let listed = images::listed(&Values::of(&pack)).unwrap();
        let names: Vec<_> = listed.into_iter().map(|image| image.name).collect();
        assert_eq!(names, expected);
        assert!(pack.text("values.yaml").unwrap().contains("# Kept."));
    }

    fn deployment(images: &[(&str, bool)]) -> Deployment {
        let images = images.iter().map(|(name, certain)| DeployedImage {
            name: (*name).to_owned(),
            certain: *certain,
            varies: false,
            places: Vec::new(),
        });
        Deployment {
            images: images.collect(),
            ..Deployment::default()
        }
    }

    #[test]
    fn images_of_containers_are_listed_and_guesses_are_not() {
        check(&deployment(&[]), &[]);
        let found = deployment(&[("b.io/b:2", true), ("a.io/a:1", true), ("c.io/c:3", false)]);
        check(&found, &["a.io/a:1", "b.io/b:2"]);
        let failure = Failure::new("charts/a.tgz", Stage::Render, "it fails");
        let failing = Deployment {
            failures: vec![failure],
            ..found
        };
        check(&failing, &["a.io/a:1", "b.io/b:2", "old.io/a:1"]);
    }
}
