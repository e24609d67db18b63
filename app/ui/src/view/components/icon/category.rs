//! The icons of Palette's categories: our own drawings of the motifs that its documentation shows
//! for add-on types and layers, in the documented colors.

use leptos::prelude::*;
use pack_model::vocabulary::Category;

/// A symbol in a square of 24 units: areas to fill, where what overlaps is cut out, and lines to
/// draw two units wide.
struct Symbol {
    areas: &'static str,
    lines: &'static str,
}

/// The icon of a category, or a neutral box where there is none.
#[component]
pub(crate) fn CategoryIcon(
    /// The category.
    category: Option<&'static Category>,
    /// What it shows, in words. Without it the icon is left out of what screen readers say.
    #[prop(optional_no_strip)]
    label: Option<String>,
    /// Further classes.
    #[prop(into, optional)]
    class: String,
    /// The name that tests know it by.
    #[prop(optional_no_strip)]
    testid: Option<&'static str>,
) -> impl IntoView {
    let Symbol { areas, lines } = symbol(category.map(|category| category.value));
    let color = category.map_or("currentColor", |category| category.color);
    view! {
        <svg
            class=format!("category-icon {class}")
            viewBox="0 0 24 24"
            data-testid=testid
            role=label.is_some().then_some("img")
            aria-hidden=label.is_none().then_some("true")
            aria-label=label
            focusable="false"
        >
            <path d=areas fill=color fill-rule="evenodd" />
            <path
                d=lines
                fill="none"
                stroke=color
                stroke-width="2"
                stroke-linecap="round"
                stroke-linejoin="round"
            />
        </svg>
    }
}

/// How a category is drawn.
fn symbol(value: Option<&str>) -> Symbol {
    match value {
        // A window with a title bar.
        Some("os") => Symbol {
            areas: "M4 3h16a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2ZM4 9v10h16V9ZM5 5.2v1.6h1.6V5.2ZM8 5.2v1.6h1.6V5.2Z",
            lines: "",
        },
        // A ship's wheel.
        Some("k8s") => Symbol {
            areas: "M12 9.4a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2Z",
            lines: "M12 5.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM12 2v7M12 15v7M2 12h7M15 12h7M4.9 4.9l4.6 4.6M14.5 14.5l4.6 4.6M4.9 19.1l4.6-4.6M14.5 9.5l4.6-4.6",
        },
        // A globe with its grid.
        Some("cni" | "network") => Symbol {
            areas: "",
            lines: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18M3.9 8.6h16.2M3.9 15.4h16.2",
        },
        // A drive with two lamps.
        Some("csi" | "storage") => Symbol {
            areas: "M3 13h18a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1ZM15 15.5v2h2v-2ZM18 15.5v2h2v-2ZM6 4h12l3.4 7.2H2.6Z",
            lines: "",
        },
        // Half a brain, and a circuit in place of the other half.
        Some("ai") => Symbol {
            areas: "M18.5 4.5a1.9 1.9 0 1 1 0 3.8 1.9 1.9 0 0 1 0-3.8ZM20.1 10.1a1.9 1.9 0 1 1 0 3.8 1.9 1.9 0 0 1 0-3.8ZM18.5 15.7a1.9 1.9 0 1 1 0 3.8 1.9 1.9 0 0 1 0-3.8Z",
            lines: "M11 3.2C8.6 2.2 6.3 3.6 6.2 6 3.9 6.3 3 8.6 3.9 10.4 2.3 12 2.6 14.6 4.4 15.6 4.2 18 5.9 19.7 7.9 19.5 8.6 21.1 10 21.3 11 20.7ZM7 9.5c1.3-.2 2 .4 2.2 1.5M7 15c1 .1 1.8-.4 2-1.4M14 12h4M14 9l3-2.2M14 15l3 2.2",
        },
        // An open folder.
        Some("app services" | "integration" | "system app") => Symbol {
            areas: "M3 4h6.5l2 2.5H19a1.5 1.5 0 0 1 1.5 1.5V9H6.2a2 2 0 0 0-1.9 1.3L2 16.5V5a1 1 0 0 1 1-1ZM6.7 10.8H22.5L19.5 20H3.4Z",
            lines: "",
        },
        // An arrow into a door.
        Some("authentication") => Symbol {
            areas: "",
            lines: "M12 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1h-8M3 12h11.5M10.5 7.5 15 12l-4.5 4.5",
        },
        // Crossing arrows.
        Some("ingress") => Symbol {
            areas: "",
            lines: "M3 6h3.5c5 0 6 12 11 12H21M18 15l3 3-3 3M3 18h3.5c1.7 0 3-1.3 4-3M13.5 9c1-1.7 2.3-3 4-3H21M18 3l3 3-3 3",
        },
        // One box to three boxes.
        Some("load balancer") => Symbol {
            areas: "M9 2.5h6a.5.5 0 0 1 .5.5v5a.5.5 0 0 1-.5.5H9a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5ZM2 16h5v5.5H2ZM9.5 16h5v5.5h-5ZM17 16h5v5.5h-5Z",
            lines: "M12 8.5V16M4.5 16v-3.5h15V16",
        },
        // A sheet with a list.
        Some("logging") => Symbol {
            areas: "M5 2h14a1 1 0 0 1 1 1v18a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1ZM7 6v2h2V6ZM11 6v2h6V6ZM7 11v2h2v-2ZM11 11v2h6v-2ZM7 16v2h2v-2ZM11 16v2h6v-2Z",
            lines: "",
        },
        // A rising line.
        Some("monitoring") => Symbol {
            areas: "",
            lines: "M3 3v18h18M7 15.5l4-4.5 3.5 3L21 6.5M16.5 6H21v4.5",
        },
        // An open box.
        Some("registry") => Symbol {
            areas: "M3.5 11.6 11.2 15.4V22L3.5 18.2ZM20.5 11.6 12.8 15.4V22l7.7-3.8ZM3.4 10 .8 6.6 8.9 2.6 11.4 6ZM20.6 10l2.6-3.4-8.1-4L12.6 6ZM12 7.3 17.4 10 12 12.7 6.6 10Z",
            lines: "",
        },
        // A shield with a tick.
        Some("security") => Symbol {
            areas: "M12 1.5 21 5v6.5c0 5-3.7 9.3-9 11-5.3-1.7-9-6-9-11V5ZM16.3 8.2 11 13.5l-2.8-2.8-1.4 1.4L11 16.3l6.7-6.7Z",
            lines: "",
        },
        // Linked nodes.
        Some("servicemesh") => Symbol {
            areas: "M12 1.8a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4ZM4.7 15.8a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4ZM19.3 15.8a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4ZM12 10.6a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4Z",
            lines: "M12 4.5v8.3M4.7 18.5l7.3-5.7 7.3 5.7ZM12 4.5 4.7 18.5M12 4.5l7.3 14",
        },
        // A closed box.
        _ => Symbol {
            areas: "",
            lines: "M12 2.5 20.5 7v10L12 21.5 3.5 17V7ZM3.5 7l8.5 4.5L20.5 7M12 11.5v10",
        },
    }
}

#[cfg(test)]
mod tests {
    use pack_model::vocabulary::CATEGORIES;

    use super::*;

    #[test]
    fn every_category_has_a_symbol_of_its_own() {
        let neutral = symbol(None);
        for category in CATEGORIES {
            let drawn = symbol(Some(category.value));
            assert!(
                (drawn.areas, drawn.lines) != (neutral.areas, neutral.lines),
                "{}",
                category.value
            );
        }
    }
}
