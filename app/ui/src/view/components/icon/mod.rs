//! Line icons, drawn for this page: they take the color of the text that they stand in.

mod category;
pub(crate) mod logo;

use leptos::prelude::*;

pub(crate) use category::CategoryIcon;

/// A line icon. It says nothing to screen readers: the words are in the control that holds it.
#[component]
pub(crate) fn Icon(
    /// Its name in the table of drawings.
    name: &'static str,
) -> impl IntoView {
    let lines = drawing(name);
    debug_assert!(lines.is_some(), "there is no icon called {name}");
    view! {
        <svg
            class="icon"
            viewBox="0 0 20 20"
            fill="none"
            stroke="currentColor"
            stroke-width="1.6"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            focusable="false"
        >
            <path d=lines.unwrap_or_default() />
        </svg>
    }
}

/// The lines of an icon, in a square of 20 units.
fn drawing(name: &str) -> Option<&'static str> {
    DRAWINGS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, lines)| *lines)
}

/// Each icon's name and lines.
const DRAWINGS: &[(&str, &str)] = &[
    ("check", "m4 10.5 4 4 8-9"),
    ("chevron-down", "m5 7.5 5 5 5-5"),
    ("chevron-left", "M12.5 5 7.5 10l5 5"),
    ("chevron-right", "m7.5 5 5 5-5 5"),
    ("close", "m5 5 10 10M15 5 5 15"),
    (
        "command",
        "M7.5 5.25v9.5a2.25 2.25 0 1 1-2.25-2.25h9.5a2.25 2.25 0 1 1-2.25 2.25v-9.5a2.25 2.25 0 1 1 2.25 2.25h-9.5A2.25 2.25 0 1 1 7.5 5.25Z",
    ),
    ("copy", "M7 7h9.5v9.5H7ZM13 7V3.5H3.5V13H7"),
    ("down", "M10 4v11.5M5.5 11l4.5 4.5 4.5-4.5"),
    ("download", "M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13"),
    ("edit", "m3.5 16.5.8-3.8 8.9-8.9 3 3-8.9 8.9ZM11.3 5.7l3 3"),
    (
        "error",
        "M6.9 2.5h6.2l4.4 4.4v6.2l-4.4 4.4H6.9l-4.4-4.4V6.9ZM10 6.5V11M10 13.5v.1",
    ),
    ("expand", "M12 3.5h4.5V8M16 4l-5 5M8 16.5H3.5V12M4 16l5-5"),
    ("external", "M11.5 3.5h5v5M16 4l-7 7M8 4.5H3.5v12h12V12"),
    (
        "eye",
        "M1.8 10S4.8 4.5 10 4.5 18.2 10 18.2 10 15.2 15.5 10 15.5 1.8 10 1.8 10ZM10 7.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z",
    ),
    ("file", "M5 2.5h6l4 4v11H5ZM11 2.5v4h4"),
    (
        "fix",
        "M16.6 6.2 14 8.8l-2.2-.6-.6-2.2 2.6-2.6a4.3 4.3 0 0 0-5.5 5.5l-5 5a1.9 1.9 0 0 0 2.8 2.8l5-5a4.3 4.3 0 0 0 5.5-5.5Z",
    ),
    ("folder", "M2.5 4h5l2 2.5h8V16h-15Z"),
    (
        "info",
        "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15ZM10 9.5V14M10 6.4v.1",
    ),
    (
        "list",
        "M7 5h10M7 10h10M7 15h10M3.2 5h.1M3.2 10h.1M3.2 15h.1",
    ),
    ("moon", "M16.8 11.8A7 7 0 0 1 8.2 3.2a7 7 0 1 0 8.6 8.6Z"),
    ("panel", "M3 4h14v12H3ZM12.5 4v12"),
    ("plus", "M10 4v12M4 10h12"),
    (
        "redo",
        "m13 3.5 4 4-4 4M16.5 7.5h-8a4.75 4.75 0 0 0 0 9.5H12",
    ),
    (
        "search",
        "M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM13 13l4 4",
    ),
    (
        "sun",
        "M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM10 1.8v1.7M10 16.5v1.7M1.8 10h1.7M16.5 10h1.7M4.2 4.2l1.2 1.2M14.6 14.6l1.2 1.2M4.2 15.8l1.2-1.2M14.6 5.4l1.2-1.2",
    ),
    (
        "theme",
        "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15ZM10 2.5v15M10 6.2h6.4M10 10h7.5M10 13.8h6.4",
    ),
    (
        "trash",
        "M3.5 5.5h13M7.5 5.5v-2h5v2M5 5.5l.8 11h8.4l.8-11M8.3 8.5v5M11.7 8.5v5",
    ),
    ("undo", "M7 3.5 3 7.5l4 4M3.5 7.5h8a4.75 4.75 0 0 1 0 9.5H8"),
    ("up", "M10 16V4.5M5.5 9 10 4.5 14.5 9"),
    ("upload", "M10 13.5V4M6 7.5l4-4 4 4M3.5 16.5h13"),
    ("warning", "M10 3.2 18 16.5H2ZM10 8v4M10 14.3v.1"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_stand_in_order_and_once() {
        assert!(DRAWINGS.is_sorted_by(|(a, _), (b, _)| a < b));
    }

    #[test]
    fn every_icon_begins_somewhere() {
        for (name, lines) in DRAWINGS {
            assert!(lines.starts_with(['M', 'm']), "{name}");
        }
        assert_eq!(drawing("no such icon"), None);
    }
}
