//! The fields of a form: each shows one property of pack.json or values.yaml and changes it by place.

mod choice;
mod date;
mod documented;
mod extras;
mod number;
mod open_choice;
mod property;
mod raw;
mod text;
mod toggles;
pub(crate) mod value_paths;

pub(crate) use documented::documented;
pub(crate) use extras::Extras;
pub(crate) use property::Property;
pub(crate) use raw::RawField;
pub(crate) use text::TextField;
