use super::{Ask, Invariant};
use crate::programme::clash;

/// All invariants that one statement can check.
pub(super) const ALL: &[Invariant] = &[
    Invariant {
        says: "Chaque séance compte autant de places prises que d’inscriptions",
        ask: Ask::Books(
            "select code || ' : ' || taken || ' places comptées, ' || held || ' inscriptions' \
             from (select a.code, s.taken, (select count(*) from signup u \
             where u.session_id = s.id) as held from session s \
             join activity a on a.id = s.activity_id) as books where taken <> held order by code",
        ),
    },
    Invariant {
        says: "La conférence compte autant de places prises que de personnes inscrites",
        ask: Ask::Books(
            "select taken || ' places comptées, ' || seated || ' personnes inscrites' \
             from (select taken, (select count(*) from participant \
             where standing = 'registered') as seated from event) as books where taken <> seated",
        ),
    },
    Invariant {
        says: "Aucune séance n’a plus de places prises que de places",
        ask: Ask::Books(
            "select a.code || ' : ' || s.taken || ' prises sur ' || s.capacity from session s \
             join activity a on a.id = s.activity_id where s.taken > s.capacity order by a.code",
        ),
    },
    Invariant {
        says: "La conférence n’a pas plus de personnes inscrites que de places",
        ask: Ask::Books(
            "select taken || ' sur ' || capacity || ' et ' || beyond || ' à la porte' from event \
             where taken > capacity + beyond",
        ),
    },
    Invariant {
        says: "Seule la porte fait entrer au-delà des places, une personne à la fois",
        ask: Ask::Books(
            "select beyond || ' places de plus, ' || people || ' personnes' from (select beyond, \
             (select count(*) from walk_in where beyond) as people from event) as books \
             where beyond > people",
        ),
    },
    Invariant {
        says: "Seules les personnes inscrites ont des séances",
        ask: Ask::Books(
            "select p.code || ' : ' || a.code from signup u \
             join participant p on p.id = u.participant_id join session s on s.id = u.session_id \
             join activity a on a.id = s.activity_id where p.standing <> 'registered' \
             order by p.code, a.code",
        ),
    },
    Invariant {
        says: "Personne n’a de place dans une séance annulée",
        ask: Ask::Books(
            "select p.code || ' : ' || a.code from signup u \
             join participant p on p.id = u.participant_id join session s on s.id = u.session_id \
             join activity a on a.id = s.activity_id where s.cancelled_at is not null \
             order by p.code, a.code",
        ),
    },
    Invariant {
        says: "Chaque inscription porte le créneau de sa séance",
        ask: Ask::Books(
            "select p.code || ' : ' || a.code from signup u \
             join participant p on p.id = u.participant_id join session s on s.id = u.session_id \
             join activity a on a.id = s.activity_id where u.slot is distinct from s.slot \
             order by p.code, a.code",
        ),
    },
    Invariant {
        says: "Personne n’a deux ateliers d’un même créneau",
        ask: Ask::Books(
            "select p.code || ' : ' || a.code || ' et ' || b.code from signup u \
             join signup v on v.participant_id = u.participant_id and v.session_id > u.session_id \
             join participant p on p.id = u.participant_id \
             join session s on s.id = u.session_id join activity a on a.id = s.activity_id \
             join session t on t.id = v.session_id join activity b on b.id = t.activity_id \
             where s.slot = t.slot order by p.code, a.code",
        ),
    },
    Invariant {
        // A change of the programme may put somebody in two places; their letter says so.
        says: "Personne n’est attendu à deux endroits à la fois, sinon par un changement du programme",
        ask: Ask::Books(concat!(
            "select p.code || ' : ' || a.code || ' et ' || b.code from signup u \
             join signup v on v.participant_id = u.participant_id and v.session_id > u.session_id \
             join participant p on p.id = u.participant_id \
             join session s on s.id = u.session_id join activity a on a.id = s.activity_id \
             join session t on t.id = v.session_id join activity b on b.id = t.activity_id where ",
            clash!(),
            " and not ((coalesce(s.clashed_at, 0) >= u.created_at \
             and coalesce(s.clashed_at, 0) >= v.created_at) \
             or (coalesce(t.clashed_at, 0) >= u.created_at \
             and coalesce(t.clashed_at, 0) >= v.created_at)) order by p.code, a.code"
        )),
    },
    Invariant {
        says: "Personne ne visite deux fois le même kiosque",
        ask: Ask::Books(
            "select p.code || ' : ' || a.code from signup u \
             join signup v on v.participant_id = u.participant_id and v.session_id > u.session_id \
             join participant p on p.id = u.participant_id \
             join session s on s.id = u.session_id join session t on t.id = v.session_id \
             join activity a on a.id = s.activity_id \
             where t.activity_id = s.activity_id and s.slot is null and t.slot is null \
             order by p.code, a.code",
        ),
    },
    Invariant {
        says: "Seules les personnes inscrites attendent une séance",
        ask: Ask::Books(
            "select p.code || ' : ' || a.code from waitlist_entry w \
             join participant p on p.id = w.participant_id join session s on s.id = w.session_id \
             join activity a on a.id = s.activity_id where p.standing <> 'registered' \
             order by p.code, a.code",
        ),
    },
    Invariant {
        says: "Personne n’attend une séance où elle ou il a déjà une place",
        ask: Ask::Books(
            "select p.code || ' : ' || a.code from waitlist_entry w \
             join signup u on u.participant_id = w.participant_id and u.session_id = w.session_id \
             join participant p on p.id = w.participant_id join session s on s.id = w.session_id \
             join activity a on a.id = s.activity_id order by p.code, a.code",
        ),
    },
    Invariant {
        says: "Personne n’attend une séance annulée",
        ask: Ask::Books(
            "select p.code || ' : ' || a.code from waitlist_entry w \
             join participant p on p.id = w.participant_id join session s on s.id = w.session_id \
             join activity a on a.id = s.activity_id where s.cancelled_at is not null \
             order by p.code, a.code",
        ),
    },
    Invariant {
        says: "Chaque attente porte le créneau de sa séance",
        ask: Ask::Books(
            "select p.code || ' : ' || a.code from waitlist_entry w \
             join participant p on p.id = w.participant_id join session s on s.id = w.session_id \
             join activity a on a.id = s.activity_id where w.slot is distinct from s.slot \
             order by p.code, a.code",
        ),
    },
    Invariant {
        says: "Personne de libre n’attend à côté d’une place libre",
        ask: Ask::Now(concat!(
            "select p.code || ' : ' || a.code from waitlist_entry w \
             join participant p on p.id = w.participant_id join session s on s.id = w.session_id \
             join activity a on a.id = s.activity_id \
             where s.taken < s.capacity and s.cancelled_at is null and s.starts_at > $1 \
             and not exists (select 1 from signup u join session t on t.id = u.session_id \
             where u.participant_id = w.participant_id and case when t.id = s.id then true \
             when s.slot is not null and t.slot = s.slot then not w.swap or t.starts_at <= $1 \
             when s.slot is null and t.slot is null and t.activity_id = s.activity_id then true \
             else ",
            clash!(),
            " end) order by p.code, a.code"
        )),
    },
    Invariant {
        says: "Personne n’attend la conférence à côté d’une place libre",
        ask: Ask::Books(
            "select p.code from participant p where p.standing = 'waiting' \
             and (select taken < capacity from event) order by p.code",
        ),
    },
    Invariant {
        says: "Chaque personne en attente de la conférence y a un rang",
        ask: Ask::Books(
            "select p.code from participant p \
             where (p.standing = 'waiting') <> (p.waiting_since is not null) order by p.code",
        ),
    },
    Invariant {
        says: "Chaque personne inscrite ou en attente qui a une adresse a eu une lettre",
        ask: Ask::Books(
            "select p.code from participant p where p.standing <> 'cancelled' \
             and p.email is not null \
             and not exists (select 1 from letter l where l.participant_id = p.id) order by p.code",
        ),
    },
    Invariant {
        says: "Chaque présence vient d’un pointage accepté et non annulé",
        ask: Ask::Books(
            "select p.code || ' : ' || e.door from presence e \
             join participant p on p.id = e.participant_id join scan s on s.id = e.scan_id \
             where s.verdict <> 'accepted' or s.participant_id is distinct from e.participant_id \
             or s.door <> e.door or exists (select 1 from scan o where o.refers_to = s.id \
             and o.verdict = 'undone' and o.door = s.door) order by p.code",
        ),
    },
    Invariant {
        says: "Chaque personne accueillie est présente, par son premier pointage",
        ask: Ask::Books(
            "select p.code || ' : ' || s.door from scan s \
             join participant p on p.id = s.participant_id \
             where s.verdict = 'accepted' and s.deed in ('arrival', 'walk_in') \
             and not exists (select 1 from scan o where o.refers_to = s.id \
             and o.verdict = 'undone' and o.door = s.door) \
             and not exists (select 1 from presence e join scan f on f.id = e.scan_id \
             where e.participant_id = s.participant_id and e.door = s.door \
             and (f.corrected_at, f.id) <= (s.corrected_at, s.id)) order by p.code",
        ),
    },
    Invariant {
        says: "Chaque lettre envoyée a une heure d’envoi, et elle seule",
        ask: Ask::Books(
            "select kind || ' à ' || recipient from letter \
             where (state = 'sent') <> (sent_at is not null) order by recipient, kind",
        ),
    },
    Invariant {
        says: "Aucune lettre n’est retenue par un envoi interrompu depuis une heure",
        ask: Ask::Hour(
            "select kind || ' à ' || recipient from letter \
             where state = 'waiting' and leased_until < $1 order by recipient, kind",
        ),
    },
];
