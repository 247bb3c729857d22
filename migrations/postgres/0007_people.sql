-- People as the team keeps them: notes, changes, registrations made one, and acts on several at once.

-- What organisers tell each other; never shown at a door.
alter table participant add column note text not null default '';
-- What the door is to be told.
alter table participant add column door_note text not null default '';
-- The registration that this one is part of now: its link, its ticket and its code lead there.
alter table participant add column merged_into uuid references participant (id);

create index participant_merged on participant (merged_into) where merged_into is not null;
create index participant_merged_email on participant (email_key) where merged_into is not null;
create index participant_living on participant (sort_key, id) where standing <> 'cancelled';

-- From which value to which. The journal says who did what and is never erased; values are people's
-- own, and go with them.
create table participant_change (
    id uuid not null primary key,
    participant_id uuid not null references participant (id) on delete cascade,
    at bigint not null,
    actor text not null,
    field text not null,
    old_value text not null,
    new_value text not null
);

create index participant_change_person on participant_change (participant_id, at);

-- Those who look like one person and are two: somebody has said so. The lesser identity first.
create table distinct_pair (
    low uuid not null references participant (id) on delete cascade,
    high uuid not null references participant (id) on delete cascade,
    at bigint not null,
    primary key (low, high)
);

-- Whom a member of the team has ticked in the list.
create table selected (
    account_id uuid not null references account (id) on delete cascade,
    participant_id uuid not null references participant (id) on delete cascade,
    primary key (account_id, participant_id)
);

create index selected_participant on selected (participant_id);

-- How a member of the team likes their pages.
create table account_setting (
    account_id uuid not null references account (id) on delete cascade,
    name text not null,
    value text not null,
    primary key (account_id, name)
);

-- One act on several people, and what to put back when it is taken back before its letters leave.
create table batch (
    id uuid not null primary key,
    act text not null,
    session_id uuid references session (id) on delete set null,
    actor text not null,
    people bigint not null,
    done_at bigint not null,
    leaves_at bigint not null,
    -- As JSON; empty once nothing can be taken back.
    undo text not null,
    undone_at bigint,
    constraint batch_act_known check (act in ('cancel', 'restore', 'link', 'seat'))
);

-- Whom a batch may change: those chosen, and those who wait for what they hold.
create table batch_person (
    batch_id uuid not null references batch (id) on delete cascade,
    participant_id uuid not null references participant (id) on delete cascade,
    primary key (batch_id, participant_id)
);

create index batch_person_participant on batch_person (participant_id);

alter table letter add column batch_id uuid references batch (id);

create index letter_batch on letter (batch_id) where batch_id is not null;
