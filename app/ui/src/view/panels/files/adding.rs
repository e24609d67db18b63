//! Adding files and folders to the pack, and replacing what a file holds.

use leptos::prelude::*;
use pack_archive::{Contents, Entry, Limits};
use pack_model::{Change, File, FilePath, Pack, Place, Transaction};

use crate::wire::Workspace;
use pack_editor::Message;

/// Adds files where their paths say.
pub(super) fn add(workspace: Workspace, entries: Vec<Entry>) {
    let contents = match pack_archive::from_loose(entries, &Limits::default()) {
        Ok(contents) => contents,
        Err(error) => return workspace.tell(Message::error(format!("{error} Nothing was added."))),
    };
    let mut notices: Vec<String> = contents.left_out.iter().map(ToString::to_string).collect();
    let (changes, replaced) = workspace
        .pack
        .with_untracked(|pack| changes(pack, contents));
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
        workspace.apply(Transaction::new(label, changes).at(place));
    }
    if !notices.is_empty() {
        workspace.tell(Message::info(notices.join("\n")));
    }
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

/// Replaces the content of a file, which stays executable if it was.
pub(super) fn replace(workspace: Workspace, path: &FilePath, entry: Entry) {
    let Some(before) = workspace
        .pack
        .with_untracked(|pack| pack.file(path.as_str()).cloned())
    else {
        return;
    };
    let put = Change::put_file(path.clone(), before.with_bytes(entry.bytes));
    workspace.change(format!("Replace {path}"), put);
}

/// Adds an empty file at the path that was typed.
pub(super) fn create(workspace: Workspace, typed: &str) -> Result<FilePath, String> {
    let path = FilePath::new(typed.trim()).map_err(|error| format!("{error}."))?;
    if workspace
        .pack
        .with_untracked(|pack| pack.file(path.as_str()).is_some())
    {
        return Err(format!("{path} already exists. Choose another path."));
    }
    workspace.change(
        format!("Add {path}"),
        Change::put_file(path.clone(), File::of_text("")),
    );
    Ok(path)
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
}
