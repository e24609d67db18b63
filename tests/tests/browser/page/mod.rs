//! The page as a whole: keyboard, focus, accessibility, narrow screens, messages, findings.

mod accessibility;
mod findings;
mod focus;
mod keyboard;
mod loading;
mod messages;
mod narrow;
mod rendering;
