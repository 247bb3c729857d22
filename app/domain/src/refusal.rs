//! Every reason for which the conference says no. The pages turn each into a French sentence that
//! says what to do next.

use uuid::Uuid;

use crate::time::Moment;

/// Why something asked for was not done. Nothing has changed when one of these is returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No programme has been imported yet.
    NoEvent,
    /// Registration has not begun.
    RegistrationNotOpen {
        /// When it will.
        opens: Moment,
    },
    /// Registration is over.
    RegistrationClosed,
    /// Workshops cannot be chosen yet.
    SignUpNotOpen {
        /// When they can.
        opens: Moment,
    },
    /// Workshops can no longer be chosen by oneself.
    SignUpClosed,
    /// Seats are no longer changed by oneself: the team does it.
    SelfServiceFrozen {
        /// Who to call; empty when there is no number.
        phone: String,
        /// Who to write to.
        email: String,
    },
    /// The page on which this was asked shows something else than what is: another tab, or another
    /// person, has changed it since.
    PageOutOfDate {
        /// The code of what is held there now, if anything.
        held: Option<String>,
    },
    /// The e-mail address already belongs to someone registered.
    AlreadyRegistered {
        /// Whose registration that is.
        participant: Uuid,
    },
    /// The group has as many people as a group may have.
    GroupFull,
    /// The person's registration was cancelled.
    RegistrationCancelled,
    /// The person waits for a place at the conference, so cannot choose yet.
    StillWaiting,
    /// No such person, session or letter (any longer).
    NotFound,
    /// A list of people was looked at before somebody on it registered or left.
    ListOutOfDate,
    /// An act on several people cannot be taken back: a letter has left, or somebody has changed
    /// something since.
    TooLateToUndo,
    /// Every seat is taken.
    SessionFull {
        /// The activity's code.
        code: String,
    },
    /// The session will not take place.
    SessionCancelled {
        /// The activity's code.
        code: String,
    },
    /// The session has begun.
    SessionStarted {
        /// The activity's code.
        code: String,
        /// When it began.
        at: Moment,
    },
    /// The person is expected elsewhere at that time.
    Clash {
        /// The code of what they hold.
        code: String,
        /// The title of what they hold.
        title: String,
        /// When that begins.
        at: Moment,
        /// The minutes it takes to walk there, when only those stand in the way.
        walk: Option<u32>,
    },
    /// The person already has a visit of this kiosk.
    KioskAlreadyVisited {
        /// The kiosk's code.
        code: String,
        /// When they visit it.
        at: Moment,
    },
    /// The one-time link has served, or is too old.
    LinkExpired,
    /// The address and password do not go together, or the account is closed.
    WrongPassword,
    /// Too many attempts.
    Throttled,
    /// Nobody would manage accounts any more.
    LastAdmin,
    /// Nobody of those concerned has an address.
    NobodyToWriteTo,
    /// A mailing was stopped, which is for good.
    MailingStopped,
    /// A programme puts fewer seats than are taken.
    CapacityUnderTaken {
        /// The activity's code, or the conference's name.
        what: String,
        /// How many are taken.
        taken: u32,
    },
    /// Fewer seats are asked for than are taken.
    MoveFirst {
        /// The activity's code.
        code: String,
        /// How many are taken.
        taken: u32,
        /// How many people have to be moved first.
        people: u32,
    },
    /// More seats are asked for than the room holds.
    RoomTooSmall {
        /// The room's name.
        room: String,
        /// How many people it holds.
        seats: u32,
    },
    /// A programme moves two things that people hold to times that clash.
    WouldClash {
        /// The activity's code.
        code: String,
        /// The code of what it would clash with.
        other: String,
        /// How many people hold both.
        people: u32,
    },
    /// A programme leaves out something people wait for.
    WouldLoseLine {
        /// The activity's code.
        code: String,
        /// How many people wait for it.
        waiting: u32,
    },
    /// A programme leaves out something people have signed up for.
    WouldLoseSignUps {
        /// The activity's code.
        code: String,
        /// How many people hold it.
        taken: u32,
    },
    /// The programme is no longer the one a change was made from.
    ProgrammeChanged,
    /// A programme leaves out something people were scanned into.
    WouldLoseScans {
        /// The activity's code.
        code: String,
        /// How many scans there are.
        scans: u32,
    },
    /// A programme leaves out something people wish for.
    WouldLoseWishes {
        /// The activity's code.
        code: String,
        /// How many people wish for it.
        people: u32,
    },
    /// Seats in this slot are given by wishes, not taken.
    GivenByWishes {
        /// The slot's name.
        slot: String,
        /// Until when people may wish.
        until: Moment,
    },
    /// It is too late to wish.
    WishesClosed {
        /// Until when it was possible.
        until: Moment,
    },
    /// Seats in this slot are taken as usual: there is nothing to wish for.
    NotByWishes {
        /// The slot's name.
        slot: String,
    },
    /// The person has a seat in the slot they would wish in.
    SeatInSlot {
        /// The code of what they hold.
        code: String,
    },
    /// People may still wish: results cannot be published yet.
    WishesStillOpen {
        /// The slot's name.
        slot: String,
        /// Until when.
        until: Moment,
    },
    /// Wishes, seats or the programme have changed since a run: it cannot be published.
    RunOutOfDate,
    /// A run has not come to its end, or failed: it cannot be published.
    RunNotReady,
}
