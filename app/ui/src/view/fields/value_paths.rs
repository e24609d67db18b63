//! The dotted paths of values.yaml, as suggestions for the fields that name one.

use leptos::prelude::*;
use pack_model::assist::value_paths;
use pack_model::{FilePath, path};
use pack_once::view::{CollectView, live, memo};

use crate::view::open_pack::use_pack;

/// The `id` of the list of suggestions.
pub(crate) const LIST: &str = "value-paths";

/// The most suggestions: the browser looks through all of them at each key.
const MOST: usize = 2_000;

/// The list of suggestions, which shows nothing by itself.
#[component]
pub(crate) fn ValuePaths(
    /// Whether a map may be named as well.
    #[prop(optional)]
    with_maps: bool,
) -> impl IntoView {
    let open = use_pack();
    let values = open.file(FilePath::of(path::VALUES_YAML));
    let paths = memo(move || {
        values.with(|file| {
            let text = file.as_ref().and_then(|file| file.text());
            let pack = open.pack;
            pack.with_untracked(|pack| {
                value_paths(&pack.read_yaml(text.unwrap_or_default()), with_maps)
            })
        })
    });
    view! {
        <datalist id=LIST>
            {live(move || paths.get().into_iter().take(MOST).map(|path| view! { <option value=path></option> }).collect_view())}
        </datalist>
    }
}
