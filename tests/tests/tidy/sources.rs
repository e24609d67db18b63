//! The rules for every source file.

use anyhow::{Context, Result};
use pack_tests::repository::{Source, sources};

/// The most lines of a source file without its tests.
const LONGEST: usize = 400;

#[test]
fn unsafe_code_is_allowed_only_where_the_program_is_split() -> Result<()> {
    let allowed: Vec<_> = sources()?
        .into_iter()
        .filter(|source| {
            source.path.ends_with(".rs") && !source.path.starts_with("tests/tests/tidy/")
        })
        .filter(|source| {
            let text = source.text.as_deref().unwrap_or_default();
            text.contains("unsafe_code")
        })
        .map(|source| source.path)
        .collect();
    assert_eq!(
        allowed,
        [
            "app/page/src/judge.rs",
            "app/page/src/renderer.rs",
            "app/page/src/rule_pages.rs",
            "app/ui/src/lazy/mod.rs",
            "app/ui/src/lazy/panels.rs"
        ]
    );
    Ok(())
}

/// The views that get the whole workspace, and give others what they show as props: the panels and
/// what is around them.
const ROOTS: &[&str] = &[
    "code/code_editor.rs",
    "code/mod.rs",
    "panels/changes/mod.rs",
    "panels/deployment/mod.rs",
    "panels/files/mod.rs",
    "panels/images/mod.rs",
    "panels/listing/mod.rs",
    "panels/logo/mod.rs",
    "panels/overview/mod.rs",
    "panels/presets/mod.rs",
    "panels/readme/mod.rs",
    "panels/values/mod.rs",
    "shell/dialogs.rs",
    "shell/mod.rs",
    "shell/section_view.rs",
    "shell/top_bar.rs",
];

#[test]
fn only_roots_of_views_name_the_workspace() -> Result<()> {
    let names_it = |source: &Source| {
        let text = source.text.as_deref().unwrap_or_default();
        text.contains("Workspace") || text.contains("use_workspace")
    };
    let found: Vec<_> = sources()?
        .into_iter()
        .filter(names_it)
        .filter_map(|source| Some(source.path.strip_prefix("app/ui/src/view/")?.to_owned()))
        .collect();
    assert_eq!(found, ROOTS, "other views get props and call back");
    Ok(())
}

#[test]
fn no_view_names_what_loads_it() -> Result<()> {
    let found: Vec<_> = sources()?
        .into_iter()
        .filter(|source| source.path.starts_with("app/ui/src/view/"))
        .filter(|source| {
            let text = source.text.as_deref().unwrap_or_default();
            text.contains("crate::lazy")
        })
        .map(|source| source.path)
        .collect();
    assert!(
        found.is_empty(),
        "whoever makes a view hands it what loads its parts: {found:?}"
    );
    Ok(())
}

/// Leptos compiles what attaches a handler anew for each closure, which clippy cannot tell.
#[test]
fn views_attach_handlers_that_are_compiled_once() -> Result<()> {
    let mut found = Vec::new();
    for source in sources()?
        .iter()
        .filter(|source| source.path.starts_with("app/ui/") && source.path.ends_with(".rs"))
    {
        let text = source.text.as_deref().unwrap_or_default();
        let attached = text.split(" on:").skip(1);
        let plain = attached.filter_map(|rest| {
            let (event, value) = rest.split_once('=')?;
            let is_name = event.chars().all(|letter| letter.is_ascii_lowercase());
            (is_name && !value.starts_with("handler(")).then_some(event)
        });
        found.extend(plain.map(|event| format!("{}: on:{event}", source.path)));
    }
    assert!(found.is_empty(), "not pack_once::view::handler: {found:#?}");
    Ok(())
}

#[test]
fn every_module_says_what_it_is_and_keeps_short() -> Result<()> {
    let mut wrong = Vec::new();
    for Source { path, text } in sources()?
        .iter()
        .filter(|source| source.path.ends_with(".rs"))
    {
        let text = text
            .as_deref()
            .with_context(|| format!("{path} is no UTF-8"))?;
        if !text.starts_with("//! ") {
            wrong.push(format!("{path} does not open with //!"));
        }
        let lines = lines_without_tests(text);
        let is_test =
            path.ends_with("tests.rs") || (path.starts_with("app/") && path.contains("/tests/"));
        if lines > LONGEST && !is_test {
            wrong.push(format!("{path} has {lines} lines"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

/// The lines before the tests, which stand at the end.
fn lines_without_tests(text: &str) -> usize {
    text.lines()
        .take_while(|line| *line != "#[cfg(test)]")
        .count()
}

#[test]
fn nothing_keeps_state_in_thread_locals() -> Result<()> {
    let found: Vec<_> = sources()?
        .into_iter()
        .filter(|source| source.path.starts_with("app/"))
        .filter(|source| {
            source
                .text
                .iter()
                .any(|text| text.contains("thread_local!"))
        })
        .map(|source| source.path)
        .collect();
    assert!(
        found.is_empty(),
        "state belongs to a value that somebody owns: {found:?}"
    );
    Ok(())
}

#[test]
fn nothing_names_a_machine() -> Result<()> {
    // Put together here, so that this file does not contain them.
    let folders = ["work", "root", "tmp"].map(|folder| format!("/{folder}/"));
    let allowed = |text: &str, at: usize| {
        // A part of a longer path or address is no folder of a machine.
        text[..at].ends_with(|before: char| before.is_alphanumeric() || "._-~$}>)".contains(before))
    };
    let mut wrong = Vec::new();
    for Source { path, text } in sources()? {
        for text in text.iter().filter(|_| !path.ends_with(".lock")) {
            for folder in &folders {
                for (at, _) in text
                    .match_indices(folder.as_str())
                    .filter(|(at, _)| !allowed(text, *at))
                {
                    let line = text[..at].lines().count();
                    wrong.push(format!("{path}:{line} names {folder}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}
