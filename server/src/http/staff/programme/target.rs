//! What a form of the programme is about: a part as a whole, one thing of it, or a new one.

use app::components::FormErrors;
use app::pages::staff::programme::{EditView, Meanwhile, PROGRAMME, part_href};
use domain::programme::Plan;

use super::parts::Part;
use super::typed::NEW;
use super::{fingerprint, stale};
use crate::http::form::Fields;
use crate::render::Failure;

/// One thing of the programme: its part, and its key; no key for what is new, or for a part that is
/// one form.
pub struct Target {
    /// The part.
    pub part: Part,
    /// The key; none for what is new.
    pub key: Option<String>,
    /// Whether it is to be added.
    pub new: bool,
}

impl Target {
    /// What an address leads to.
    pub fn find(plan: &Plan, slug: &str, key: Option<String>) -> Result<Self, Failure> {
        let target = Self::named(slug, key)?;
        if target.gone(plan).is_some() { Err(Failure::not_found()) } else { Ok(target) }
    }

    /// What a form was about, whether it is still there or not.
    pub fn named(slug: &str, key: Option<String>) -> Result<Self, Failure> {
        let part = Part::parse(slug).ok_or_else(Failure::not_found)?;
        if key.is_some() && !part.is_list() {
            return Err(Failure::not_found());
        }
        let new = key.as_deref() == Some(NEW);
        Ok(Self { part, key: key.filter(|_| !new), new })
    }

    /// Its key, when nothing in the programme has it.
    pub fn gone(&self, plan: &Plan) -> Option<&str> {
        self.key.as_deref().filter(|key| self.part.name(plan, key).is_none())
    }

    /// Something new in the same list.
    fn anew(&self) -> Self {
        Self { part: self.part, key: None, new: true }
    }

    /// Where its form is sent.
    pub fn action(&self) -> String {
        part_href(self.part.slug(), self.key.as_deref().or(self.new.then_some(NEW)))
    }

    /// What its form is called.
    pub fn title(&self, plan: &Plan) -> String {
        match &self.key {
            Some(key) => {
                format!("Modifier {}", self.part.name(plan, key).unwrap_or_default())
            }
            None if self.new => self.part.adds().to_owned(),
            None => self.part.title().to_owned(),
        }
    }

    /// Where one comes from: the list, where there is one.
    pub fn back(&self) -> (String, &'static str) {
        match self.part {
            Part::Workshops | Part::Kiosks => (PROGRAMME.to_owned(), "Programme"),
            part if part.is_list() => (part_href(part.slug(), None), part.title()),
            _ => (PROGRAMME.to_owned(), "Programme"),
        }
    }
}

/// The form of a thing, as the programme says it.
pub fn edit_view(plan: &Plan, target: &Target) -> EditView {
    let (back, back_label) = target.back();
    EditView {
        title: target.title(plan),
        lead: target.part.lead(),
        back,
        back_label,
        action: target.action(),
        groups: target.part.groups(plan, target.key.as_deref()),
        errors: FormErrors::default(),
        clashes: Vec::new(),
        seen: fingerprint(plan),
        meanwhile: None,
        removal: target.key.as_ref().map(|_| format!("{}/retirer", target.action())),
        button: if target.new { "Ajouter au programme" } else { "Enregistrer" },
    }
}

/// What was typed, over a programme that says something else by now. What is no longer there is
/// proposed as something new, and only if somebody says so.
pub fn stale_view(plan: &Plan, target: &Target, fields: &Fields) -> EditView {
    let Some(gone) = target.gone(plan) else {
        let mut view = edit_view(plan, target);
        if target.new {
            stale::fill(&mut view.groups, fields);
        } else {
            stale::compare(&mut view.groups, fields);
        }
        stale::tell_gone(&mut view.groups);
        return EditView { meanwhile: Some(Meanwhile::Changed), ..view };
    };
    let mut view = edit_view(plan, &target.anew());
    stale::fill(&mut view.groups, fields);
    stale::tell_gone(&mut view.groups);
    let questions = view.groups.iter_mut().flat_map(|group| &mut group.questions);
    for code in questions.filter(|question| question.name == "code") {
        code.values = vec![gone.to_owned()];
    }
    let meanwhile = Meanwhile::Gone { called: target.part.called(gone) };
    EditView { meanwhile: Some(meanwhile), ..view }
}
