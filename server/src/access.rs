//! Who may use which route: declared with the route, enforced in one place.

use std::sync::Arc;

use app::pages::ErrorKind;
use axum::Router;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use domain::role::{Access, Role};
use uuid::Uuid;

use crate::doorkeeper::{self, Doorkeeper, Phone};
use crate::render::{Told, error_page, fault};
use crate::session;
use crate::state::App;

/// The member of the team who asks; put into the request by [`guard`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Their identity.
    pub id: Uuid,
    /// Their address.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Whether they must set a second factor up before anything else.
    pub must_set_up: bool,
}

/// A route as declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// How it is called.
    pub method: Method,
    /// Its address, with placeholders.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
}

/// Routes, each with who may use it: there is no other way to add one.
pub struct Routes {
    app: App,
    router: Router<App>,
    declared: Vec<Declared>,
}

impl Routes {
    /// No route yet.
    #[must_use]
    pub fn new(app: App) -> Self {
        Self { app, router: Router::new(), declared: Vec::new() }
    }

    /// A page or a file.
    #[must_use]
    pub fn get<H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        access: Access,
        handler: H,
    ) -> Self {
        self.add(Method::GET, path, access, on(MethodFilter::GET, handler))
    }

    /// A form, or a device's message.
    #[must_use]
    pub fn post<H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        access: Access,
        handler: H,
    ) -> Self {
        self.add(Method::POST, path, access, on(MethodFilter::POST, handler))
    }

    fn add(
        mut self,
        method: Method,
        path: &'static str,
        access: Access,
        answers: MethodRouter<App>,
    ) -> Self {
        let gate = middleware::from_fn_with_state((self.app.clone(), access), guard);
        self.router = self.router.route(path, answers.layer(gate));
        self.declared.push(Declared { method, path, access });
        self
    }

    /// The router, and everything that was declared.
    pub fn finish(self) -> (Router<App>, Arc<[Declared]>) {
        (self.router, self.declared.into())
    }
}

/// Lets a request pass or turns it away: to the sign-in page, or with a page that says why.
async fn guard(
    State((app, access)): State<(App, Access)>,
    mut request: Request,
    next: Next,
) -> Response {
    match access {
        Access::Public | Access::Link => return next.run(request).await,
        Access::Door | Access::Device => return guard_door(app, access, request, next).await,
        Access::Team | Access::Host | Access::Organiser | Access::Admin => {}
    }
    let member = match session::member(&app, request.headers()).await {
        Ok(member) => member,
        Err(error) => return error_page(&app, fault(&error)).await,
    };
    match member {
        // What everybody of the team may do is where they set it up.
        Some(member) if member.must_set_up && member.role.may(access) && access != Access::Team => {
            set_up_first(request.headers())
        }
        Some(member) if member.role.may(access) => {
            request.extensions_mut().insert(member);
            next.run(request).await
        }
        Some(_) if wants_json(request.headers()) => StatusCode::FORBIDDEN.into_response(),
        Some(_) => error_page(&app, ErrorKind::Forbidden).await,
        None if wants_json(request.headers()) => StatusCode::UNAUTHORIZED.into_response(),
        None => Redirect::to(&sign_in_address(&request)).into_response(),
    }
}

fn set_up_first(headers: &HeaderMap) -> Response {
    if wants_json(headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    Redirect::to("/mon-compte/double-verification").into_response()
}

/// Lets whoever keeps doors pass: a phone that was prepared for it, or a member of the team.
async fn guard_door(app: App, access: Access, mut request: Request, next: Next) -> Response {
    let (member, phone, keeper) = match at_the_door(&app, request.headers()).await {
        Ok(there) => there,
        Err(error) => return error_page(&app, fault(&error)).await,
    };
    let program = access == Access::Device || wants_json(request.headers());
    match keeper {
        Some(Doorkeeper { member: Some(member), phone: None, .. }) if member.must_set_up => {
            set_up_first(request.headers())
        }
        _ if access == Access::Device && phone == Phone::Ended => StatusCode::GONE.into_response(),
        // A member of the team prepares the phone first: what it does is its own.
        Some(keeper) if access == Access::Device && keeper.phone.is_none() => {
            StatusCode::CONFLICT.into_response()
        }
        Some(keeper) => {
            request.extensions_mut().insert(keeper);
            next.run(request).await
        }
        None if phone == Phone::Ended && program => StatusCode::GONE.into_response(),
        None if phone == Phone::Ended => error_page(&app, ErrorKind::PhoneEnded).await,
        None if member.is_some() && program => StatusCode::FORBIDDEN.into_response(),
        None if member.is_some() => error_page(&app, ErrorKind::Forbidden).await,
        None if program => StatusCode::UNAUTHORIZED.into_response(),
        None => Redirect::to(&sign_in_address(&request)).into_response(),
    }
}

async fn at_the_door(
    app: &App,
    headers: &HeaderMap,
) -> Result<(Option<Member>, Phone, Option<Doorkeeper>), store::Error> {
    let (member, phone) =
        (session::member(app, headers).await?, doorkeeper::phone(app, headers).await?);
    let keeper = Doorkeeper::of(app, member.clone(), &phone).await?;
    Ok((member, phone, keeper))
}

fn wants_json(headers: &HeaderMap) -> bool {
    let json = |name| {
        headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|v| v.contains("json"))
    };
    json(header::CONTENT_TYPE) || json(header::ACCEPT)
}

/// After signing in, a page is shown again; a form is not sent again.
fn sign_in_address(request: &Request) -> String {
    if request.method() != Method::GET {
        return "/connexion".to_owned();
    }
    let query = serde_urlencoded::to_string([("suite", request.uri().path())]).unwrap_or_default();
    format!("/connexion?{query}")
}

/// Refuses forms that another site had the browser send: a browser says where a form comes from,
/// in `Sec-Fetch-Site` or at least in `Origin`. Whoever says neither is no browser; without a
/// session there is nothing to abuse, with one it is refused.
pub async fn same_origin(State(app): State<App>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD)
        || comes_from_here(&app, request.headers())
    {
        return next.run(request).await;
    }
    error_page(&app, ErrorKind::ForeignForm).await
}

fn comes_from_here(app: &App, headers: &HeaderMap) -> bool {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (said("sec-fetch-site"), said("origin")) {
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, Some(origin)) => origin == &*app.public_url,
        (None, None) => !session::is_presented(headers) && doorkeeper::presented(headers).is_none(),
    }
}

/// Turns what handlers and the router say in a word into pages of the house.
pub async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let json = wants_json(request.headers());
    let response = next.run(request).await;
    if json {
        return response;
    }
    if let Some(Told(kind)) = response.extensions().get::<Told>() {
        return error_page(&app, kind.clone()).await;
    }
    let bare = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    match bare.then(|| in_words(response.status())).flatten() {
        Some(kind) => error_page(&app, kind).await,
        None => response,
    }
}

/// What the router or an extractor said with a bare status.
fn in_words(status: StatusCode) -> Option<ErrorKind> {
    match status {
        // A bare 400 is about the address: something else where an identity belongs.
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::BAD_REQUEST => {
            Some(ErrorKind::NotFound)
        }
        StatusCode::REQUEST_TIMEOUT => Some(ErrorKind::Busy),
        StatusCode::PAYLOAD_TOO_LARGE => Some(ErrorKind::TooLarge),
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            Some(ErrorKind::Misread)
        }
        _ => None,
    }
}
