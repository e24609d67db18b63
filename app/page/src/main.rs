//! The program, one for both of its threads: the editor in a window, the judge in its worker.
//!
//! Both need the model, the readers and the archives, so as one program they are loaded once. A
//! release build is split in three: what the start page needs, what it takes to show and check a pack,
//! which is loaded when the start page has answered, and the rest.

mod judge;
mod rule_pages;

use wasm_bindgen_futures::spawn_local;

fn main() {
    console_error_panic_hook::set_once();
    if web_sys::window().is_some() {
        pack_ui::mount(rule_pages::page);
    } else {
        // Without the judge the page says that it is not judged; the reason stands in the console.
        spawn_local(async {
            if let Err(error) = judge::serve().await {
                web_sys::console::error_1(&error.to_string().into());
            }
        });
    }
}
