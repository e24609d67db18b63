//! Leaving with the pack: the menu, the dialog, and the commands that push what was downloaded.

mod dialog;
mod push;

use leptos::prelude::*;
use pack_archive::Format;
use pack_model::export;

pub(crate) use dialog::ExportDialog;

use crate::browser::{download, preferences};
use crate::view::components::icon::Icon;
use crate::workspace::{Dialog, Message, Workspace, use_workspace};

/// The preference that keeps the format of the last export.
const LAST_FORMAT: &str = "format";

/// A format with the names under which the page offers it.
struct Offer {
    format: Format,
    test_id: &'static str,
    label: &'static str,
    purpose: &'static str,
}

/// The formats, in the order of the menu.
const OFFERS: [Offer; 3] = [
    Offer {
        format: Format::Zip,
        test_id: "export-zip",
        label: "Zip",
        purpose: "to unpack and push the folder, or to commit it",
    },
    Offer {
        format: Format::TarGz,
        test_id: "export-targz",
        label: "tar.gz",
        purpose: "what Palette reads from an OCI registry",
    },
    Offer {
        format: Format::OciLayout,
        test_id: "export-oci",
        label: "OCI layout",
        purpose: "the finished artifact, for tools that copy between registries",
    },
];

/// Opens the export.
#[component]
pub(crate) fn ExportMenu() -> impl IntoView {
    let workspace = use_workspace();
    view! {
        <button
            type="button"
            class="button button--primary bar__menu"
            data-testid="export"
            aria-haspopup="dialog"
            on:click=move |_| workspace.dialog.set(Some(Dialog::Export))
        >
            <Icon name="download" />
            <span class="bar__export">"Export"</span>
        </button>
    }
}

/// An archive that is ready to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Made {
    format: Format,
    name: String,
    bytes: Vec<u8>,
}

/// Makes the archive of the open pack.
fn make(workspace: Workspace, format: Format) -> Result<Made, String> {
    let pack = workspace.pack.get_untracked();
    let bytes = export::archive(&pack, format).map_err(|error| error.to_string())?;
    Ok(Made {
        format,
        name: export::file_name(&pack.manifest(), format),
        bytes,
    })
}

/// Offers an archive as a download, and remembers its format.
fn offer(workspace: Workspace, made: &Made) {
    match download::offer(&made.name, made.format.media_type(), &made.bytes) {
        Ok(()) => {
            preferences::set(LAST_FORMAT, made.format.extension());
            workspace.tell(Message::done(format!("{} is on its way to your downloads.", made.name)));
        }
        Err(_) => workspace.tell(Message::error(
            "The browser refused the download. The pack is unchanged; allow downloads for this page and try again.",
        )),
    }
}

/// Makes and offers an archive of the open pack.
pub(crate) fn download(workspace: Workspace, format: Format) {
    match make(workspace, format) {
        Ok(made) => offer(workspace, &made),
        Err(error) => workspace.tell(Message::error(error)),
    }
}

/// Exports in the format of the last time; the first time, asks.
pub(crate) fn again(workspace: Workspace) {
    let last = preferences::get::<String>(LAST_FORMAT);
    match OFFERS
        .iter()
        .find(|offer| last.as_deref() == Some(offer.format.extension()))
    {
        Some(offer) => download(workspace, offer.format),
        None => workspace.dialog.set(Some(Dialog::Export)),
    }
}
