//! Lists of any length. Of a long one only the rows in sight are in the page, and those near them: a pack
//! may list a hundred thousand images.
//!
//! The rows of a form have any height, so they are drawn in blocks. A block out of sight is an empty element
//! of the height that it had.

mod sight;
pub(crate) mod window;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use pack_once::view::{Callback, For, Signal, effect, handler, live, memo};
use web_sys::Element;

use sight::{BLOCK, Sight};

/// Lists with more rows than this are drawn in blocks.
const SHORT: usize = 150;

/// The rows of a list, each by its index.
#[component]
pub(crate) fn LongList(
    /// How many rows there are.
    count: Signal<usize>,
    /// What tells a row from the others, tracked. By default that is its index.
    #[prop(optional)]
    key: Option<Callback<usize, String>>,
    /// The row at an index, as it is drawn.
    row: Callback<usize, AnyView>,
    /// Draws the element around rows. Each block has one.
    around: fn(AnyView) -> AnyView,
    /// The class of each block.
    #[prop(optional)]
    class: &'static str,
    /// About how high a row is, in root ems.
    height: f64,
    /// A row that has to be in the page.
    wanted: Signal<Option<usize>>,
) -> impl IntoView {
    let rows = Rows { count, key, row };
    let is_long = memo(move || count.get() > SHORT);
    live(move || match is_long.get() {
        true => view! { <Blocks rows around class height wanted /> }.into_any(),
        false => around(rows.draw(0, usize::MAX)),
    })
}

/// How rows are drawn. Copying it copies the handles.
#[derive(Clone, Copy)]
struct Rows {
    count: Signal<usize>,
    key: Option<Callback<usize, String>>,
    row: Callback<usize, AnyView>,
}

impl Rows {
    /// The rows from one index up to another one, as far as there are so many.
    fn draw(self, first: usize, end: usize) -> AnyView {
        let Self { count, key, row } = self;
        let name = move |index: &usize| match key {
            Some(key) => key.try_run(*index).unwrap_or_default(),
            None => index.to_string(),
        };
        let range = move || first..end.min(count.get());
        view! { <For each=range key=name children=move |index| row.try_run(index) /> }.into_any()
    }
}

#[component]
fn Blocks(
    rows: Rows,
    around: fn(AnyView) -> AnyView,
    class: &'static str,
    height: f64,
    wanted: Signal<Option<usize>>,
) -> impl IntoView {
    let sight = Sight::new(height * window::rem());
    let blocks = memo(move || rows.count.get().div_ceil(BLOCK));
    effect(move || {
        if let Some(row) = wanted.get() {
            sight.keep(row / BLOCK);
        }
    });
    let follow_focus = move |event: ev::FocusEvent| {
        let target: Element = event_target(&event);
        if let Some(block) = sight::block_of(&target) {
            sight.keep(block);
        }
    };
    view! {
        <div class="long-list" on:focusin=handler(follow_focus)>
            <For each=move || 0..blocks.get() key=|block| *block let:block>
                <Block rows around class sight block />
            </For>
        </div>
    }
}

/// Some rows in a row, while they are in sight.
#[component]
fn Block(
    rows: Rows,
    around: fn(AnyView) -> AnyView,
    class: &'static str,
    sight: Sight,
    block: usize,
) -> impl IntoView {
    let element = NodeRef::<html::Div>::new();
    effect(move || {
        if let Some(element) = element.get() {
            sight.watch(&element);
        }
    });
    let is_shown = memo(move || sight.shows(block));
    let first = block * BLOCK;
    let height = move || {
        let count = BLOCK.min(rows.count.get().saturating_sub(first));
        (!is_shown.get()).then(|| format!("{}px", sight.height(block, count)))
    };
    view! {
        <div class=format!("long-list__block {class}") node_ref=element data-block=block style:height=height>
            {live(move || is_shown.get().then(|| around(rows.draw(first, first + BLOCK))))}
        </div>
    }
}
