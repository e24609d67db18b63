//! The worker that renders what a cluster gets from the pack. It is started by the first request, and
//! again by the next one after it has failed.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use pack_editor::{Event, Render};
use pack_model::Deployment;
use pack_model::checking::{RENDERER, RenderAnswer, RenderRequest};

use super::{Conversation, written};
use crate::browser::report::Report;

/// Has a pack rendered. Whoever has only this reaches nothing of what it does.
pub(crate) type Renderer = Rc<dyn Fn(Render)>;

/// A renderer, whose renderings are reported.
pub(crate) fn renderer(report: Report) -> Renderer {
    let running: Running = Rc::default();
    Rc::new(move |render| {
        let conversation = running.borrow().clone();
        let conversation = conversation.or_else(|| start(&running, &report));
        let Some(conversation) = conversation else {
            return report(Event::RendererMissing);
        };
        let Render {
            check,
            cluster,
            purpose,
        } = render;
        conversation.ask(check, move |check| {
            written(&RenderRequest {
                check,
                cluster,
                purpose,
            })
        });
    })
}

/// The worker while there is one.
type Running = Rc<RefCell<Option<Conversation>>>;

fn start(running: &Running, report: &Report) -> Option<Conversation> {
    let conversation = Conversation::start(RENDERER)?;
    *running.borrow_mut() = Some(conversation.clone());
    let is_ready = Rc::new(RefCell::new(false));
    let fail = {
        let (running, report) = (Rc::clone(running), Rc::clone(report));
        let is_ready = Rc::clone(&is_ready);
        move || {
            if let Some(failed) = running.borrow_mut().take() {
                failed.end();
            }
            report(match *is_ready.borrow() {
                true => Event::RendererStopped,
                false => Event::RendererMissing,
            });
        }
    };
    let mut last = Arc::new(Deployment::default());
    let (report, ready, missing) = (Rc::clone(report), conversation.clone(), fail.clone());
    let hear = move |message| {
        match serde_wasm_bindgen::from_value(message)? {
            RenderAnswer::Ready => {
                *is_ready.borrow_mut() = true;
                ready.become_ready();
            }
            RenderAnswer::Missing => missing(),
            RenderAnswer::Rendered {
                revision,
                audience,
                difference,
                is_whole,
                diagnostics,
                located,
            } => {
                last = Arc::new(difference.apply(&last));
                report(Event::Rendered {
                    revision,
                    audience,
                    deployment: Arc::clone(&last),
                    is_whole,
                    diagnostics,
                    located,
                });
            }
        }
        Ok(())
    };
    conversation.listen(hear, fail);
    Some(conversation)
}
