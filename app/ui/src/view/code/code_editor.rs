//! The text of a file in the code editor, in step with the session.
//!
//! Strokes go to the session as strokes, and changes that came from elsewhere (a form, a fix, undo)
//! go to the editor as the smallest ones, so a large text never crosses over as a whole.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use pack_editor::{Message, commands};
use pack_model::assist::Assistant;
use pack_model::edit::typing::{self, Stroke, Walker};
use pack_model::{Change, Diagnostic, File, FilePath, Place, Transaction};
use pack_once::view::{RwSignal, Signal, effect, effect_from_last};

use super::binding::{Calls, Module, Offers, Open, Options, Words};
use super::charts::Charts;
use super::marks;
use super::steps::Typing;
use crate::wire::{Workspace, use_workspace};

/// The id of the line that says how to use the editor.
const HELP_ID: &str = "code-help";

/// What is told where a command of search is asked for and its code could not be loaded.
const NO_SEARCH: &str = "Search and completion could not be loaded: the connection may have dropped. Try again, or reload the page.";

/// How to use the editor without a mouse.
fn help() -> String {
    let keys: Vec<_> = commands::keys_in_code().collect();
    format!(
        "Tab leaves the editor. {}, Ctrl+] and Ctrl+[ indent.",
        keys.join(", ")
    )
}

/// An editor of a file.
#[component]
pub(super) fn CodeEditor(
    /// The loaded code editor.
    module: Module,
    /// The file.
    file: FilePath,
    /// Its content.
    held: Signal<Option<File>>,
    /// Whether long lines go on in the next row.
    wraps: RwSignal<bool>,
) -> impl IntoView {
    let workspace = use_workspace();
    let host = NodeRef::<html::Div>::new();
    let name = file.to_string();
    effect(move || {
        if let Some(host) = host.get() {
            open(&module, &host, workspace, file.clone(), held, wraps);
        }
    });
    // The host takes the focus only to hand it on to the text in it.
    view! {
        <div class="code__box code__editor" node_ref=host data-testid="code" data-file=name tabindex="-1"></div>
        <p class="visually-hidden" id=HELP_ID>{help()}</p>
    }
}

/// Opens an editor in its host and keeps it in step for as long as the owner lives.
fn open(
    module: &Module,
    host: &web_sys::HtmlElement,
    workspace: Workspace,
    file: FilePath,
    held: Signal<Option<File>>,
    wraps: RwSignal<bool>,
) {
    let known = held.get_untracked();
    let (top, caret) = workspace.text_place(&file);
    let options = Options {
        text: typing::shown(text(known.as_ref())),
        language: &file.extension(),
        label: format!("Text of {file}"),
        description: HELP_ID,
        top,
        caret,
        wraps: wraps.get_untracked(),
        read_only: false,
    };
    let bridge = Rc::new(Bridge {
        workspace,
        file,
        known: RefCell::new(known.clone()),
        out_of_step: ArcTrigger::new(),
        typing: RefCell::default(),
        marked: RefCell::default(),
        charts: RefCell::default(),
        wraps,
    });
    let editor = Rc::new(Open::new(module, host, &options, bridge.clone()));
    if caret > 0 && workspace.location.asked.with_untracked(Option::is_none) {
        bridge.rested(top, Some(caret));
    }
    {
        let editor = editor.clone();
        effect(move || editor.wrap(wraps.get()));
    }
    {
        let (bridge, editor) = (bridge.clone(), editor.clone());
        effect_from_last(move |seen: Option<Option<u64>>| {
            bridge.out_of_step.track();
            follow(&bridge, &editor, held.get());
            // Only in a text that is in step a place can be shown.
            show_asked(&bridge, &editor, seen.flatten())
        });
    }
    effect(move || {
        let found = workspace.judged.with(|judged| {
            let pack = workspace.pack.read_untracked();
            marks::of(
                judged,
                workspace.revision.get_untracked(),
                &pack,
                &bridge.file,
            )
        });
        if let Some(found) = found {
            let (marks, marked): (Vec<_>, Vec<_>) = found.into_iter().unzip();
            bridge.marked.replace(marked);
            editor.mark(&marks);
        }
    });
}

/// The text of a file that may be gone by now.
fn text(file: Option<&File>) -> &str {
    file.and_then(File::text).unwrap_or_default()
}

/// Makes in the editor what was changed elsewhere.
fn follow(bridge: &Bridge, editor: &Open, held: Option<File>) {
    let before = bridge.known.replace(held.clone());
    if before == held {
        return;
    }
    let strokes = match &before {
        Some(before) => typing::strokes(text(Some(before)), text(held.as_ref())),
        None => typing::strokes(&editor.text(), text(held.as_ref())),
    };
    bridge.typing.borrow_mut().end();
    if !strokes.is_empty() {
        editor.change(&strokes);
    }
}

/// Shows the place that was asked for, unless it was shown before. Gives its number.
fn show_asked(bridge: &Bridge, editor: &Open, seen: Option<u64>) -> Option<u64> {
    let (number, place) = bridge.workspace.location.asked.get()?;
    if seen == Some(number) || place.file != bridge.file {
        return Some(number);
    }
    // The file as a whole is where the caret is already.
    if place != Place::file(bridge.file.clone()) {
        let range = bridge.workspace.pack.with_untracked(|pack| {
            let text = pack.text(bridge.file.as_str())?;
            // The caret comes to stand where the place begins, however many lines it has.
            let span = marks::line_of(text, pack.span(&place)?);
            let mut walker = Walker::new(text);
            Some(walker.unit(span.start)..walker.unit(span.end))
        });
        if let Some(range) = range {
            let message = bridge.workspace.judged.with_untracked(|judged| {
                // Several may be here: the keys lead to one of them.
                let walked = bridge.workspace.location.walked.get_untracked();
                let walked = walked.and_then(|(_, index)| judged.diagnostics.get(index));
                let mut all = walked.into_iter().chain(judged.diagnostics.iter());
                all.find(|found| found.place == place)
                    .map(|found| found.message.clone())
            });
            editor.select(range, &message.unwrap_or_default());
        }
    }
    editor.focus();
    Some(number)
}

/// What the code editor asks and tells, answered with the pack.
struct Bridge {
    workspace: Workspace,
    file: FilePath,
    /// The content that the editor shows; `None` if that is not known.
    known: RefCell<Option<File>>,
    /// Fires when the editor shows a text that the pack does not have.
    out_of_step: ArcTrigger,
    typing: RefCell<Typing>,
    /// The findings that are marked.
    marked: RefCell<Vec<Diagnostic>>,
    charts: RefCell<Charts>,
    wraps: RwSignal<bool>,
}

impl Bridge {
    /// Asks about the text that the editor shows.
    fn assisted<T>(&self, ask: impl FnOnce(Assistant<'_>, &str) -> Option<T>) -> Option<T> {
        let known = self.known.borrow();
        let text = known.as_ref()?.text()?;
        self.workspace.pack.with_untracked(|pack| {
            let mut charts = self.charts.borrow_mut();
            let assistant = Assistant {
                pack,
                charts: charts.of(pack),
                file: &self.file,
                text,
            };
            ask(assistant, text)
        })
    }
}

impl Calls for Bridge {
    fn typed(&self, strokes: Vec<Stroke>, apart: bool) {
        let goes_on = self.typing.borrow_mut().goes_on(&strokes);
        if apart || !goes_on {
            self.workspace.end_step();
        }
        let at = strokes.first().map_or(0, |stroke| stroke.from);
        let at = Walker::new(text(self.known.borrow().as_ref())).byte(at);
        let change = Change::type_in(self.file.clone(), strokes);
        let step = Transaction::new(format!("Edit {}", self.file), vec![change])
            .at(Place::text(self.file.clone(), at..at))
            .merging(format!("text:{}", self.file));
        let applied = self.workspace.apply(step);
        if apart {
            self.typing.borrow_mut().end();
            self.workspace.end_step();
        }
        if applied {
            let now = |pack: &pack_model::Pack| pack.file(self.file.as_str()).cloned();
            self.known.replace(self.workspace.pack.with_untracked(now));
        } else {
            self.known.replace(None);
            self.out_of_step.notify();
        }
    }

    fn left(&self) {
        self.typing.borrow_mut().end();
        self.workspace.end_step();
    }

    fn rested(&self, top: usize, caret: Option<usize>) {
        self.workspace.keep_text_place(&self.file, top, caret);
        if let Some(at) = caret {
            let at = Walker::new(text(self.known.borrow().as_ref())).byte(at);
            let place = Place::text(self.file.clone(), at..at);
            self.workspace.location.rest(place);
        }
    }

    fn fix(&self, mark: usize, fix: usize) {
        let found = self.marked.borrow().get(mark).cloned();
        if let Some(found) = found
            && let Some(fix) = found.fixes.get(fix)
        {
            self.workspace.fix(&found, fix);
        }
    }

    fn complete(&self, at: usize, is_asked: bool) -> Option<Offers> {
        self.assisted(|assistant, text| {
            let found = assistant.complete(Walker::new(text).byte(at), is_asked)?;
            Some(Offers {
                from: Walker::new(text).unit(found.from),
                options: found.offers,
            })
        })
    }

    fn explain(&self, at: usize) -> Option<Words> {
        self.assisted(|assistant, text| {
            let mut walker = Walker::new(text);
            let found = assistant.explain(walker.byte(at))?;
            Some(Words {
                from: walker.unit(found.range.start),
                to: walker.unit(found.range.end),
                text: found.text,
            })
        })
    }

    fn indent(&self, at: usize) -> Option<usize> {
        self.assisted(|assistant, text| assistant.indent(Walker::new(text).byte(at)))
    }

    fn undo(&self) {
        self.workspace.undo();
    }

    fn redo(&self) {
        self.workspace.redo();
    }

    fn turn_wrap(&self) {
        self.wraps.update(|wraps| *wraps = !*wraps);
    }

    fn failed(&self) {
        self.workspace.tell(Message::error(NO_SEARCH));
    }
}
