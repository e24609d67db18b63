//! What the code editor is asked for from outside, by events at its host.

use leptos::prelude::{document, request_animation_frame};
use pack_editor::commands::CodeCommand;
use web_sys::Event;

/// Asks the code editor for something, once it is shown.
pub(crate) fn ask(command: CodeCommand) {
    let event = match command {
        CodeCommand::Find => "code-find",
        CodeCommand::Complete => "code-complete",
        CodeCommand::GoToLine => "code-line",
        CodeCommand::Wrap => "code-wrap",
        CodeCommand::FoldAll => "code-fold",
        CodeCommand::UnfoldAll => "code-unfold",
    };
    // The list of commands gives the focus back before that.
    request_animation_frame(move || {
        let host = document().query_selector(".code__editor").ok().flatten();
        if let (Some(host), Ok(event)) = (host, Event::new(event)) {
            // Nobody takes the event back.
            let _ = host.dispatch_event(&event);
        }
    });
}
