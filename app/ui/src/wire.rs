//! The one place where the editor, the browser and the views meet: it owns the [`Editor`], hands
//! every event to it, shows the views what has changed, and has the browser carry out the effects.
//!
//! A [`Workspace`] is what views get of it: signals to read, and methods that send events. Copying
//! it copies the handles.

pub(crate) mod draft_list;
mod exporting;
mod handle;
mod layout;
mod loading;
mod location;
mod opening;
mod reading;

use std::collections::VecDeque;
use std::sync::Arc;

use futures::channel::oneshot;
use leptos::prelude::*;
use pack_editor::sections::Section;
use pack_editor::{
    Asked, Compared, Dialog, DraftRows, Editor, Event, Exported, FolderMark, Judged, Message,
    Question, Rendered, Saved, Settings, View,
};
use pack_model::deployment::Cluster;
use pack_model::{Audience, FilePath, Manifest, Pack};
use pack_once::view::{Callback, RwSignal, Signal, memo};

pub(crate) use handle::use_workspace;
pub(crate) use layout::{Layout, Pane};
pub(crate) use location::Location;
pub(crate) use opening::{OPEN_FOLDER, Opening};

use crate::browser::bundle::Bundle;
use crate::browser::storage::drafts::Drafts;
use crate::browser::storage::preferences;
use crate::browser::window::rescue::Rescue;
use crate::browser::window::theme::Theme;
use crate::browser::{Browser, Later, clock, folder};

/// What views get of the editor. Nothing of it can be written but by events and methods.
#[derive(Clone, Copy)]
pub(crate) struct Workspace {
    /// The key of the open pack among the drafts.
    pub(crate) draft: Signal<Option<String>>,
    /// The pack as it is now; empty before one was opened.
    pub(crate) pack: Signal<Pack>,
    /// Its pack.json.
    pub(crate) manifest: Signal<Manifest>,
    /// Counts the changes of the page's life, so that no two states share a number.
    pub(crate) revision: Signal<u64>,
    /// What the workers found.
    pub(crate) judged: Signal<Arc<Judged>>,
    /// What a cluster gets from the pack.
    pub(crate) rendered: Signal<Arc<Rendered>>,
    /// What is assumed of that cluster.
    pub(crate) cluster: Signal<Cluster>,
    /// What the pack is compared with.
    pub(crate) compared: Signal<Arc<Compared>>,
    /// The page of the rule that was asked for last, with the rule's id.
    pub(crate) explained: Signal<Option<(String, String)>>,
    /// Whom the pack is made for.
    pub(crate) audience: Signal<Audience>,
    /// Where the user is.
    pub(crate) location: Location,
    /// What the user waits for and can stop.
    pub(crate) under_way: Signal<Option<&'static str>>,
    /// What the user is being told.
    pub(crate) messages: Signal<Vec<Message>>,
    /// The text for screen readers only.
    pub(crate) announcement: Signal<String>,
    /// Whether the pack is in the browser's storage.
    pub(crate) saved: Signal<Saved>,
    /// The folder on disk that the pack is saved in.
    pub(crate) folder: Signal<Option<FolderMark>>,
    /// The dialog that is open.
    pub(crate) dialog: Signal<Option<Dialog>>,
    /// The open question, on any screen.
    pub(crate) question: Signal<Option<Question>>,
    /// What was exported last.
    pub(crate) exported: Signal<Option<Exported>>,
    /// The drafts on the start page, once they were listed.
    pub(crate) draft_rows: Signal<Option<Arc<DraftRows>>>,
    /// Light or dark.
    pub(crate) theme: Signal<Theme>,
    /// How the window is divided.
    pub(crate) layout: Layout,
    /// The code editor's JavaScript.
    pub(crate) bundle: Bundle,
    wire: Wire,
}

/// What joins the editor with the rest.
#[derive(Clone, Copy)]
struct Wire {
    editor: StoredValue<Editor>,
    parts: Parts,
    /// Events that are still to be handled.
    queue: StoredValue<VecDeque<Event>>,
    /// Whether events are being handled.
    is_busy: StoredValue<bool>,
    /// Handles the events of the queue, once all of the program is loaded.
    handle: StoredValue<Option<fn(Wire)>>,
    /// Has all of the program loaded.
    load: StoredValue<Option<Callback<()>>>,
    /// Those who wait for all of the program.
    waiting: StoredValue<Vec<oneshot::Sender<()>>>,
    drafts: StoredValue<Drafts, LocalStorage>,
    browser: StoredValue<Option<Browser>, LocalStorage>,
    rescue: StoredValue<Rescue>,
    theme: RwSignal<Theme>,
    later: Later,
}

/// The parts of the editor that are shown. Each is written only when it has changed, so that what
/// shows one part costs nothing when another changes.
#[derive(Clone, Copy)]
struct Parts {
    draft: RwSignal<Option<String>>,
    revision: RwSignal<u64>,
    undo_label: RwSignal<Option<String>>,
    redo_label: RwSignal<Option<String>>,
    judged: RwSignal<Arc<Judged>>,
    rendered: RwSignal<Arc<Rendered>>,
    cluster: RwSignal<Cluster>,
    compared: RwSignal<Arc<Compared>>,
    explained: RwSignal<Option<(String, String)>>,
    audience: RwSignal<Audience>,
    under_way: RwSignal<Option<&'static str>>,
    messages: RwSignal<Vec<Message>>,
    announcement: RwSignal<String>,
    saved: RwSignal<Saved>,
    folder: RwSignal<Option<FolderMark>>,
    dialog: RwSignal<Option<Dialog>>,
    question: RwSignal<Option<Question>>,
    exported: RwSignal<Option<Exported>>,
    draft_rows: RwSignal<Option<Arc<DraftRows>>>,
    section: RwSignal<&'static Section>,
    view: RwSignal<Option<View>>,
    file: RwSignal<Option<FilePath>>,
    asked: RwSignal<Asked>,
    caret: RwSignal<Asked>,
    walked: RwSignal<Option<(u64, usize)>>,
    object: RwSignal<Option<String>>,
}

impl Workspace {
    /// A workspace without a pack.
    pub(crate) fn new(rescue: Rescue, later: Later, opens_draft: bool) -> Self {
        let editor = Editor::new(Settings {
            audience: preferences::audience(),
            last_format: preferences::last_format(),
            views: preferences::views(),
            seed: clock::random(),
            is_ready: !opens_draft,
            has_folders: folder::is_supported(),
            tools: None,
        });
        let parts = Parts::of(&editor);
        let editor = StoredValue::new(editor);
        let pack = memo(move || {
            parts.revision.track();
            editor.with_value(|editor| editor.pack().clone())
        });
        let wire = Wire {
            editor,
            parts,
            queue: StoredValue::new(VecDeque::new()),
            is_busy: StoredValue::new(false),
            handle: StoredValue::new(None),
            load: StoredValue::new(None),
            waiting: StoredValue::new(Vec::new()),
            drafts: StoredValue::new_local(Drafts::default()),
            browser: StoredValue::new_local(None),
            rescue: StoredValue::new(rescue),
            theme: RwSignal::new(preferences::theme()),
            later,
        };
        Self {
            draft: parts.draft.read_only(),
            pack,
            manifest: memo(move || pack.with(Pack::manifest)),
            revision: parts.revision.read_only(),
            judged: parts.judged.read_only(),
            rendered: parts.rendered.read_only(),
            cluster: parts.cluster.read_only(),
            compared: parts.compared.read_only(),
            explained: parts.explained.read_only(),
            audience: parts.audience.read_only(),
            location: Location::of(wire),
            under_way: parts.under_way.read_only(),
            messages: parts.messages.read_only(),
            announcement: parts.announcement.read_only(),
            saved: parts.saved.read_only(),
            folder: parts.folder.read_only(),
            dialog: parts.dialog.read_only(),
            question: parts.question.read_only(),
            exported: parts.exported.read_only(),
            draft_rows: parts.draft_rows.read_only(),
            theme: wire.theme.read_only(),
            layout: Layout::new(),
            bundle: Bundle::new(),
            wire,
        }
    }

    /// The drafts in this browser.
    fn drafts(self) -> Drafts {
        self.wire.drafts.get_value()
    }

    /// Looks from now on after what the storage has under way when the page is left.
    pub(crate) fn follow_page(self) {
        self.drafts().follow_page();
    }

    /// Sends an event to the editor.
    pub(crate) fn send(self, event: Event) {
        self.wire.send(event);
    }
}

impl Wire {
    /// Sends an event to the editor. An event that needs only the first piece of the program is
    /// handled at once, any other one when the rest is loaded.
    fn send(self, event: Event) {
        let early = |editor: &mut Editor| editor.handle_early(event);
        let Some(event) = self.editor.try_update_value(early).flatten() else {
            return self.show();
        };
        self.queue.update_value(|queue| queue.push_back(event));
        match (self.handle.get_value(), self.load.get_value()) {
            (Some(handle), _) => handle(self),
            (None, Some(load)) => load.run(()),
            (None, None) => {}
        }
    }

    /// Handles the events of the queue, one after the other, with what follows from each.
    fn handle(self) {
        if self.is_busy.get_value() {
            return;
        }
        self.is_busy.set_value(true);
        let next = |queue: &mut VecDeque<Event>| queue.pop_front();
        while let Some(event) = self.queue.try_update_value(next).flatten() {
            let now = clock::now();
            let handle = |editor: &mut Editor| editor.handle(event, now);
            let effects = self.editor.try_update_value(handle).unwrap_or_default();
            self.show();
            for effect in effects {
                self.browser.update_value(|browser| {
                    if let Some(browser) = browser {
                        browser.carry_out(effect);
                    }
                });
            }
        }
        self.is_busy.set_value(false);
    }

    /// Shows what has changed of the editor.
    fn show(self) {
        self.editor.with_value(|editor| {
            if self.parts.show(editor) {
                let pack = editor.is_open().then(|| editor.pack().clone());
                self.rescue
                    .with_value(|rescue| rescue.keep(pack.unwrap_or_default()));
            }
        });
    }
}

impl Parts {
    fn of(editor: &Editor) -> Self {
        let location = editor.location();
        Self {
            draft: RwSignal::new(None),
            revision: RwSignal::new(editor.revision()),
            undo_label: RwSignal::new(None),
            redo_label: RwSignal::new(None),
            judged: RwSignal::new(Arc::clone(editor.judged())),
            rendered: RwSignal::new(Arc::clone(editor.rendered())),
            cluster: RwSignal::new(editor.cluster().clone()),
            compared: RwSignal::new(Arc::clone(editor.compared())),
            explained: RwSignal::new(None),
            audience: RwSignal::new(editor.audience()),
            under_way: RwSignal::new(editor.under_way()),
            messages: RwSignal::new(Vec::new()),
            announcement: RwSignal::new(String::new()),
            saved: RwSignal::new(editor.saved().clone()),
            folder: RwSignal::new(None),
            dialog: RwSignal::new(None),
            question: RwSignal::new(None),
            exported: RwSignal::new(None),
            draft_rows: RwSignal::new(None),
            section: RwSignal::new(location.section),
            view: RwSignal::new(location.view()),
            file: RwSignal::new(None),
            asked: RwSignal::new(None),
            caret: RwSignal::new(None),
            walked: RwSignal::new(None),
            object: RwSignal::new(None),
        }
    }

    /// Writes the parts that have changed. Gives whether the pack is another one.
    fn show(&self, editor: &Editor) -> bool {
        let location = editor.location();
        let owned = |text: &str| text.to_owned();
        let is_other = self
            .draft
            .with_untracked(|draft| draft.as_deref() != editor.draft())
            || self.revision.get_untracked() != editor.revision();
        if is_other {
            show(self.revision, &editor.revision());
            show(self.draft, &editor.draft().map(owned));
        }
        show(self.undo_label, &editor.undo_label().map(owned));
        show(self.redo_label, &editor.redo_label().map(owned));
        let is_judged = |judged: &Arc<Judged>| Arc::ptr_eq(judged, editor.judged());
        if !self.judged.with_untracked(is_judged) {
            self.judged.set(Arc::clone(editor.judged()));
        }
        let is_rendered = |rendered: &Arc<Rendered>| Arc::ptr_eq(rendered, editor.rendered());
        if !self.rendered.with_untracked(is_rendered) {
            self.rendered.set(Arc::clone(editor.rendered()));
        }
        let is_compared = |compared: &Arc<Compared>| Arc::ptr_eq(compared, editor.compared());
        if !self.compared.with_untracked(is_compared) {
            self.compared.set(Arc::clone(editor.compared()));
        }
        show(self.cluster, editor.cluster());
        show(self.explained, &editor.explained().cloned());
        show(self.audience, &editor.audience());
        show(self.under_way, &editor.under_way());
        if self
            .messages
            .with_untracked(|shown| shown != editor.messages())
        {
            self.messages.set(editor.messages().to_vec());
        }
        if self
            .announcement
            .with_untracked(|announcement| announcement != editor.announcement())
        {
            self.announcement.set(editor.announcement().to_owned());
        }
        show(self.saved, editor.saved());
        show(self.folder, &editor.folder());
        show(self.dialog, &editor.dialog().cloned());
        show(self.question, &editor.question().cloned());
        show(self.exported, &editor.exported().cloned());
        let is_listed = |rows: &Option<Arc<DraftRows>>| {
            rows.as_ref().map(Arc::as_ptr) == editor.draft_rows().map(Arc::as_ptr)
        };
        if !self.draft_rows.with_untracked(is_listed) {
            self.draft_rows.set(editor.draft_rows().cloned());
        }
        show(self.section, &location.section);
        show(self.view, &location.view());
        show(self.file, &location.file);
        show(self.asked, &location.asked);
        show(self.caret, &location.caret);
        show(self.walked, &location.walked());
        show(self.object, &location.object);
        is_other
    }
}

/// Writes a part unless it is as it was.
fn show<T: PartialEq + Clone + Send + Sync + 'static>(part: RwSignal<T>, now: &T) {
    if part.with_untracked(|shown| shown != now) {
        part.set(now.clone());
    }
}
