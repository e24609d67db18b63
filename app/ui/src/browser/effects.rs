//! Carries out the editor's effects, and reports their results as events.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use leptos::task::{spawn_local, tick};
use pack_editor::{Effect, Event, Focus, FolderEvent, Timer};

use super::clipboard;
use super::download;
use super::later::Later;
use super::report::Report;
use super::storage::drafts::Drafts;
use super::storage::last_place::LastPlaces;
use super::storage::{last_open, preferences};
use super::tab_lock::TabLocks;
use super::window::{address, focus, ready, version};
use super::worker::{Judge, Renderer};

/// What carries out effects, with all that it has to remember.
pub(crate) struct Browser {
    later: Later,
    report: Report,
    drafts: Drafts,
    judge: Judge,
    /// The renderer, once something was to be rendered.
    renderer: Rc<OnceCell<Renderer>>,
    locks: TabLocks,
    places: LastPlaces,
    timers: BTreeMap<Timer, Timeout>,
}

impl Browser {
    /// Starts the worker, and listens to what the user scrolls.
    pub(crate) fn start(drafts: Drafts, later: Later, report: impl Fn(Event) + 'static) -> Self {
        let report: Report = Rc::new(report);
        Self {
            later,
            drafts,
            judge: Judge::start(Rc::clone(&report)),
            renderer: Rc::default(),
            locks: TabLocks::start(Rc::clone(&report)),
            places: LastPlaces::listen(),
            timers: BTreeMap::new(),
            report,
        }
    }

    /// Carries out an effect.
    pub(crate) fn carry_out(&mut self, effect: Effect) {
        let report = Rc::clone(&self.report);
        let drafts = self.drafts.clone();
        match effect {
            Effect::Load { draft, purpose } => spawn_local(async move {
                let result = drafts.load(&draft).await;
                let result = result.map(|found| found.map(Box::new));
                let result = result.map_err(Into::into);
                report(Event::Loaded {
                    draft,
                    purpose,
                    result,
                });
            }),
            Effect::Save(saving) => spawn_local(async move {
                let result = drafts.save(&saving).await;
                report(Event::SaveDone(result.map_err(Into::into)));
            }),
            Effect::Journal(journal) => spawn_local(async move {
                let result = drafts.write_journal(&journal).await;
                report(Event::JournalDone(result.map_err(Into::into)));
            }),
            Effect::ForgetJournals {
                draft,
                tabs,
                unless_after,
            } => spawn_local(async move {
                drafts.forget_journals(&draft, &tabs, unless_after).await;
            }),
            Effect::Copy { from, to, changed } => spawn_local(async move {
                let result = drafts.copy(&from, &to, changed).await;
                let result = result.map_err(Into::into);
                report(Event::Copied { to, result });
            }),
            Effect::List(purpose) => spawn_local(async move {
                let result = drafts.list().await.map_err(Into::into);
                report(Event::Listed { purpose, result });
            }),
            Effect::Delete(draft) => spawn_local(async move {
                let result = drafts.delete(&draft).await.map_err(Into::into);
                report(Event::Deleted { draft, result });
            }),
            Effect::PutBack(draft) => spawn_local(async move {
                let result = drafts.put_back(&draft).await.map_err(Into::into);
                report(Event::PutBackDone { draft, result });
            }),
            Effect::ForgetDeleted => drafts.forget_deleted(),
            Effect::Lock { draft, steal } => self.locks.request(draft, steal),
            Effect::Unlock(draft) => self.locks.release(&draft),
            Effect::RememberOpen { before, open } => {
                if open.is_none() {
                    self.places.leave();
                }
                last_open::remember(before.as_deref(), open.as_deref());
            }
            Effect::RememberPlace { draft, place } => self.places.remember(draft, place),
            Effect::Scroll { draft } => self.places.scroll(&draft),
            Effect::StartTimer(timer, milliseconds) => {
                let over = Timeout::new(milliseconds, move || report(Event::TimerOver(timer)));
                self.timers.insert(timer, over);
            }
            Effect::StopTimer(timer) => {
                self.timers.remove(&timer);
            }
            Effect::Judge(check) => self.judge.check(*check),
            Effect::Render(render) => {
                let (renderer, start) = (Rc::clone(&self.renderer), (self.later.renderer)());
                spawn_local(async move {
                    match start.await {
                        Some(start) => renderer.get_or_init(|| start(report))(*render),
                        None => report(Event::RendererMissing),
                    }
                });
            }
            Effect::ScanFolder {
                number,
                root,
                expected,
                to_save,
            } => spawn_local(async move {
                let folders = drafts.folders();
                let result = folders.scan(number, root, expected, to_save).await;
                report(Event::Folder(FolderEvent::Scanned {
                    number,
                    to_save,
                    result,
                }));
            }),
            Effect::WriteFolder {
                number,
                root,
                files,
            } => spawn_local(async move {
                let results = drafts.folders().write(number, root, files).await;
                report(Event::Folder(FolderEvent::Written { number, results }));
            }),
            Effect::FetchTools => {
                let tools = (self.later.tools)();
                spawn_local(async move { report(Event::ToolsFetched(tools.await)) });
            }
            Effect::Explain(rule) => {
                let page = (self.later.rule_page)(rule.clone());
                spawn_local(async move {
                    let page = page.await;
                    report(Event::Explained { rule, page });
                });
            }
            Effect::Download {
                name,
                media_type,
                bytes,
            } => {
                let is_done = download::offer(&name, media_type, &bytes).is_ok();
                report(Event::DownloadDone { name, is_done });
            }
            Effect::MakePng {
                number,
                is_light,
                bytes,
            } => {
                let png = (self.later.png)(bytes, is_light);
                spawn_local(async move {
                    let result = png.await;
                    report(Event::PngMade { number, result });
                });
            }
            Effect::PickLogo => spawn_local(async {
                // The section comes into the page first.
                tick().await;
                focus::click(LOGO_INPUT);
            }),
            Effect::RememberFormat(format) => preferences::keep_format(format),
            Effect::RememberViews(views) => preferences::keep_views(views),
            Effect::Focus(Focus::Start) => focus::land_on(".start__name"),
            Effect::Focus(Focus::Section) => focus::land_on(".section__title"),
            Effect::Focus(Focus::Create) => focus::soon("[data-testid=code-create]".to_owned()),
            Effect::Focus(Focus::Draft(draft)) => {
                focus::land_on(format!("[data-draft=\"{draft}\"]"));
            }
            Effect::ShowAddress { address, is_step } => address::show(&address, is_step),
            Effect::CopyLink(address) => clipboard::copy(
                &address::link(&address),
                [
                    "The link to this place was copied. It works in this browser, which has the draft.",
                    "The browser blocked access to the clipboard. Copy the link from its address bar.",
                ],
                Box::new(move |message| report(Event::Tell(message))),
            ),
            Effect::PageReady => ready::mark(),
            Effect::Reload => version::reload(),
        }
    }
}

/// Does for a page that opens at its start page what the editor's effects `ShowAddress`,
/// `RememberOpen` and `PageReady` would do. The start page must not wait for the code that carries
/// out effects, and is loaded without it.
pub(crate) fn show_start() {
    address::show("", false);
    last_open::remember(None, None);
    ready::mark();
}

/// The id of the file input of the logo, and the name that tests know it by.
pub(crate) const LOGO_INPUT: &str = "logo-input";
