//! Images that a pod needs to start.

use pack_helm::value::{Map, Value};

/// What is told of each image: its text, and where it stands below what is read.
pub(super) type Tell<'t> = dyn FnMut(String, &[&str]) + 't;

/// The image of a container. One without the key gets its image elsewhere.
pub(super) fn of_container(container: &Map, tell: &mut Tell<'_>) {
    let text = match container.get("image") {
        None => return,
        Some(Value::Text(text)) => text.lossy().into_owned(),
        Some(_) => String::new(),
    };
    tell(text.trim().to_owned(), &["image"]);
}

/// The image that a volume mounts.
pub(super) fn of_volume(volume: &Map, tell: &mut Tell<'_>) {
    let image = volume.get("image");
    let reference = image.and_then(|image| image.as_map()?.get("reference"));
    if let Some(Value::Text(text)) = reference {
        tell(text.lossy().into_owned(), &["image", "reference"]);
    }
}
