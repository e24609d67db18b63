//! Tabs without a browser: a storage, a table of locks and a clock that the effects of editors are
//! carried out on.

mod effects;
mod folder;
mod shared;

use std::collections::{BTreeMap, VecDeque};

use pack_editor::{DraftRow, Editor, Effect, Event, ListFor, Render, Settings, Timer};
use pack_model::{Change, Diagnostic, File, FilePath, Findings, Transaction};

use folder::OnDisk;
use shared::{Rows, Shared};

/// One tab of the page.
pub(crate) struct Tab {
    pub(crate) editor: Editor,
    /// What is still to be done.
    pub(crate) effects: VecDeque<Effect>,
    timers: BTreeMap<Timer, f64>,
    /// The drafts that were deleted and can be put back.
    deleted: BTreeMap<String, Rows>,
    /// The names of files that were downloaded.
    pub(crate) downloads: Vec<String>,
    /// The draft that is opened when the page is opened again.
    pub(crate) remembered: Option<String>,
    /// What the address bar shows after `#`.
    pub(crate) address: String,
    /// The steps that Back and Forward go through.
    pub(crate) steps: Vec<String>,
    /// The one of them that is shown.
    at: usize,
    /// The addresses whose links were copied.
    pub(crate) copied: Vec<String>,
    /// The drafts in which it was scrolled to where the user was.
    pub(crate) scrolled: Vec<String>,
    /// What the renderer was asked for.
    pub(crate) to_render: Vec<Render>,
    pub(crate) is_ready: bool,
    /// How often the page was to be loaded again.
    pub(crate) reloads: usize,
    /// Whether the browser takes no downloads.
    pub(crate) refuses_downloads: bool,
    /// Whether parts of the program that are not there yet cannot be loaded.
    pub(crate) is_offline: bool,
}

/// Tabs, and what they share.
pub(crate) struct World {
    pub(crate) shared: Shared,
    pub(crate) tabs: Vec<Tab>,
    now: f64,
    /// The folders on disk, by the numbers of their handles.
    pub(crate) folders: BTreeMap<u32, OnDisk>,
    /// Whether the browser has locks.
    pub(crate) has_locks: bool,
}

impl World {
    /// One tab on the start page.
    pub(crate) fn new() -> Self {
        let mut world = Self {
            shared: Shared::default(),
            tabs: Vec::new(),
            now: 1_000_000.0,
            folders: BTreeMap::new(),
            has_locks: true,
        };
        world.open_tab();
        world
    }

    /// Another tab on the start page. Gives its number.
    pub(crate) fn open_tab(&mut self) -> usize {
        self.add_tab(true)
    }

    /// Another tab, whose page is about to open the last draft. Gives its number.
    pub(crate) fn open_starting_tab(&mut self) -> usize {
        self.add_tab(false)
    }

    fn add_tab(&mut self, is_ready: bool) -> usize {
        let seed = u32::try_from(self.tabs.len()).unwrap() + 1;
        self.tabs.push(Tab {
            editor: Editor::new(Settings {
                seed,
                is_ready,
                tools: None,
                ..Settings::default()
            }),
            effects: VecDeque::new(),
            timers: BTreeMap::new(),
            deleted: BTreeMap::new(),
            downloads: Vec::new(),
            remembered: None,
            address: String::new(),
            steps: vec![String::new()],
            at: 0,
            copied: Vec::new(),
            scrolled: Vec::new(),
            to_render: Vec::new(),
            is_ready,
            reloads: 0,
            refuses_downloads: false,
            is_offline: false,
        });
        let tab = self.tabs.len() - 1;
        // The page lists the drafts as it begins.
        self.carry_out(tab, Effect::List(ListFor::StartPage));
        tab
    }

    /// Ends a tab without a word: what it was about to do is not done.
    pub(crate) fn kill(&mut self, tab: usize) {
        self.tabs[tab].effects.clear();
        self.tabs[tab].timers.clear();
        self.tabs[tab].deleted.clear();
        self.shared.locks.retain(|_, holder| *holder != tab);
    }

    pub(crate) fn editor(&self, tab: usize) -> &Editor {
        &self.tabs[tab].editor
    }

    /// Has an event happen, without carrying anything out.
    pub(crate) fn happen(&mut self, tab: usize, event: Event) {
        let effects = self.tabs[tab].editor.handle(event, self.now);
        self.tabs[tab].effects.extend(effects);
    }

    /// Has an event happen, and carries out all that follows but for loading the tools.
    pub(crate) fn happen_without_tools(&mut self, tab: usize, event: Event) {
        self.happen(tab, event);
        let effects = &mut self.tabs[tab].effects;
        effects.retain(|effect| !matches!(effect, Effect::FetchTools));
        self.settle();
    }

    /// Has an event happen, and carries out all that follows at once.
    pub(crate) fn send(&mut self, tab: usize, event: Event) {
        self.happen(tab, event);
        self.settle();
    }

    /// The pack that is open was judged, with these findings.
    pub(crate) fn judge(&mut self, tab: usize, diagnostics: Vec<Diagnostic>) {
        let editor = self.editor(tab);
        let event = Event::Judged {
            revision: editor.revision(),
            audience: editor.audience(),
            findings: Findings::nowhere(diagnostics),
        };
        self.happen(tab, event);
    }

    /// A pack that was just judged is left at once, while its row is on its way.
    pub(crate) fn leave_judged(&mut self, tab: usize) {
        self.judge(tab, Vec::new());
        self.happen(tab, Event::CloseAsked);
    }

    /// Carries out all effects of all tabs.
    pub(crate) fn settle(&mut self) {
        while let Some(tab) = self.tabs.iter().position(|tab| !tab.effects.is_empty()) {
            self.step(tab);
        }
    }

    /// Carries out the next effect of a tab. Gives it.
    pub(crate) fn step(&mut self, tab: usize) -> Option<Effect> {
        let effect = self.tabs[tab].effects.pop_front()?;
        self.carry_out(tab, effect.clone());
        Some(effect)
    }

    /// Lets time pass, with all that happens meanwhile.
    pub(crate) fn wait(&mut self, milliseconds: f64) {
        self.settle();
        let end = self.now + milliseconds;
        loop {
            let due = self.tabs.iter().enumerate().flat_map(|(tab, one)| {
                let timers = one.timers.iter();
                timers.map(move |(timer, at)| (*at, tab, *timer))
            });
            let Some((at, tab, timer)) = due.min_by(|a, b| a.0.total_cmp(&b.0)) else {
                break;
            };
            if at > end {
                break;
            }
            self.now = self.now.max(at);
            self.tabs[tab].timers.remove(&timer);
            self.send(tab, Event::TimerOver(timer));
        }
        self.now = end;
    }

    // What a person does.

    /// Opens a pack of a name that came in as files.
    pub(crate) fn drop_pack(&mut self, tab: usize, name: &str) {
        let text = format!("{{\n  \"name\": \"{name}\",\n  \"version\": \"1.0.0\"\n}}\n");
        let path = |file: &str| format!("{name}/{file}");
        let (manifest, readme) = (path("pack.json"), path("README.md"));
        self.drop_files(tab, &[(&manifest, &text), (&readme, "# Read me\n")]);
    }

    /// Drops files on the page.
    pub(crate) fn drop_files(&mut self, tab: usize, files: &[(&str, &str)]) {
        let entries = files.iter().map(|(path, text)| pack_archive::Entry {
            path: (*path).to_owned(),
            bytes: text.as_bytes().into(),
            executable: false,
        });
        self.send(tab, Event::FilesRead(entries.collect()));
    }

    /// Writes something into a file of the open pack.
    pub(crate) fn write(&mut self, tab: usize, text: &str) {
        self.send(tab, written(text));
    }

    /// Enters an address, as a click on a link does.
    pub(crate) fn enter(&mut self, tab: usize, address: &str) {
        self.show_address(tab, address.to_owned(), true);
        self.send(tab, Event::AddressChanged(address.to_owned()));
    }

    /// Goes back or forward by so many steps of the browser's history, without carrying anything out.
    pub(crate) fn begin_travel(&mut self, tab: usize, steps: isize) {
        let one = &mut self.tabs[tab];
        one.at = one.at.checked_add_signed(steps).expect("a step before");
        one.address = one.steps[one.at].clone();
        let address = one.address.clone();
        self.happen(tab, Event::AddressChanged(address));
    }

    /// Goes back or forward by so many steps of the browser's history.
    pub(crate) fn travel(&mut self, tab: usize, steps: isize) {
        self.begin_travel(tab, steps);
        self.settle();
    }

    /// Shows an address, as a step or in the place of the one before.
    fn show_address(&mut self, tab: usize, address: String, is_step: bool) {
        let one = &mut self.tabs[tab];
        if is_step {
            one.at += 1;
            one.steps.truncate(one.at);
            one.steps.push(address.clone());
        } else {
            one.steps[one.at] = address.clone();
        }
        one.address = address;
    }

    /// Answers the open question.
    pub(crate) fn answer(&mut self, tab: usize, answer: &'static str) {
        let question = self.editor(tab).question().expect("a question is open");
        assert!(
            question.answers.iter().any(|one| one.id == answer),
            "{answer} is no answer to {question:?}"
        );
        self.send(tab, Event::Answered(answer));
    }

    // What can be seen.

    /// What was written into the open pack.
    pub(crate) fn text(&self, tab: usize) -> &str {
        self.editor(tab)
            .pack()
            .text("notes.txt")
            .unwrap_or_default()
    }

    /// What was written into each draft of the storage.
    pub(crate) fn kept(&self) -> Vec<String> {
        let drafts = self.shared.drafts.values();
        let mut texts: Vec<_> = drafts
            .map(|rows| {
                let notes = rows
                    .files
                    .iter()
                    .find(|(path, _)| path.as_str() == "notes.txt");
                let text = notes.and_then(|(_, file)| file.text());
                text.unwrap_or_default().to_owned()
            })
            .collect();
        texts.sort();
        texts
    }

    /// The key of the open draft.
    pub(crate) fn draft(&self, tab: usize) -> String {
        self.editor(tab).draft().expect("a pack is open").to_owned()
    }

    /// The title of the open question; empty without one.
    pub(crate) fn asked(&self, tab: usize) -> &str {
        let question = self.editor(tab).question();
        question.map_or("", |question| &question.title)
    }

    /// All that the user is told, a line each.
    pub(crate) fn told(&self, tab: usize) -> String {
        let texts = self.editor(tab).messages().iter();
        let texts: Vec<_> = texts.map(|message| message.text.as_str()).collect();
        texts.join("\n")
    }

    /// The rows of the start page: the name of each draft, after `-` where it was deleted.
    pub(crate) fn rows(&self, tab: usize) -> Vec<String> {
        let rows = self.editor(tab).draft_rows().map(|rows| (**rows).clone());
        let rows = rows.and_then(Result::ok).unwrap_or_default().into_iter();
        let row = |row| match row {
            DraftRow::Stored(draft) => draft.name,
            DraftRow::Deleted(draft) => format!("-{}", draft.name),
        };
        rows.map(row).collect()
    }

    /// How often a draft was saved.
    pub(crate) fn saves(&self, draft: &str) -> u32 {
        self.shared.drafts[draft].draft.saves
    }

    /// Deletes a draft, as another tab would.
    pub(crate) fn delete(&mut self, draft: &str) {
        self.shared.drafts.remove(draft);
    }
}

/// The event of writing a text into a file of the open pack.
pub(crate) fn written(text: &str) -> Event {
    let change = Change::put_file(
        FilePath::new("notes.txt").unwrap(),
        File::new(text.as_bytes()),
    );
    Event::Apply(Transaction::new("Write", vec![change]))
}
