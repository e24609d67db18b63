//! The table of commands: what the keyboard and the list of commands can do. The keys that are
//! shown, the keys that work and the row in the list are one row here.

mod fit;

use std::borrow::Cow;

use pack_archive::Format;

use crate::event::{Dialog, Event};
use crate::place::screen::View;
use crate::place::sections::{SECTIONS, Section};
use crate::shortcut::Shortcut;
pub use fit::{Fit, fit, words};

/// Something that a user can do by name or by keys.
#[derive(Debug, Clone)]
pub struct Command {
    /// Its name, as a command.
    pub label: Cow<'static, str>,
    /// Its keys, as they are shown; empty where it has none. Further keys follow after a space.
    keys: &'static str,
    /// What it does.
    pub action: CommandAction,
}

/// What a command does.
#[derive(Debug, Clone, Copy)]
pub enum CommandAction {
    /// It is an event.
    Event(fn() -> Event),
    /// It exports the pack in a format.
    Export(Format),
    /// It opens a section.
    Section(&'static Section),
    /// It asks the code editor for something, which also has the command's keys.
    InCode(CodeCommand),
    /// It switches between light and dark.
    SwitchTheme,
    /// It opens or closes a part of the window.
    InWindow(WindowCommand),
}

/// What can be opened and closed in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowCommand {
    /// The section has the whole window, or no longer.
    Whole,
    /// The panel at the side is there, or not.
    Side,
    /// The side shows the preview.
    Preview,
    /// The side shows the problems.
    Problems,
}

impl CommandAction {
    /// Whether it can be done where no pack is open.
    pub fn is_for_start(self) -> bool {
        match self {
            Self::Event(event) => matches!(
                event(),
                Event::DialogOpened(Dialog::Commands | Dialog::Keys)
            ),
            _ => false,
        }
    }
}

/// What the code editor can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeCommand {
    /// Its search.
    Find,
    /// Its completion.
    Complete,
    /// Its search for a line.
    GoToLine,
    /// That long lines go on in the next row, or no longer.
    Wrap,
    /// That all is folded.
    FoldAll,
    /// That nothing is folded.
    UnfoldAll,
}

impl CodeCommand {
    /// What its keys do, as the end of a sentence.
    fn purpose(self) -> &'static str {
        match self {
            Self::Find => "finds and replaces",
            Self::Complete => "completes",
            Self::GoToLine => "goes to a line",
            Self::Wrap => "wraps long lines",
            Self::FoldAll => "folds all",
            Self::UnfoldAll => "unfolds all",
        }
    }
}

impl Command {
    /// The keys, as they are shown.
    pub fn keys(&self) -> Option<&'static str> {
        self.keys.split(' ').next().filter(|keys| !keys.is_empty())
    }

    /// The shortcuts with a key, as browsers name it, that the page itself listens for.
    fn shortcuts_of(&self, key: &str) -> impl Iterator<Item = Shortcut> {
        let keys = match self.action {
            CommandAction::InCode(_) => "",
            _ => self.keys,
        };
        keys.split_whitespace()
            .filter(move |written| Shortcut::has_key(written, key))
            .filter_map(Shortcut::parse)
    }
}

const fn command(label: &'static str, keys: &'static str, action: CommandAction) -> Command {
    Command {
        label: Cow::Borrowed(label),
        keys,
        action,
    }
}

/// The commands with which the list begins, in its order.
static FIRST: &[Command] = &[
    command("Undo", "Ctrl+Z", CommandAction::Event(|| Event::Undo)),
    command(
        "Redo",
        "Ctrl+Shift+Z Ctrl+Y",
        CommandAction::Event(|| Event::Redo),
    ),
    command(
        "Export",
        "",
        CommandAction::Event(|| Event::DialogOpened(Dialog::Export)),
    ),
    command("Save", "Ctrl+S", CommandAction::Event(|| Event::SaveAsked)),
    command(
        "Export in the last format",
        "",
        CommandAction::Event(|| Event::ExportAgain),
    ),
];

/// The commands behind those that export in a format, in the order of the list.
static FURTHER: &[Command] = &[
    command(
        "New version of this pack",
        "",
        CommandAction::Event(|| Event::NextVersion),
    ),
    command(
        "Next problem",
        "F8",
        CommandAction::Event(|| Event::Walk { forward: true }),
    ),
    command(
        "Previous problem",
        "Shift+F8",
        CommandAction::Event(|| Event::Walk { forward: false }),
    ),
    command(
        "Search in all files",
        "Ctrl+Shift+F",
        CommandAction::Event(|| Event::DialogOpened(Dialog::Search)),
    ),
    command(
        "Apply all safe fixes",
        "",
        CommandAction::Event(|| Event::FixAllOfPack),
    ),
    command(
        "Show the form",
        "",
        CommandAction::Event(|| Event::ViewChosen(View::Form)),
    ),
    command(
        "Find and replace",
        "Ctrl+F",
        CommandAction::InCode(CodeCommand::Find),
    ),
    command(
        "Show completions",
        "Ctrl+Space",
        CommandAction::InCode(CodeCommand::Complete),
    ),
    command(
        "Go to line",
        "Ctrl+Alt+G",
        CommandAction::InCode(CodeCommand::GoToLine),
    ),
    command(
        "Wrap long lines, or not",
        "Alt+Z",
        CommandAction::InCode(CodeCommand::Wrap),
    ),
    command(
        "Fold all",
        "Ctrl+Alt+[",
        CommandAction::InCode(CodeCommand::FoldAll),
    ),
    command(
        "Unfold all",
        "Ctrl+Alt+]",
        CommandAction::InCode(CodeCommand::UnfoldAll),
    ),
    command(
        "Show the code",
        "",
        CommandAction::Event(|| Event::ViewChosen(View::Code)),
    ),
    command(
        "Full window for this section",
        WHOLE_KEYS,
        CommandAction::InWindow(WindowCommand::Whole),
    ),
    command(
        "Show or hide the side panel",
        SIDE_KEYS,
        CommandAction::InWindow(WindowCommand::Side),
    ),
    command(
        "Show problems",
        "",
        CommandAction::InWindow(WindowCommand::Problems),
    ),
    command(
        "Show preview",
        "",
        CommandAction::InWindow(WindowCommand::Preview),
    ),
    command(
        "Copy link to this place",
        "",
        CommandAction::Event(|| Event::LinkAsked),
    ),
    command(
        "Switch between light and dark",
        "",
        CommandAction::SwitchTheme,
    ),
    command(
        "Show all keys",
        KEYS_KEY,
        CommandAction::Event(|| Event::DialogOpened(Dialog::Keys)),
    ),
    command(
        "Close pack and go to start page",
        "",
        CommandAction::Event(|| Event::CloseAsked),
    ),
    command(
        "Find a command, section, file or value",
        LIST_KEYS,
        CommandAction::Event(|| Event::DialogOpened(Dialog::Commands)),
    ),
];

/// All commands of an open pack, in the order of the list.
pub fn all() -> Vec<Command> {
    let exports = Format::ALL.map(|format| Command {
        label: format!("Download {}", format.label()).into(),
        keys: "",
        action: CommandAction::Export(format),
    });
    let to_sections = SECTIONS.iter().map(|section| Command {
        label: format!("Go to {}", section.label).into(),
        keys: "",
        action: CommandAction::Section(section),
    });
    let further = FURTHER.iter().cloned().chain(to_sections);
    let exports = exports.into_iter();
    FIRST
        .iter()
        .cloned()
        .chain(exports)
        .chain(further)
        .collect()
}

/// The key that shows all keys. While something is typed, it is a sign like any other.
const KEYS_KEY: &str = "?";

/// The keys that give the section the whole window.
pub const WHOLE_KEYS: &str = "Ctrl+Shift+F12";

/// The keys that open and close the panel at the side.
pub const SIDE_KEYS: &str = "Ctrl+B";

/// The keys that open the list of commands.
pub const LIST_KEYS: &str = "Ctrl+K";

/// What the keys of the code editor do, such as `Ctrl+F finds and replaces`.
pub fn keys_in_code() -> impl Iterator<Item = String> {
    all()
        .into_iter()
        .filter_map(|command| match command.action {
            CommandAction::InCode(asked) => {
                Some(format!("{} {}", command.keys()?, asked.purpose()))
            }
            _ => None,
        })
}

/// The commands whose names hold every typed word, those first whose words begin with them.
pub fn matching(typed: &str) -> Vec<(Fit, Command)> {
    let words = words(typed);
    // The list is open where it is asked.
    let fitting = all()
        .into_iter()
        .filter(|command| command.keys != LIST_KEYS);
    let fitting = fitting.filter_map(|command| Some((fit(&command.label, &words)?, command)));
    let (mut first, last): (Vec<_>, Vec<_>) = fitting.partition(|(fit, _)| *fit == Fit::Words);
    first.extend(last);
    first
}

/// All keys with what they do, in the order of the list, also those that have no other name.
pub fn keys() -> Vec<(String, Vec<&'static str>)> {
    let mut keys: Vec<_> = all()
        .into_iter()
        .filter(|command| !command.keys.is_empty())
        .map(|command| (command.label.to_string(), command.keys.split(' ').collect()))
        .collect();
    let in_lists: &[(&str, &[&'static str])] = &[
        ("Go through a list", &["↑", "↓"]),
        ("Open or close a problem", &["→", "←"]),
        ("Close a dialog", &["Esc"]),
    ];
    keys.extend(
        in_lists
            .iter()
            .map(|(label, keys)| ((*label).to_owned(), keys.to_vec())),
    );
    keys
}

/// What a pressed key does. Alt makes no difference: some keyboards need it to type a letter. Neither does
/// Shift for a sign that is neither letter nor digit.
pub fn pressed(control: bool, shift: bool, key: &str) -> Option<CommandAction> {
    let is_sign = key.len() == 1 && !key.chars().all(char::is_alphanumeric);
    let is_it =
        |shortcut: Shortcut| shortcut.control == control && (shortcut.shift == shift || is_sign);
    let mut commands = FIRST.iter().chain(FURTHER);
    let command = commands.find(|command| command.shortcuts_of(key).any(is_it))?;
    Some(command.action)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_that_is_shown_can_be_read_and_belongs_to_one_command() {
        let mut known = BTreeSet::new();
        for command in all() {
            for keys in command.keys.split_whitespace() {
                let shortcut = Shortcut::parse(keys).unwrap();
                assert_eq!(shortcut.to_string(), keys);
                assert!(known.insert(keys), "{keys} belongs to two commands");
            }
        }
    }

    #[test]
    fn names_are_told_apart() {
        let mut known = BTreeSet::new();
        for (_, command) in matching("") {
            assert!(known.insert(command.label.clone()), "{}", command.label);
        }
    }

    #[test]
    fn a_pressed_key_does_what_its_command_does() {
        let event = |control, shift, key: &str| match pressed(control, shift, key) {
            Some(CommandAction::Event(event)) => Some(format!("{:?}", event())),
            _ => None,
        };
        for (control, shift, key, expected) in [
            (true, false, "z", "Undo"),
            (true, true, "Z", "Redo"),
            (true, false, "y", "Redo"),
            (true, false, "k", "DialogOpened(Commands)"),
            (true, false, "s", "SaveAsked"),
            (false, false, "F8", "Walk { forward: true }"),
            (false, true, "F8", "Walk { forward: false }"),
            (true, true, "F", "DialogOpened(Search)"),
            (false, true, "?", "DialogOpened(Keys)"),
            (false, false, "?", "DialogOpened(Keys)"),
        ] {
            assert_eq!(event(control, shift, key).as_deref(), Some(expected));
        }
        for (control, key) in [(false, "z"), (true, "f"), (true, " "), (false, "a")] {
            assert!(pressed(control, false, key).is_none(), "{key}");
        }
    }

    #[test]
    fn commands_are_found_by_words_of_their_names() {
        let first = |typed: &str| {
            let found = matching(typed).into_iter().next();
            found.map(|(_, command)| command.label.to_string())
        };
        assert_eq!(first("constraints").as_deref(), Some("Go to Constraints"));
        assert_eq!(first("line go").as_deref(), Some("Go to line"));
        assert_eq!(first("export").as_deref(), Some("Export"));
        assert_eq!(first("nothing of that name"), None);
        // A word comes before a part of one: “Undo” has “do”, and “Download” begins with it.
        assert_eq!(first("do").as_deref(), Some("Download Zip"));
    }

    #[test]
    fn every_key_is_told() {
        let told: BTreeSet<_> = keys().into_iter().flat_map(|(_, keys)| keys).collect();
        for command in all() {
            for keys in command.keys.split_whitespace() {
                assert!(told.contains(keys), "{keys}");
            }
        }
    }
}
