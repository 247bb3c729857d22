-- The door, online or not: phones that keep doors by themselves, and what they send afterwards.

-- An invitation to keep doors, shown as a QR code; several phones may follow it.
create table pairing (
    id uuid not null primary key,
    token_hash bytea not null,
    -- The doors it is for, as a JSON list; null for all of them.
    doors text,
    created_by uuid not null references account (id),
    created_at bigint not null,
    -- Until when it may be followed, by how many phones, and by how many it was.
    expires_at bigint not null,
    phones bigint not null,
    followed bigint not null default 0,
    -- Until when a phone that followed it may keep doors.
    keeps_until bigint not null,
    constraint pairing_token_unique unique (token_hash),
    constraint pairing_not_over check (followed between 0 and phones)
);

create table device (
    id uuid not null primary key,
    name text not null,
    token_hash bytea not null,
    -- The doors it may keep, as a JSON list; null for all of them.
    doors text,
    -- Who answers for it: whoever made the invitation, or prepared it for themselves.
    account_id uuid not null references account (id),
    pairing_id uuid references pairing (id),
    -- How the codes begin that it gives to people who were not registered.
    walk_in_block text not null,
    created_at bigint not null,
    expires_at bigint not null,
    revoked_at bigint,
    last_seen_at bigint,
    -- When it was last given the list.
    list_at bigint,
    -- How many acts it kept back when it last sent some.
    unsent bigint not null default 0,
    -- How far its clock was ahead, in microseconds, when it last sent some.
    clock_ahead bigint,
    constraint device_token_unique unique (token_hash),
    constraint device_block_unique unique (walk_in_block)
);

-- Every act at every door, as it came; nothing here is ever changed. An act may come before what it
-- is about: the person it names, or the act it takes back.
alter table scan drop constraint scan_participant_id_fkey;
alter table scan drop constraint scan_refers_to_fkey;
alter table scan drop constraint scan_verdict_known;
alter table scan alter column account_id drop not null;
alter table scan add column deed text not null default 'arrival'
    constraint scan_deed_known check (deed in ('arrival', 'undo', 'walk_in', 'move'));
-- `main`, or the session's identity.
alter table scan add column door text not null default 'main';
-- Who did it: a member of the team, or a phone.
alter table scan add column device_id uuid references device (id);
-- How far the device's clock was ahead, and when it was therefore.
alter table scan add column clock_ahead bigint not null default 0;
alter table scan add column corrected_at bigint;
-- For a move: the session asked for.
alter table scan add column to_session_id uuid references session (id);
-- What was said with it.
alter table scan add column detail text not null default '';

update scan set corrected_at = scanned_at,
    deed = case when verdict = 'undone' or reason = 'nothing_to_undo' then 'undo' else 'arrival' end,
    door = case when session_id is null then 'main' else replace(session_id::text, '-', '') end;

alter table scan alter column corrected_at set not null;
alter table scan add constraint scan_by_somebody
    check (account_id is not null or device_id is not null);
alter table scan add constraint scan_verdict_known
    check (verdict in ('accepted', 'already_seen', 'refused', 'undone', 'moved'));

drop index scan_time;
create index scan_time on scan (corrected_at, id);
drop index scan_participant;
create index scan_participant on scan (participant_id, door);
create index scan_refers on scan (refers_to) where refers_to is not null;
create index scan_device on scan (device_id) where device_id is not null;

-- People registered at a door.
create table walk_in (
    participant_id uuid not null primary key references participant (id),
    scan_id uuid not null,
    -- Why, when the conference was full.
    reason text not null,
    beyond boolean not null,
    created_at bigint not null
);

-- How many people the door let in beyond the capacity: nobody else ever gets such a place.
alter table event add column beyond bigint not null default 0
    constraint event_beyond_not_negative check (beyond >= 0);
alter table event drop constraint event_not_oversold;
alter table event add constraint event_not_oversold check (taken between 0 and capacity + beyond);
