//! What the user does with files of the open pack by their paths, each a step of its own.

use std::sync::Arc;

use pack_archive::{Contents, Entry, Limits};
use pack_model::edit::listed_files;
use pack_model::{Change, File, FilePath, Pack, Place, Transaction};

use crate::editor::Editor;
use crate::message::Message;

impl Editor {
    /// Adds files where their paths say, and tells what took the place of others.
    pub(crate) fn add_at_paths(&mut self, entries: Vec<Entry>, now: f64) {
        let contents = match pack_archive::from_loose(entries, &Limits::default()) {
            Ok(contents) => contents,
            Err(error) => {
                return self.tell(Message::error(format!("{error} Nothing was added.")));
            }
        };
        let left_out = contents.left_out.iter();
        let mut notices: Vec<String> = left_out.map(ToString::to_string).collect();
        let (changes, replaced) = changes(self.pack(), contents);
        if !replaced.is_empty() {
            notices.push(format!(
                "Replaced existing files: {}. Undo restores them.",
                replaced.join(", ")
            ));
        }
        if let Some(first) = changes.first() {
            let label = match changes.len() {
                1 => format!("Add {}", first.file()),
                count => format!("Add {count} files"),
            };
            let place = Place::file(first.file().clone());
            self.apply(Transaction::new(label, changes).at(place), now);
        }
        if !notices.is_empty() {
            self.tell(Message::info(notices.join("\n")));
        }
    }

    /// Adds an empty file and opens it.
    pub(crate) fn create_file(&mut self, file: FilePath, now: f64) {
        let change = Change::put_file(file.clone(), File::of_text(""));
        if self.change_file(format!("Add {file}"), vec![change], file.clone(), now) {
            self.location.open_file(file);
        }
    }

    /// Replaces the content of a file, which stays executable if it was.
    pub(crate) fn replace_file(&mut self, file: FilePath, bytes: Arc<[u8]>, now: f64) {
        if let Some(before) = self.pack().file(file.as_str()) {
            let change = Change::put_file(file.clone(), before.with_bytes(bytes));
            self.change_file(format!("Replace {file}"), vec![change], file, now);
        }
    }

    /// Gives a file another path, in pack.json's lists as well.
    pub(crate) fn rename_file(&mut self, from: &FilePath, to: FilePath, now: f64) {
        let changes = listed_files::renaming(&self.pack().manifest(), from, &to);
        self.change_file(format!("Rename {from}"), changes, to, now);
    }

    /// Removes a file with the entries that list it.
    pub(crate) fn remove_file(&mut self, file: FilePath, now: f64) {
        let changes = listed_files::removal(&self.pack().manifest(), &file);
        self.change_file(format!("Remove {file}"), changes, file, now);
    }

    /// Changes a file as one step. Gives whether the pack changed.
    fn change_file(
        &mut self,
        label: String,
        changes: Vec<Change>,
        file: FilePath,
        now: f64,
    ) -> bool {
        let step = Transaction::new(label, changes).at(Place::file(file));
        self.apply(step, now)
    }
}

/// The path that was typed for a file, which may be the file's own.
///
/// # Errors
///
/// Why it cannot be the path of a file, or of this one.
pub fn typed_path(pack: &Pack, own: Option<&FilePath>, typed: &str) -> Result<FilePath, String> {
    let path = FilePath::new(typed.trim()).map_err(|error| format!("{error}."))?;
    if own == Some(&path) || pack.file(path.as_str()).is_none() {
        return Ok(path);
    }
    let advice = match own {
        Some(_) => "Choose another path, or remove that file first.",
        None => "Choose another path.",
    };
    Err(format!("{path} already exists. {advice}"))
}

/// The changes that add files, and the paths at which other content was.
fn changes(pack: &Pack, contents: Contents) -> (Vec<Change>, Vec<String>) {
    let mut changes = Vec::new();
    let mut replaced = Vec::new();
    for entry in contents.entries {
        // Every path that the limits allow can be the path of a file.
        let Ok(path) = FilePath::new(&entry.path) else {
            continue;
        };
        let before = pack.file(path.as_str());
        let file = File {
            bytes: entry.bytes,
            executable: before.map_or(entry.executable, |file| file.executable),
        };
        if before == Some(&file) {
            continue;
        }
        if before.is_some() {
            replaced.push(path.to_string());
        }
        changes.push(Change::put_file(path, file));
    }
    (changes, replaced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use pack_model::edit::change::FileChange;

    #[test]
    fn adding_tells_what_it_replaces() {
        let mut pack = Pack::default();
        let script = File {
            bytes: b"old".as_slice().into(),
            executable: true,
        };
        pack.put(FilePath::new("run.sh").unwrap(), Some(script));
        pack.put(
            FilePath::new("same.txt").unwrap(),
            Some(File::of_text("same")),
        );
        let entries = vec![
            Entry::new("run.sh", *b"new"),
            Entry::new("same.txt", *b"same"),
            Entry::new("a/b.txt", *b""),
        ];
        let (changes, replaced) = changes(
            &pack,
            Contents {
                entries,
                left_out: Vec::new(),
            },
        );
        assert_eq!(replaced, ["run.sh"]);
        let paths: Vec<_> = changes
            .iter()
            .map(|change| change.file().as_str())
            .collect();
        assert_eq!(paths, ["run.sh", "a/b.txt"]);
        assert!(
            matches!(&changes[0], Change::File(FileChange::Put { file, .. }) if file.executable)
        );
    }

    #[test]
    fn a_path_that_is_taken_can_only_be_kept() {
        let mut pack = Pack::default();
        let own = FilePath::new("a.txt").unwrap();
        for file in ["a.txt", "b.txt"] {
            pack.put(FilePath::new(file).unwrap(), Some(File::of_text("")));
        }
        let typed = |own, typed| typed_path(&pack, own, typed);
        assert!(typed(None, " c.txt ").is_ok());
        assert!(typed(None, "../c.txt").is_err());
        assert!(typed(None, "a.txt").unwrap_err().contains("already exists"));
        assert!(typed(Some(&own), "a.txt").is_ok());
        assert!(typed(Some(&own), "b.txt").is_err());
    }
}
