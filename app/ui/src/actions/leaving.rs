//! Drafts that leave the browser as a download.

use pack_archive::Format;
use pack_model::export;

use super::logo::NO_DOWNLOAD;
use crate::browser::download;
use crate::browser::storage::{self, StorageError};
use crate::workspace::{Message, Workspace};

/// Offers a draft as a zip.
pub(crate) async fn offer(workspace: Workspace, id: String) -> Result<(), StorageError> {
    let pack = storage::load(&id).await?.ok_or(StorageError::Gone)?.pack;
    let format = Format::Zip;
    let offered = export::archive(&pack, format)
        .map_err(|error| error.to_string())
        .and_then(|bytes| {
            download::offer(
                &export::file_name(&pack.manifest(), format),
                format.media_type(),
                &bytes,
            )
            .map_err(|_| NO_DOWNLOAD.to_owned())
        });
    if let Err(reason) = offered {
        workspace.tell(Message::error(reason));
    }
    Ok(())
}
