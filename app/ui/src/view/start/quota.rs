//! What the drafts take of the browser's storage, and whether it keeps them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pack_once::view::{RwSignal, handler, live};

use crate::browser::storage::quota::{self, Quota};

/// The bytes in a megabyte, as browsers and disks count.
const MEGABYTE: f64 = 1e6;

/// A number of bytes in whole megabytes or gigabytes.
fn rounded(bytes: f64) -> String {
    let (unit, size) = if bytes < 1e3 * MEGABYTE {
        ("MB", MEGABYTE)
    } else {
        ("GB", 1e3 * MEGABYTE)
    };
    format!("{} {unit}", (bytes / size).ceil() as u64)
}

/// A line about the storage, and the button that asks the browser to keep it.
#[component]
pub(super) fn Kept() -> impl IntoView {
    let quota = RwSignal::new(None::<Quota>);
    spawn_local(async move {
        if let Some(now) = quota::read().await {
            quota.set(Some(now));
        }
    });
    let ask = move |_| {
        spawn_local(async move {
            let is_kept = quota::ask().await;
            quota.update(|quota| {
                if let Some(quota) = quota {
                    quota.is_kept = is_kept;
                    quota.is_refused = !is_kept;
                }
            });
        });
    };
    live(move || {
        let quota = quota.get()?;
        let (used, all) = (rounded(quota.used), rounded(quota.all));
        let state = match (quota.is_kept, quota.is_refused) {
            (true, _) => "The browser keeps drafts until you delete them.",
            (_, true) => "The browser did not agree to keep drafts. Download those that you need.",
            _ => "The browser may delete drafts when the disk is full.",
        };
        let button = (!quota.is_kept && !quota.is_refused).then(|| {
            view! {
                <button type="button" class="button button--small" data-testid="keep-drafts" on:click=handler(ask)>
                    "Keep drafts"
                </button>
            }
        });
        Some(view! {
            <p class="start-drafts__quota" data-testid="storage" role="status">
                {format!("{used} of {all} used. {state} ")}
                {button}
            </p>
        })
    })
}
