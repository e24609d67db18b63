//! What few events need: making archives, new packs and logos. A page may load it after the rest, so
//! the editor reaches it only through [`Tools`], and what needs it waits until it is there.

use pack_archive::{Entry, Format, Limits};
use pack_model::deployment::Deployment;
use pack_model::import::{self, Addition, Completion, Import, ImportError, NewCharts, Unpacked};
use pack_model::template::Template;
use pack_model::upgrade::{self, Upgrade};
use pack_model::{Change, Fix, Manifest, Pack, export, logo};

use crate::files::download::Archive;

/// The functions that may be loaded after the rest.
#[derive(Debug, Clone, Copy)]
pub struct Tools {
    /// Makes the archive of a pack.
    pub(crate) archive: fn(&Pack, Format) -> Result<Archive, pack_archive::Error>,
    /// Makes the archive of the archives of drafts.
    pub(crate) bundle: fn(&[Entry]) -> Result<Vec<u8>, pack_archive::Error>,
    /// Makes the pack of a template.
    pub(crate) build: fn(&Template) -> Pack,
    /// Makes a pack of charts or manifests.
    pub(crate) new_pack: fn(Unpacked) -> Result<Import, ImportError>,
    /// Adds files to a pack.
    pub(crate) add_to: fn(&Pack, Vec<Entry>, &Limits) -> Result<Addition, ImportError>,
    /// Completes a new pack.
    pub(crate) complete_new: fn(&Pack, &Deployment) -> Completion,
    /// Completes a pack that charts were added to.
    pub(crate) complete_added: fn(&Pack, &NewCharts, Option<&Deployment>) -> Completion,
    /// Gives what follows in a pack whose charts are replaced by other versions.
    pub(crate) upgrade: fn(&Pack, &Pack) -> Option<Upgrade>,
    /// Gives how a pack's list of images follows what is deployed.
    pub(crate) follow_deployed: fn(&Pack, &Deployment, &Deployment) -> Vec<Change>,
    /// Draws a logo for a pack, as PNG.
    pub(crate) draw_logo: fn(&Manifest) -> Vec<u8>,
    /// Gives what a fix changes, with the archive that it makes.
    pub(crate) fix_changes: fn(&Fix, &Pack) -> Option<Vec<Change>>,
}

/// All tools.
pub static TOOLS: Tools = Tools {
    archive,
    bundle: |entries| pack_archive::write(Format::Zip, "pack-editor", "drafts", entries),
    build: Template::build,
    new_pack: import::new_pack,
    add_to: import::add_to,
    complete_new: import::complete_new,
    complete_added: import::complete_added,
    upgrade: upgrade::upgrade,
    follow_deployed: upgrade::follow_deployed,
    draw_logo,
    fix_changes: Fix::changes,
};

/// Makes the archive of a pack.
fn archive(pack: &Pack, format: Format) -> Result<Archive, pack_archive::Error> {
    Ok(Archive {
        format,
        name: export::file_name(&pack.manifest(), format),
        bytes: export::archive(pack, format)?.into(),
    })
}

/// A logo for a pack, as PNG: the initials of its name in the color of its category.
fn draw_logo(manifest: &Manifest) -> Vec<u8> {
    let name = manifest.display_name().or_else(|| manifest.name());
    let initials = logo::initials(&name.unwrap_or_default());
    logo::draw(manifest.category(), &initials)
}
