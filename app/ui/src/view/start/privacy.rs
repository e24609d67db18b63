//! Where the user's files stay, and how one can check it.

use leptos::prelude::*;

/// The sentence and how it can be checked.
#[component]
pub(super) fn Privacy() -> impl IntoView {
    view! {
        <section class="start-privacy" aria-label="Privacy">
            <p>
                <strong>"Nothing leaves this browser."</strong>
                " There is no server behind this page. Packs are read, checked and written in this browser, and drafts are saved in its storage."
            </p>
            <details class="start-privacy__details">
                <summary>"How can I check that?"</summary>
                <ul class="start-privacy__list">
                    <li>
                        "Open the network tab of the browser's developer tools and use the page. Requests go only to the server that the page came from, and none contains your files."
                    </li>
                    <li>
                        "Look at the page's source. Its content security policy ("
                        <code>"connect-src 'self'"</code>
                        ") makes the browser block any other connection."
                    </li>
                    <li>"Disconnect from the network once the page has loaded. Opening, editing, checking and exporting still work."</li>
                </ul>
            </details>
        </section>
    }
}
