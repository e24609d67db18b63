//! What is known of the files in a folder: what a save needs to read, what differs, and what was written.

use pack_model::pack::on_disk::{Changed, Divergence, divergences};
use pack_model::{File, FilePath, Pack};

use super::{Expected, Folder, Scanned};

impl Folder {
    /// What need not be read again: the files that are not about to be written, if they have not changed.
    pub(super) fn expected(&self, pack: &Pack) -> Vec<Expected> {
        let expected = self.times.iter().filter_map(|(path, modified)| {
            let known = self.known.file(path.as_str())?;
            let here = pack.file(path.as_str())?;
            (known.bytes == here.bytes).then(|| Expected {
                path: path.to_string(),
                size: known.size(),
                modified: *modified,
            })
        });
        expected.collect()
    }

    /// Takes note of what is on disk. Gives what differs from the pack.
    pub(super) fn compare(&mut self, found: Vec<Scanned>, pack: &Pack) -> Vec<Divergence> {
        let mut on_disk = Pack::default();
        self.times.clear();
        for Scanned {
            path,
            modified,
            bytes,
        } in found
        {
            // A name that no pack can have stays untouched.
            let Ok(path) = FilePath::new(&path) else {
                continue;
            };
            let known = self.known.file(path.as_str());
            let Some(bytes) = bytes.or_else(|| Some(known?.bytes.clone())) else {
                continue;
            };
            let here = pack.file(path.as_str());
            let executable = here.is_some_and(|file| file.executable);
            self.times.push((path.clone(), modified));
            on_disk.put(path, Some(File { bytes, executable }));
        }
        self.left.retain(|path| {
            on_disk.file(path.as_str()).is_some() && pack.file(path.as_str()).is_none()
        });
        let mut found = divergences(&self.known, &on_disk, pack);
        found.retain(|found| !self.left.contains(&found.path));
        for found in found.iter().filter(|one| one.changed != Changed::Here) {
            let known = self.known.file(found.path.as_str()).cloned();
            on_disk.put(found.path.clone(), known);
        }
        for path in &self.left {
            on_disk.put(path.clone(), None);
        }
        self.known = on_disk;
        self.unsaved = None;
        found
    }

    /// When a file on disk was changed last, if there is one.
    pub(super) fn time(&self, path: &FilePath) -> Option<f64> {
        let at = self.times.binary_search_by(|(other, _)| other.cmp(path));
        self.times.get(at.ok()?).map(|(_, modified)| *modified)
    }

    /// Takes note of a file that was written or deleted.
    pub(super) fn note_written(&mut self, path: FilePath, file: Option<File>, modified: f64) {
        let at = self.times.binary_search_by(|(other, _)| other.cmp(&path));
        match (at, file.is_some()) {
            (Ok(at), true) => self.times[at].1 = modified,
            (Ok(at), false) => {
                self.times.remove(at);
            }
            (Err(at), true) => self.times.insert(at, (path.clone(), modified)),
            (Err(_), false) => {}
        }
        self.known.put(path, file);
    }
}
