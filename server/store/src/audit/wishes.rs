use super::{Ask, Invariant};

/// What holds of wishes and of what came of them.
pub(super) const ALL: &[Invariant] = &[
    Invariant {
        says: "Seules les personnes inscrites ont des vœux",
        ask: Ask::Books(
            "select distinct p.code from wish w join participant p on p.id = w.participant_id \
             where p.standing <> 'registered' order by p.code",
        ),
    },
    Invariant {
        says: "Chaque place attribuée selon les vœux a son résultat",
        ask: Ask::Books(
            "select p.code || ' : ' || a.code from signup u \
             join participant p on p.id = u.participant_id join session s on s.id = u.session_id \
             join activity a on a.id = s.activity_id where u.origin = 'allocated' and not exists \
             (select 1 from wish_result r where r.participant_id = u.participant_id \
             and r.session_id = u.session_id) order by p.code, a.code",
        ),
    },
    Invariant {
        says: "Chaque résultat de vœux vient d’une répartition publiée",
        ask: Ask::Books(
            "select p.code || ' : ' || r.slot from wish_result r \
             join participant p on p.id = r.participant_id \
             join allocation_run a on a.id = r.run_id \
             where a.state <> 'published' or a.published_at is null order by p.code, r.slot",
        ),
    },
    Invariant {
        says: "Chaque résultat de vœux a sa lettre",
        ask: Ask::Books(concat!(
            "select p.code || ' : ' || r.slot from wish_result r \
             join participant p on p.id = r.participant_id \
             join allocation_run a on a.id = r.run_id where ",
            had_mail!(),
            " and a.published_at is not null and not exists \
             (select 1 from letter l where l.participant_id = p.id and l.kind = 'results' \
             and l.created_at = a.published_at) order by p.code, r.slot"
        )),
    },
];
