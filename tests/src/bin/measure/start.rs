//! How long a page takes until it answers: from the start of the navigation until its `data-ready`, with an
//! empty cache, sent with gzip by a server on this machine. The contestants take turns; the first turn, in
//! which the server packs the files, does not count.

use anyhow::Result;

use crate::site::{Contestant, Site};
use crate::table;

/// How often each page is loaded.
const STARTS: usize = 15;

pub(crate) fn measure(site: &Site) -> Result<()> {
    table::title("start to answering, ms");
    site.visit(async |browser| {
        for (what, factor, is_mobile) in [
            ("served by this machine", 1.0, false),
            ("processor slowed 4 times, 4G network", 4.0, true),
        ] {
            browser.on_mobile_network(is_mobile).await?;
            browser.slow_down(factor).await?;
            let mut times = Contestant::ALL.map(|contestant| (contestant, Vec::new()));
            for turn in 0..=STARTS {
                for (contestant, times) in &mut times {
                    let query = match contestant {
                        Contestant::Ours => "?open=start",
                        Contestant::CodeMirror | Contestant::Monaco => "",
                    };
                    let page = format!("{}{query}", contestant.path());
                    browser.open_page(&page).await?;
                    let time = browser.start_time().await?;
                    if turn > 0 {
                        times.push(time);
                    }
                }
            }
            let figures =
                times.map(|(contestant, times)| (contestant.column(), table::median(times)));
            table::row(what, &figures, "1.0 times CodeMirror");
        }
        Ok(())
    })
}
