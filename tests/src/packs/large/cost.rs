//! What a pack costs on its way through the program without a browser, step by step: it is read,
//! opened, judged, rendered, edited and fixed as the page does it.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use pack_archive::{Format, Limits};
use pack_editor::{Editor, Effect, Event, ListFor, Settings};
use pack_lint::{Judge, Options, Renderer};
use pack_model::deployment::{Cluster, Difference};
use pack_model::path::{PACK_JSON, README_MD, VALUES_YAML};
use pack_model::{Audience, Change, Deployment, Findings, JsonFile, Pack, Transaction};

use crate::TODAY;
use crate::packs::fixture::Fixture;

/// The time that each step took this thread, in order.
pub type Costs = Vec<(&'static str, Duration)>;

/// The time that this thread has worked, whatever else the machine does. The time that has passed where
/// the system does not tell that.
fn worked(start: Instant) -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|told| told.split(' ').next()?.parse().ok());
    told.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// Measures steps.
struct Watch {
    start: Instant,
    last: Duration,
    costs: Costs,
}

impl Watch {
    fn new() -> Self {
        let start = Instant::now();
        Self {
            start,
            last: worked(start),
            costs: Vec::new(),
        }
    }

    /// Ends a step.
    fn step(&mut self, name: &'static str) {
        let now = worked(self.start);
        self.costs.push((name, now.saturating_sub(self.last)));
        self.last = now;
    }
}

/// Takes a pack through the program on a thread with a stack as small as that of the page.
pub fn run(fixture: Fixture) -> Result<Costs> {
    let thread = std::thread::Builder::new()
        .stack_size(1 << 20)
        .spawn(move || steps(&fixture))?;
    thread.join().ok().context("the thread has panicked")?
}

fn steps(fixture: &Fixture) -> Result<Costs> {
    let archive = fixture.archive(Format::TarGz)?;
    let mut watch = Watch::new();
    let contents = pack_archive::read(&archive, &Limits::default())?;
    watch.step("unpack");
    drop(contents);
    let entry = pack_archive::Entry::new("disc.tar.gz", archive);
    watch.last = worked(watch.start);
    let mut editor = Editor::new(Settings {
        is_ready: true,
        ..Settings::default()
    });
    let pack = happen(&mut editor, Event::FilesRead(vec![entry]))?.context("it is not judged")?;
    watch.step("open");
    let mut judge = Judge::default();
    let options = Options {
        audience: Audience::Own,
        today: TODAY.to_owned(),
    };
    let found = judge.check(&pack, &options);
    watch.step("judge");
    let findings = Findings::of(&pack, found);
    watch.step("locate");
    let revision = editor.revision();
    happen(
        &mut editor,
        Event::Judged {
            revision,
            audience: Audience::Own,
            findings,
        },
    )?;
    watch.step("take findings");
    happen(&mut editor, Event::FixAllOfPack)?;
    watch.step("fix all");
    happen(&mut editor, Event::Undo)?;
    watch.step("undo");
    let deployment = rendered(&pack);
    watch.step("render");
    let difference = Difference::between(&Deployment::default(), deployment.clone());
    ensure!(
        difference.apply(&Deployment::default()) == deployment,
        "the difference is wrong"
    );
    watch.step("tell the rendering");
    let of_rendering = judge.check_rendered(&pack, &options, &deployment);
    watch.step("judge the rendering");
    drop(of_rendering);
    edits(&mut editor, &mut watch)?;
    let changed = editor.pack().clone();
    watch.last = worked(watch.start);
    judge.check(&changed, &options);
    watch.step("judge again");
    pack_model::export::archive(&changed, Format::TarGz)?;
    watch.step("export");
    Ok(watch.costs)
}

fn rendered(pack: &Pack) -> Deployment {
    let mut renderer = Renderer::default();
    renderer.start(pack, &Cluster::default());
    while renderer.render_next() {}
    renderer.deployment()
}

/// Edits as forms and the code editor make them. Those that a pack refuses cost as much as others.
fn edits(editor: &mut Editor, watch: &mut Watch) -> Result<()> {
    let version = JsonFile::pack();
    let at = "/version".parse()?;
    let change = Change::set(version, at, "1.4.1");
    happen(
        editor,
        Event::Apply(Transaction::new("Change", vec![change])),
    )?;
    watch.step("edit pack.json");
    for (name, file) in [
        ("type in pack.json", PACK_JSON),
        ("type in values.yaml", VALUES_YAML),
        ("type in README.md", README_MD),
    ] {
        let file = pack_model::FilePath::of(file);
        let text = format!("{} ", editor.pack().text(file.as_str()).unwrap_or_default());
        let change = Change::set_text(file, text);
        happen(editor, Event::Apply(Transaction::new("Type", vec![change])))?;
        watch.step(name);
    }
    Ok(())
}

/// Has an event happen, and answers what the editor asks about drafts. Gives the pack that is to be
/// judged.
fn happen(editor: &mut Editor, event: Event) -> Result<Option<Pack>> {
    let mut judged = None;
    let mut events = vec![event];
    while let Some(event) = events.pop() {
        for effect in editor.handle(event, 1_000.0) {
            match effect {
                Effect::List(ListFor::CameIn) => events.push(Event::Listed {
                    purpose: ListFor::CameIn,
                    result: Ok(Vec::new()),
                }),
                Effect::Lock { draft, .. } => events.push(Event::LockGranted(draft)),
                Effect::Judge(check) => judged = Some(check.pack),
                _ => {}
            }
        }
    }
    Ok(judged)
}
