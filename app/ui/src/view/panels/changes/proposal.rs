//! What follows where a chart of the pack is replaced by another version, shown before it is made.

use leptos::prelude::*;
use pack_editor::{Joining, UpgradeTaken};
use pack_model::compare::Area;
use pack_model::{Pack, Refusal};
use pack_once::view::{Callback, CollectView, RwSignal, Show, handler, memo};

use super::rows;
use super::shared::Shared;
use crate::view::components::dialog::Modal;
use crate::view::open_pack::use_pack;

/// The areas that are told, the most important first.
const AREAS: [Area; 4] = [Area::Value, Area::Image, Area::Default, Area::File];

/// The dialog.
pub(crate) fn proposal(
    joining: Joining,
    // The pack as the proposal would leave it, or why it would be refused.
    after: Result<Pack, Refusal>,
    // Called with what is to be made of it.
    take: Callback<UpgradeTaken>,
    close: Callback<()>,
) -> AnyView {
    let before = use_pack().pack.get_untracked();
    let after = after.unwrap_or_else(|_| before.clone());
    let [old, new] = [&before, &after].map(|pack| {
        let version = pack.manifest().version();
        version.unwrap_or_default()
    });
    let version = RwSignal::new(new);
    let upgrade = joining.upgrade.iter();
    let offered = upgrade.flat_map(|upgrade| upgrade.versions.iter());
    let offered = offered.map(|version| view! { <option value=version.clone() /> });
    let offered = offered.collect_view();
    let shared = Shared::proposed(after);
    let areas = AREAS.map(|area| {
        let count = memo(move || shared.count(area));
        view! {
            <Show when=move || count.get() != 0>
                <section>
                    <h3 class="form__heading">{area.label()}</h3>
                    {rows(shared, area, count)}
                </section>
            </Show>
        }
    });
    let take = Callback::new(move |version: Option<String>| {
        let joining = joining.clone();
        take.run(UpgradeTaken { joining, version });
    });
    let words = format!(
        "The pack is {old} now. Values, tags and images that still match the old chart are updated too. You can undo this as one step."
    );
    view! {
        <Modal title="Update to the new chart" close>
            <p>{words}</p>
            <label class="changes__with">
                "New pack version"
                <input
                    class="input input--small"
                    data-testid="next-version"
                    list="next-versions"
                    autocomplete="off"
                    spellcheck="false"
                    autofocus
                    prop:value=version.get_untracked()
                    on:input=handler(move |event| version.set(event_target_value(&event)))
                />
                <datalist id="next-versions">{offered}</datalist>
            </label>
            <div class="fix-dialog__changes changes" data-testid="upgrade-changes" tabindex="0" role="group" aria-label="Changes">
                {areas.collect_view()}
            </div>
            <div class="question__buttons">
                <button
                    type="button"
                    class="button button--primary"
                    data-testid="upgrade-apply"
                    disabled=move || version.with(|version| version.trim().is_empty())
                    on:click=handler(move |_| take.run(Some(version.get_untracked().trim().to_owned())))
                >
                    "Update"
                </button>
                <button type="button" class="button" data-testid="upgrade-only" on:click=handler(move |_| take.run(None))>
                    "Only replace the chart"
                </button>
                <button type="button" class="button" data-testid="upgrade-cancel" on:click=handler(move |_| close.run(()))>
                    "Cancel"
                </button>
            </div>
        </Modal>
    }
    .into_any()
}
