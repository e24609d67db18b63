//! Keys of a chart that values.yaml does not have, and the buttons that add them with their comments.

use leptos::prelude::*;
use pack_model::values::dotted;
use pack_model::values::own::OwnValues;
use pack_model::{Place, Pointer, Transaction, Values, import};
use pack_once::view::{For, Show, handler, live, memo};

use super::shared::Shared;
use crate::view::components::icon::Icon;
use crate::view::reveal;
use pack_editor::Message;

/// More keys than this are counted, not listed.
const MOST: usize = 24;

/// The keys at and below the chosen path that the chart has and values.yaml does not.
#[component]
pub(super) fn Missing(shared: Shared) -> impl IntoView {
    let missing = memo(move || {
        shared.shown.with(|shown| {
            shared.charts.with(|charts| {
                let chart = charts.iter().find(|chart| shown.starts_with(&chart.root()));
                shared.values.with(|values| {
                    chart
                        .map(|chart| chart.missing(values, shown))
                        .unwrap_or_default()
                })
            })
        })
    });
    let row = move |place: Pointer| {
        let below = shared.shown.with_untracked(|shown| shown.tokens().len());
        let name = dotted(&place.tokens().iter().skip(below).cloned().collect());
        let label = format!("Add {name} from the chart");
        view! {
            <li class="values__missing-row">
                <span class="values__missing-name">{name}</span>
                <button
                    type="button"
                    class="button button--quiet button--small"
                    data-testid="values-add"
                    data-path=dotted(&place)
                    aria-label=label
                    on:click=handler(move |_| add(shared, std::slice::from_ref(&place)))
                >
                    <Icon name="plus" />
                    "Add"
                </button>
            </li>
        }
    };
    let title = move || match missing.with(Vec::len) {
        1 => "1 key of the chart is not set here".to_owned(),
        count => format!("{count} keys of the chart are not set here"),
    };
    let more =
        move || missing.with(|missing| missing.len().checked_sub(MOST).filter(|more| *more > 0));
    view! {
        <Show when=move || missing.with(|missing| !missing.is_empty())>
            <div class="values__block" data-testid="values-missing">
                <div class="values__block-head">
                    <span class="values__title">{live(title)}</span>
                    <button
                        type="button"
                        class="button button--small"
                        data-testid="values-add-all"
                        on:click=handler(move |_| missing.with_untracked(|missing| add(shared, missing)))
                    >
                        {live(move || if missing.with(Vec::len) == 1 { "Add from chart" } else { "Add all from chart" })}
                    </button>
                </div>
                <ul class="values__missing">
                    <For each=move || missing.with(|missing| missing.iter().take(MOST).cloned().collect::<Vec<_>>()) key=Clone::clone children=row />
                </ul>
                {live(move || more().map(|more| view! { <p class="form__hint">{format!("And {more} more.")}</p> }.into_any()))}
            </div>
        </Show>
    }
}

/// Adds entries of the chart that the chosen path belongs to.
fn add(shared: Shared, places: &[Pointer]) {
    let chart = shared.charts.with_untracked(|charts| {
        let of = |chart: &&OwnValues| places.iter().all(|place| chart.covers(place));
        charts.iter().find(of).cloned()
    });
    let Some(chart) = chart else {
        return;
    };
    let open = shared.open;
    let changes = open
        .pack
        .with_untracked(|pack| chart.additions(pack, places));
    let left = places.len() - changes.len();
    let label = match places {
        [place] => format!("Add {} from the chart", dotted(place)),
        places => format!("Add {} keys from the chart", places.len()),
    };
    let place = Place::value(Values::file(), shared.shown.get_untracked());
    open.apply(Transaction::new(label, changes).at(place));
    if left > 0 {
        let keys = if left == 1 {
            "1 key".to_owned()
        } else {
            format!("{left} keys")
        };
        open.tell(Message::error(format!(
            "{keys} could not be added to values.yaml. Add them in the Code view."
        )));
    }
    reveal::focus_soon(".values__detail".to_owned());
}

/// The listed charts without values in values.yaml, if all of the file can be read.
#[component]
pub(super) fn AbsentCharts(shared: Shared) -> impl IntoView {
    let absent = memo(move || {
        shared.charts.with(|charts| {
            shared.values.with(|values| {
                let absent = charts.iter().filter(|chart| {
                    !values.yaml().is_broken()
                        && values.yaml().get(&chart.root()).is_none()
                        && !chart.chart().value_keys().is_empty()
                });
                absent
                    .map(|chart| chart.chart().name.clone())
                    .collect::<Vec<_>>()
            })
        })
    });
    let row = move |name: String| {
        let label = format!("Add from chart: the values of {name}");
        let text = format!("values.yaml sets none of the default values of the chart {name}.");
        let chart = name.clone();
        view! {
            <div class="values__absent" data-testid="values-absent" data-chart=chart>
                <p class="form__text">{text}</p>
                <button
                    type="button"
                    class="button button--small"
                    data-testid="values-add-chart"
                    aria-label=label
                    on:click=handler(move |_| add_chart(shared, &name))
                >
                    "Add from chart"
                </button>
            </div>
        }
    };
    view! { <For each=move || absent.get() key=Clone::clone children=row /> }
}

/// Adds all values of a chart, and the images in them.
fn add_chart(shared: Shared, name: &str) {
    let chart = shared.charts.with_untracked(|charts| {
        let named = charts.iter().find(|own| own.chart().name == name)?;
        Some((named.chart().clone(), named.root()))
    });
    let Some((chart, root)) = chart else {
        return;
    };
    let open = shared.open;
    let (added, completion) = open.pack.with_untracked(|pack| {
        // Where the chart is does not matter, as it is not rendered for this.
        let added = import::chart_values(pack, &[], &[(Values::file(), chart)]);
        let completion = import::complete_added(pack, &added.new, None);
        (added, completion)
    });
    let is_made = !added.changes.is_empty();
    let changes = [added.changes, completion.changes].concat();
    let step = Transaction::new(format!("Add the values of {name}"), changes);
    open.apply(step.at(Place::value(Values::file(), root.clone())));
    for notice in [added.notices, completion.notices].concat() {
        open.tell(if is_made {
            Message::done(notice)
        } else {
            Message::error(notice)
        });
    }
    shared.choose(&root);
    reveal::focus_soon(".values__tree".to_owned());
}
