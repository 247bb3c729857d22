-- Waiting lists of sessions, and what decides who may change seats when.

-- Null: self-service never stops.
alter table event add column freezes_at bigint;
alter table event add column walk_minutes bigint not null default 0
    constraint event_walk_not_negative check (walk_minutes >= 0);
alter table session add column minimum bigint not null default 0
    constraint session_minimum_not_negative check (minimum >= 0);
alter table signup add column origin text not null default 'chosen'
    constraint signup_origin_known check (origin in ('chosen', 'team', 'promoted', 'allocated'));
-- When the person said that they keep what they were given.
alter table signup add column accepted_at bigint;

create table waitlist_entry (
    participant_id uuid not null references participant (id),
    session_id uuid not null references session (id),
    slot text,
    -- Whether they give back their workshop of the same slot for this one.
    swap boolean not null,
    -- Null when they joined the line by hand.
    wish_rank bigint,
    -- Their place: the time of joining, or a small number once somebody was moved up.
    order_key bigint not null,
    joined_at bigint not null,
    moved_reason text not null default '',
    primary key (participant_id, session_id),
    constraint waitlist_rank_known check (wish_rank >= 1)
);

create index waitlist_line on waitlist_entry (session_id, order_key, participant_id);
