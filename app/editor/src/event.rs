//! Everything that can happen to the editor: what the user does, and what the browser reports of the
//! effects that it carried out.

use std::sync::Arc;

use pack_archive::{Entry, Format};
use pack_model::deployment::{Cluster, Deployment};
use pack_model::pack::on_disk::Divergence;
use pack_model::template::Template;
use pack_model::{
    Audience, Diagnostic, FilePath, Findings, LogoAction, Place, Pointer, Transaction,
};

use crate::drafts::comparing::ChangesEvent;
use crate::drafts::comparing::upgrading::UpgradeTaken;
use crate::drafts::kept::{Draft, Loaded, StorageError};
use crate::drafts::new_pack::Joining;
use crate::effect::{ListFor, Purpose, Timer};
use crate::files::folder::FolderEvent;
use crate::files::tools::Tools;
use crate::message::Message;
use crate::place::screen::View;
use crate::place::sections::Section;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    // Drafts, as the user asks for them.
    /// A draft is to be opened.
    OpenDraft(String),
    /// A draft's next version is to be opened as a draft of its own.
    NextVersionOf(String),
    /// A draft is to be downloaded.
    DownloadDraft(String),
    /// Drafts are to be downloaded as one file.
    ExportDrafts(Vec<String>),
    /// Another draft like a draft is to be made.
    Duplicate(String),
    /// A draft is to be deleted.
    Delete(String),
    /// A draft that was deleted is to be put back.
    PutBack(String),
    /// The next version of the open pack is to be opened.
    NextVersion,
    /// A new pack is to be made.
    Make(&'static Template),
    /// Files were dropped or picked.
    FilesRead(Vec<Entry>),
    /// What the user waits for is not wanted any more: a pack that is about to be opened, an image that
    /// is about to be the logo.
    WorkStopped,
    /// The pack is to be closed.
    CloseAsked,
    /// An answer to the open question, by its id.
    Answered(&'static str),
    /// The open question was closed without an answer.
    QuestionClosed,
    /// The user asks what to do with a draft that another tab has.
    WhatNow,

    // The pack.
    /// Changes are to be made on the screen that is shown.
    Apply(Transaction),
    /// A fix of a finding was asked for, by its id.
    FixAsked(Diagnostic, String),
    /// A fix whose changes were looked at is to be made.
    FixConfirmed(Diagnostic, String),
    /// A finding is to be ignored, for a reason.
    IgnoreConfirmed(Diagnostic, String),
    /// All safe fixes of these findings are to be made as one step.
    FixAll(Vec<Diagnostic>),
    /// The same for all findings.
    FixAllOfPack,
    /// The last step is to be taken back.
    Undo,
    /// The step that was last taken back is to be made again.
    Redo,
    /// Keystrokes from now on are another step than those before.
    StepEnded,
    /// Files are to join the pack, and their charts to be rendered before that.
    FilesJoin(Box<Joining>),
    /// Files are to be added where their paths say.
    AddAtPaths(Vec<Entry>),
    /// An empty file is to be added and opened.
    CreateFile(FilePath),
    /// The content of a file is to be replaced.
    ReplaceFile {
        /// The file.
        file: FilePath,
        /// Its new content.
        bytes: Arc<[u8]>,
    },
    /// A file is to have another path.
    RenameFile {
        /// Its path.
        from: FilePath,
        /// Its new path.
        to: FilePath,
    },
    /// A file is to be removed, with the entries that list it.
    RemoveFile(FilePath),
    /// An image is to become the logo.
    LogoGiven {
        /// The name that it came under.
        name: String,
        /// The image.
        bytes: Arc<[u8]>,
    },
    /// Something else is to be done with the logo.
    LogoAsked(LogoAction),
    /// The pack is to be exported.
    Export(Format),
    /// The same in the format of the last time.
    ExportAgain,
    /// The pack is to be saved in its folder, or exported like that where it has none.
    SaveAsked,
    /// Something of a folder on disk.
    Folder(FolderEvent),
    /// Charts are to be replaced as proposed.
    Upgrade(Box<UpgradeTaken>),
    /// Something of what the pack is compared with.
    Changes(ChangesEvent),

    // Where the user is.
    /// A section is to be opened.
    Go(&'static Section),
    /// A view of the section is to be shown.
    ViewChosen(View),
    /// A file is to be opened in the Files section.
    FileOpened(FilePath),
    /// The file that is open in the Files section is to be closed.
    FileClosed,
    /// A place is to be shown, where it belongs.
    Show(Place),
    /// A place of the section that is open is to be shown.
    Ask(Place),
    /// The caret has come to rest at a place of a text.
    CaretRested(Place),
    /// An object is to be shown in Deployment, by its key, or all that are listed there.
    ObjectChosen(Option<String>),
    /// The next finding is to be shown, or the one before.
    Walk {
        /// Whether the next one.
        forward: bool,
    },
    /// A dialog is to be opened.
    DialogOpened(Dialog),
    /// The open dialog is to be closed.
    DialogClosed,

    // The page.
    /// The page was loaded, to open something.
    PageOpened {
        /// The fragment of its address.
        address: String,
        /// The draft that was open in this tab before.
        here: Option<String>,
        /// The draft that is opened where the address names none.
        last: Option<String>,
    },
    /// The user has entered another address of the page, or gone back or forward to one: its fragment.
    AddressChanged(String),
    /// The user wants a link to the present place.
    LinkAsked,
    /// The browser has a new version of the page at hand.
    NewVersion,
    /// The page is to be loaded again, once the open pack is saved.
    ReloadAsked,
    /// The user is to be told something.
    Tell(Message),
    /// A message was closed, by its number.
    MessageClosed(u64),
    /// The pack is to be judged for someone.
    AudienceChosen(Audience),
    /// The pack is to be rendered for a cluster.
    SetCluster(Cluster),
    /// It is to be shown what the value at a path of values.yaml changes about what is rendered.
    EffectAsked(Pointer),
    /// It is to be shown what the presets that are chosen change about what is rendered.
    PresetsEffectAsked,
    /// The values without effect are to be found.
    TryValues,
    /// The renderer, which was not there or has stopped, is to be started again.
    RenderAgain,
    /// The pack, which could not be judged, is to be judged again.
    JudgeAgain,

    // What the browser reports.
    /// A draft was loaded, or not.
    Loaded {
        /// The draft's key.
        draft: String,
        /// What it was loaded for.
        purpose: Purpose,
        /// The draft; `None` where it is not there.
        result: Result<Option<Box<Loaded>>, StorageError>,
    },
    /// A draft was copied, or not.
    Copied {
        /// The copy's key.
        to: String,
        /// Whether the draft was there.
        result: Result<bool, StorageError>,
    },
    /// The drafts were listed, or not.
    Listed {
        /// What they were listed for.
        purpose: ListFor,
        /// The drafts, in any order.
        result: Result<Vec<Draft>, StorageError>,
    },
    /// A draft was deleted, or not.
    Deleted {
        /// The draft's key.
        draft: String,
        /// Whether it was there.
        result: Result<bool, StorageError>,
    },
    /// A draft was put back, or not.
    PutBackDone {
        /// The draft's key.
        draft: String,
        /// Whether it was put back; it was not where there is one of its key again.
        result: Result<bool, StorageError>,
    },
    /// The save under way has ended.
    SaveDone(Result<(), StorageError>),
    /// The journal under way was written, or not.
    JournalDone(Result<(), StorageError>),
    /// This tab has the draft.
    LockGranted(String),
    /// Another tab has the draft.
    LockRefused(String),
    /// Another tab took the draft, which this one had.
    LockLost(String),
    /// A timer ran out.
    TimerOver(Timer),
    /// The page was hidden, and may be closed without another word.
    PageHidden,
    /// A download was handed to the browser, or refused.
    DownloadDone {
        /// The file's name.
        name: String,
        /// Whether the browser took it.
        is_done: bool,
    },
    /// An image was written as a PNG, or the reason why not.
    PngMade {
        /// Its number.
        number: u64,
        /// The PNG.
        result: Result<Vec<u8>, String>,
    },
    /// The worker has judged a revision.
    Judged {
        /// The revision.
        revision: u64,
        /// Whom it was judged for.
        audience: Audience,
        /// The findings.
        findings: Findings,
    },
    /// The renderer has rendered a revision.
    Rendered {
        /// The revision.
        revision: u64,
        /// Whom it was judged for.
        audience: Audience,
        /// What a cluster gets.
        deployment: Arc<Deployment>,
        /// Whether it is all: otherwise more follows about the same revision, unless something newer is
        /// asked for.
        is_whole: bool,
        /// The findings about that.
        findings: Findings,
    },
    /// The renderer is not there: its worker or its part of the program could not be loaded.
    RendererMissing,
    /// The renderer has stopped, and renders nothing any more.
    RendererStopped,
    /// The browser did not start the worker that judges, or could not load its program. The next pack to
    /// judge starts another one.
    WorkerMissing,
    /// The worker that judges has stopped. The next pack to judge starts another one.
    WorkerStopped,
    /// The tools are there, or the reason why not.
    ToolsFetched(Result<&'static Tools, String>),
    /// The page of a rule is there.
    Explained {
        /// The rule's id.
        rule: String,
        /// The page.
        page: String,
    },
}

/// The dialogs of the editor. One is open at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// Format, contents and commands of the export.
    Export,
    /// All commands by name.
    Commands,
    /// The keys of the commands.
    Keys,
    /// The search over all text files.
    Search,
    /// The page of a rule, by its id.
    Rule(String),
    /// Why a finding should be ignored.
    Ignore(Diagnostic),
    /// What follows where charts are replaced by other versions.
    Upgrade(Box<Joining>),
    /// What a fix of a finding would change, by its id.
    Fix(Diagnostic, String),
    /// What is otherwise in the folder that the pack is to be saved in or exported into.
    Folder {
        /// The folder's name.
        name: String,
        /// The files.
        found: Vec<Divergence>,
        /// Whether the pack is exported there.
        is_export: bool,
    },
}
