//! An entry of a map in YAML, moved into another map with its comments.

use pack_syntax::{Pointer, Refusal, TextEdit, Yaml};

use crate::pack::Pack;

/// The edits that put an entry into another map, and then those that remove it from its own.
pub(super) fn steps(
    pack: &Pack,
    yaml: &Yaml,
    pointer: &Pointer,
    lines_above: usize,
    map: &Pointer,
) -> Result<[Vec<TextEdit>; 2], Refusal> {
    let text = yaml.text();
    let missing = || Refusal::Missing(pointer.clone());
    let entry = yaml.entry_text(pointer).ok_or_else(missing)?;
    let above = text.get(yaml.lines_above(pointer, lines_above));
    let above = above.unwrap_or_default().lines().map(str::trim);
    let block: String = above.map(|line| format!("{line}\n")).collect();
    let key = pointer.last().unwrap_or_default();
    let insert = yaml.insert_text(map, key, &(block + &entry))?;
    let with_both = pack_syntax::apply(text, &insert).map_err(|_| missing())?;
    let with_both = pack.read_yaml(&with_both);
    let mut remove = with_both.remove(pointer)?;
    let above = with_both.lines_above(pointer, lines_above);
    if above.is_empty() {
        return Ok([insert, remove]);
    }
    let text = with_both.text();
    let takes_line_end = |edit: &&mut TextEdit| {
        let taken = text.get(edit.range.start..above.end);
        matches!(taken, Some("\n" | "\r\n"))
    };
    // The last line of a file goes with the line end before it, so the lines above it go that way too.
    if let Some(edit) = remove.iter_mut().find(takes_line_end) {
        let before = text.get(..above.start).unwrap_or_default();
        let line_end = ["\r\n", "\n"].into_iter().find(|end| before.ends_with(end));
        edit.range.start = above.start - line_end.map_or(0, str::len);
        return Ok([insert, remove]);
    }
    // Edits before those lines come from a map that loses its last entry.
    let at = remove.partition_point(|edit| edit.range.end <= above.start);
    if remove
        .get(at)
        .is_none_or(|edit| edit.range.start >= above.end)
    {
        remove.insert(at, TextEdit::remove(above));
    }
    Ok([insert, remove])
}

#[cfg(test)]
mod tests {
    use super::super::{Change, triple};
    use crate::pack::document::YamlFile;

    /// Entries of a map, each with so many lines above it, move into another map and back.
    #[track_caller]
    fn moves(before: &str, map: &str, entries: &[(&str, usize)], after: &str) {
        let changes = entries.iter().map(|(entry, lines_above)| {
            let (entry, map) = (entry.parse().unwrap(), map.parse().unwrap());
            Change::move_into(YamlFile::values(), entry, *lines_above, map)
        });
        triple::check_all(before, changes.collect(), after);
    }

    #[test]
    fn entries_move_with_their_comments_and_back() {
        moves(
            "charts:\n  # how many\n  replicas: 2 # two\n  web: {}\n",
            "/charts/web",
            &[("/charts/replicas", 0)],
            "charts:\n  web:\n    # how many\n    replicas: 2 # two\n",
        );
    }

    #[test]
    fn what_stands_between_moved_entries_moves_along() {
        moves(
            "a: 1\r\n\r\n# b: 2\r\n\r\n# three\r\nc: 3\r\n\r\nd: 4",
            "/web",
            &[("/a", 0), ("/c", 3), ("/d", 1)],
            "web:\r\n  a: 1\r\n\r\n  # b: 2\r\n\r\n  # three\r\n  c: 3\r\n\r\n  d: 4",
        );
        moves(
            "k: 1\na: 1\n# x\n\nd: 4",
            "/web",
            &[("/a", 0), ("/d", 2)],
            "k: 1\nweb:\n  a: 1\n  # x\n\n  d: 4",
        );
        moves(
            "web:\n  z: 1\na: 1\n# x\r\n\r\nd: 4",
            "/web",
            &[("/a", 0), ("/d", 2)],
            "web:\n  z: 1\n  a: 1\n  # x\n\n  d: 4",
        );
        moves(
            "m:\n  a: 1\n\n  # x\n\n  b: 2\nk: 1\n",
            "/web",
            &[("/m/a", 0), ("/m/b", 3)],
            "m: {}\nk: 1\nweb:\n  a: 1\n\n  # x\n\n  b: 2\n",
        );
    }
}
