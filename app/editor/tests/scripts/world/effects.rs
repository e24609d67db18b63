//! The effects of editors, carried out on the storage, the locks and the clock of the world.

use pack_editor::{Effect, Event, StorageError, TOOLS};

use super::World;

impl World {
    /// Does what an editor asks of its browser, and reports back.
    pub(super) fn carry_out(&mut self, tab: usize, effect: Effect) {
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
            Effect::Journal(journal) => {
                let result = self.shared.journal(*journal);
                self.happen(tab, Event::JournalDone(result));
            }
            Effect::ForgetJournals {
                draft,
                tabs,
                unless_after,
            } => {
                if self.shared.broken.is_none() {
                    self.shared.forget_journals(&draft, &tabs, unless_after);
                }
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
            Effect::ShowAddress { address, is_step } => self.show_address(tab, address, is_step),
            Effect::CopyLink(address) => self.tabs[tab].copied.push(address),
            Effect::Scroll { draft } => self.tabs[tab].scrolled.push(draft),
            Effect::Render(render) => self.tabs[tab].to_render.push(*render),
            Effect::ScanFolder {
                number,
                root,
                expected,
                to_save,
            } => self.scan_folder(tab, number, &root, &expected, to_save),
            Effect::WriteFolder {
                number,
                root,
                files,
            } => self.write_folder(tab, number, &root, &files),
            Effect::Reload => self.tabs[tab].reloads += 1,
            Effect::Judge(_)
            | Effect::Explain(_)
            | Effect::MakePng { .. }
            | Effect::PickLogo
            | Effect::RememberFormat(_)
            | Effect::RememberViews(_)
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
}
