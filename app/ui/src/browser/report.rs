//! The callback that sends events from the browser to the editor.

use std::rc::Rc;

use pack_editor::Event;

/// Where events are reported to.
pub(super) type Report = Rc<dyn Fn(Event)>;
