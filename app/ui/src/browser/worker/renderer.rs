//! The worker that renders what a cluster gets from the pack. It is started by the first request.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use pack_editor::{Event, Render};
use pack_model::Deployment;
use pack_model::checking::{self, RENDERER, RenderAnswer, RenderRequest};

use super::{Hear, Heard, Restarted};
use crate::browser::report::Report;

/// Has a pack rendered. Whoever has only this reaches nothing of what it does.
pub(crate) type Renderer = Rc<dyn Fn(Render)>;

/// A renderer, whose renderings are reported.
pub(crate) fn renderer(report: Report) -> Renderer {
    let renderer = Restarted {
        name: RENDERER,
        running: Rc::new(RefCell::new(None)),
        report,
        hear,
        missing: || Event::RendererMissing,
        stopped: || Event::RendererStopped,
    };
    Rc::new(move |render| {
        let Render {
            check,
            cluster,
            purpose,
        } = render;
        let write = move |check| {
            checking::written(&RenderRequest {
                check,
                cluster: cluster.clone(),
                purpose: purpose.clone(),
            })
        };
        renderer.ask(check, Box::new(write));
    })
}

/// What one worker answers builds on what it answered before.
fn hear(report: Report) -> Hear {
    let mut last = Arc::new(Deployment::default());
    Box::new(move |message| {
        Ok(match checking::read(message)? {
            RenderAnswer::Ready => Heard::Ready,
            RenderAnswer::Rendered {
                revision,
                audience,
                difference,
                is_whole,
                findings,
            } => {
                last = Arc::new(difference.apply(&last));
                report(Event::Rendered {
                    revision,
                    audience,
                    deployment: Arc::clone(&last),
                    is_whole,
                    findings,
                });
                Heard::Answer
            }
        })
    })
}
