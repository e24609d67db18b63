//! Markdown as GitHub writes it, shown as elements of the page: READMEs and the pages of rules.
//!
//! A text cannot run anything: HTML is shown as text, links lead only to harmless addresses, and
//! images are shown as their alternative text, because the page loads nothing from elsewhere.

mod autolink;
mod excerpt;
mod link;
mod plain;
mod read;
mod tree;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::prelude::*;
use pack_model::edit::typing;
use pack_once::view::{CollectView, For, Signal, memo};

pub(crate) use excerpt::excerpt;

use link::Target;
use plain::plain;
use tree::{Align, Node, Tag};

/// A Markdown text.
#[component]
pub(crate) fn Markdown(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// What the ids of headings begin with, which links within the text lead to.
    #[prop(default = "text-")]
    prefix: &'static str,
) -> impl IntoView {
    let read = memo(move || text.with(|text| blocks(text)));
    view! {
        <div class="markdown" data-lines=move || read.with(|(_, lines)| lines.clone())>
            <For each=move || read.with(|(blocks, _)| blocks.clone()) key=|(key, _)| *key let:block>
                {shown(&block.1, prefix)}
            </For>
        </div>
    }
}

/// A text whose lines end in LF, whatever they ended in.
fn with_line_feeds(text: &str) -> String {
    typing::shown(text)
        .replace("\r\n", "\n")
        .replace('\r', "\n")
}

/// What tells a block from all others of a text, whatever changes around it: blocks that stay the
/// same stay in the page while others are typed.
type Key = (u64, usize);

/// The blocks of a text, and the numbers of the lines at which their elements begin, with commas between them.
fn blocks(text: &str) -> (Vec<(Key, Node)>, String) {
    let text = with_line_feeds(text);
    let (nodes, places) = read::read_with_places(&text);
    let (mut line, mut from, mut lines) = (1, 0, String::new());
    for (node, place) in nodes.iter().zip(places) {
        let between = text.get(from..place).unwrap_or_default();
        line += between.matches('\n').count();
        from = from.max(place);
        if !matches!(node, Node::Text(_)) {
            lines.push_str(if lines.is_empty() { "" } else { "," });
            lines.push_str(&line.to_string());
        }
    }
    (keyed(nodes), lines)
}

fn keyed(nodes: Vec<Node>) -> Vec<(Key, Node)> {
    let mut copies = HashMap::new();
    let keyed = nodes.into_iter().map(|node| {
        let mut hasher = DefaultHasher::new();
        node.hash(&mut hasher);
        let hash = hasher.finish();
        let copy = copies.entry(hash).or_insert(0);
        *copy += 1;
        ((hash, *copy), node)
    });
    keyed.collect()
}

fn all(nodes: &[Node], prefix: &'static str) -> Vec<AnyView> {
    nodes.iter().map(|node| shown(node, prefix)).collect()
}

fn shown(node: &Node, prefix: &'static str) -> AnyView {
    match node {
        Node::Text(text) => text.clone().into_any(),
        Node::Code(text) => view! { <code>{text.clone()}</code> }.into_any(),
        Node::Html(text) => view! { <code class="markdown__html">{text.clone()}</code> }.into_any(),
        Node::Break => view! { <br /> }.into_any(),
        Node::Rule => view! { <hr /> }.into_any(),
        Node::Task(done) => {
            let (mark, words) = if *done {
                ("☑", "Done: ")
            } else {
                ("☐", "To do: ")
            };
            view! {
                <span aria-hidden="true">{mark} " "</span>
                <span class="visually-hidden">{words}</span>
            }
            .into_any()
        }
        Node::NoteReference { number, is_first } => note_reference(*number, *is_first, prefix),
        Node::Part(tag, inner) => part(tag, inner, prefix),
    }
}

fn part(tag: &Tag, inner: &[Node], prefix: &'static str) -> AnyView {
    let content = all(inner, prefix);
    match tag {
        Tag::Paragraph => view! { <p>{content}</p> }.into_any(),
        Tag::Heading { level, shown, id } => {
            let class = format!("markdown__heading markdown__heading--{level}");
            let id = format!("{prefix}{id}");
            match shown {
                0..=3 => view! { <h3 class=class id=id>{content}</h3> }.into_any(),
                4 => view! { <h4 class=class id=id>{content}</h4> }.into_any(),
                5 => view! { <h5 class=class id=id>{content}</h5> }.into_any(),
                _ => view! { <h6 class=class id=id>{content}</h6> }.into_any(),
            }
        }
        Tag::Quote(title) => view! {
            <blockquote>
                {title.map(|title| view! { <p class="markdown__alert">{title}</p> }.into_any())}
                {content}
            </blockquote>
        }
        .into_any(),
        Tag::Block => view! { <pre class="markdown__code" tabindex="0">{content}</pre> }.into_any(),
        Tag::Ordered(start) => view! { <ol start=start.to_string()>{content}</ol> }.into_any(),
        Tag::Bullets => view! { <ul>{content}</ul> }.into_any(),
        Tag::Item => view! { <li>{content}</li> }.into_any(),
        Tag::Table => table(inner, prefix),
        Tag::Row => view! { <tr>{content}</tr> }.into_any(),
        Tag::Cell(align) => view! { <td class=class_of(*align)>{content}</td> }.into_any(),
        Tag::Strong => view! { <strong>{content}</strong> }.into_any(),
        Tag::Emphasis => view! { <em>{content}</em> }.into_any(),
        Tag::Struck => view! { <del>{content}</del> }.into_any(),
        Tag::Link(address) => link(address, content, prefix),
        Tag::Image(address) => {
            let words = plain(inner);
            let words = if words.is_empty() {
                address.clone()
            } else {
                words
            };
            view! { <span class="markdown__image">{format!("Image: {words}")}</span> }.into_any()
        }
        Tag::Notes => view! { <ol class="markdown__notes">{content}</ol> }.into_any(),
        Tag::Note(number) => note(*number, content, prefix),
    }
}

/// A table, which scrolls by itself where it is too wide. Its first row names the columns.
fn table(rows: &[Node], prefix: &'static str) -> AnyView {
    let head = rows.first().and_then(|row| match row {
        Node::Part(Tag::Row, cells) => Some(cells),
        _ => None,
    });
    let head = head.into_iter().flatten().map(|cell| match cell {
        Node::Part(Tag::Cell(align), inner) => {
            view! { <th class=class_of(*align) scope="col">{all(inner, prefix)}</th> }.into_any()
        }
        other => shown(other, prefix),
    });
    let head = head.collect_view();
    let body = all(rows.get(1..).unwrap_or_default(), prefix);
    view! {
        <div class="markdown__table" tabindex="0" role="group" aria-label="Table">
            <table>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn class_of(align: Align) -> &'static str {
    match align {
        Align::Start => "",
        Align::Center => "markdown__cell--center",
        Align::End => "markdown__cell--end",
    }
}

/// A link, or its words alone where it leads to what this page does not open.
fn link(address: &str, content: Vec<AnyView>, prefix: &'static str) -> AnyView {
    match Target::of(address) {
        Target::Elsewhere(address) => {
            view! { <a href=address target="_blank" rel="noopener noreferrer">{content}</a> }
                .into_any()
        }
        Target::Here(id) => view! { <a href=format!("#{prefix}{id}")>{content}</a> }.into_any(),
        Target::Nowhere => {
            let title = format!("Links to {address}, which cannot be opened from here");
            view! { <span class="markdown__link" title=title>{content}</span> }.into_any()
        }
    }
}

/// The number that leads to a footnote.
fn note_reference(number: usize, is_first: bool, prefix: &'static str) -> AnyView {
    let id = is_first.then(|| reference_id(prefix, number));
    let label = format!("Footnote {number}");
    view! {
        <sup>
            <a id=id href=format!("#{}", note_id(prefix, number)) aria-label=label>{number}</a>
        </sup>
    }
    .into_any()
}

/// A footnote, with the way back to where it is first referred to.
fn note(number: usize, content: Vec<AnyView>, prefix: &'static str) -> AnyView {
    let back = format!("#{}", reference_id(prefix, number));
    let label = format!("Back to reference {number}");
    view! {
        <li id=note_id(prefix, number) value=number.to_string()>
            {content} " " <a href=back aria-label=label>"↩"</a>
        </li>
    }
    .into_any()
}

// No heading has such an id, since theirs hold no colon.
fn note_id(prefix: &str, number: usize) -> String {
    format!("{prefix}note:{number}")
}

fn reference_id(prefix: &str, number: usize) -> String {
    format!("{prefix}reference:{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_that_stay_the_same_are_known_again() {
        let keys = |texts: &[&str]| -> Vec<Key> {
            let nodes = texts.iter().map(|text| Node::Text((*text).to_owned()));
            let keyed = keyed(nodes.collect()).into_iter();
            keyed.map(|(key, _)| key).collect()
        };
        let before = keys(&["a", "b", "b"]);
        let after = keys(&["a", "new", "b", "b"]);
        assert_eq!([after[0], after[2], after[3]], before[..]);
        assert!(before[1] != before[2] && !before.contains(&after[1]));
    }
}
