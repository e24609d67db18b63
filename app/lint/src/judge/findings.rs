//! Collects the findings of rules, and the fixes for each.

use pack_model::{Action, Change, Diagnostic, Fix, LogoAction, Packaging, Place, Safety, Severity};

use pack_syntax::invisible::shown;

use crate::judge::changes::pack_json::set_property;

/// Collects the findings of all rules, one rule after the other.
#[derive(Debug)]
pub(crate) struct Findings {
    /// Whether pack.json can be edited by path, because its structure is certain.
    editable: bool,
    /// The rule that is being checked, and the severity of its findings.
    rule: &'static str,
    severity: Severity,
    diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// An empty collection.
    pub(crate) fn new(editable: bool) -> Self {
        Self {
            editable,
            rule: "",
            severity: Severity::Info,
            diagnostics: Vec::new(),
        }
    }

    /// Takes the findings of another rule from now on.
    pub(crate) fn start(&mut self, rule: &'static str, severity: Severity) {
        self.rule = rule;
        self.severity = severity;
    }

    /// The severity of the findings of the rule that is being checked.
    pub(crate) fn severity(&self) -> Severity {
        self.severity
    }

    /// Reports a finding: where it is, and what is wrong, why it matters and what to do.
    pub(crate) fn report(&mut self, place: Place, message: impl Into<String>) -> Report<'_> {
        let index = self.diagnostics.len();
        self.diagnostics.push(Diagnostic {
            rule: self.rule.to_owned(),
            severity: self.severity,
            place,
            message: shown(&message.into()).into_owned(),
            fixes: Vec::new(),
            ignored: None,
        });
        Report {
            findings: self,
            index,
        }
    }

    /// The findings that were reported so far.
    pub(crate) fn so_far(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// All findings, in the order in which they were reported.
    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

/// A finding to which fixes can be added, best first.
pub(crate) struct Report<'f> {
    findings: &'f mut Findings,
    index: usize,
}

impl Report<'_> {
    /// Gives the finding another severity than its rule has.
    pub(crate) fn severity(self, severity: Severity) -> Self {
        if let Some(diagnostic) = self.findings.diagnostics.get_mut(self.index) {
            diagnostic.severity = severity;
        }
        self
    }

    /// Adds a fix that keeps the meaning.
    pub(crate) fn safe(self, id: &str, label: impl Into<String>, changes: Vec<Change>) -> Self {
        self.fix(id, label.into(), Safety::Safe, Action::Changes(changes))
    }

    /// Adds a fix that changes the meaning; its label says how.
    pub(crate) fn ask(self, id: &str, label: impl Into<String>, changes: Vec<Change>) -> Self {
        self.fix(id, label.into(), Safety::Ask, Action::Changes(changes))
    }

    /// Adds the fix that makes an archive of a chart's folder, and then changes a list.
    pub(crate) fn package(self, label: String, mut packaging: Packaging, relist: Change) -> Self {
        packaging.then.push(relist);
        self.fix("package", label, Safety::Ask, Action::Package(packaging))
    }

    /// Offers a new value for a property at the root of pack.json, if there is one.
    pub(crate) fn propose(self, key: &str, value: Option<String>) -> Self {
        match value {
            Some(value) => {
                let label = format!("Change to {value}");
                self.ask("replace", label, vec![set_property(key, value)])
            }
            None => self,
        }
    }

    /// Adds a fix that needs the page's image decoder.
    pub(crate) fn logo(self, id: &str, label: &str, safety: Safety, action: LogoAction) -> Self {
        self.fix(id, label.to_owned(), safety, Action::Logo(action))
    }

    /// Adds the two fixes of a logo that is missing or no image.
    pub(crate) fn new_logo(self) -> Self {
        self.logo("choose", "Choose an image", Safety::Ask, LogoAction::Choose)
            .logo(
                "draw",
                "Generate from category",
                Safety::Ask,
                LogoAction::Draw,
            )
    }

    /// Adds a fix, unless it would edit a pack.json whose structure is uncertain.
    fn fix(self, id: &str, label: String, safety: Safety, action: Action) -> Self {
        let edits = match &action {
            Action::Changes(changes) => changes.iter().any(edits_manifest),
            Action::Package(packaging) => packaging.then.iter().any(edits_manifest),
            Action::Logo(_) => false,
        };
        if edits && !self.findings.editable {
            return self;
        }
        if let Some(diagnostic) = self.findings.diagnostics.get_mut(self.index) {
            diagnostic.fixes.push(Fix {
                id: id.to_owned(),
                label: shown(&label).into_owned(),
                safety,
                action,
            });
        }
        self
    }
}

/// Whether a change finds its place in pack.json by path.
fn edits_manifest(change: &Change) -> bool {
    matches!(change, Change::Entry(..) | Change::Json(..))
        && *change.file() == pack_model::path::PACK_JSON
}
