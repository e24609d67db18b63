//! Annotations: keys and values in the order of the file and, for an operating system, the keys that
//! its clouds need, ready to be filled in.

mod add;
mod row;
mod rows;

use leptos::prelude::*;
use pack_editor::Judged;
use pack_model::Manifest;
use pack_model::format::property::Property as Documented;
use pack_once::sort::sort;
use pack_once::view::{Callback, CollectView, For, Show, live, memo};

use crate::view::components::long_list::LongList;
use crate::view::fields::{Property, documented};
use crate::view::findings::{FieldFindings, use_findings};
use crate::view::form::Form;
use crate::view::form::document::pack_json;
use crate::view::open_pack::use_pack;
use add::AddAnnotation;
use row::AnnotationRow;
use rows::{clouds, is_among, needed, others, root};

/// About how high a row is, in root ems.
const ROW: f64 = 3.0;

/// The form.
pub(crate) fn view() -> AnyView {
    let open = use_pack();
    let manifest = open.manifest;
    let judged = use_findings().judged;
    let needed = memo(move || manifest.with(needed));
    let clouds = memo(move || manifest.with(clouds));
    let others = memo(move || manifest.with(others));
    let absent = memo(move || {
        judged.with(|judged| manifest.with(|manifest| absent(judged, manifest, &needed.get())))
    });
    let wanted = memo(move || {
        let asked = open.asked.get();
        let (_, place) = asked.filter(|(_, place)| place.file == pack_json())?;
        let key = place.pointer.tokens().get(1)?;
        others.with(|others| others.iter().position(|other| other.key == *key))
    });
    let is_empty = move || needed.with(Vec::is_empty) && others.with(Vec::is_empty);
    view! {
        <Form>
            <FieldFindings file=pack_json() pointer=root() />
            <Show when=move || needed.with(|needed| !needed.is_empty())>
                <section class="form__group" aria-labelledby="annotations-needed">
                    <h3 class="form__heading" id="annotations-needed">"Operating system image"</h3>
                    <p class="form__hint">
                        {live(move || {
                            format!("Palette needs these to find and use the image on {}. Each one is added to pack.json when you fill it in.", clouds.get())
                        })}
                    </p>
                    <div class="annotations__needed">
                        <For each=move || needed.get() key=|of| of.key let:of>{needed_field(of)}</For>
                    </div>
                </section>
            </Show>
            <section class="form__group" aria-labelledby="annotations-others">
                // Where all are in here, the section's own heading says it.
                <h3 class="form__heading" class:visually-hidden=move || needed.with(Vec::is_empty) id="annotations-others">
                    {live(move || match needed.with(Vec::is_empty) {
                        true => "Annotations",
                        false => "Other annotations",
                    })}
                </h3>
                <p class="form__hint">
                    "Each annotation has a key and a value. All values are strings, even numbers, true and false."
                </p>
                <Show when=is_empty>
                    <p class="form__empty">"No annotations yet. Add one below. Community packs need “source”."</p>
                </Show>
                <Show when=move || others.with(|others| !others.is_empty())>
                    <div class="annotations__header" aria-hidden="true">
                        <span>"Key"</span>
                        <span>"Value"</span>
                    </div>
                </Show>
                <div data-place-file=pack_json().to_string() data-place=root().to_string()>
                    <LongList
                        count=memo(move || others.with(Vec::len))
                        row=Callback::new(move |index| view! { <AnnotationRow rows=others index /> }.into_any())
                        around=|rows| view! { <div class="annotations__rows">{rows}</div> }.into_any()
                        height=ROW
                        wanted
                    />
                </div>
                {live(move || {
                    let absent = absent.get().into_iter();
                    absent.map(absent_annotation).collect_view()
                })}
                <AddAnnotation />
            </section>
        </Form>
    }
    .into_any()
}

/// What is found of an annotation that has no field. The keys that walk through problems lead to it.
fn absent_annotation(key: String) -> AnyView {
    let pointer = root().child(key);
    let place = pointer.to_string();
    view! {
        <div data-place-file=pack_json().to_string() data-place=place>
            <FieldFindings file=pack_json() pointer />
        </div>
    }
    .into_any()
}

/// The keys of findings about annotations that are missing and have no field.
fn absent(judged: &Judged, manifest: &Manifest, needed: &[&Documented]) -> Vec<String> {
    let places = judged.diagnostics.iter().map(|found| &found.place);
    let places = places.filter(|place| place.file == pack_json());
    let keys = places.filter_map(|place| match place.pointer.tokens() {
        [annotations, key] if annotations == "annotations" => Some(key),
        _ => None,
    });
    let is_absent = |key: &&String| {
        !is_among(needed, key) && manifest.json().get(&root().child(key.as_str())).is_none()
    };
    let mut keys: Vec<String> = keys.filter(is_absent).cloned().collect();
    sort(&mut keys);
    keys.dedup();
    keys
}

/// The field of an annotation that an operating system needs.
fn needed_field(of: &'static Documented) -> AnyView {
    documented(
        of,
        Property::new(root().child(of.key), of.label, true),
        false,
    )
}
