//! Forms as browsers send them: names and texts, repeated where several boxes are ticked.

use app::components::FormErrors;
use app::fr;
use app::pages::ErrorKind;
use axum::extract::{Form, FromRequest, Request};
use axum::http::StatusCode;
use domain::participant::{AccessNeed, Fault, Field, RegistrationForm};
use uuid::Uuid;

use crate::render::Failure;

/// What a form holds, in the order in which it came.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        match Form::from_request(request, state).await {
            Ok(Form(fields)) => Ok(Self(fields)),
            Err(rejected) if rejected.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(ErrorKind::TooLarge.into())
            }
            Err(_) => Err(ErrorKind::Misread.into()),
        }
    }
}

impl Fields {
    /// The first value of a field; empty when it was not sent.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.all(name).next().unwrap_or_default().to_owned()
    }

    /// Whether a box was ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        self.all(name).any(|value| !value.is_empty())
    }

    /// A form with these fields.
    #[cfg(test)]
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// Every value of a field.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Every field, in the order in which it came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A row's identity.
    ///
    /// # Errors
    /// The field holds none.
    pub fn id(&self, name: &str) -> Result<Uuid, Failure> {
        Uuid::try_parse(&self.text(name)).map_err(|_| Failure::not_found())
    }

    /// The registration form. Needs in words of their own are kept as such.
    #[must_use]
    pub fn registration(&self) -> RegistrationForm {
        let (access_needs, others): (Vec<_>, Vec<_>) = self
            .all("access_needs")
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .partition(|word| AccessNeed::parse(word).is_some());
        let other = std::iter::once(self.text("access_other")).chain(others);
        RegistrationForm {
            first_name: self.text("first_name"),
            last_name: self.text("last_name"),
            email: self.text("email"),
            no_email: self.ticked("no_email"),
            organisation: self.text("organisation"),
            department: self.text("department"),
            role_title: self.text("role_title"),
            phone: self.text("phone"),
            access_needs,
            access_other: other.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "),
            access_consent: self.ticked("access_consent"),
            consent: self.ticked("consent"),
        }
    }
}

/// The faults of a registration, as sentences beside their fields.
#[must_use]
pub fn sentences(faults: &[(Field, Fault)]) -> FormErrors {
    FormErrors(
        faults.iter().map(|(field, fault)| (field.name(), fr::fault(*field, *fault))).collect(),
    )
}

/// One sentence beside one field.
#[must_use]
pub fn one_error(field: &'static str, sentence: impl Into<String>) -> FormErrors {
    FormErrors(vec![(field, sentence.into())])
}
