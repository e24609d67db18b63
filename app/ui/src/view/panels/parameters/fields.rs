//! The fields of a parameter, which write its expression.

use leptos::ev;
use leptos::prelude::*;
use pack_model::parameters::{Expression, Format, Kind, Parameter, Wanted};
use pack_once::view::{CollectView, RwSignal, Show, Signal, handler, live, memo};

use super::Shared;
use crate::view::components::input::text::undo_here;

/// The choice for a format that is more than one token, which is shown as text.
const PARTS: &str = "parts";

/// A parameter with what its fields show. Copying it copies the handles.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) shared: Shared,
    pub(super) parameter: Signal<Option<Parameter>>,
    /// Its expression, where that is valid.
    pub(super) expression: Signal<Expression>,
}

/// What is typed into a field, until it can be written, and why it cannot yet.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    held: Signal<String>,
    typed: RwSignal<Option<String>>,
    /// What the pack held once that was written. When it holds something else, such as after undo, that is shown.
    written: RwSignal<Option<String>>,
    error: RwSignal<Option<String>>,
}

impl Draft {
    /// A field that shows what the pack holds.
    pub(super) fn new(held: Signal<String>) -> Self {
        Self {
            held,
            typed: RwSignal::new(None),
            written: RwSignal::new(None),
            error: RwSignal::new(None),
        }
    }

    fn shown(self) -> String {
        let held = self.held.get();
        let is_written = self.error.with(Option::is_none);
        let is_other = |written: &Option<String>| written.as_ref().is_some_and(|of| *of != held);
        let is_outdated = is_written && self.written.with(is_other);
        self.typed.get().filter(|_| !is_outdated).unwrap_or(held)
    }

    fn take(self, typed: String, write: &impl Fn(String) -> Option<String>) {
        self.typed.set(Some(typed.clone()));
        let error = write(typed);
        if error.is_none() {
            // The row may have left the page.
            self.written.set(self.held.try_get_untracked());
        }
        self.error.set(error);
    }

    /// What could not be written is in no pack, so it is undone within the field.
    fn press(self, event: &ev::KeyboardEvent) {
        if self.error.with_untracked(Option::is_some) {
            undo_here(event);
        }
    }

    /// What could not be written stays, with the reason. Anything else is shown as it was written.
    fn leave(self, shared: Shared) {
        // The row may be leaving the page, and its signals may be gone.
        if let Some(None) = self.error.try_get_untracked() {
            self.typed.set(None);
        }
        shared.open.end_step();
    }

    /// A line of text.
    pub(super) fn input(
        self,
        shared: Shared,
        test_id: &'static str,
        placeholder: &'static str,
        write: impl Fn(String) -> Option<String> + 'static,
    ) -> AnyView {
        view! {
            <input
                class="input input--code"
                type="text"
                data-testid=test_id
                autocomplete="off"
                spellcheck="false"
                placeholder=placeholder
                aria-invalid=move || self.error.with(Option::is_some).then_some("true")
                prop:value=move || self.shown()
                on:input=handler(move |event| self.take(event_target_value(&event), &write))
                on:keydown=handler(move |event| self.press(&event))
                on:blur=handler(move |_| self.leave(shared))
            />
            {self.error_line()}
        }
        .into_any()
    }

    fn error_line(self) -> AnyView {
        view! { <span class="field__error" role="status">{live(move || self.error.get())}</span> }
            .into_any()
    }
}

impl Fields {
    /// Writes one function; gives why it could not.
    fn write(self, wanted: &Wanted) -> Option<String> {
        self.parameter.with_untracked(|parameter| {
            let step = parameter.as_ref()?.with(wanted);
            self.shared.apply(step)
        })
    }

    /// All of them.
    pub(super) fn view(self) -> AnyView {
        let hints = Draft::new(Signal::derive(move || {
            self.expression
                .with(|expression| expression.hints.join("\n"))
        }));
        let write_hints = move |typed: String| {
            let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
            self.write(&Wanted::Hints(lines.map(str::to_owned).collect()))
        };
        let required = Signal::derive(move || self.expression.with(|read| read.required));
        let read_only = Signal::derive(move || self.expression.with(|read| read.read_only));
        view! {
            {self.format()}
            <label class="field rows__wide">
                <span class="field__label">"Hints"</span>
                <textarea
                    class="input"
                    rows="2"
                    data-testid="parameter-hints"
                    placeholder="What the value is for, a line for each hint"
                    aria-invalid=move || hints.error.with(Option::is_some).then_some("true")
                    prop:value=move || hints.shown()
                    on:input=handler(move |event| hints.take(event_target_value(&event), &write_hints))
                    on:keydown=handler(move |event| hints.press(&event))
                    on:blur=handler(move |_| hints.leave(self.shared))
                ></textarea>
                {hints.error_line()}
            </label>
            <div class="toggles__list rows__wide">
                {self.toggle("parameter-required", "Required", required, Wanted::Required)}
                {self.toggle("parameter-readonly", "Read only", read_only, Wanted::ReadOnly)}
            </div>
        }
        .into_any()
    }

    fn toggle(
        self,
        test_id: &'static str,
        label: &'static str,
        is_on: Signal<bool>,
        wanted: fn(bool) -> Wanted,
    ) -> AnyView {
        let switch = move |event| {
            self.write(&wanted(event_target_checked(&event)));
            self.shared.open.end_step();
        };
        view! {
            <label class="toggles__one">
                <input type="checkbox" data-testid=test_id prop:checked=move || is_on.get() on:change=handler(switch) />
                {label}
            </label>
        }
        .into_any()
    }

    /// The type, and what narrows it.
    fn format(self) -> AnyView {
        let format = memo(move || self.expression.with(|read| read.format.clone()));
        // A format of one token may be shown as text, too.
        let as_text = RwSignal::new(false);
        let kind = memo(move || format.with(|format| Some(format.as_ref()?.token()?.kind)));
        let is_parts = memo(move || {
            as_text.get() || format.with(|format| format.is_some()) && kind.get().is_none()
        });
        let chosen = move || match (is_parts.get(), kind.get()) {
            (true, _) => PARTS,
            (false, Some(kind)) => kind.id(),
            (false, None) => "",
        };
        let choose = move |id: String| {
            as_text.set(id == PARTS);
            let argument = argument_of(&format.get_untracked());
            let wanted = match Kind::of(&id) {
                Some(to) => {
                    let from = kind.get_untracked().and_then(Kind::argument_label);
                    let same = from == to.argument_label();
                    Some(Format::written(to, if same { &argument } else { "" }))
                }
                None if id == PARTS => return,
                None => None,
            };
            self.write(&Wanted::Format(wanted));
            self.shared.open.end_step();
        };
        let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Input);
        let options = kinds.map(|kind| (kind.id(), kind.label()));
        let options = std::iter::once(("", "Any value")).chain(options).chain([
            (Kind::Input.id(), Kind::Input.label()),
            (PARTS, "Several parts"),
        ]);
        let option = |(id, label): (&'static str, &'static str)| {
            // It is not documented, so it is not offered.
            let is_hidden = move || id == Kind::Input.id() && chosen() != id;
            view! {
                <option value=id hidden=is_hidden prop:selected=move || chosen() == id>
                    {label}
                </option>
            }
        };
        view! {
            <label class="field">
                <span class="field__label">"Type"</span>
                <select
                    class="input"
                    data-testid="parameter-type"
                    on:change=handler(move |event| choose(event_target_value(&event)))
                >
                    {options.map(option).collect_view()}
                </select>
            </label>
            <Show when=move || is_parts.get()>
                {self.parts(format)}
            </Show>
            {live(move || {
                let kind = kind.get().filter(|_| !is_parts.get())?;
                Some(self.argument(kind, kind.argument_label()?, format))
            })}
        }
        .into_any()
    }

    /// A format as text.
    fn parts(self, format: Signal<Option<Format>>) -> AnyView {
        let text = move || {
            let text = format.with(|format| Some(format.as_ref()?.text.clone()));
            text.unwrap_or_default()
        };
        let write = move |typed: String| {
            self.write(&Wanted::Format(
                Some(typed).filter(|typed| !typed.is_empty()),
            ))
        };
        let draft = Draft::new(Signal::derive(text));
        let input = draft.input(self.shared, "parameter-format", "${ipv4} - ${ipv4}", write);
        labelled(
            "Format",
            "Text, and tokens such as ${string} or ${number:[1-9]}.",
            input,
        )
    }

    /// What narrows a type.
    fn argument(self, kind: Kind, label: &'static str, format: Signal<Option<Format>>) -> AnyView {
        let (placeholder, help) = match kind {
            Kind::List => (
                "a, b, c",
                "The values to choose from, with commas between them.",
            ),
            Kind::Number => ("1-10", "Such as 1-10, or a pattern between slashes."),
            _ => (
                "[a-z]+",
                "A regular expression that the whole value must match.",
            ),
        };
        let write =
            move |typed: String| self.write(&Wanted::Format(Some(Format::written(kind, &typed))));
        let draft = Draft::new(Signal::derive(move || argument_of(&format.get())));
        labelled(
            label,
            help,
            draft.input(self.shared, "parameter-argument", placeholder, write),
        )
    }
}

/// The argument of a format's only token.
fn argument_of(format: &Option<Format>) -> String {
    let argument = format.as_ref().and_then(Format::argument);
    argument.unwrap_or_default().to_owned()
}

/// A control under its label, with a line of help.
fn labelled(label: &'static str, help: &'static str, control: AnyView) -> AnyView {
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            {control}
            <span class="field__help">{help}</span>
        </label>
    }
    .into_any()
}
