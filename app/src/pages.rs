//! One file per address.

mod activity;
mod cancellation;
mod day_grid;
pub mod door;
mod error;
mod found_ticket;
pub(crate) mod home;
mod hosting;
mod legal;
mod link_request;
mod party;
mod party_registration;
mod party_tickets;
mod programme;
mod registration;
mod set_password;
mod sign_in;
pub mod staff;
mod ticket;

pub use activity::ActivityPage;
pub use cancellation::CancellationPage;
pub use day_grid::{DayGridPage, GRID, PRINTED_GRID, PrintedGridPage};
pub use error::{ErrorKind, ErrorPage};
pub use found_ticket::FoundTicketPage;
pub use home::HomePage;
pub use hosting::HostingPage;
pub use legal::{AccessibilityPage, LegalPage, PrivacyPage};
pub use link_request::{LinkRequestPage, LinkRequestState};
pub use party::{Managed, PartyMember, PartyPage, PartyView};
pub use party_registration::{PartyAdditionPage, PartyRegistrationPage};
pub use party_tickets::{PartyTicket, PartyTicketsPage};
pub use programme::{Filters, ProgrammePage};
pub use registration::{AlreadyRegisteredPage, RegistrationPage};
pub use set_password::SetPasswordPage;
pub use sign_in::SignInPage;
pub use ticket::{
    FreedSeatPage, FreedSeatView, OutcomeView, OwnGroup, TakenOverPage, TicketPage, TicketView,
    Waited, WishesView,
};
