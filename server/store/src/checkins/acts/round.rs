//! One phone's acts, kept one after the other with everything they touch held.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::checkin::{Door, Holder, Reason, Settled, Standing, Verdict, judge};
use domain::door::Told;
use domain::time::Moment;
use uuid::Uuid;

use super::{Act, Became, Deed};
use crate::checkins::{Keeper, Row, door_word, holds, insert, merge, passage, target};
use crate::seats::Book;
use crate::{Conn, Error, journal, participants, seats};

/// The acts of one phone, under way: everything they touch is held.
pub(super) struct Round {
    by: Keeper,
    actor: String,
    pub(super) now: Moment,
    pub(super) book: Option<Book>,
    pub(super) sessions: BTreeSet<Uuid>,
    pub(super) people: HashMap<Uuid, Standing>,
    touched: BTreeSet<(Uuid, String)>,
}

impl Round {
    /// Holds the phone's row, then the book of seats, then the people, in one order for everybody.
    pub(super) async fn open(
        conn: &mut Conn,
        by: Keeper,
        acts: &[Act],
        now: Moment,
    ) -> Result<Self, Error> {
        let actor = actor(conn, by).await?;
        let (mut people, mut seats_change) = (BTreeSet::new(), false);
        for act in acts {
            match &act.deed {
                Deed::Arrival(person) => people.extend(person),
                Deed::WalkIn(_) | Deed::Move { .. } => seats_change = true,
                Deed::Undo(of) => {
                    if let Some(target) = target(conn, *of).await? {
                        people.extend(target.participant);
                        seats_change |= target.deed == "walk_in";
                    }
                }
                Deed::Void { .. } => {}
            }
            if let Deed::Move { person, .. } = act.deed {
                people.insert(person);
            }
        }
        let book = if seats_change { Some(seats::open(conn).await?) } else { None };
        let mut round = Self {
            by,
            actor,
            now,
            book,
            sessions: BTreeSet::new(),
            people: HashMap::new(),
            touched: BTreeSet::new(),
        };
        for person in people {
            round.hold(conn, person).await?;
        }
        round.look_up_sessions(conn, acts).await?;
        Ok(round)
    }

    pub(super) async fn hold(&mut self, conn: &mut Conn, person: Uuid) -> Result<(), Error> {
        match participants::lock(conn, person).await {
            Ok(standing) => {
                self.people.insert(person, standing);
                Ok(())
            }
            Err(Error::Refused(domain::Refusal::NotFound)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    pub(super) fn holds_someone_cancelled(&self) -> bool {
        self.people.values().any(|standing| *standing == Standing::Cancelled)
    }

    async fn look_up_sessions(&mut self, conn: &mut Conn, acts: &[Act]) -> Result<(), Error> {
        let named: BTreeSet<Uuid> = acts
            .iter()
            .flat_map(|act| {
                let to = if let Deed::Move { to, .. } = act.deed { Some(to) } else { None };
                act.door.session().into_iter().chain(to)
            })
            .collect();
        for session in named {
            let known: Option<(Uuid,)> =
                conn.opt("select id from session where id = $1", (session,)).await?;
            self.sessions.extend(known.map(|(id,)| id));
        }
        Ok(())
    }

    pub(super) async fn keep(&mut self, conn: &mut Conn, act: &Act) -> Result<Became, Error> {
        if act.door.session().is_some_and(|session| !self.sessions.contains(&session)) {
            return self.void(conn, act, Reason::Malformed).await;
        }
        match &act.deed {
            Deed::Arrival(person) => self.arrival(conn, act, *person).await,
            Deed::Undo(of) => self.undo(conn, act, *of).await,
            Deed::WalkIn(new) => self.walk_in(conn, act, new).await,
            Deed::Move { person, to } => self.moved(conn, act, *person, *to).await,
            Deed::Void { reason, .. } => self.void(conn, act, *reason).await,
        }
    }

    pub(super) async fn void(
        &self,
        conn: &mut Conn,
        act: &Act,
        reason: Reason,
    ) -> Result<Became, Error> {
        let row = Row { verdict: "refused", reason: Some(reason), ..self.row(act) };
        insert(conn, &row, self.now).await?;
        Ok(Became::Refused(reason))
    }

    async fn arrival(
        &mut self,
        conn: &mut Conn,
        act: &Act,
        person: Option<Uuid>,
    ) -> Result<Became, Error> {
        let verdict = match act.told {
            Told::Accepted | Told::Done => "accepted",
            Told::AlreadySeen => "already_seen",
            Told::Refused => "refused",
        };
        insert(conn, &Row { verdict, participant: person, ..self.row(act) }, self.now).await?;
        match person.filter(|person| self.people.contains_key(person)) {
            Some(person) => self.touch(person, act.door),
            None if act.told == Told::Refused => {}
            None => return Ok(Became::Unknown),
        }
        Ok(Became::Kept)
    }

    async fn undo(&mut self, conn: &mut Conn, act: &Act, of: Uuid) -> Result<Became, Error> {
        let target = target(conn, of).await?;
        let here = target.as_ref().is_none_or(|target| target.door == act.door);
        if !here || target.as_ref().is_some_and(|one| one.deed == "move" || one.deed == "undo") {
            return self.void(conn, act, Reason::NothingToUndo).await;
        }
        let participant = target.as_ref().and_then(|target| target.participant);
        let row = Row {
            deed: "undo",
            verdict: "undone",
            refers_to: Some(of),
            participant,
            ..self.row(act)
        };
        let added = insert(conn, &row, self.now).await?;
        let Some((target, person)) = target.zip(participant) else { return Ok(Became::Kept) };
        if self.people.contains_key(&person) {
            self.touch(person, act.door);
        }
        if added && target.deed == "walk_in" {
            self.send_away(conn, of, person).await?;
        }
        Ok(Became::Kept)
    }

    pub(super) async fn note(
        &self,
        conn: &mut Conn,
        action: &str,
        person: Uuid,
        detail: &str,
    ) -> Result<(), Error> {
        journal::write(conn, &self.actor, action, &person.to_string(), detail, self.now).await
    }

    pub(super) fn touch(&mut self, person: Uuid, door: Door) {
        self.touched.insert((person, door_word(door)));
    }

    /// Every door at which someone was seen before they were known.
    pub(super) async fn touch_everywhere(
        &mut self,
        conn: &mut Conn,
        person: Uuid,
    ) -> Result<(), Error> {
        let doors: Vec<(String,)> =
            conn.all("select distinct door from scan where participant_id = $1", (person,)).await?;
        self.touched.extend(doors.into_iter().map(|(door,)| (person, door)));
        Ok(())
    }

    pub(super) async fn settle(
        &self,
        conn: &mut Conn,
    ) -> Result<BTreeMap<(Uuid, String), Settled>, Error> {
        let mut settled = BTreeMap::new();
        for (person, word) in &self.touched {
            let door = Door::parse(word).ok_or(Error::Corrupt("scan.door"))?;
            settled.insert((*person, word.clone()), merge::settle_at(conn, *person, door).await?);
        }
        Ok(settled)
    }

    /// What is to be told about an arrival, now that everything is known.
    pub(super) async fn answer(
        &self,
        conn: &mut Conn,
        act: &Act,
        person: Option<Uuid>,
        settled: &BTreeMap<(Uuid, String), Settled>,
    ) -> Result<Became, Error> {
        let Some((person, standing)) =
            person.and_then(|person| Some((person, *self.people.get(&person)?)))
        else {
            return Ok(Became::Kept);
        };
        let Some(settled) = settled.get(&(person, door_word(act.door))) else {
            return Ok(Became::Kept);
        };
        if let (true, Some(entry)) = (settled.doubles.contains(&act.id), settled.entry) {
            return Ok(Became::Double(passage(conn, entry).await?));
        }
        if act.told == Told::AlreadySeen {
            return Ok(Became::Kept);
        }
        let expected_here = match act.door {
            Door::Main => true,
            Door::Session(session) => holds(conn, person, session).await?,
        };
        let verdict = judge(Some(&Holder { standing, expected_here, passed: None }));
        Ok(match (act.told, verdict) {
            (Told::Refused, Verdict::Accepted) if settled.entry.is_none() => Became::Expected,
            (Told::Accepted | Told::Done, Verdict::Refused(reason)) => Became::NotExpected(reason),
            _ => Became::Kept,
        })
    }

    /// The act as it is written down, whatever was done.
    pub(super) fn row(&self, act: &Act) -> Row {
        Row {
            id: act.id,
            deed: "arrival",
            participant: None,
            door: act.door,
            known_door: act.door.session().is_none_or(|id| self.sessions.contains(&id)),
            by: self.by,
            scanned_at: act.at,
            clock_ahead: act.clock_ahead,
            verdict: "accepted",
            reason: None,
            refers_to: None,
            to: None,
            detail: match &act.deed {
                Deed::Void { said, .. } => said.clone(),
                _ => String::new(),
            },
        }
    }
}

/// Holds the phone's own row, so that what one phone sends is done one after the other, and answers
/// what it is called.
async fn actor(conn: &mut Conn, by: Keeper) -> Result<String, Error> {
    let (name,): (String,) = match by {
        Keeper::Phone(device) => {
            conn.one("update device set name = name where id = $1 returning name", (device,))
                .await?
        }
        Keeper::Member(account) => {
            conn.one("select email from account where id = $1", (account,)).await?
        }
    };
    Ok(name)
}
