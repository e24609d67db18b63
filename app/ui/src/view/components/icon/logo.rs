//! The logo of a pack, or the icon of its category.

use leptos::prelude::*;
use pack_model::vocabulary::Category;
use pack_once::view::{RwSignal, Signal, handler, live, memo};

use super::category::CategoryIcon;

/// An image, or the category's icon where there is no image or the browser cannot show it.
#[component]
pub(crate) fn LogoImage(
    /// The image's address.
    #[prop(into)]
    address: Signal<Option<String>>,
    /// The category.
    #[prop(into)]
    category: Signal<Option<&'static Category>>,
    /// What it shows, in words; empty where the words stand beside it.
    #[prop(into, optional)]
    label: Signal<String>,
    /// Its classes, which give it a size.
    #[prop(optional)]
    class: &'static str,
    /// The name that tests know it by.
    #[prop(optional_no_strip)]
    testid: Option<&'static str>,
) -> impl IntoView {
    let broken = RwSignal::new(None::<String>);
    // A memo, so that another category or label makes no new image element.
    let shown = memo(move || {
        address
            .get()
            .filter(|address| broken.with(|broken| broken.as_ref() != Some(address)))
    });
    live(move || match shown.get() {
        Some(address) => {
            let src = address.clone();
            view! {
                <img
                    class=class
                    src=src
                    alt=move || label.get()
                    data-testid=testid
                    on:error=handler(move |_| broken.set(Some(address.clone())))
                />
            }
            .into_any()
        }
        None => {
            let icon = live(move || {
                let label = Some(label.get()).filter(|label| !label.is_empty());
                view! { <CategoryIcon category=category.get() label class testid /> }
            });
            icon.into_any()
        }
    })
}
