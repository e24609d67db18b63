//! The code view: the editor itself, its agreement with the forms, and the Markdown beside it.

mod editor;
mod forms;
mod markdown;
