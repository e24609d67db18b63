//! Mutations of the images in values.yaml.

use pack_model::path::VALUES_YAML;
use serde_json::{Value, json};

use super::subject::Subject;
use super::{Fixes, Mutation};

const IMAGES: [&str; 3] = ["pack", "content", "images"];
/// An image that no pack lists.
const MOTOR: &str = "registry.example.org/turntable/motor:2.7.0";

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation::new("images-missing", "no list of images", |pack| {
        let layer = pack.json_text("layer")?;
        (!["os", "k8s"].contains(&layer.as_str())).then_some(())?;
        Some(pack.remove(VALUES_YAML, &IMAGES)?.into())
    })
    // For the community repository, an image that is not known has no fix.
    .fixes(Fixes::Any)
    .leaves(&["image-tag-floating", "image-not-listed"]),
    Mutation::new(
        "image-not-listed",
        "an image of a manifest not listed",
        |pack| {
            let (_, path) = pack.manifest()?;
            let pod = [
                "---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: motor\nspec:\n  containers:\n",
                &format!("    - name: motor\n      image: {MOTOR}\n"),
            ]
            .concat();
            let text = format!("{}\n{pod}", pack.text(path.as_str())?.trim_end());
            pack.write(path.as_str(), &text)?;
            pack.values(&IMAGES)?.as_array()?;
            let last = list(pack, MOTOR)?;
            pack.is_ready();
            pack.remove(VALUES_YAML, &["pack", "content", "images", &last])?;
            Some(super::subject::value_at(VALUES_YAML, &IMAGES)?.into())
        },
    ),
    Mutation::new("image-unused", "an image that nothing uses", |pack| {
        let last = list(pack, MOTOR)?;
        let entry = ["pack", "content", "images", &last, "image"];
        Some(super::subject::value_at(VALUES_YAML, &entry)?.into())
    }),
    Mutation::new("image-undetermined", "a container without image", |pack| {
        let (_, path) = pack.manifest()?;
        let text = pack.text(path.as_str())?;
        let pod = "---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: motor\nspec:\n  containers:\n    - name: motor\n      image: \"\"\n";
        pack.write(path.as_str(), &format!("{}\n{pod}", text.trim_end()))?;
        pack.values(&IMAGES)?.as_array()?;
        Some(super::subject::value_at(VALUES_YAML, &IMAGES)?.into())
    })
    .fixes(Fixes::None),
    Mutation::new("image-as-text", "an image without its key", |pack| {
        let last = list(pack, MOTOR)?;
        pack.is_ready();
        Some(
            pack.set(VALUES_YAML, &["pack", "content", "images", &last], MOTOR)?
                .into(),
        )
    }),
    Mutation::new("image-key-misspelt", "a key misspelt", |pack| {
        let last = list(pack, MOTOR)?;
        pack.is_ready();
        let wrong = *pack.random.choose(&["iamge", "Image", "imgae", "images"])?;
        Some(
            pack.rename(
                VALUES_YAML,
                &["pack", "content", "images", &last, "image"],
                wrong,
            )?
            .into(),
        )
    }),
    Mutation::new("image-invalid", "what is left around an image", |pack| {
        let wrong = match pack.random.choose(&[0, 1, 2])? {
            0 => format!("https://{MOTOR}"),
            1 => format!("{MOTOR} "),
            _ => format!("{MOTOR},"),
        };
        change_last(pack, MOTOR, &wrong)
    }),
    Mutation::new("image-invalid", "a text for the list", |pack| {
        Some(pack.set(VALUES_YAML, &IMAGES, MOTOR)?.into())
    })
    .fixes(Fixes::None),
    Mutation::new(
        "image-without-registry",
        "an image by its short name",
        |pack| change_last(pack, "docker.io/library/turntable:2.7.0", "turntable:2.7.0"),
    ),
    Mutation::new("image-tag-floating", "an image without a tag", |pack| {
        let wrong = *pack.random.choose(&[
            "registry.example.org/turntable/motor",
            "registry.example.org/turntable/motor:latest",
        ])?;
        change_last(pack, MOTOR, wrong)
    })
    .fixes(Fixes::None),
    Mutation::new("duplicate-image", "an image twice", |pack| {
        list(pack, MOTOR)?;
        pack.is_ready();
        let last = list(pack, MOTOR)?;
        let path = ["pack", "content", "images", &last, "image"];
        Some(super::subject::value_at(VALUES_YAML, &path)?.into())
    }),
];

/// Lists an image, and returns its index as a path token.
fn list(pack: &mut Subject, image: &str) -> Option<String> {
    let images = pack.values(&IMAGES)?;
    let last = images.as_array().map(Vec::len)?;
    pack.append(VALUES_YAML, &IMAGES, json!({ "image": image }))?;
    Some(last.to_string())
}

/// Lists an image, and then changes it.
fn change_last(pack: &mut Subject, sound: &str, wrong: &str) -> Option<super::Expected> {
    let last = list(pack, sound)?;
    pack.is_ready();
    let path = ["pack", "content", "images", &last, "image"];
    Some(pack.set(VALUES_YAML, &path, Value::from(wrong))?.into())
}
