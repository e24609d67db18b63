//! The export dialog: the problems that remain, what will be in the archive, the formats, and the folder on disk
//! that the pack can be written into instead.

use leptos::prelude::*;
use pack_archive::{Format, sha256_hex};
use pack_model::{Severity, export};
use pack_once::view::{Callback, CollectView, Signal, handler, live, memo};

use super::push::PushCommands;
use crate::browser::folder;
use crate::view::components::dialog::Modal;
use crate::view::components::icon::Icon;
use crate::view::components::prose::prose;
use crate::view::components::size;
use crate::view::findings::use_findings;
use crate::view::open_pack::use_pack;
use pack_editor::Exported;

/// So many of the errors that remain are listed.
const LISTED: usize = 20;

/// The dialog.
#[component]
pub(crate) fn ExportDialog(
    /// What was exported last.
    made: Signal<Option<Exported>>,
    /// How many findings there are of each severity, in words.
    #[prop(into)]
    counts: Signal<String>,
    /// Called with the format to export in.
    #[prop(into)]
    on_export: Callback<Format>,
    /// Called when the pack should be written into a folder on disk.
    #[prop(into)]
    on_folder: Callback<()>,
    /// Called when the dialog should close.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    // The format of the file, if it is one.
    let pushed = memo(move || {
        made.with(|made| {
            Some(match made.as_ref()? {
                Exported::File(file) => Some(file.format),
                Exported::Folder(_) => None,
            })
        })
    });
    let button = move |format: Format| {
        let [label, purpose] = [format.label(), format.purpose()];
        let click = move |()| on_export.run(format);
        way(
            format.id(),
            "download",
            label,
            purpose,
            Callback::new(click),
        )
    };
    let into_folder = folder::is_supported().then(|| {
        let purpose = "Writes its folder into one on disk that you pick";
        way("folder", "folder", "Into a folder", purpose, on_folder)
    });
    let no_folder = into_folder.is_none().then(|| {
        let words = "This browser cannot write into folders on disk: use one such as Chrome or Edge for that.";
        view! { <p class="push__note">{words}</p> }.into_any()
    });
    view! {
        <Modal title="Export" close=on_close>
            <div class="export">
                <Remaining counts />
                <div class="export__formats">
                    {Format::ALL.map(button).into_iter().chain(into_folder).collect_view()}
                </div>
                {no_folder}
                <div aria-live="polite">{live(move || made.with(|made| made.as_ref().map(facts)))}</div>
                <Contents />
                {live(move || pushed.get().map(|format| view! { <PushCommands format /> }.into_any()))}
            </div>
        </Modal>
    }
}

/// A button for a way to export.
fn way(
    id: &str,
    icon: &'static str,
    label: &'static str,
    purpose: &'static str,
    on_click: Callback<()>,
) -> AnyView {
    view! {
        <button type="button" class="export__format" data-testid=format!("export-{id}") on:click=handler(move |_| on_click.run(()))>
            <span class="export__label">
                <Icon name=icon />
                {label}
            </span>
            <span class="export__purpose">{purpose}</span>
        </button>
    }
    .into_any()
}

/// Name, size and digest of what was downloaded, or the name of the folder.
fn facts(made: &Exported) -> AnyView {
    let fact =
        |name: &'static str, text: String| view! { <dt>{name}</dt><dd>{text}</dd> }.into_any();
    let facts = match made {
        Exported::Folder(name) => fact("Folder", name.clone()),
        Exported::File(file) => [
            fact("File", file.name.clone()),
            fact("Size", size::in_words(file.bytes.len())),
            view! { <dt>"SHA-256"</dt><dd class="export__digest">{sha256_hex(&file.bytes)}</dd> }
                .into_any(),
        ]
        .into_any(),
    };
    view! { <dl class="export__facts">{facts}</dl> }.into_any()
}

/// What remains of each severity, and the errors by name. They never keep anyone from exporting.
#[component]
fn Remaining(counts: Signal<String>) -> impl IntoView {
    let judged = use_findings().judged;
    let errors = move || {
        judged.with(|judged| {
            let errors = judged
                .diagnostics
                .iter()
                .filter(|found| found.severity == Severity::Error);
            errors
                .map(|found| found.message.clone())
                .collect::<Vec<_>>()
        })
    };
    view! {
        {live(move || {
            let errors = errors().into_iter();
            let more = errors.len().saturating_sub(LISTED);
            let more = (more > 0).then(|| view! { <li>{format!("and {more} more")}</li> }.into_any());
            let item = |message: String| view! { <li>{prose(&message)}</li> }.into_any();
            let counts = Some(counts.get()).filter(|counts| !counts.is_empty());
            let remaining = counts.map(|counts| {
                // “1 error, 2 warnings” is a list, which a sentence ends with “and”.
                let counts = match counts.rsplit_once(", ") {
                    Some((first, last)) => format!("{first} and {last}"),
                    None => counts,
                };
                view! { <p>{format!("The pack still has {counts}. You can export it anyway.")}</p> }.into_any()
            });
            if judged.with(|judged| judged.revision.is_none()) {
                return view! { <p>"The pack is not checked yet. You can export it anyway."</p> }.into_any();
            }
            if errors.len() == 0 {
                return view! {
                    <p class="export__clean">
                        <Icon name="check" />
                        "No errors found."
                    </p>
                    {remaining}
                }
                .into_any();
            }
            view! {
                <div class="export__errors">
                    {remaining}
                    <ul tabindex="0" aria-label="Remaining errors">
                        {errors.take(LISTED).map(item).chain(more).collect_view()}
                    </ul>
                </div>
            }
            .into_any()
        })}
    }
}

/// What will be in the archive.
#[component]
fn Contents() -> impl IntoView {
    let open = use_pack();
    let files = move || open.pack.with(export::contents);
    view! {
        <details class="export__contents">
            <summary>
                {live(move || {
                    let count = files().len();
                    format!("{count} {} in {}/", if count == 1 { "file" } else { "files" }, open.manifest.with(export::stem))
                })}
            </summary>
            <ul class="export__files" tabindex="0">
                {live(move || {
                    files()
                        .into_iter()
                        .map(|content| {
                            let is_pushed = export::holds(Format::TarGz, content.path.as_str());
                            let note = if is_pushed { "" } else { " (in a zip only)" };
                            view! {
                                <li>
                                    <span>{format!("{}{note}", content.path)}</span>
                                    <span class="export__size">{size::in_words(content.size)}</span>
                                </li>
                            }.into_any()
                        })
                        .collect_view()
                })}
            </ul>
        </details>
    }
}
