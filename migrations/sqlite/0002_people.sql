-- People: the team, the participants, what they hold, what is written to them.

create table account (
    id blob not null primary key,
    email text not null,
    email_key text not null,
    role text not null,
    password_hash text,
    created_at integer not null,
    closed_at integer,
    constraint account_one_per_email unique (email_key),
    constraint account_role_known check (role in ('admin', 'organiser', 'host', 'door'))
) strict;

-- One-time links with which a member of the team sets a password.
create table account_link (
    token_hash blob not null primary key,
    account_id blob not null references account (id),
    expires_at integer not null,
    used_at integer
) strict;

create table account_session (
    token_hash blob not null primary key,
    account_id blob not null references account (id),
    created_at integer not null,
    expires_at integer not null
) strict;

create index account_session_account on account_session (account_id);

create table participant (
    id blob not null primary key,
    first_name text not null,
    last_name text not null,
    email text,
    -- Lower case; at most one living registration for each.
    email_key text,
    organisation text not null,
    department text,
    role_title text not null,
    phone text not null,
    standing text not null,
    code text not null,
    -- Names, organisation, address and code without accents or capitals, for searching.
    folded text not null,
    sort_key text not null,
    link_hash blob not null,
    link_version integer not null,
    ticket_hash blob not null,
    ticket_version integer not null,
    -- The form's own identity, so that sending it twice registers once.
    request_key blob not null,
    registered_by blob references account (id),
    created_at integer not null,
    waiting_since integer,
    cancelled_at integer,
    -- Raised by each change of seats: taking the row's lock before anything is weighed.
    revision integer not null default 0,
    constraint participant_code_unique unique (code),
    constraint participant_link_unique unique (link_hash),
    constraint participant_ticket_unique unique (ticket_hash),
    constraint participant_request_unique unique (request_key),
    constraint participant_standing_known check (standing in ('registered', 'waiting', 'cancelled'))
) strict;

create unique index participant_one_per_email on participant (email_key)
    where standing <> 'cancelled';
create index participant_waiting on participant (waiting_since) where standing = 'waiting';
create index participant_sort on participant (sort_key, id);

-- Health-adjacent data, kept apart, read by two roles, deleted seven days after the event.
create table access_need (
    participant_id blob not null primary key references participant (id) on delete cascade,
    choices text not null,
    other text not null,
    consented_at integer not null
) strict;

create table signup (
    participant_id blob not null references participant (id),
    session_id blob not null references session (id),
    slot text,
    created_at integer not null,
    primary key (participant_id, session_id),
    constraint signup_one_per_slot unique (participant_id, slot)
) strict;

create index signup_session on signup (session_id);

-- The outbox. A letter is what it is about and to whom; its words are made when it is sent or
-- read, so that no personal link lies in the database.
create table letter (
    id blob not null primary key,
    kind text not null,
    participant_id blob references participant (id),
    recipient text not null,
    -- A sentence about what has changed; empty for most letters.
    about text not null,
    state text not null,
    attempts integer not null default 0,
    due_at integer not null,
    leased_until integer,
    last_error text not null default '',
    created_at integer not null,
    sent_at integer,
    constraint letter_state_known check (state in ('waiting', 'sent', 'failed'))
) strict;

create index letter_due on letter (due_at) where state = 'waiting';
create index letter_participant on letter (participant_id);
create index letter_created on letter (created_at, id);

-- Every scan at every door, as it came; nothing here is ever changed.
create table scan (
    id blob not null primary key,
    participant_id blob references participant (id),
    -- The main entrance when null.
    session_id blob references session (id),
    account_id blob not null references account (id),
    scanned_at integer not null,
    received_at integer not null,
    verdict text not null,
    reason text,
    -- For an already seen person: the scan that let them in. For an undo: the scan taken back.
    refers_to blob references scan (id),
    constraint scan_verdict_known check (verdict in ('accepted', 'already_seen', 'refused', 'undone'))
) strict;

create index scan_participant on scan (participant_id);
create index scan_time on scan (scanned_at, id);

-- Who is inside, worked out from the scans: at most one passage a person and door.
create table presence (
    participant_id blob not null references participant (id),
    door text not null,
    scan_id blob not null references scan (id),
    primary key (participant_id, door)
) strict;

create index presence_door on presence (door);

-- Who did what to what, when. Never changed, never deleted.
create table journal (
    id blob not null primary key,
    at integer not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null
) strict;

create index journal_at on journal (at, id);
create index journal_subject on journal (subject);

create trigger journal_not_changed before update on journal
begin select raise(abort, 'journal_append_only'); end;

create trigger journal_not_deleted before delete on journal
begin select raise(abort, 'journal_append_only'); end;

-- Written to by the readiness check, which proves that a write can be committed.
create table heartbeat (
    id integer not null primary key,
    at integer not null,
    constraint heartbeat_only_one check (id = 1)
) strict;
