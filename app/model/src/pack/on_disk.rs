//! A pack beside the folder that it was opened from: what differs, and on which side it was changed
//! since the folder was read.

use pack_once::sort::sort;

use super::Pack;
use super::file::File;
use super::path::FilePath;

/// Where a file was changed since the folder was read or written last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// In the pack alone, so it can be written without asking.
    Here,
    /// On disk alone.
    OnDisk,
    /// In the pack and on disk, each in another way.
    Both,
}

/// A file that is not the same in the pack and on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Divergence {
    /// Its path in the pack.
    pub path: FilePath,
    /// The file in the pack, if it is there.
    pub here: Option<File>,
    /// The file on disk, if it is there.
    pub on_disk: Option<File>,
    /// Where it was changed.
    pub changed: Changed,
}

/// What differs between the pack and its folder, in the order of the paths. `known` is the folder as it was
/// read or written last. Only bytes count: a folder does not tell whether a file is executable.
pub fn divergences(known: &Pack, on_disk: &Pack, here: &Pack) -> Vec<Divergence> {
    let file = |pack: &Pack, path: &FilePath| pack.file(path.as_str()).cloned();
    let mut paths: Vec<FilePath> = on_disk
        .differences(here)
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    sort(&mut paths);
    let differing = paths.into_iter().filter_map(|path| {
        let [known, on_disk, here] = [known, on_disk, here].map(|pack| file(pack, &path));
        let changed = match (is_same(&known, &on_disk), is_same(&known, &here)) {
            _ if is_same(&on_disk, &here) => return None,
            (true, _) => Changed::Here,
            (false, true) => Changed::OnDisk,
            (false, false) => Changed::Both,
        };
        Some(Divergence {
            path,
            here,
            on_disk,
            changed,
        })
    });
    differing.collect()
}

fn is_same(one: &Option<File>, other: &Option<File>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.bytes == other.bytes,
        (None, None) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each state of one file is a letter, or `-` where it is not there.
    fn check(known: char, on_disk: char, here: char, expected: Option<Changed>) {
        let pack = |state: char, executable| {
            let mut pack = Pack::default();
            let bytes = state.to_string().into_bytes().into();
            let file = File { bytes, executable };
            pack.put(FilePath::of("file"), Some(file).filter(|_| state != '-'));
            pack.put(FilePath::of("same"), Some(File::of_text("same")));
            pack
        };
        let found = divergences(
            &pack(known, false),
            &pack(on_disk, false),
            &pack(here, true),
        );
        let changed: Vec<_> = found.iter().map(|one| one.changed).collect();
        let states = [known, on_disk, here];
        assert_eq!(changed, Vec::from_iter(expected), "{states:?}");
    }

    #[test]
    fn what_changed_here_is_told_from_what_changed_on_disk() {
        use Changed::{Both, Here, OnDisk};
        for (known, on_disk, here, expected) in [
            ('a', 'a', 'a', None),
            // Changed, removed and added here.
            ('a', 'a', 'b', Some(Here)),
            ('a', 'a', '-', Some(Here)),
            ('-', '-', 'a', Some(Here)),
            // The same on disk.
            ('a', 'b', 'a', Some(OnDisk)),
            ('a', '-', 'a', Some(OnDisk)),
            ('-', 'a', '-', Some(OnDisk)),
            // On both sides.
            ('a', 'b', 'c', Some(Both)),
            ('a', '-', 'b', Some(Both)),
            ('a', 'b', '-', Some(Both)),
            ('-', 'a', 'b', Some(Both)),
            // In the same way: a save that broke off wrote it.
            ('a', 'b', 'b', None),
            ('a', '-', '-', None),
            ('-', 'a', 'a', None),
        ] {
            check(known, on_disk, here, expected);
        }
    }

    #[test]
    fn they_come_in_the_order_of_their_paths() {
        let pack = |files: &[&str]| {
            let mut pack = Pack::default();
            for path in files {
                pack.put(FilePath::new(path).unwrap(), Some(File::of_text(path)));
            }
            pack
        };
        let known = pack(&["a", "c"]);
        let found = divergences(&known, &known, &pack(&["b", "d"]));
        let paths: Vec<_> = found.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(paths, ["a", "b", "c", "d"]);
    }
}
