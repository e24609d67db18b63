//! Images that a pod needs to start.

use pack_helm::value::{Map, Value};

use super::search::Search;

/// The image of a container. One without the key gets its image elsewhere.
pub(super) fn of_container(container: &Map, search: &mut Search) {
    let text = match container.get("image") {
        None => return,
        Some(Value::Text(text)) => text.lossy().into_owned(),
        Some(_) => String::new(),
    };
    search.add(text.trim().to_owned(), &["image"], true);
}

/// The image that a volume mounts.
pub(super) fn of_volume(volume: &Map, search: &mut Search) {
    let image = volume.get("image");
    let reference = image.and_then(|image| image.as_map()?.get("reference"));
    if let Some(Value::Text(text)) = reference {
        search.add(text.lossy().into_owned(), &["image", "reference"], true);
    }
}
