//! The state of the editor. It changes only by events, and answers each with effects.

use std::collections::VecDeque;
use std::sync::Arc;

use pack_archive::Format;
use pack_model::deployment::Cluster;
use pack_model::{Audience, FilePath, Session};

use crate::drafts::Drafts;
use crate::drafts::comparing::Comparing;
use crate::drafts::kept::{LastPlace, Saved};
use crate::drafts::next::Next;
use crate::effect::{Effect, ListFor, Purpose, Timer};
use crate::event::{Dialog, Event};
use crate::files::download::{Download, Exported};
use crate::files::folder::Folders;
use crate::files::making::Making;
use crate::files::tools::Tools;
use crate::files::work::{Waiting, Work};
use crate::message::{Message, Messages};
use crate::place::link::ShownAddress;
use crate::place::location::Location;
use crate::place::screen::Screen;
use crate::question::{About, Question};
use crate::settings::Settings;
use crate::workers::judged::Judged;
use crate::workers::judging::Judging;
use crate::workers::rendering::Rendering;

/// All state of the page that outlives a screen. Everything that is shown is read from it.
#[derive(Debug)]
pub struct Editor {
    pub(crate) session: Session,
    /// The key of the open pack among the drafts; none on the start page.
    pub(crate) draft: Option<String>,
    pub(crate) location: Location,
    pub(crate) address: ShownAddress,
    pub(crate) judged: Arc<Judged>,
    pub(crate) judging: Judging,
    pub(crate) rendering: Rendering,
    /// What is assumed of the cluster that gets the open pack.
    pub(crate) cluster: Cluster,
    /// What the open pack is compared with.
    pub(crate) comparing: Comparing,
    pub(crate) explained: Option<(String, String)>,
    pub(crate) audience: Audience,
    pub(crate) messages: Messages,
    /// What is said to those who listen to the page, and not shown.
    pub(crate) said: String,
    pub(crate) saved: Saved,
    pub(crate) dialog: Option<Dialog>,
    pub(crate) question: Option<Question>,
    /// What the question is about.
    pub(crate) asked: Option<About>,
    pub(crate) drafts: Drafts,
    pub(crate) folders: Folders,
    pub(crate) downloads: VecDeque<Download>,
    pub(crate) exported: Option<Exported>,
    pub(crate) last_format: Option<Format>,
    /// The first revision of the open pack.
    pub(crate) first_revision: u64,
    /// When the last change was made, in milliseconds since 1970.
    pub(crate) changed: f64,
    /// Whether the page has said that it answers.
    pub(crate) is_ready: bool,
    pub(crate) tools: Option<&'static Tools>,
    /// What waits for the tools.
    pub(crate) waiting: Vec<Waiting>,
    /// The image that is being written as PNG.
    pub(crate) making: Making,
    effects: Vec<Effect>,
}

/// What an event may change that something else follows from.
struct Before {
    draft: Option<String>,
    first_revision: u64,
    revision: u64,
    audience: Audience,
    judged: Arc<Judged>,
    screen: Screen,
    file: Option<FilePath>,
}

impl Editor {
    /// An editor without a pack.
    pub fn new(settings: Settings) -> Self {
        Self {
            session: Session::default(),
            draft: None,
            location: Location::opening_in(settings.views),
            address: ShownAddress::new(settings.is_ready),
            judged: Arc::default(),
            judging: Judging::default(),
            rendering: Rendering::default(),
            cluster: Cluster::default(),
            comparing: Comparing::default(),
            explained: None,
            audience: settings.audience,
            messages: Messages::default(),
            said: String::new(),
            saved: Saved::Pending,
            dialog: None,
            question: None,
            asked: None,
            drafts: Drafts::new(settings.seed),
            folders: Folders::new(settings.has_folders),
            downloads: VecDeque::new(),
            exported: None,
            last_format: settings.last_format,
            first_revision: 0,
            changed: 0.0,
            is_ready: settings.is_ready,
            tools: settings.tools,
            waiting: Vec::new(),
            making: Making::default(),
            effects: Vec::new(),
        }
    }

    /// Takes note of an event, which happened at a time in milliseconds since 1970. Gives what is
    /// to be done then, in this order.
    pub fn handle(&mut self, event: Event, now: f64) -> Vec<Effect> {
        let before = self.before();
        self.act(event, now);
        self.go_on_idle(now);
        self.follow(&before, now);
        self.unlock_others();
        if self.is_ready {
            self.show_address();
        }
        std::mem::take(&mut self.effects)
    }

    /// Takes note of an event that may come before the page is loaded as a whole, and has no
    /// effects. Gives back any other one. It needs little code, so the start page has it at once.
    pub fn handle_early(&mut self, event: Event) -> Option<Event> {
        match event {
            Event::Tell(message) => self.tell(message),
            Event::MessageClosed(number) => self.messages.close(number),
            Event::Listed {
                purpose: ListFor::StartPage,
                result,
            } => self.drafts.list(result),
            other => return Some(other),
        }
        None
    }

    fn act(&mut self, event: Event, now: f64) {
        match event {
            early @ (Event::Tell(_)
            | Event::MessageClosed(_)
            | Event::Listed {
                purpose: ListFor::StartPage,
                ..
            }) => {
                self.handle_early(early);
            }
            Event::ExportDrafts(drafts) => self.bundle(drafts, now),
            Event::Duplicate(draft) => self.duplicate(draft, now),
            Event::Delete(draft) => self.delete(draft),
            Event::PutBack(draft) => self.put_back(draft),
            Event::PageOpened {
                address,
                here,
                last,
            } => self.page_opened(&address, here.as_deref(), last),
            Event::AddressChanged(address) => self.address_changed(&address, now),
            Event::LinkAsked => self.effect(Effect::CopyLink(self.address_here().to_string())),
            Event::OpenDraft(draft) => {
                self.address.link = None;
                self.open_draft(draft, Vec::new());
            }
            Event::NextVersionOf(draft) => self.effect(Effect::Load {
                draft,
                purpose: Purpose::NextVersion,
            }),
            Event::DownloadDraft(draft) => self.effect(Effect::Load {
                draft,
                purpose: Purpose::Download,
            }),
            Event::NextVersion => self.leave(Next::Version, now),
            Event::NewVersion => self.messages.tell_new_version(),
            Event::ReloadAsked => self.leave(Next::Reload, now),
            Event::Make(template) => self.make(template, now),
            Event::FilesRead(entries) => {
                self.folders.stop_picking();
                self.take_files(entries, now);
            }
            Event::WorkStopped => self.work_stopped(),
            Event::CloseAsked => self.leave(Next::Start, now),
            Event::Answered(answer) => self.answered(answer, now),
            Event::QuestionClosed => self.dismiss_question(),
            Event::WhatNow => self.ask_what_now(),
            Event::Apply(transaction) => {
                self.apply(transaction, now);
            }
            Event::FixAsked(found, fix) => self.fix_asked(found, fix, now),
            Event::FixConfirmed(found, fix) => self.fix(&found, &fix, now),
            Event::IgnoreConfirmed(found, reason) => self.ignore(&found, &reason, now),
            Event::FixAll(found) => self.fix_all(&found),
            Event::FixAllOfPack => {
                let judged = Arc::clone(&self.judged);
                self.fix_all(&judged.diagnostics);
            }
            Event::Undo => self.travel(Session::undo),
            Event::Redo => self.travel(Session::redo),
            Event::StepEnded => self.session.end_step(),
            Event::FilesJoin(joining) => self.with_tools(Work::Join(joining), now),
            Event::AddAtPaths(entries) => self.add_at_paths(entries, now),
            Event::CreateFile(file) => self.create_file(file, now),
            Event::ReplaceFile { file, bytes } => self.replace_file(file, bytes, now),
            Event::RenameFile { from, to } => self.rename_file(&from, to, now),
            Event::RemoveFile(file) => self.remove_file(file, now),
            Event::LogoGiven { name, bytes } => self.take_logo(&name, &bytes),
            Event::LogoAsked(action) => self.logo_asked(action, now),
            Event::Export(format) => self.export_then(format, None, now),
            Event::ExportAgain => self.export_again(now),
            Event::SaveAsked => self.save_asked(now),
            Event::Folder(event) => self.folder_event(event, now),
            Event::Upgrade(taken) => self.take_upgrade(*taken, now),
            Event::Changes(event) => self.changes_event(event),
            Event::Go(section) => self.location.go(section),
            Event::ViewChosen(view) => {
                let chosen = self.location.choose_view(view);
                self.effect(Effect::RememberViews(chosen));
            }
            Event::FileOpened(file) => self.location.open_file(file),
            Event::FileClosed => self.location.close_file(),
            Event::Show(place) => self.location.show(&place),
            Event::Ask(place) => self.location.ask(&place),
            Event::CaretRested(place) => self.location.rest(place),
            Event::ObjectChosen(key) => self.location.show_object(key),
            Event::Walk { forward } => self.walk(forward),
            Event::DialogOpened(dialog) => self.open_dialog(dialog),
            Event::DialogClosed => self.close_dialog(),
            Event::AudienceChosen(audience) => self.judge_for(audience),
            Event::SetCluster(cluster) => self.set_cluster(cluster, now),
            Event::EffectAsked(value) => self.ask_for_effect(Some(value)),
            Event::PresetsEffectAsked => self.ask_for_effect(None),
            Event::TryValues => self.try_values(),
            Event::RenderAgain => self.rendering.try_again(),
            Event::Loaded {
                draft,
                purpose,
                result,
            } => self.loaded_for(purpose, draft, result, now),
            Event::Copied { to, result } => self.copied(to, result),
            Event::Listed { purpose, result } => match purpose {
                ListFor::Adopt => self.listed_to_adopt(result, now),
                ListFor::Changes => self.listed_for_changes(result),
                ListFor::CameIn | ListFor::StartPage => self.listed_for_pack(result, now),
            },
            Event::Deleted { draft, result } => self.deleted(draft, result),
            Event::PutBackDone { draft, result } => self.put_back_done(draft, result),
            Event::SaveDone(result) => self.save_done(result, now),
            Event::LockGranted(draft) => self.lock_granted(draft),
            Event::LockRefused(draft) => self.lock_refused(&draft),
            Event::LockLost(draft) => self.lock_lost(&draft),
            Event::JournalDone(result) => self.journal_done(result, now),
            Event::TimerOver(Timer::Journal) => self.journal_now(now),
            Event::TimerOver(Timer::Pause) => self.save_now(now),
            Event::PageHidden => {
                self.journal_now(now);
                self.save_now(now);
            }
            Event::TimerOver(Timer::Leaving) => self.ask_before_leaving(),
            Event::TimerOver(Timer::Opening) => self.go_on_opening(),
            Event::DownloadDone { name, is_done } => self.download_done(&name, is_done, now),
            Event::PngMade { number, result } => self.png_made(number, result, now),
            Event::Judged {
                revision,
                audience,
                findings,
            } => self.judged_came(revision, audience, findings),
            Event::Rendered {
                revision,
                audience,
                deployment,
                is_whole,
                findings,
            } => {
                if self.new_pack_rendered(revision, &deployment, now) {
                    return;
                }
                let rendering = (deployment, is_whole);
                self.rendered_came(revision, audience, rendering, findings);
            }
            Event::RendererMissing => self.renderer_failed(Message::renderer_missing(), now),
            Event::RendererStopped => self.renderer_stopped(now),
            Event::ToolsFetched(result) => self.tools_fetched(result, now),
            Event::WorkerMissing => self.judge_failed(Message::worker_missing()),
            Event::WorkerStopped => self.judge_failed(Message::worker_stopped()),
            Event::JudgeAgain => self.judge_again(),
            Event::Explained { rule, page } => self.explained = Some((rule, page)),
        }
    }

    fn before(&self) -> Before {
        Before {
            draft: self.draft.clone(),
            first_revision: self.first_revision,
            revision: self.revision(),
            audience: self.audience,
            judged: Arc::clone(&self.judged),
            screen: self.location.screen(),
            file: self.location.file.clone(),
        }
    }

    /// Has done what follows from what an event has changed.
    fn follow(&mut self, before: &Before, now: f64) {
        if self.dialog != Some(Dialog::Export) {
            // It is shown there alone, and may be large.
            self.exported = None;
        }
        let is_other = self.draft != before.draft;
        let is_changed = is_other || self.revision() != before.revision;
        if is_other {
            self.judging.begin_anew();
            let is_left = self.draft.is_none() || self.first_revision != before.first_revision;
            if is_left {
                self.stop_logo_of_left();
            }
            self.lock_open_draft();
            self.show_drafts();
            if self.is_ready {
                self.remember_open(before.draft.clone());
            }
        }
        let Some(draft) = self.draft.clone() else {
            return;
        };
        if is_changed && self.saved == Saved::Yes {
            self.saved = Saved::Pending;
        }
        self.count_unsaved();
        self.render_newest(&draft);
        self.render_base(&draft);
        if is_changed || !Arc::ptr_eq(&self.judged, &before.judged) {
            self.save_soon(now);
        }
        if is_changed && !is_other {
            self.journal_soon();
        }
        if (is_changed || self.audience != before.audience) && !self.is_unjudged() {
            self.judge(&draft);
        }
        let screen = self.location.screen();
        if is_other || screen != before.screen || self.location.file != before.file {
            let place = LastPlace {
                screen: screen.written(),
                file: self.location.file.clone(),
            };
            self.effect(Effect::RememberPlace { draft, place });
        }
    }

    /// Has something done after this event.
    pub(crate) fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    fn remember_open(&mut self, before: Option<String>) {
        let open = self.draft.clone();
        self.effect(Effect::RememberOpen { before, open });
    }

    /// Says that the page answers, once.
    pub(crate) fn become_ready(&mut self) {
        if !self.is_ready {
            self.is_ready = true;
            self.remember_open(None);
            self.effect(Effect::PageReady);
        }
    }

    /// Tells the user something.
    pub(crate) fn tell(&mut self, message: Message) {
        self.messages.tell(message);
    }

    fn open_dialog(&mut self, dialog: Dialog) {
        if let Dialog::Rule(rule) = &dialog {
            self.effect(Effect::Explain(rule.clone()));
        }
        self.exported = None;
        self.dialog = Some(dialog);
    }

    pub(crate) fn close_dialog(&mut self) {
        self.dialog = None;
        self.stop_asking();
    }
}
