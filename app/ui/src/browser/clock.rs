//! The browser's clock: the judge and the model have none of their own.

use std::time::Duration;

use js_sys::Date;
use leptos::prelude::{document, request_animation_frame, set_timeout};

/// Today where the user is, as `yyyy-MM-dd`.
pub(crate) fn today() -> String {
    let now = Date::new_0();
    format!(
        "{:04}-{:02}-{:02}",
        now.get_full_year(),
        now.get_month() + 1,
        now.get_date()
    )
}

/// Milliseconds since 1970.
pub(crate) fn now() -> f64 {
    Date::now()
}

/// A number that other tabs do not have.
pub(crate) fn random() -> u32 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}

/// A moment in the user's own way of writing dates.
pub(crate) fn written(milliseconds: f64) -> String {
    in_style(milliseconds, true)
}

/// A moment like that, without its day if that is today.
pub(crate) fn time(milliseconds: f64) -> String {
    let date = Date::new(&milliseconds.into());
    let is_today = date.to_date_string() == Date::new_0().to_date_string();
    in_style(milliseconds, !is_today)
}

fn in_style(milliseconds: f64, has_day: bool) -> String {
    let options = js_sys::Object::new();
    let style = |name: &str, value: &str| {
        // A failed `set` leaves the browser's default style, which is readable as well.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    };
    if has_day {
        style("dateStyle", "medium");
    }
    style("timeStyle", "short");
    let date = Date::new(&milliseconds.into());
    String::from(date.to_locale_string("default", &options))
}

/// Does something once what has just changed is painted, or at once in a page that is not.
pub(crate) fn after_paint(act: impl FnOnce() + 'static) {
    if document().hidden() {
        act();
    } else {
        request_animation_frame(move || set_timeout(act, Duration::ZERO));
    }
}

/// Lets the browser work for a while, such as paint what has changed.
pub(crate) async fn pause(milliseconds: u32) {
    let (sender, receiver) = futures::channel::oneshot::channel();
    let timer = gloo::timers::callback::Timeout::new(milliseconds, move || {
        // Nobody waits any more where the receiver is gone.
        let _ = sender.send(());
    });
    // The sender lives in the timer, which runs once.
    let _ = receiver.await;
    drop(timer);
}

/// Does something in the next task, so that the browser can answer before it.
pub(crate) fn soon(act: impl FnOnce() + 'static) {
    set_timeout(act, Duration::ZERO);
}
