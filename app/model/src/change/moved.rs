//! An entry of a map in YAML, moved into another map.

use pack_syntax::{Pointer, Refusal, TextEdit, Yaml};

/// The edits that put an entry into another map, and those that then remove it where it was.
pub(super) fn edits(
    text: &str,
    pointer: &Pointer,
    lines_above: usize,
    map: &Pointer,
) -> Result<[Vec<TextEdit>; 2], Refusal> {
    let yaml = Yaml::read(text);
    let missing = || Refusal::Missing(pointer.clone());
    let entry = yaml.entry_text(pointer).ok_or_else(missing)?;
    let above = text.get(yaml.lines_above(pointer, lines_above));
    let above = above.unwrap_or_default().lines().map(str::trim);
    let block: String = above.map(|line| format!("{line}\n")).collect();
    let key = pointer.last().unwrap_or_default();
    let insert = yaml.insert_text(map, key, &(block + &entry))?;
    let with_both = pack_syntax::apply(text, &insert).map_err(|_| missing())?;
    let with_both = Yaml::read(with_both);
    let mut remove = with_both.remove(pointer)?;
    let above = with_both.lines_above(pointer, lines_above);
    // The last line of a file may leave with the line end before it.
    let is_apart = remove.iter().all(|edit| edit.range.start >= above.end);
    if is_apart && !above.is_empty() {
        remove.insert(0, TextEdit::remove(above));
    }
    Ok([insert, remove])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Change;
    use crate::file::File;
    use crate::pack::Pack;
    use crate::path::FilePath;

    #[test]
    fn an_entry_moves_with_its_comments_and_back() {
        let file = || FilePath::new("values.yaml").unwrap();
        let at = |pointer: &str| pointer.parse::<Pointer>().unwrap();
        let before = "charts:\n  # how many\n  replicas: 2 # two\n  web: {}\n";
        let mut pack = Pack::default();
        pack.put(file(), Some(File::of_text(before)));
        let mut session = crate::Session::open(pack);
        let change = Change::MoveInto {
            file: file(),
            pointer: at("/charts/replicas"),
            lines_above: 0,
            map: at("/charts/web"),
        };
        session
            .apply(crate::Transaction::new("Move", vec![change]))
            .unwrap();
        let text = |session: &crate::Session| session.pack().text("values.yaml").map(str::to_owned);
        assert_eq!(
            text(&session).as_deref(),
            Some("charts:\n  web:\n    # how many\n    replicas: 2 # two\n")
        );
        session.undo();
        assert_eq!(text(&session).as_deref(), Some(before));
    }

    #[test]
    fn what_stands_between_moved_entries_moves_along() {
        let file = || FilePath::new("values.yaml").unwrap();
        let before = "a: 1\r\n\r\n# b: 2\r\n\r\n# three\r\nc: 3\r\n\r\nd: 4";
        let mut pack = Pack::default();
        pack.put(file(), Some(File::of_text(before)));
        let mut session = crate::Session::open(pack);
        let step = |key: &str, lines_above| Change::MoveInto {
            file: file(),
            pointer: Pointer::root().child(key),
            lines_above,
            map: Pointer::root().child("web"),
        };
        let changes = vec![step("a", 0), step("c", 3), step("d", 1)];
        session
            .apply(crate::Transaction::new("Move", changes))
            .unwrap();
        let text = |session: &crate::Session| session.pack().text("values.yaml").map(str::to_owned);
        assert_eq!(
            text(&session).as_deref(),
            Some("web:\r\n  a: 1\r\n\r\n  # b: 2\r\n\r\n  # three\r\n  c: 3\r\n\r\n  d: 4")
        );
        session.undo();
        assert_eq!(text(&session).as_deref(), Some(before));
    }
}
