//! The page of a rule: what it does, why it is bad, an example and how to fix it.

use leptos::prelude::*;

use crate::border::worker;
use crate::components::dialog::Modal;
use crate::components::prose::prose;
use crate::workspace::use_workspace;

/// A piece of a rule's page.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    Heading(String),
    Paragraph(String),
    Code(String),
    Item(String),
}

/// The page of a rule, in a dialog.
#[component]
pub(crate) fn RulePage(rule: String) -> impl IntoView {
    let workspace = use_workspace();
    worker::explain(rule.clone());
    let title = rule.clone();
    let page = move || {
        let explained = workspace
            .explained
            .get()
            .filter(|(explained, _)| *explained == rule);
        match explained {
            None => view! { <p>"Looking it up…"</p> }.into_any(),
            Some((_, page)) => blocks(&page)
                .into_iter()
                .map(shown)
                .collect_view()
                .into_any(),
        }
    };
    view! {
        <Modal title close=move |()| workspace.dialog.set(None)>
            <div class="rule-page">{page}</div>
        </Modal>
    }
}

fn shown(block: Block) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h3 class="rule-page__heading">{text}</h3> }.into_any(),
        Block::Paragraph(text) => {
            view! { <p class="rule-page__text">{prose(&text)}</p> }.into_any()
        }
        Block::Item(text) => view! { <p class="rule-page__item">{prose(&text)}</p> }.into_any(),
        Block::Code(text) => {
            view! { <pre class="rule-page__code" tabindex="0">{text}</pre> }.into_any()
        }
    }
}

/// The blocks of the few kinds of Markdown that rule pages are written in.
fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut code: Option<String> = None;
    let mut open = false;
    for line in page.lines() {
        let fence = line.trim_start().starts_with("```");
        match (&mut code, fence) {
            (Some(_), true) => blocks.extend(code.take().map(Block::Code)),
            (Some(code), false) => {
                code.push_str(line);
                code.push('\n');
            }
            (None, true) => code = Some(String::new()),
            (None, false) => {
                let text = line.trim();
                let block = match text {
                    "" => None,
                    _ if text.starts_with('#') => Some(Block::Heading(
                        text.trim_start_matches(['#', ' ']).to_owned(),
                    )),
                    _ if text.starts_with("- ") => Some(Block::Item(text[2..].to_owned())),
                    _ => Some(Block::Paragraph(text.to_owned())),
                };
                match (block, blocks.last_mut()) {
                    (
                        Some(Block::Paragraph(more)),
                        Some(Block::Paragraph(text) | Block::Item(text)),
                    ) if open => {
                        text.push(' ');
                        text.push_str(&more);
                    }
                    (block, _) => {
                        open = block.is_some();
                        blocks.extend(block);
                    }
                }
            }
        }
    }
    blocks.extend(code.map(Block::Code));
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_blocks() {
        let page = "# id\n\n## What it does\nOne\ntwo.\n\n- item\n\n```json\n{}\n```\n";
        assert_eq!(
            blocks(page),
            [
                Block::Heading("id".into()),
                Block::Heading("What it does".into()),
                Block::Paragraph("One two.".into()),
                Block::Item("item".into()),
                Block::Code("{}\n".into()),
            ]
        );
    }
}
