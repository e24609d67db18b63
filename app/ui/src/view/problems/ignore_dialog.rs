//! Asks why a finding is ignored.

use leptos::ev;
use leptos::prelude::*;
use pack_model::Diagnostic;
use pack_once::view::{Callback, RwSignal, handler, live};

use crate::view::components::dialog::Modal;
use crate::view::components::prose::prose;
use crate::view::reveal;

/// A finding, and the reason for which it should be ignored.
#[component]
pub(crate) fn IgnoreDialog(
    /// The finding.
    found: Diagnostic,
    /// What is ignored with it, and where that is written.
    reach: String,
    /// Called with the reason.
    #[prop(into)]
    on_ignore: Callback<String>,
    /// Called when the finding should not be ignored.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let ignore = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let given = reason.get_untracked();
        if given.trim().is_empty() {
            error.set(Some("Enter a reason.".to_owned()));
            return reveal::focus_soon("#ignore-reason".to_owned());
        }
        on_ignore.run(given);
    };
    view! {
        <Modal title=format!("Ignore {}", found.rule) close=on_cancel>
            <p>{prose(&found.message)}</p>
            <form class="ignore-dialog" on:submit=handler(ignore)>
                <div class="field">
                    <label class="field__label" for="ignore-reason">"Reason"</label>
                    <input
                        class="input"
                        type="text"
                        id="ignore-reason"
                        data-testid="ignore-reason"
                        autocomplete="off"
                        autofocus
                        aria-describedby="ignore-reason-help ignore-reason-error"
                        aria-invalid=move || error.with(Option::is_some).then_some("true")
                        prop:value=move || reason.get()
                        on:input=handler(move |event| reason.set(event_target_value(&event)))
                    />
                    <p class="field__help" id="ignore-reason-help">
                        {prose(&reach)}
                    </p>
                    <p class="field__error" id="ignore-reason-error" role="status">{live(move || error.get())}</p>
                </div>
                <div class="question__buttons">
                    <button type="submit" class="button button--primary" data-testid="ignore-apply">"Ignore"</button>
                    <button type="button" class="button" data-testid="ignore-cancel" on:click=handler(move |_| on_cancel.run(()))>
                        "Cancel"
                    </button>
                </div>
            </form>
        </Modal>
    }
}
