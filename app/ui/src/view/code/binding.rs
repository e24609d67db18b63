//! The code editor's JavaScript (binding.js), as Rust sees it.

use std::any::Any;
use std::ops::Range;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use pack_model::assist::Offer;
use pack_model::edit::typing::Stroke;
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// The bundle, in which the code editor is.
    #[derive(Clone)]
    pub(super) type Module;

    #[wasm_bindgen(method)]
    fn open(this: &Module, host: &HtmlElement, options: &JsValue, calls: &Object) -> Handle;

    /// An open editor.
    type Handle;

    #[wasm_bindgen(method)]
    fn text(this: &Handle) -> String;

    #[wasm_bindgen(method)]
    fn change(this: &Handle, changes: &JsValue);

    #[wasm_bindgen(method)]
    fn select(this: &Handle, from: usize, to: usize, message: &str);

    #[wasm_bindgen(method)]
    fn mark(this: &Handle, found: &JsValue);

    #[wasm_bindgen(method)]
    fn wrap(this: &Handle, wraps: bool);

    #[wasm_bindgen(method)]
    fn focus(this: &Handle);

    #[wasm_bindgen(method)]
    fn close(this: &Handle);
}

/// What an editor is opened with.
#[derive(Debug, Serialize)]
pub(super) struct Options<'a> {
    /// The text, without a byte order mark.
    pub(super) text: &'a str,
    /// The ending of the file's name, by which the language is chosen.
    pub(super) language: &'a str,
    /// The editor's name.
    pub(super) label: String,
    /// The id of the element that says how to use it.
    pub(super) description: &'a str,
    /// What stands at the top of the view.
    pub(super) top: usize,
    /// Where the caret stands.
    pub(super) caret: usize,
    /// Whether long lines go on in the next row.
    pub(super) wraps: bool,
    /// Whether the text can only be read.
    pub(super) read_only: bool,
}

/// A finding as a mark. Places are in UTF-16 units of the shown text.
#[derive(Debug, Serialize)]
pub(super) struct Mark {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) severity: &'static str,
    pub(super) message: String,
    /// The labels of its fixes.
    pub(super) fixes: Vec<String>,
}

/// What may stand in place of the word before the caret.
#[derive(Debug, Serialize)]
pub(super) struct Offers {
    /// Where the word begins.
    pub(super) from: usize,
    /// What it may become.
    pub(super) options: Vec<Offer>,
}

/// What a word is.
#[derive(Debug, Serialize)]
pub(super) struct Words {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) text: String,
}

/// What an open editor tells and asks. Places are in UTF-16 units of the shown text.
pub(super) trait Calls {
    /// Strokes were made; those that stand `apart` are a step of their own.
    fn typed(&self, strokes: Vec<Stroke>, apart: bool);
    /// The focus has gone elsewhere.
    fn left(&self);
    /// Scrolling or the caret has stopped: the place at the top of the view, and the caret if it
    /// was set.
    fn rested(&self, top: usize, caret: Option<usize>);
    /// The fix of a mark was chosen, by their numbers.
    fn fix(&self, mark: usize, fix: usize);
    /// What may stand at a place, whether it was asked for or not.
    fn complete(&self, at: usize, is_asked: bool) -> Option<Offers>;
    /// What the word at a place is.
    fn explain(&self, at: usize) -> Option<Words>;
    /// The column of the line that follows a break at a place.
    fn indent(&self, at: usize) -> Option<usize>;
    /// The last step should be undone.
    fn undo(&self);
    /// The step that was undone should be redone.
    fn redo(&self);
    /// Long lines should go on in the next row, or no longer.
    fn turn_wrap(&self);
    /// A command was asked for whose code could not be loaded.
    fn failed(&self);
}

/// An open editor. Dropping it closes it.
pub(super) struct Open {
    handle: Handle,
    /// The closures that the editor calls.
    _calls: Vec<Box<dyn Any>>,
}

impl Open {
    /// Opens an editor in an element.
    pub(super) fn new(
        module: &Module,
        host: &HtmlElement,
        options: &Options,
        calls: Rc<dyn Calls>,
    ) -> Self {
        let mut object = CallObject::default();
        let to = calls.clone();
        let typed = Closure::<dyn Fn(JsValue, bool)>::new(move |strokes, apart| {
            if let Ok(strokes) = serde_wasm_bindgen::from_value(strokes) {
                to.typed(strokes, apart);
            }
        });
        object.add("typed", typed);
        let to = calls.clone();
        object.add("left", Closure::<dyn Fn()>::new(move || to.left()));
        let to = calls.clone();
        object.add(
            "rested",
            Closure::<dyn Fn(usize, Option<usize>)>::new(move |top, caret| to.rested(top, caret)),
        );
        let to = calls.clone();
        let fix = Closure::<dyn Fn(usize, usize)>::new(move |mark, fix| to.fix(mark, fix));
        object.add("fix", fix);
        let to = calls.clone();
        let complete = move |at, is_asked| js(&to.complete(at, is_asked));
        object.add(
            "complete",
            Closure::<dyn Fn(usize, bool) -> JsValue>::new(complete),
        );
        let to = calls.clone();
        let explain = move |at| js(&to.explain(at));
        object.add("explain", Closure::<dyn Fn(usize) -> JsValue>::new(explain));
        let to = calls.clone();
        let indent = Closure::<dyn Fn(usize) -> Option<usize>>::new(move |at| to.indent(at));
        object.add("indent", indent);
        let to = calls.clone();
        object.add("undo", Closure::<dyn Fn()>::new(move || to.undo()));
        let to = calls.clone();
        object.add("redo", Closure::<dyn Fn()>::new(move || to.redo()));
        let to = calls.clone();
        object.add(
            "turn_wrap",
            Closure::<dyn Fn()>::new(move || to.turn_wrap()),
        );
        object.add("failed", Closure::<dyn Fn()>::new(move || calls.failed()));
        Self {
            handle: module.open(host, &js(options), &object.object),
            _calls: object.kept,
        }
    }

    /// The whole text, with lines that end in LF.
    pub(super) fn text(&self) -> String {
        self.handle.text()
    }

    /// Makes changes that came from elsewhere; caret, selection and scrolling stay by their
    /// neighbours.
    pub(super) fn change(&self, strokes: &[Stroke]) {
        self.handle.change(&js(strokes));
    }

    /// Selects a part of the text, which comes into view, and shows a message at it, unless that is empty.
    pub(super) fn select(&self, part: Range<usize>, message: &str) {
        let Range { start, end } = part;
        self.handle.select(start, end, message);
    }

    /// Shows findings in place of those that are shown.
    pub(super) fn mark(&self, marks: &[Mark]) {
        self.handle.mark(&js(marks));
    }

    /// Has long lines go on in the next row, or not.
    pub(super) fn wrap(&self, wraps: bool) {
        self.handle.wrap(wraps);
    }

    /// Puts the focus into the text.
    pub(super) fn focus(&self) {
        self.handle.focus();
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.handle.close();
    }
}

/// An object whose methods are closures, and the closures.
#[derive(Default)]
struct CallObject {
    object: Object,
    kept: Vec<Box<dyn Any>>,
}

impl CallObject {
    fn add<F: ?Sized + 'static>(&mut self, name: &str, closure: Closure<F>) {
        // A plain object takes any property.
        let _ = Reflect::set(&self.object, &name.into(), closure.as_ref());
        self.kept.push(Box::new(closure));
    }
}

/// Plain data for JavaScript.
fn js(data: &(impl Serialize + ?Sized)) -> JsValue {
    // Structs, lists, texts and small numbers have their like in JavaScript, and nothing is null.
    serde_wasm_bindgen::to_value(data).unwrap_or(JsValue::NULL)
}
