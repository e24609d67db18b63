//! The table of commands: what the keyboard and the command list can do.

use leptos::ev;
use leptos::prelude::*;
use web_sys::{Event, KeyboardEvent};

use crate::workspace::{Dialog, Workspace};
use pack_editor::View;
use pack_editor::sections::SECTIONS;

/// Something that a user can do by name.
pub(crate) struct Command {
    /// Its name, as a command.
    pub(crate) label: String,
    /// Its keys, as they are shown.
    pub(crate) keys: &'static str,
    /// What it does.
    pub(crate) run: Box<dyn Fn(Workspace) + Send + Sync>,
}

fn command(
    label: impl Into<String>,
    keys: &'static str,
    run: impl Fn(Workspace) + Send + Sync + 'static,
) -> Command {
    Command {
        label: label.into(),
        keys,
        run: Box::new(run),
    }
}

/// A command that the code editor has keys for, by the event at its host that asks for it.
fn in_code(label: &'static str, keys: &'static str, event: &'static str) -> Command {
    command(label, keys, move |workspace| {
        workspace.location.choose_view(View::Code);
        // The list of commands gives the focus back before that.
        request_animation_frame(move || {
            let host = document().query_selector(".code__editor").ok().flatten();
            if let (Some(host), Ok(event)) = (host, Event::new(event)) {
                // Nobody takes the event back.
                let _ = host.dispatch_event(&event);
            }
        });
    })
}

/// All commands of an open pack.
pub(crate) fn all() -> Vec<Command> {
    let mut commands = vec![
        command("Undo", "Ctrl+Z", Workspace::undo),
        command("Redo", "Ctrl+Shift+Z", Workspace::redo),
        command("Export", "Ctrl+S", |workspace| {
            workspace.open_dialog(Dialog::Export)
        }),
        command("Download zip", "", |workspace| {
            workspace.export(pack_archive::Format::Zip);
        }),
        command("Download tar.gz", "", |workspace| {
            workspace.export(pack_archive::Format::TarGz);
        }),
        command("New version of this pack", "", |workspace| {
            workspace.next_version();
        }),
        command("Next problem", "F8", |workspace| workspace.walk(1)),
        command("Previous problem", "Shift+F8", |workspace| {
            workspace.walk(-1)
        }),
        command("Fix all that are safe", "", Workspace::fix_all_of_pack),
        command("Show the form", "", |workspace| {
            workspace.location.choose_view(View::Form)
        }),
        in_code("Find and replace in the code", "Ctrl+F", "code-find"),
        in_code("Complete at the caret", "Ctrl+Space", "code-complete"),
        in_code("Go to a line of the code", "Ctrl+Alt+G", "code-line"),
        command("Show the code", "", |workspace| {
            workspace.location.choose_view(View::Code)
        }),
        command("Switch light and dark", "", |workspace| {
            workspace.switch_theme()
        }),
        command(
            "Close the pack and go to the start page",
            "",
            Workspace::close,
        ),
    ];
    commands.extend(SECTIONS.iter().map(|section| {
        command(format!("Go to {}", section.label), "", move |workspace| {
            workspace.location.go(section)
        })
    }));
    commands
}

/// Listens for the keys of the commands.
pub(crate) fn listen(workspace: Workspace) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if workspace.is_open_untracked() && press(workspace, &event) {
            event.prevent_default();
        }
    });
    // The page listens as long as it lives.
    std::mem::forget(handle);
}

/// Runs the command of a key. Gives whether there is one.
fn press(workspace: Workspace, event: &KeyboardEvent) -> bool {
    let control = event.ctrl_key() || event.meta_key();
    match (
        control,
        event.shift_key(),
        event.key().to_lowercase().as_str(),
    ) {
        (true, false, "z") => workspace.undo(),
        (true, true, "z") | (true, false, "y") => workspace.redo(),
        (true, false, "k") => workspace.open_dialog(Dialog::Commands),
        (true, false, "s") => workspace.export_again(),
        (false, false, "f8") => workspace.walk(1),
        (false, true, "f8") => workspace.walk(-1),
        _ => return false,
    }
    true
}
