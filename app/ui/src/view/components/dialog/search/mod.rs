//! The search over all text files of the pack, in a dialog. It goes on in small steps, so that the page
//! answers while it runs.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_model::search::{Hit, MOST, Query, Search};
use pack_model::{Pack, Place};
use pack_once::view::{Callback, CollectView, For, RwSignal, Signal, effect, handler, live};

use crate::browser::clock;
use crate::browser::storage::preferences;
use crate::browser::window::{focus, selected};
use crate::view::components::dialog::Modal;

/// The preference that keeps what was searched for last.
const LAST: &str = "search";

/// How long one go takes, in milliseconds, before the page may answer.
const GO: f64 = 8.0;

/// What was found so far.
#[derive(Clone, Default)]
struct Found {
    /// The hits, file by file, each with whether it is the first of its file.
    hits: Vec<(bool, Hit)>,
    /// What the user should know about them.
    note: String,
}

/// The search.
#[component]
pub(crate) fn SearchDialog(
    /// The pack.
    pack: Signal<Pack>,
    /// Called with the place of a hit that should be shown.
    #[prop(into)]
    on_go: Callback<Place>,
    /// Called when the dialog should close.
    on_close: Callback<()>,
) -> impl IntoView {
    let query = preferences::kept(LAST, Query::default());
    if let Some(words) = selected::words() {
        query.update(|query| {
            query.text = words;
            // They are looked for as they are.
            query.is_regex = false;
        });
    }
    let found = RwSignal::new(Found::default());
    let count = StoredValue::new(0_u32);
    effect(move || {
        let query = query.get();
        let number = count.try_update_value(|count| {
            *count += 1;
            *count
        });
        match Search::new(&pack.read_untracked(), &query) {
            Err(why) => found.set(Found {
                hits: Vec::new(),
                note: format!("This is not a valid regular expression: {why}."),
            }),
            Ok(search) => spawn_local(run(search, query, found, move || {
                // A later search has taken its place, or the dialog is closed.
                count.try_get_value() == number
            })),
        }
    });
    let open = move |hit: Hit| on_go.run(Place::text(hit.file, hit.range));
    let first = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(first) = found.with_untracked(|found| found.hits.first().cloned()) {
            open(first.1);
        }
    };
    let switch = move |label: &'static str, sign: &'static str, of: fn(&mut Query) -> &mut bool| {
        view! {
            <button
                type="button"
                class="button button--quiet button--small search__switch"
                aria-label=label
                title=label
                aria-pressed=move || (*of(&mut query.get())).to_string()
                on:click=handler(move |_| query.update(|query| {
                    let is_set = of(query);
                    *is_set = !*is_set;
                }))
            >
                {sign}
            </button>
        }
        .into_any()
    };
    let row = move |(is_first, hit): (bool, Hit)| {
        let name = is_first
            .then(|| view! { <h3 class="search__file">{hit.file.to_string()}</h3> }.into_any());
        let [before, here, behind] = hit.shown.clone();
        let line = hit.line;
        view! {
            {name}
            <button type="button" class="search__hit" data-testid="search-hit" on:click=handler(move |_| open(hit.clone()))>
                <span class="search__line">{line}</span>
                <span class="search__text">{before}<mark>{here}</mark>{behind}</span>
            </button>
        }
    };
    view! {
        <Modal title="Search in all files" close=on_close>
            <form
                class="search"
                on:submit=handler(first)
                on:keydown=handler(|event| focus::step(&event, ".search", "input, .search__hit"))
            >
                <div class="search__query">
                    <input
                        class="input"
                        type="text"
                        data-testid="search-text"
                        aria-label="Search for"
                        placeholder="Search for"
                        autocomplete="off"
                        spellcheck="false"
                        autofocus
                        value=query.get_untracked().text
                        on:focus=handler(|event: ev::FocusEvent| focus::select_all(&event))
                        on:input=handler(move |event| query.update(|query| query.text = event_target_value(&event)))
                    />
                    {[
                        switch("Match case", "Aa", |query| &mut query.is_case),
                        switch("Whole word", "W", |query| &mut query.is_word),
                        switch("Regular expression", ".*", |query| &mut query.is_regex),
                    ].collect_view()}
                </div>
                <p class="search__note" role="status" data-testid="search-note">{live(move || found.get().note)}</p>
                <div class="search__hits" data-testid="search-hits">
                    <For
                        each=move || found.get().hits
                        key=|(is_first, hit)| (*is_first, hit.file.clone(), hit.range.clone(), hit.shown.clone())
                        let:hit
                    >
                        {row(hit)}
                    </For>
                </div>
            </form>
        </Modal>
    }
}

/// Searches until all is searched, or another search takes its place.
async fn run(mut search: Search, query: Query, found: RwSignal<Found>, goes_on: impl Fn() -> bool) {
    let mut hits = Vec::new();
    loop {
        let until = clock::now() + GO;
        while !search.is_done() && clock::now() < until {
            for hit in search.step() {
                let last: Option<&(bool, Hit)> = hits.last();
                let is_first = last.is_none_or(|(_, last)| last.file != hit.file);
                hits.push((is_first, hit));
            }
        }
        if !goes_on() {
            return;
        }
        let note = note(&search, &query, &hits);
        found.set(Found {
            hits: hits.clone(),
            note,
        });
        if search.is_done() {
            return;
        }
        clock::pause(0).await;
    }
}

/// What the user should know about the hits so far.
fn note(search: &Search, query: &Query, hits: &[(bool, Hit)]) -> String {
    if query.text.is_empty() {
        return String::new();
    }
    let files = hits.iter().filter(|(is_first, _)| *is_first).count();
    let counted = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    let found = match hits.len() {
        _ if search.is_cut() => format!("The first {MOST} hits are shown."),
        0 if search.is_done() => "Nothing found.".to_owned(),
        0 => "Searching…".to_owned(),
        count => format!("{} in {}.", counted(count, "hit"), counted(files, "file")),
    };
    match search.archives() {
        0 => found,
        1 => format!("{found} The chart in an archive is not searched."),
        count => format!("{found} The {count} charts in archives are not searched."),
    }
}
