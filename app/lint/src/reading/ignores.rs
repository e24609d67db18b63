//! What the pack ignores: comments in its YAML files, and the entries of .pack-check.yaml.

use std::collections::BTreeMap;
use std::ops::Range;

use pack_model::edit::ignoring::{COMMENT, LIST, is_in_scalar};
use pack_model::path::PACK_CHECK_YAML;
use pack_model::{Change, Diagnostic, FilePath, Place, Pointer, YamlFile};
use pack_once::sort::sort;
use pack_syntax::{Lines, Problem, ProblemKind, TextEdit};
use serde_json::{Map, Value};

use crate::reading::context::Context;

/// The properties of an entry of .pack-check.yaml.
const PROPERTIES: [&str; 4] = ["rule", "file", "path", "reason"];

/// Of entries that mean the same, so many count: more than one is a mistake.
const MOST_OF_AN_ENTRY: usize = 8;

/// What the pack ignores, and what is wrong with how it says so.
#[derive(Debug, Default)]
pub(crate) struct Ignores {
    pub(crate) list: Vec<Ignore>,
    /// Each with its place.
    pub(crate) problems: Vec<(Place, String)>,
    /// The indices of those that name the same bytes, or the same entry, in the order of the list.
    by_scope: BTreeMap<Key, Vec<usize>>,
}

/// What findings have that may be ignored: the rule, and the file and path that an entry of the list names. For
/// comments there is the file only.
type Key = (String, Option<String>, Option<Pointer>);

/// Findings of one rule that the pack ignores.
#[derive(Debug)]
pub(crate) struct Ignore {
    /// The rule's id.
    pub(crate) rule: String,
    /// Why they are ignored.
    pub(crate) reason: String,
    /// Where the pack says so.
    pub(crate) place: Place,
    scope: Scope,
    /// What takes the ignore out of the pack.
    pub(crate) removal: Vec<Change>,
}

/// Which findings of the rule are meant.
#[derive(Debug)]
enum Scope {
    /// Those that start in these bytes of a file.
    Bytes(FilePath, Range<usize>),
    /// Those of a file and at a path, or of all.
    Entry {
        file: Option<String>,
        path: Option<Pointer>,
    },
}

impl Ignore {
    fn key(&self) -> Key {
        let (file, path) = match &self.scope {
            Scope::Bytes(file, _) => (Some(file.to_string()), None),
            Scope::Entry { file, path } => (file.clone(), path.clone()),
        };
        (self.rule.clone(), file, path)
    }

    /// The bytes that a comment is about.
    fn bytes(&self) -> Option<&Range<usize>> {
        match &self.scope {
            Scope::Bytes(_, bytes) => Some(bytes),
            Scope::Entry { .. } => None,
        }
    }
}

impl Ignores {
    /// What a pack ignores.
    pub(crate) fn read(context: &Context<'_>) -> Self {
        let mut ignores = Self::default();
        for (path, file) in context.pack.files() {
            let is_yaml = YamlFile::try_from(path.clone()).is_ok();
            if let Some(text) = file.text().filter(|_| is_yaml)
                && text.contains(COMMENT)
            {
                ignores.read_comments(context, path, text);
            }
        }
        if context.pack.file(PACK_CHECK_YAML).is_some() {
            ignores.read_list(context, &YamlFile::ignored());
        }
        for (index, ignore) in ignores.list.iter().enumerate() {
            let same = ignores.by_scope.entry(ignore.key()).or_default();
            same.push(index);
        }
        ignores
    }

    /// What a pack would ignore if a file of it were .pack-check.yaml.
    pub(crate) fn listed_in(context: &Context<'_>, file: &YamlFile) -> Self {
        let mut ignores = Self::default();
        ignores.read_list(context, file);
        ignores
    }

    /// The indices of those that mean a finding, which starts at a byte. However many there are, only few are
    /// looked at.
    pub(crate) fn covering(&self, found: &Diagnostic, start: impl Fn() -> usize) -> Vec<usize> {
        let mut covering = Vec::new();
        if self.list.is_empty() {
            return covering;
        }
        let Place { file, pointer, .. } = &found.place;
        let files = [Some(file.to_string()), None];
        for file in files {
            for path in [Some(pointer.clone()), None] {
                let key = (found.rule.clone(), file.clone(), path);
                let Some(same) = self.by_scope.get(&key) else {
                    continue;
                };
                let bytes = |index: &usize| self.list.get(*index)?.bytes();
                // Entries of the list have none, and come after the comments.
                let comments = same.partition_point(|index| bytes(index).is_some());
                let (comments, entries) = same.split_at(comments);
                covering.extend(entries.iter().take(MOST_OF_AN_ENTRY));
                let start = start();
                // The comments of a file are in its order, and none ends before one above it.
                let first = comments
                    .partition_point(|index| bytes(index).is_some_and(|bytes| bytes.end <= start));
                let near = comments.iter().skip(first);
                let near =
                    near.take_while(|index| bytes(index).is_some_and(|bytes| bytes.start <= start));
                covering.extend(near.copied());
            }
        }
        sort(&mut covering);
        covering
    }

    fn read_comments(&mut self, context: &Context<'_>, path: &FilePath, text: &str) {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let line = start..start + line.len();
            start = line.end;
            let Some(comment) = comment(text, &line) else {
                continue;
            };
            let yaml = context.yaml(path.as_str());
            if yaml.is_some_and(|yaml| is_in_scalar(yaml, comment.start)) {
                continue;
            }
            self.read_comment(path, text, &line, &comment);
        }
    }

    /// Reads the comment of a line.
    fn read_comment(
        &mut self,
        path: &FilePath,
        text: &str,
        line: &Range<usize>,
        comment: &Range<usize>,
    ) {
        let place = Place::text(path.clone(), comment.clone());
        let Some((ids, reason)) = ids_and_reason(text, comment) else {
            let message = "This comment ignores nothing: it has no rule or no reason. Write `# pack-check: ignore[rule-id] reason`.";
            return self.problems.push((place, message.to_owned()));
        };
        let (before, is_alone) = match text[line.start..comment.start].trim_end() {
            "" => (line.start, true),
            value => (line.start + value.len(), false),
        };
        let mut end = line.end;
        if is_alone {
            let lines = text[line.end..].split_inclusive('\n');
            let mut lines = lines.map(|line| (line.len(), line.trim_start().starts_with('#')));
            let comments = lines.by_ref().take_while(|(_, is_comment)| *is_comment);
            end += comments.map(|(length, _)| length).sum::<usize>();
            end += text[end..].find('\n').map_or(text.len() - end, |at| at + 1);
        }
        let rules: Vec<&str> = text[ids.clone()].split(',').map(str::trim).collect();
        for rule in &rules {
            let others: Vec<&str> = rules.iter().filter(|id| *id != rule).copied().collect();
            let (cut, insert) = match (others.is_empty(), is_alone) {
                (true, true) => (line.clone(), String::new()),
                (true, false) => (before..comment.end, String::new()),
                (false, _) => (ids.clone(), others.join(", ")),
            };
            let without = TextEdit::replace(cut, insert);
            self.list.push(Ignore {
                rule: (*rule).to_owned(),
                reason: reason.to_owned(),
                place: place.clone(),
                scope: Scope::Bytes(path.clone(), line.start..end),
                removal: vec![Change::edit_text(path.clone(), without)],
            });
        }
    }

    fn read_list(&mut self, context: &Context<'_>, file: &YamlFile) {
        let path = file.path().as_str();
        let whole = Place::file(file.path().clone());
        let at = |pointer: Pointer| Place::value(file.path().clone(), pointer);
        let empty = Map::new();
        let has_comments = context
            .pack
            .text(path)
            .is_some_and(|text| text.contains('#'));
        let root = match context.data(path) {
            Some(Value::Object(root)) => root,
            Some(Value::Null) => &empty,
            Some(_) => {
                let message = "This file is no map, so nothing is ignored. Write a YAML map with the list `ignore`.";
                return self.problems.push((whole, message.to_owned()));
            }
            None => return self.problems.push(unread(context, whole)),
        };
        for key in root.keys().filter(|key| *key != LIST) {
            let message = format!(
                "`{key}` is not known here, so it does nothing. The list is called `ignore`."
            );
            self.problems
                .push((at(Pointer::root().child(key)), message));
        }
        let list = Pointer::root().child(LIST);
        let items = match root.get(LIST) {
            Some(Value::Array(items)) => items.as_slice(),
            None | Some(Value::Null) => &[],
            Some(_) => {
                let message = "`ignore` is not a list, so nothing is ignored. Write one entry for each finding, with `rule` and `reason`.";
                return self.problems.push((at(list), message.to_owned()));
            }
        };
        for (index, item) in items.iter().enumerate() {
            let pointer = list.item(index);
            match entry(item) {
                Err(problem) => self.problems.push((at(pointer), problem)),
                Ok((rule, reason, scope)) => {
                    let is_last = items.len() == 1 && root.len() == 1 && !has_comments;
                    let removal = match is_last {
                        true => Change::remove_file(file.path().clone()),
                        false => Change::remove(file.clone(), pointer.clone()),
                    };
                    self.list.push(Ignore {
                        rule,
                        reason,
                        place: at(pointer),
                        scope,
                        removal: vec![removal],
                    });
                }
            }
        }
    }
}

/// Where and why a list of what is ignored cannot be read.
fn unread(context: &Context<'_>, whole: Place) -> (Place, String) {
    let told = |wrong: &str, advice: &str| {
        format!("{wrong}, so nothing that this file lists is ignored. {advice}")
    };
    let Some(yaml) = context.yaml(whole.file.as_str()) else {
        return (whole, told("This is no text", "Save it as UTF-8."));
    };
    let at = |range: Range<usize>, wrong: &str, advice: &str| {
        let line = Lines::new(yaml.text()).position(range.start).line;
        let message = told(&format!("Line {line}: {wrong}"), advice);
        (Place::text(whole.file.clone(), range), message)
    };
    // The first syntax error often causes the others.
    let mut problems = yaml.problems().iter();
    let is_syntax = |problem: &&Problem| problem.kind != ProblemKind::DuplicateKey;
    if let Some(Problem { range, message, .. }) = problems.clone().find(is_syntax) {
        let (wrong, _) = message.split_once("; ").unwrap_or((message, ""));
        return at(range.clone(), wrong.trim_end_matches('.'), "Correct it.");
    }
    if let Some(second) = yaml.document(1) {
        return at(
            second.span(),
            "A second YAML document begins",
            "Merge the documents into one.",
        );
    }
    if let Some(Problem { range, .. }) = problems.next() {
        let key = yaml.text().get(range.clone()).unwrap_or_default();
        let wrong = format!("The key `{key}` is there twice");
        return at(range.clone(), &wrong, "Merge the two into one.");
    }
    let advice = "Write a YAML map with the list `ignore`, and put macros in quotes.";
    (whole, told("This cannot be read", advice))
}

/// The bytes of a line's comment to `pack-check`, from its `#` to its last sign.
fn comment(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let words = text[line.clone()].trim_end();
    let is_ours = |(at, _): &(usize, &str)| {
        let is_comment = words[..*at].ends_with([' ', '\t']) || *at == 0;
        is_comment && words[at + 1..].trim_start().starts_with(COMMENT)
    };
    let (at, _) = words.match_indices('#').find(is_ours)?;
    Some(line.start + at..line.start + words.len())
}

/// The bytes of the ids in a comment, and its reason.
fn ids_and_reason<'t>(text: &'t str, comment: &Range<usize>) -> Option<(Range<usize>, &'t str)> {
    let (_, words) = text[comment.clone()].split_once(COMMENT)?;
    let words = words.trim_start().strip_prefix(LIST)?;
    let (ids, reason) = words.strip_prefix('[')?.split_once(']')?;
    let end = comment.end - reason.len() - 1;
    let reason = Some(reason.trim()).filter(|reason| !reason.is_empty())?;
    Some((end - ids.len()..end, reason))
}

/// What an entry of .pack-check.yaml says: the rule, the reason and what is meant; or what is wrong
/// with it.
fn entry(item: &Value) -> Result<(String, String, Scope), String> {
    let text = |key: &str| match item.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if !text.trim().is_empty() => Ok(Some(text.trim().to_owned())),
        Some(_) => Err(format!(
            "`{key}` is empty or no text, so this entry ignores nothing. Write text."
        )),
    };
    let unknown = item.as_object().and_then(|map| {
        let mut keys = map.keys();
        keys.find(|key| !PROPERTIES.contains(&key.as_str()))
    });
    if let Some(key) = unknown {
        return Err(format!(
            "`{key}` is not known, so this entry ignores nothing. It may have `rule`, `file`, `path` and `reason`."
        ));
    }
    let (Some(rule), Some(reason)) = (text("rule")?, text("reason")?) else {
        return Err(
            "This entry has no rule or no reason, so it ignores nothing. Write both.".to_owned(),
        );
    };
    let path = match item.get("path") {
        Some(Value::String(root)) if root.is_empty() => Some(Ok(Pointer::root())),
        _ => text("path")?.map(|path| path.parse::<Pointer>()),
    };
    let path = path.transpose().map_err(|error| {
        format!(
            "This entry ignores nothing: {error}. Write it as in the output of `--format json`."
        )
    })?;
    let file = text("file")?;
    Ok((rule, reason, Scope::Entry { file, path }))
}
