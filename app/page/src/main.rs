//! The program, one for both of its threads: the editor in a window, the judge in its worker.
//!
//! Both need the model, the readers and the archives, so as one program they are loaded once. A
//! release build is split in two: what the start page needs, and all the rest, which is loaded when
//! the start page has answered.

mod judge;

use wasm_bindgen_futures::spawn_local;

fn main() {
    console_error_panic_hook::set_once();
    if web_sys::window().is_some() {
        pack_ui::mount();
    } else {
        // Without the judge the page says that it is not judged; the reason stands in the console.
        spawn_local(async {
            if let Err(error) = judge::serve().await {
                web_sys::console::error_1(&error.to_string().into());
            }
        });
    }
}
