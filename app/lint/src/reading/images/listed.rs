//! Which images does values.yaml list under `pack.content.images`?

use pack_model::deployment::images::{self, ImageRow};
use pack_model::{Deployment, ImageReference, Pointer};
use serde_json::{Map, Value};

use crate::reading::values::{Values, pointer};

/// The path of the list.
pub(crate) use pack_model::values::images::PATH as IMAGES;

/// One entry of the list.
#[derive(Debug)]
pub(crate) struct ListedImage<'a> {
    /// The place of the entry.
    pub(crate) pointer: Pointer,
    /// The entry.
    pub(crate) value: &'a Value,
}

impl<'a> ListedImage<'a> {
    /// The entry, if it is a map.
    pub(crate) fn map(&self) -> Option<&'a Map<String, Value>> {
        self.value.as_object()
    }

    /// The listed image, if it is a string: under `image`, or the entry itself.
    pub(crate) fn text(&self) -> Option<&'a str> {
        match self.value {
            Value::Object(map) => map.get("image")?.as_str(),
            other => other.as_str(),
        }
    }

    /// The place of that string.
    pub(crate) fn place(&self) -> Pointer {
        match self.map() {
            Some(map) if map.contains_key("image") => self.pointer.child("image"),
            _ => self.pointer.clone(),
        }
    }

    /// The listed image, if it is a valid reference and not a template.
    pub(crate) fn reference(&self) -> Option<ImageReference<'a>> {
        ImageReference::parse(self.text()?)
    }
}

/// The entries of the list; `None` if there is no list.
pub(crate) fn listed_images<'a>(values: &Values<'a>) -> Option<Vec<ListedImage<'a>>> {
    let list = pointer(IMAGES);
    let items = values.value(IMAGES)?.as_array()?;
    let listed = items.iter().enumerate().map(|(index, value)| ListedImage {
        pointer: list.item(index),
        value,
    });
    Some(listed.collect())
}

/// The images that are listed or used.
pub(crate) fn rows(listed: &[ListedImage<'_>], deployment: &Deployment) -> Vec<ImageRow> {
    let names = listed
        .iter()
        .map(|listed| listed.text().unwrap_or_default());
    images::rows(names, deployment)
}

/// Whether a text is a template, whose result is known only in a cluster.
pub(crate) fn is_template(text: &str) -> bool {
    text.contains("{{")
}
