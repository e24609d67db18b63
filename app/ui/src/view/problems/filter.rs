//! Which findings the list shows: by section, by severity and by rule.

use std::sync::Arc;

use leptos::prelude::*;
use pack_model::{Diagnostic, Severity};
use pack_once::view::{CollectView, RwSignal, Signal, handler, live, memo};

use pack_editor::sections::{Section, section_of};
use pack_editor::{Judged, severity};

/// What the list shows. An empty text stands for everything.
#[derive(Clone, Copy)]
pub(super) struct Filter {
    /// The section that is open.
    section: Signal<&'static Section>,
    /// Whether only that section's findings are shown.
    only_here: RwSignal<bool>,
    /// The id of a severity.
    severity: RwSignal<String>,
    /// The id of a rule.
    rule: RwSignal<String>,
}

impl Filter {
    /// Everything is shown.
    pub(super) fn new(section: Signal<&'static Section>) -> Self {
        Self {
            section,
            only_here: RwSignal::new(false),
            severity: RwSignal::new(String::new()),
            rule: RwSignal::new(String::new()),
        }
    }

    /// Shows everything again.
    pub(super) fn clear(self) {
        self.only_here.set(false);
        self.severity.set(String::new());
        self.rule.set(String::new());
    }

    /// Whether a finding is shown.
    pub(super) fn shows(self, found: &Diagnostic) -> bool {
        self.is_near(found) && is(self.severity, found.severity.id()) && is(self.rule, &found.rule)
    }

    fn is_near(self, found: &Diagnostic) -> bool {
        !self.only_here.get() || section_of(&found.place) == self.section.get()
    }
}

/// Whether a choice allows something.
fn is(chosen: RwSignal<String>, id: &str) -> bool {
    chosen.with(|chosen| chosen.is_empty() || chosen == id)
}

/// The switch between the findings of the pack and of the section.
#[component]
pub(super) fn Nearness(filter: Filter) -> impl IntoView {
    let button = |label: &'static str, is_here: bool| {
        view! {
            <button
                type="button"
                class="segmented__one"
                data-testid=if is_here { "filter-section" } else { "filter-pack" }
                aria-pressed=move || (filter.only_here.get() == is_here).to_string()
                on:click=handler(move |_| filter.only_here.set(is_here))
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="segmented" role="group" aria-label="Which problems">
            {button("All", false)}
            {button("This section", true)}
        </div>
    }
}

/// The lists of severities and rules, each entry with how many findings it would show.
#[component]
pub(super) fn Kinds(filter: Filter, judged: Signal<Arc<Judged>>) -> impl IntoView {
    let severities = move || {
        let near = |found: &&Diagnostic| filter.is_near(found) && is(filter.rule, &found.rule);
        judged.with(|judged| {
            let near: Vec<_> = judged.diagnostics.iter().filter(near).collect();
            let one = |severity: Severity| {
                let here = near.iter().filter(|found| found.severity == severity);
                let label = severity::label_of_all(severity);
                (
                    severity.id().to_owned(),
                    format!("{label} ({})", here.count()),
                )
            };
            Severity::ALL.map(one).to_vec()
        })
    };
    let rules = move || {
        let near =
            |found: &&Diagnostic| filter.is_near(found) && is(filter.severity, found.severity.id());
        judged.with(|judged| {
            let near = judged.diagnostics.iter().filter(near);
            let counts = counted(near.map(|found| found.rule.as_str()), &filter.rule.get());
            let one = |(rule, count): (String, usize)| {
                let label = format!("{rule} ({count})");
                (rule, label)
            };
            counts.into_iter().map(one).collect()
        })
    };
    let severities = choice(
        "filter-severity",
        "Severity",
        filter.severity,
        Box::new(severities),
    );
    let rules = choice("filter-rule", "Rule", filter.rule, Box::new(rules));
    let is_empty = move || judged.with(|judged| judged.diagnostics.is_empty());
    view! {
        <div class="problems__kinds" hidden=is_empty>
            {severities}
            {rules}
        </div>
    }
}

/// The rules of some findings in the order of their ids, each with its number of findings. A rule
/// that is chosen is there in any case.
fn counted<'a>(rules: impl Iterator<Item = &'a str>, chosen: &str) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    let mut count = |rule: &str, more: usize| match counts
        .binary_search_by(|(known, _)| known.as_str().cmp(rule))
    {
        Ok(at) => counts[at].1 += more,
        Err(at) => counts.insert(at, (rule.to_owned(), more)),
    };
    rules.for_each(|rule| count(rule, 1));
    if !chosen.is_empty() {
        count(chosen, 0);
    }
    counts
}

/// What can be chosen: each with its id and its label.
type Choices = Box<dyn Fn() -> Vec<(String, String)> + Send + Sync>;

/// A list to choose one of, or everything.
fn choice(
    test: &'static str,
    label: &'static str,
    chosen: RwSignal<String>,
    choices: Choices,
) -> AnyView {
    // The findings come anew with each key, and are most often the same ones.
    let choices = memo(choices);
    let options = move || {
        let all = (String::new(), format!("Any {}", label.to_lowercase()));
        let option = |(id, label): (String, String)| {
            let is_chosen = chosen.with(|chosen| *chosen == id);
            view! { <option value=id prop:selected=is_chosen>{label}</option> }
        };
        let options = std::iter::once(all).chain(choices.get());
        options.map(option).collect_view()
    };
    let choose = move |event| chosen.set(event_target_value(&event));
    view! {
        <select class="input input--small" data-testid=test aria-label=label on:change=handler(choose)>
            {live(options)}
        </select>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_counted_in_order() {
        let found = ["b", "a", "c", "a"];
        let counts = |chosen| {
            let counts = counted(found.into_iter(), chosen).into_iter();
            let written = counts.map(|(rule, count)| format!("{rule}{count}"));
            written.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(counts(""), "a2 b1 c1");
        assert_eq!(counts("bb"), "a2 b1 bb0 c1");
    }
}
