-- Ranked wishes: what people ask for, the runs that allocate seats, and what came of it.

create table allocation_run (
    id blob not null primary key,
    created_at integer not null,
    -- The address of the member of the team who asked for it.
    created_by text not null,
    -- The codes of its slots, as a JSON list, in the order of the day.
    slots text not null,
    seed integer not null,
    -- The identities of the sessions it leaves out, as a JSON list.
    closed text not null,
    -- Of all it depends on: nothing is published once that has changed.
    fingerprint text not null,
    state text not null,
    -- In thousandths.
    progress integer not null default 0,
    -- When it last gave a sign of life.
    touched_at integer not null,
    -- The report, as JSON; empty until there is one.
    result text not null default '',
    published_at integer,
    constraint allocation_run_state_known
        check (state in ('running', 'draft', 'published', 'failed'))
) strict;

create index allocation_run_created on allocation_run (created_at, id);

alter table slot add column mode text not null default 'first_come'
    constraint slot_mode_known check (mode in ('first_come', 'wishes'));
-- Until when people may wish; null unless the mode is wishes.
alter table slot add column wishes_until integer
    constraint slot_wishes_have_an_end check ((mode = 'wishes') = (wishes_until is not null));
alter table slot add column published_run blob references allocation_run (id);

create table wish (
    participant_id blob not null references participant (id),
    slot text not null references slot (code) on delete cascade,
    session_id blob not null references session (id) on delete cascade,
    wish_rank integer not null,
    submitted_at integer not null,
    primary key (participant_id, slot, wish_rank),
    constraint wish_once_each unique (participant_id, session_id),
    constraint wish_rank_known check (wish_rank between 1 and 5)
) strict;

create index wish_slot on wish (slot);
create index wish_session on wish (session_id);

-- What became of someone's wishes, when they were published last.
create table wish_result (
    participant_id blob not null references participant (id),
    slot text not null references slot (code) on delete cascade,
    run_id blob not null references allocation_run (id),
    -- Null for whoever was given nothing.
    session_id blob references session (id) on delete cascade,
    wish_rank integer,
    -- Why nothing better, as JSON.
    explanation text not null,
    primary key (participant_id, slot)
) strict;

create index wish_result_run on wish_result (run_id);
create index wish_result_session on wish_result (session_id);
