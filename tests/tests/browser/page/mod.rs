//! The page as a whole: keyboard, focus, accessibility, narrow screens, messages, findings.

mod accessibility;
mod finding_places;
mod findings;
mod focus;
mod ignoring;
mod keyboard;
mod layout;
mod loading;
mod messages;
mod narrow;
mod problem_list;
mod rendering;
