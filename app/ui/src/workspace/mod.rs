//! The open pack and all that is shown of it. Nothing else changes the session.

mod dialogs;
mod judged;
mod location;
mod messages;
mod preferences;
mod question;
pub(crate) mod severity;

use leptos::prelude::*;
use pack_editor::Screen;
use pack_model::{
    Applied, Audience, Bookmark, Change, Diagnostic, File, FilePath, Fix, History, Manifest, Pack,
    Place, Refusal, Session, Severity, Transaction,
};

pub(crate) use judged::Judged;
pub(crate) use location::{Location, Walked};
pub(crate) use messages::{Kind, Message};
pub(crate) use question::Question;

use crate::browser::theme::Theme;
use crate::browser::{self, autosave, clock, focus, last_place, rescue, tab_lock, worker};

/// After a pause of so many milliseconds a change begins a step of the history of its own.
const PAUSE: f64 = 2_000.0;

/// Where the open pack stands with the browser's storage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Saved {
    /// Changes are still to be written.
    #[default]
    Pending,
    /// All is written.
    Yes,
    /// Writing failed, for the reason given.
    Failed(String),
    /// Another tab has the draft, so nothing is written from here.
    Elsewhere,
}

/// Handles to all state of the page. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(crate) struct Workspace {
    session: RwSignal<Option<Session>>,
    /// The key of the open pack in the browser's storage.
    pub(crate) draft: RwSignal<Option<String>>,
    /// The pack as it is now; empty while none is open.
    pub(crate) pack: Memo<Pack>,
    /// Its pack.json.
    pub(crate) manifest: Memo<Manifest>,
    /// Counts the changes of the page's life, so that no two states share a number.
    pub(crate) revision: Memo<u64>,
    /// What the worker found.
    pub(crate) judged: RwSignal<Judged>,
    /// The page of a rule that the worker sent last, with the rule's id.
    pub(crate) explained: RwSignal<Option<(String, String)>>,
    /// Whom the pack is made for.
    pub(crate) audience: RwSignal<Audience>,
    /// Where the user is.
    pub(crate) location: Location,
    /// What the user is being told.
    pub(crate) messages: RwSignal<Vec<Message>>,
    /// What is said to those who listen to the page, and not shown.
    pub(crate) said: RwSignal<String>,
    /// Whether the pack is in the browser's storage.
    pub(crate) saved: RwSignal<Saved>,
    /// Light or dark.
    pub(crate) theme: RwSignal<Theme>,
    /// The dialog that is open, if one is.
    pub(crate) dialog: RwSignal<Option<Dialog>>,
    /// What the user is asked before it goes on, on whatever screen.
    pub(crate) question: RwSignal<Option<Question>>,
    /// Whether the user has just gone to another screen, whose heading is to take the focus.
    arriving: StoredValue<bool>,
    /// When the last change was made, in milliseconds since 1970.
    changed: StoredValue<f64>,
}

/// The dialogs of the editor. One is open at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Dialog {
    /// Format, contents and commands of the export.
    Export,
    /// All commands by name.
    Commands,
    /// The page of a rule.
    Rule(String),
    /// What a fix of a finding, by its id, would change.
    Fix(Diagnostic, String),
}

impl Workspace {
    /// A workspace without a pack.
    pub(crate) fn new() -> Self {
        let session = RwSignal::new(None::<Session>);
        let pack = Memo::new(move |_| {
            session.with(|session| {
                session
                    .as_ref()
                    .map(|s| s.pack().clone())
                    .unwrap_or_default()
            })
        });
        Self {
            session,
            draft: RwSignal::new(None),
            pack,
            manifest: Memo::new(move |_| pack.with(Pack::manifest)),
            revision: Memo::new(move |_| {
                session.with(|session| session.as_ref().map_or(0, Session::revision))
            }),
            judged: RwSignal::new(Judged::default()),
            explained: RwSignal::new(None),
            audience: RwSignal::new(browser::preferences::audience()),
            location: Location::new(),
            messages: RwSignal::new(Vec::new()),
            said: RwSignal::new(String::new()),
            saved: RwSignal::new(Saved::Pending),
            theme: RwSignal::new(browser::preferences::theme()),
            dialog: RwSignal::new(None),
            question: RwSignal::new(None),
            arriving: StoredValue::new(false),
            changed: StoredValue::new(0.0),
        }
    }

    /// Starts what lies between the state and the browser: the worker and the storage.
    pub(crate) fn start_browser(self) {
        worker::start(self);
        autosave::start(self);
        tab_lock::follow(self);
        last_place::follow(self);
        rescue::follow(self);
    }

    /// Whether a pack is open.
    pub(crate) fn is_open(self) -> bool {
        self.draft.with(Option::is_some)
    }

    /// Whether a pack is open, asked outside of what is shown.
    pub(crate) fn is_open_untracked(self) -> bool {
        self.draft.with_untracked(Option::is_some)
    }

    /// Opens a pack under a storage key, in place of the one that is open; asks before that loses
    /// something.
    pub(crate) fn open(self, draft: String, pack: Pack) {
        autosave::leave(self, move || {
            self.reopen(draft.clone(), pack.clone(), History::default());
        });
    }

    /// The same for a pack that was changed before, once nothing is lost by it.
    pub(crate) fn reopen(self, draft: String, pack: Pack, history: History) {
        self.forget_told();
        let revision = self.revision.get_untracked() + 1;
        self.judged.set(Judged::default());
        self.saved.set(Saved::Pending);
        self.location.reset();
        self.session
            .set(Some(Session::reopen(pack, history, revision)));
        self.arriving.set_value(focus::page_answers());
        self.draft.set(Some(draft));
    }

    /// A file of the open pack. Changes of other files cost nothing where it is shown.
    pub(crate) fn file(self, path: FilePath) -> Memo<Option<File>> {
        Memo::new(move |_| self.pack.with(|pack| pack.file(path.as_str()).cloned()))
    }

    /// Has the pack judged for someone else. Until that is done nothing counts as judged.
    pub(crate) fn judge_for(self, audience: Audience) {
        self.judged.update(|judged| judged.revision = None);
        self.audience.set(audience);
    }

    /// Goes back to the start page. The pack stays in the browser's storage; if it is not there, the
    /// user is asked.
    pub(crate) fn close(self) {
        autosave::leave(self, move || {
            self.forget_told();
            self.arriving.set_value(true);
            self.draft.set(None);
            self.dialog.set(None);
        });
    }

    /// Says that a screen is on its way into the page: should the user have gone there, the focus
    /// goes to its heading. A pack that opens with the page leaves the focus to the browser.
    pub(crate) fn arrive(self, heading: &'static str) {
        if self.arriving.try_update_value(std::mem::take) == Some(true) {
            focus::land_on(heading);
        }
    }

    /// Makes a transaction on the screen that is shown, or tells the user why not. Gives whether
    /// the pack changed.
    pub(crate) fn apply(self, transaction: Transaction) -> bool {
        let screen = untrack(move || self.location.screen());
        self.make(transaction.on(Bookmark::new(screen.written())))
    }

    /// Makes a transaction, whatever is shown.
    fn make(self, transaction: Transaction) -> bool {
        let now = clock::now();
        let pause = now - self.changed.get_value();
        self.changed.set_value(now);
        let outcome = self.session.try_update(|session| match session {
            Some(session) => {
                if pause > PAUSE {
                    session.end_step();
                }
                session.apply(transaction)
            }
            None => Ok(None),
        });
        match outcome {
            Some(Ok(applied)) => applied.is_some(),
            Some(Err(refusal)) => {
                self.tell(Message::error(refusal.to_string()));
                false
            }
            None => false,
        }
    }

    /// Makes those of several transactions that still fit after the ones before them.
    pub(crate) fn apply_what_fits(self, transactions: Vec<Transaction>) {
        self.session.update(|session| {
            if let Some(session) = session {
                session.apply_what_fits(transactions);
            }
        });
    }

    /// The pack as changes would leave it, or why they would be refused.
    pub(crate) fn tried(self, changes: &[Change]) -> Result<Pack, Refusal> {
        self.session.with(|session| match session {
            Some(session) => session.tried(changes),
            None => Ok(Pack::default()),
        })
    }

    /// Makes one change as a step of its own.
    pub(crate) fn change(self, label: impl Into<String>, change: Change) -> bool {
        let place = Place::file(change.file().clone());
        self.apply(Transaction::new(label, vec![change]).at(place))
    }

    /// Makes the changes of a fix; `false` where the fix needs more than changes.
    pub(crate) fn apply_fix(self, diagnostic: &Diagnostic, fix: &Fix) -> bool {
        match &fix.action {
            pack_model::Action::Changes(changes) if self.can_fix() => {
                let step = Transaction::new(fix.label.replace('`', ""), changes.clone());
                // The list of findings stands beside every screen, so none of them is where it was.
                self.make(step.at(diagnostic.place.clone()))
            }
            _ => false,
        }
    }

    /// Whether the findings judge the pack as it is: fixes are written for that. Otherwise the user is
    /// told.
    pub(crate) fn can_fix(self) -> bool {
        let judged = self.judged.with_untracked(|judged| judged.revision);
        let is_of_now = judged == Some(self.revision.get_untracked());
        if !is_of_now {
            self.tell_nothing_fixed();
        }
        is_of_now
    }

    /// Tells that a fix was not made, since it was for another state of the pack.
    pub(crate) fn tell_nothing_fixed(self) {
        let text = "The pack has changed since it was last checked, so nothing was fixed. Try again in a moment.";
        self.tell(Message::error(text));
    }

    /// Takes the last step back and leads to where it was made.
    pub(crate) fn undo(self) {
        self.travel(Session::undo);
    }

    /// Makes the step that was last taken back again.
    pub(crate) fn redo(self) {
        self.travel(Session::redo);
    }

    fn travel(self, go: fn(&mut Session) -> Option<Applied>) {
        let applied = self
            .session
            .try_update(|session| session.as_mut().and_then(go))
            .flatten();
        if let Some(applied) = applied
            && let Some(place) = applied.place
        {
            let screen = applied
                .screen
                .and_then(|screen| Screen::read(screen.as_str()));
            self.location.show_on(screen, &place);
        }
    }

    /// Ends the merging of keystrokes into one step.
    pub(crate) fn end_step(self) {
        self.session.update_untracked(|session| {
            if let Some(session) = session {
                session.end_step();
            }
        });
    }

    /// What undo would take back.
    pub(crate) fn undo_label(self) -> Option<String> {
        self.session
            .with(|session| Some(session.as_ref()?.undo_label()?.to_owned()))
    }

    /// What redo would make again.
    pub(crate) fn redo_label(self) -> Option<String> {
        self.session
            .with(|session| Some(session.as_ref()?.redo_label()?.to_owned()))
    }

    /// The history, to be kept elsewhere.
    pub(crate) fn history(self) -> History {
        self.session
            .with_untracked(|session| session.as_ref().map(|s| s.history().clone()))
            .unwrap_or_default()
    }

    /// Tells the user something.
    pub(crate) fn tell(self, message: Message) {
        self.messages.update(|messages| messages.push(message));
    }

    /// Takes away what was told and said of a pack that is being left.
    fn forget_told(self) {
        self.messages
            .update(|messages| messages.retain(|message| message.outlives_pack));
        self.said.set(String::new());
    }

    /// The findings at a place of a file.
    pub(crate) fn findings_at(
        self,
        file: &FilePath,
        pointer: &pack_model::Pointer,
    ) -> Vec<Diagnostic> {
        self.judged.with(|judged| {
            let here =
                |found: &&Diagnostic| found.place.file == *file && found.place.pointer == *pointer;
            judged.diagnostics.iter().filter(here).cloned().collect()
        })
    }

    /// Whether an error stands at a place of a file.
    pub(crate) fn has_error_at(self, file: &FilePath, pointer: &pack_model::Pointer) -> bool {
        self.judged.with(|judged| {
            judged.diagnostics.iter().any(|found| {
                found.severity == Severity::Error
                    && found.place.file == *file
                    && found.place.pointer == *pointer
            })
        })
    }

    /// The line, from 1, at which a place stands in the text that was checked.
    pub(crate) fn line_of(self, place: &Place) -> Option<u32> {
        self.judged.with(|judged| judged.line(place))
    }

    /// How many findings there are of each severity that has some, in words.
    pub(crate) fn counts(self) -> String {
        let counts = Severity::ALL.map(|severity| match self.count(severity) {
            0 => String::new(),
            count => severity::counted(severity, count),
        });
        let some = counts.into_iter().filter(|count| !count.is_empty());
        some.collect::<Vec<_>>().join(", ")
    }

    /// How many findings of a severity there are.
    pub(crate) fn count(self, severity: Severity) -> usize {
        self.judged.with(|judged| {
            judged
                .diagnostics
                .iter()
                .filter(|found| found.severity == severity)
                .count()
        })
    }
}

/// The workspace of the page that a component stands in.
pub(crate) fn use_workspace() -> Workspace {
    expect_context::<Workspace>()
}
