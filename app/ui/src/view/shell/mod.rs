//! The editor: bar, navigation, the section, and beside it the preview and the problems.

mod command_list;
mod dialogs;
mod lazy_panels;
mod navigation;
mod pack_logo;
mod panes;
mod rule_page;
mod section_view;
mod side;
mod top_bar;

use leptos::prelude::*;
use pack_editor::{Dialog, Event};
use pack_model::{Diagnostic, FilePath, path};
use pack_once::view::{Callback, Signal, effect, live, memo};
use web_sys::Element;

pub(crate) use dialogs::{dialog, on_start};
pub(crate) use lazy_panels::{FetchPanels, Panels, PanelsError};

use crate::view::after_fix::AfterFix;
use crate::view::chosen_object::ChosenObject;
use crate::view::components::finding::{FindingCalls, FixAsked};
use crate::view::components::markdown::excerpt;
use crate::view::components::messages::{Messages, Notices, Told};
use crate::view::components::splitter::{Grip, Splitter, style};
use crate::view::findings::Findings;
use crate::view::open_pack::OpenPack;
use crate::view::preview::Preview;
use crate::view::problems::Problems;
use crate::wire::{Pane, Workspace, use_workspace};
use lazy_panels::LazyPanels;
use navigation::Navigation;
use panes::PaneButtons;
use section_view::SectionView;
use side::Side;
use top_bar::TopBar;

/// The narrowest and the widest that the navigation gets, in CSS pixels.
const NAV_WIDTHS: (f64, f64) = (120.0, 400.0);

/// How many characters of the README the preview shows.
const README_LENGTH: usize = 900;

/// The editor of the open pack.
#[component]
pub(crate) fn Editor(
    /// Loads what is not part of the first sight of a pack.
    fetch_panels: FetchPanels,
) -> impl IntoView {
    let workspace = use_workspace();
    let after = AfterFix::start(workspace.judged, workspace.revision);
    provide_context(after);
    provide_context(open_pack(workspace));
    provide_context(findings(workspace, after));
    provide_context(ChosenObject::of(workspace.location, workspace.rendered));
    let panels = LazyPanels::start(fetch_panels, workspace.judged);
    let readme = excerpt(
        workspace.bundle,
        memo(move || workspace.judged.with(|judged| judged.revision.is_some())),
        workspace.file(FilePath::of(path::README_MD)),
        README_LENGTH,
    );
    let close_dialog = Callback::new(move |()| workspace.close_dialog());
    let (layout, section) = (workspace.layout, workspace.location.section);
    panes::keep(layout, section, workspace.location.walked);
    // A place that was asked for is in the section, so a narrow screen turns to it.
    effect(move || {
        if workspace.location.asked.with(Option::is_some) {
            layout.pane.set(Pane::Edit);
        }
    });
    mark_revisions(workspace);
    top_bar::name_window(workspace.manifest, move || workspace.counts());
    let on_fix = move |found: Vec<Diagnostic>| {
        after.of_all();
        workspace.fix_all(&found);
    };
    let told = Told {
        messages: workspace.messages,
        on_close: Callback::new(move |number| workspace.close_message(number)),
        on_reload: Callback::new(move |()| workspace.reload()),
    };
    // What stands beside the section; what is closed stays in the page, so that it opens at once.
    let beside = move || match layout.is_side_closed.get() {
        true => "none",
        false => layout.beside(section.get()).id(),
    };
    view! {
        <div
            class="editor"
            class:editor--whole=move || layout.is_whole.get()
            data-pane=move || layout.pane.get().id()
            data-beside=beside
            style:--nav-width=move || style(layout.nav)
            style:--side-width=move || style(layout.side)
        >
            <TopBar />
            <PaneButtons layout judged=workspace.judged />
            <nav class="editor__nav" aria-label="Sections">
                <Navigation
                    section
                    judged=workspace.judged
                    rendered=workspace.rendered
                    cluster=workspace.cluster
                    on_go=move |section| workspace.location.go(section)
                />
                <Splitter label="Width of the navigation" size=layout.nav range=NAV_WIDTHS grip=Grip::After />
            </nav>
            <main class="editor__content">
                <div class="editor__main" id="main">
                    <Notices told section=workspace.location.section />
                    <SectionView panels />
                </div>
                <Messages told />
                <Side
                    layout
                    section
                    audience=workspace.audience
                    on_audience=move |audience| workspace.judge_for(audience)
                    problems=view! { <Problems section walked=workspace.location.walked on_fix /> }.into_any()
                    preview=view! { <Preview readme is_dark=Signal::derive(move || workspace.is_dark()) /> }.into_any()
                />
            </main>
        </div>
        <p class="visually-hidden" role="status" data-testid="said">{live(move || workspace.announcement.get())}</p>
        {live(move || workspace.dialog.get().map(|dialog| panels.dialog(dialog, close_dialog)))}
    }
}

/// The open pack, for the forms and fields of the editor.
fn open_pack(workspace: Workspace) -> OpenPack {
    OpenPack {
        pack: workspace.pack,
        manifest: workspace.manifest,
        asked: workspace.location.asked,
        on_apply: Callback::new(move |transaction| workspace.apply(transaction)),
        on_join: Callback::new(move |joining| workspace.send(Event::FilesJoin(Box::new(joining)))),
        on_step_end: Callback::new(move |()| workspace.end_step()),
        on_tell: Callback::new(move |message| workspace.tell(message)),
    }
}

/// The findings, for all that shows some of them.
fn findings(workspace: Workspace, after: AfterFix) -> Findings {
    let calls = FindingCalls {
        on_go: Callback::new(move |place| workspace.location.show(&place)),
        on_fix: Callback::new(move |asked: FixAsked| {
            match asked.diagnostic.ignored {
                Some(_) => after.of_all(),
                None => after.of(&asked.button, &asked.diagnostic.place),
            }
            workspace.fix(&asked.diagnostic, &asked.fix);
        }),
        on_why: Callback::new(move |rule| workspace.open_dialog(Dialog::Rule(rule))),
        on_ignore: Callback::new(move |(found, button): (Diagnostic, Element)| {
            after.of(&button, &found.place);
            workspace.open_dialog(Dialog::Ignore(found));
        }),
    };
    Findings {
        judged: workspace.judged,
        calls,
        on_judge: Callback::new(move |()| workspace.judge_again()),
    }
}

/// Keeps `data-revision`, `data-checked` and `data-rendered` of the page in step with the pack, its
/// findings and what is rendered of it.
fn mark_revisions(workspace: Workspace) {
    let judged = move || workspace.judged.with(|judged| judged.revision);
    let rendered = move || workspace.rendered.with(|rendered| rendered.revision);
    mark("data-revision", move || Some(workspace.revision.get()));
    mark("data-checked", judged);
    mark("data-rendered", rendered);
}

/// Keeps an attribute of the page in step with a revision.
fn mark(name: &'static str, revision: impl Fn() -> Option<u64> + 'static) {
    effect(move || {
        let revision = revision();
        if let Some(root) = document().document_element() {
            // The attribute's name is legal, which is all that could fail.
            let _ = match revision {
                Some(revision) => root.set_attribute(name, &revision.to_string()),
                None => root.remove_attribute(name),
            };
        }
    });
}
