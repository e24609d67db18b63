//! Where the user's files stay, and how one can check it.

use leptos::prelude::*;

/// The sentence and how it can be checked.
#[component]
pub(super) fn Privacy() -> impl IntoView {
    view! {
        <section class="start-privacy" aria-label="Privacy">
            <p>
                <strong>"Nothing leaves this browser."</strong>
                " There is no server behind this page: packs are read, checked and written here, and drafts lie in this browser's storage."
            </p>
            <details class="start-privacy__details">
                <summary>"How can I check that?"</summary>
                <ul class="start-privacy__list">
                    <li>
                        "Open the browser's developer tools, choose the network tab, and work: after the page has loaded, \
                         no request goes to anywhere but the place that the page itself came from, and none carries a file of yours."
                    </li>
                    <li>
                        "Look at the page's source: its content security policy ("
                        <code>"connect-src 'self'"</code>
                        ") makes the browser refuse any other connection."
                    </li>
                    <li>"Disconnect from the network once the page has loaded. Opening, editing, checking and export go on working."</li>
                </ul>
            </details>
        </section>
    }
}
