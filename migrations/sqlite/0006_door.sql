-- The door, online or not: phones that keep doors by themselves, and what they send afterwards.

-- An invitation to keep doors, shown as a QR code; several phones may follow it.
create table pairing (
    id blob not null primary key,
    token_hash blob not null,
    -- The doors it is for, as a JSON list; null for all of them.
    doors text,
    created_by blob not null references account (id),
    created_at integer not null,
    -- Until when it may be followed, by how many phones, and by how many it was.
    expires_at integer not null,
    phones integer not null,
    followed integer not null default 0,
    -- Until when a phone that followed it may keep doors.
    keeps_until integer not null,
    constraint pairing_token_unique unique (token_hash),
    constraint pairing_not_over check (followed between 0 and phones)
) strict;

create table device (
    id blob not null primary key,
    name text not null,
    token_hash blob not null,
    -- The doors it may keep, as a JSON list; null for all of them.
    doors text,
    -- Who answers for it: whoever made the invitation, or prepared it for themselves.
    account_id blob not null references account (id),
    pairing_id blob references pairing (id),
    -- How the codes begin that it gives to people who were not registered.
    walk_in_block text not null,
    created_at integer not null,
    expires_at integer not null,
    revoked_at integer,
    last_seen_at integer,
    -- When it was last given the list.
    list_at integer,
    -- How many acts it kept back when it last sent some.
    unsent integer not null default 0,
    -- How far its clock was ahead, in microseconds, when it last sent some.
    clock_ahead integer,
    constraint device_token_unique unique (token_hash),
    constraint device_block_unique unique (walk_in_block)
) strict;

-- Every act at every door, as it came; nothing here is ever changed. An act may come before what it
-- is about: the person it names, or the act it takes back.
create table scan_as_it_came (
    id blob not null primary key,
    deed text not null default 'arrival',
    participant_id blob,
    -- `main`, or the session's identity.
    door text not null default 'main',
    session_id blob references session (id),
    -- Who did it: a member of the team, or a phone.
    account_id blob references account (id),
    device_id blob references device (id),
    -- By the device's clock; how far that was ahead; and what follows from both.
    scanned_at integer not null,
    clock_ahead integer not null default 0,
    corrected_at integer not null,
    received_at integer not null,
    -- What the person was told.
    verdict text not null,
    reason text,
    -- For an already seen person: the scan that let them in. For an undo: the act taken back.
    refers_to blob,
    -- For a move: the session asked for.
    to_session_id blob references session (id),
    -- What was said with it.
    detail text not null default '',
    constraint scan_deed_known check (deed in ('arrival', 'undo', 'walk_in', 'move')),
    constraint scan_by_somebody check (account_id is not null or device_id is not null),
    constraint scan_verdict_known
        check (verdict in ('accepted', 'already_seen', 'refused', 'undone', 'moved'))
) strict;

insert into scan_as_it_came (id, deed, participant_id, door, session_id, account_id, scanned_at,
    corrected_at, received_at, verdict, reason, refers_to)
select id, case when verdict = 'undone' or reason = 'nothing_to_undo' then 'undo' else 'arrival' end,
    participant_id, case when session_id is null then 'main' else lower(hex(session_id)) end,
    session_id, account_id, scanned_at, scanned_at, received_at, verdict, reason, refers_to
from scan;

create table presence_as_it_was (participant_id blob, door text, scan_id blob) strict;
insert into presence_as_it_was select participant_id, door, scan_id from presence;
drop table presence;
drop table scan;
alter table scan_as_it_came rename to scan;

create index scan_participant on scan (participant_id, door);
create index scan_refers on scan (refers_to) where refers_to is not null;
create index scan_time on scan (corrected_at, id);
create index scan_device on scan (device_id) where device_id is not null;

-- Who is inside, worked out from the scans: at most one passage a person and door.
create table presence (
    participant_id blob not null references participant (id),
    door text not null,
    scan_id blob not null references scan (id),
    primary key (participant_id, door)
) strict;

insert into presence select participant_id, door, scan_id from presence_as_it_was;
drop table presence_as_it_was;
create index presence_door on presence (door);

-- People registered at a door.
create table walk_in (
    participant_id blob not null primary key references participant (id),
    scan_id blob not null,
    -- Why, when the conference was full.
    reason text not null,
    beyond integer not null,
    created_at integer not null
) strict;

-- How many people the door let in beyond the capacity: nobody else ever gets such a place.
create table event_with_room (
    id integer not null primary key,
    name text not null,
    short_name text not null,
    place text not null,
    address text not null,
    welcome text not null,
    -- One entry a line.
    aims text not null,
    practical text not null,
    notice text not null,
    contact_email text not null,
    contact_phone text not null,
    legal text not null,
    starts_at integer not null,
    ends_at integer not null,
    registration_opens_at integer not null,
    registration_closes_at integer not null,
    sign_up_opens_at integer not null,
    sign_up_closes_at integer not null,
    capacity integer not null,
    taken integer not null default 0,
    -- Null: self-service never stops.
    freezes_at integer,
    walk_minutes integer not null default 0
        constraint event_walk_not_negative check (walk_minutes >= 0),
    beyond integer not null default 0
        constraint event_beyond_not_negative check (beyond >= 0),
    constraint event_only_one check (id = 1),
    constraint event_not_oversold check (taken between 0 and capacity + beyond)
) strict;

insert into event_with_room (id, name, short_name, place, address, welcome, aims, practical, notice,
    contact_email, contact_phone, legal, starts_at, ends_at, registration_opens_at,
    registration_closes_at, sign_up_opens_at, sign_up_closes_at, capacity, taken, freezes_at,
    walk_minutes)
select id, name, short_name, place, address, welcome, aims, practical, notice, contact_email,
    contact_phone, legal, starts_at, ends_at, registration_opens_at, registration_closes_at,
    sign_up_opens_at, sign_up_closes_at, capacity, taken, freezes_at, walk_minutes
from event;

drop table event;
alter table event_with_room rename to event;
