//! Tabs without a browser: a storage, a table of locks and a clock that the effects of editors are
//! carried out on.

use std::collections::{BTreeMap, VecDeque};

use pack_editor::{
    Draft, DraftRow, Editor, Effect, Event, LastPlace, ListFor, Loaded, Saving, Settings,
    StorageError, TOOLS, Timer,
};
use pack_model::edit::history::NumberedStep;
use pack_model::{Change, File, FilePath, History, Pack, Transaction};

/// A draft as its rows.
#[derive(Debug, Clone)]
struct Rows {
    draft: Draft,
    files: BTreeMap<FilePath, File>,
    steps: BTreeMap<u64, NumberedStep>,
}

/// What all tabs share.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    drafts: BTreeMap<String, Rows>,
    places: BTreeMap<String, LastPlace>,
    /// The tab that has each draft.
    locks: BTreeMap<String, usize>,
    /// How many bytes of files there is room for.
    pub(crate) room: Option<usize>,
    /// How many steps of a history there is room for.
    pub(crate) room_for_steps: Option<usize>,
    /// What every access fails with.
    pub(crate) broken: Option<StorageError>,
}

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
    /// The drafts in which it was scrolled to where the user was.
    pub(crate) scrolled: Vec<String>,
    pub(crate) is_ready: bool,
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
            scrolled: Vec::new(),
            is_ready,
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

    fn carry_out(&mut self, tab: usize, effect: Effect) {
        match effect {
            Effect::Load { draft, purpose } => {
                let result = self.shared.load(&draft).map(|found| found.map(Box::new));
                self.happen(
                    tab,
                    Event::Loaded {
                        draft,
                        purpose,
                        result,
                    },
                );
            }
            Effect::Save(saving) => {
                let result = self.shared.save(&saving);
                self.happen(tab, Event::SaveDone(result));
            }
            Effect::Copy { from, to, changed } => {
                let result = self.shared.copy(&from, &to, changed);
                self.happen(tab, Event::Copied { to, result });
            }
            Effect::List(purpose) => {
                let result = self.shared.list();
                self.happen(tab, Event::Listed { purpose, result });
            }
            Effect::Delete(draft) => {
                let result = self.shared.is_there();
                let result = result.map(|()| match self.shared.drafts.remove(&draft) {
                    Some(rows) => self.tabs[tab].deleted.insert(draft.clone(), rows).is_none(),
                    None => false,
                });
                self.happen(tab, Event::Deleted { draft, result });
            }
            Effect::PutBack(draft) => {
                let result = self.put_back(tab, &draft);
                self.happen(tab, Event::PutBackDone { draft, result });
            }
            Effect::ForgetDeleted => self.tabs[tab].deleted.clear(),
            Effect::Lock { draft, steal } => self.lock(tab, draft, steal),
            Effect::Unlock(draft) => {
                if self.shared.locks.get(&draft) == Some(&tab) {
                    self.shared.locks.remove(&draft);
                }
            }
            Effect::RememberOpen { open, .. } => self.tabs[tab].remembered = open,
            Effect::RememberPlace { draft, place } => {
                self.shared.places.insert(draft, place);
            }
            Effect::StartTimer(timer, milliseconds) => {
                let at = self.now + f64::from(milliseconds);
                self.tabs[tab].timers.insert(timer, at);
            }
            Effect::StopTimer(timer) => {
                self.tabs[tab].timers.remove(&timer);
            }
            Effect::Download { name, .. } => {
                let is_done = !self.tabs[tab].refuses_downloads;
                if is_done {
                    self.tabs[tab].downloads.push(name.clone());
                }
                self.happen(tab, Event::DownloadDone { name, is_done });
            }
            Effect::PageReady => self.tabs[tab].is_ready = true,
            Effect::FetchTools => {
                let result = match self.tabs[tab].is_offline {
                    true => Err("offline".to_owned()),
                    false => Ok(&TOOLS),
                };
                self.happen(tab, Event::ToolsFetched(result));
            }
            Effect::ShowAddress(address) => self.tabs[tab].address = address,
            Effect::Scroll { draft } => self.tabs[tab].scrolled.push(draft),
            Effect::Judge(_)
            | Effect::Explain(_)
            | Effect::MakePng { .. }
            | Effect::PickLogo
            | Effect::RememberFormat(_)
            | Effect::Focus(_) => {}
        }
    }

    fn put_back(&mut self, tab: usize, draft: &str) -> Result<bool, StorageError> {
        self.shared.is_there()?;
        let Some(rows) = self.tabs[tab].deleted.get(draft).cloned() else {
            return Ok(false);
        };
        let is_put = !self.shared.drafts.contains_key(draft);
        if is_put {
            self.shared.add(rows)?;
        }
        self.tabs[tab].deleted.remove(draft);
        Ok(is_put)
    }

    fn lock(&mut self, tab: usize, draft: String, steal: bool) {
        if !self.has_locks {
            return self.happen(tab, Event::LockGranted(draft));
        }
        match self.shared.locks.get(&draft).copied() {
            Some(other) if other != tab && !steal => self.happen(tab, Event::LockRefused(draft)),
            holder => {
                self.shared.locks.insert(draft.clone(), tab);
                if let Some(other) = holder.filter(|other| *other != tab) {
                    self.happen(other, Event::LockLost(draft.clone()));
                }
                self.happen(tab, Event::LockGranted(draft));
            }
        }
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

impl Shared {
    fn is_there(&self) -> Result<(), StorageError> {
        self.broken.clone().map_or(Ok(()), Err)
    }

    pub(crate) fn load(&self, draft: &str) -> Result<Option<Loaded>, StorageError> {
        self.is_there()?;
        let Some(rows) = self.drafts.get(draft) else {
            return Ok(None);
        };
        let mut pack = Pack::default();
        for (path, file) in &rows.files {
            pack.put(path.clone(), Some(file.clone()));
        }
        pack.set_origin(rows.draft.origin.clone());
        Ok(Some(Loaded {
            draft: rows.draft.clone(),
            pack,
            history: Some(History::of(rows.steps.values().cloned().collect())),
            place: self.places.get(draft).cloned(),
        }))
    }

    fn save(&mut self, saving: &Saving) -> Result<(), StorageError> {
        self.is_there()?;
        let id = &saving.draft.id;
        let rows = self.drafts.get(id);
        let saves = rows.map(|rows| rows.draft.saves);
        if saves != saving.before {
            return Err(match saves {
                Some(_) => StorageError::Elsewhere,
                None => StorageError::Gone,
            });
        }
        let mut rows = rows.cloned().unwrap_or_else(|| Rows {
            draft: saving.draft.clone(),
            files: BTreeMap::new(),
            steps: BTreeMap::new(),
        });
        rows.draft = saving.draft.clone();
        for (path, file) in &saving.files {
            match file {
                Some(file) => rows.files.insert(path.clone(), file.clone()),
                None => rows.files.remove(path),
            };
        }
        if saving.forget {
            rows.steps.clear();
        }
        for removed in &saving.steps.removed {
            rows.steps.remove(removed);
        }
        for added in &saving.steps.added {
            rows.steps.insert(added.number, added.clone());
        }
        let bytes: usize = rows.files.values().map(File::size).sum();
        let is_too_much = self.room.is_some_and(|room| bytes > room)
            || self
                .room_for_steps
                .is_some_and(|room| rows.steps.len() > room);
        if is_too_much {
            return Err(StorageError::Full);
        }
        self.drafts.insert(id.clone(), rows);
        Ok(())
    }

    fn list(&self) -> Result<Vec<Draft>, StorageError> {
        self.is_there()?;
        Ok(self
            .drafts
            .values()
            .map(|rows| rows.draft.clone())
            .collect())
    }

    /// Adds a draft, if there is room.
    fn add(&mut self, rows: Rows) -> Result<(), StorageError> {
        let bytes: usize = rows.files.values().map(File::size).sum();
        if self.room.is_some_and(|room| bytes > room) {
            return Err(StorageError::Full);
        }
        self.drafts.insert(rows.draft.id.clone(), rows);
        Ok(())
    }

    fn copy(&mut self, from: &str, to: &str, changed: f64) -> Result<bool, StorageError> {
        self.is_there()?;
        let Some(mut rows) = self.drafts.get(from).cloned() else {
            return Ok(false);
        };
        to.clone_into(&mut rows.draft.id);
        rows.draft.changed = changed;
        self.add(rows).map(|()| true)
    }
}
