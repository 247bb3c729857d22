//! One file per address.

pub mod account;
mod activity;
mod cancellation;
mod certificate;
mod day_grid;
pub mod door;
mod error;
mod found_ticket;
pub(crate) mod home;
pub mod hosting;
mod legal;
mod link_request;
mod pairing;
mod party;
mod party_registration;
mod party_tickets;
mod programme;
mod registration;
mod set_password;
mod sign_in;
mod sign_in_code;
pub mod staff;
mod ticket;
mod unsubscription;

pub use activity::ActivityPage;
pub use cancellation::CancellationPage;
pub use certificate::{OwnCertificatePage, Verification, VerificationPage};
pub use day_grid::{DayGridPage, GRID, PRINTED_GRID, PrintedGridPage};
pub use error::{ErrorKind, ErrorPage};
pub use found_ticket::FoundTicketPage;
pub use home::HomePage;
pub use legal::{AccessibilityPage, LegalPage, PrivacyPage};
pub use link_request::{LinkRequestPage, LinkRequestState};
pub use pairing::{PairingPage, PairingView};
pub use party::{Managed, PartyMember, PartyPage, PartyView};
pub use party_registration::{PartyAdditionPage, PartyRegistrationPage};
pub use party_tickets::{PartyTicket, PartyTicketsPage};
pub use programme::{Filters, ProgrammePage};
pub use registration::{AlreadyRegisteredPage, RegistrationPage};
pub use set_password::SetPasswordPage;
pub use sign_in::SignInPage;
pub use sign_in_code::SignInCodePage;
pub use ticket::{
    FreedSeatPage, FreedSeatView, OutcomeView, OwnGroup, TakenOverPage, TicketPage, TicketView,
    Waited, WishesView,
};
pub use unsubscription::{UnsubscriptionPage, UnsubscriptionView};
