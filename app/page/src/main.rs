//! The program, one for all of its threads: the editor in a window, the judge and the renderer in workers.
//!
//! All need the model, the readers and the archives, so as one program they are loaded once. A release
//! build is split: what the start page needs, what it takes to show and check a pack, which is loaded when
//! the start page has answered, what renders, and the rest.

mod judge;
mod renderer;
mod rule_pages;

use pack_checker::RENDERER;
use wasm_bindgen_futures::spawn_local;

fn main() {
    // In a release the program stops before it would be called.
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
    if web_sys::window().is_some() {
        return pack_ui::mount(rule_pages::page);
    }
    let renders = pack_checker::name().as_deref() == Some(RENDERER);
    spawn_local(async move {
        let served = match renders {
            true => renderer::serve().await,
            false => judge::serve().await,
        };
        // The page says what is missing without it; the reason stands in the console.
        if let Err(error) = served {
            web_sys::console::error_1(&error.to_string().into());
            pack_checker::refuse();
        }
    });
}
