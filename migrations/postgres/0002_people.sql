-- People: the team, the participants, what they hold, what is written to them.

create table account (
    id uuid not null primary key,
    email text not null,
    email_key text not null,
    role text not null,
    password_hash text,
    created_at bigint not null,
    closed_at bigint,
    constraint account_one_per_email unique (email_key),
    constraint account_role_known check (role in ('admin', 'organiser', 'host', 'door'))
);

-- One-time links with which a member of the team sets a password.
create table account_link (
    token_hash bytea not null primary key,
    account_id uuid not null references account (id),
    expires_at bigint not null,
    used_at bigint
);

create table account_session (
    token_hash bytea not null primary key,
    account_id uuid not null references account (id),
    created_at bigint not null,
    expires_at bigint not null
);

create index account_session_account on account_session (account_id);

create table participant (
    id uuid not null primary key,
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
    -- By code points, as SQLite orders texts.
    sort_key text collate "C" not null,
    link_hash bytea not null,
    link_version bigint not null,
    ticket_hash bytea not null,
    ticket_version bigint not null,
    -- The form's own identity, so that sending it twice registers once.
    request_key uuid not null,
    registered_by uuid references account (id),
    created_at bigint not null,
    waiting_since bigint,
    cancelled_at bigint,
    -- Raised by each change of seats: taking the row's lock before anything is weighed.
    revision bigint not null default 0,
    constraint participant_code_unique unique (code),
    constraint participant_link_unique unique (link_hash),
    constraint participant_ticket_unique unique (ticket_hash),
    constraint participant_request_unique unique (request_key),
    constraint participant_standing_known check (standing in ('registered', 'waiting', 'cancelled'))
);

create unique index participant_one_per_email on participant (email_key)
    where standing <> 'cancelled';
create index participant_waiting on participant (waiting_since) where standing = 'waiting';
create index participant_sort on participant (sort_key, id);

-- Health-adjacent data, kept apart, read by two roles, deleted seven days after the event.
create table access_need (
    participant_id uuid not null primary key references participant (id) on delete cascade,
    choices text not null,
    other text not null,
    consented_at bigint not null
);

create table signup (
    participant_id uuid not null references participant (id),
    session_id uuid not null references session (id),
    slot text,
    created_at bigint not null,
    primary key (participant_id, session_id),
    constraint signup_one_per_slot unique (participant_id, slot)
);

create index signup_session on signup (session_id);

-- The outbox. A letter is what it is about and to whom; its words are made when it is sent or
-- read, so that no personal link lies in the database.
create table letter (
    id uuid not null primary key,
    kind text not null,
    participant_id uuid references participant (id),
    recipient text not null,
    -- A sentence about what has changed; empty for most letters.
    about text not null,
    state text not null,
    attempts bigint not null default 0,
    due_at bigint not null,
    leased_until bigint,
    last_error text not null default '',
    created_at bigint not null,
    sent_at bigint,
    constraint letter_state_known check (state in ('waiting', 'sent', 'failed'))
);

create index letter_due on letter (due_at) where state = 'waiting';
create index letter_participant on letter (participant_id);
create index letter_created on letter (created_at, id);

-- Every scan at every door, as it came; nothing here is ever changed.
create table scan (
    id uuid not null primary key,
    participant_id uuid references participant (id),
    -- The main entrance when null.
    session_id uuid references session (id),
    account_id uuid not null references account (id),
    scanned_at bigint not null,
    received_at bigint not null,
    verdict text not null,
    reason text,
    -- For an already seen person: the scan that let them in. For an undo: the scan taken back.
    refers_to uuid references scan (id),
    constraint scan_verdict_known check (verdict in ('accepted', 'already_seen', 'refused', 'undone'))
);

create index scan_participant on scan (participant_id);
create index scan_time on scan (scanned_at, id);

-- Who is inside, worked out from the scans: at most one passage a person and door.
create table presence (
    participant_id uuid not null references participant (id),
    door text not null,
    scan_id uuid not null references scan (id),
    primary key (participant_id, door)
);

create index presence_door on presence (door);

-- Who did what to what, when. Never changed, never deleted.
create table journal (
    id uuid not null primary key,
    at bigint not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null
);

create index journal_at on journal (at, id);
create index journal_subject on journal (subject);

create function journal_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'journal_append_only';
end $$;

create trigger journal_not_changed before update or delete on journal
    for each row execute function journal_append_only();

create trigger journal_not_emptied before truncate on journal
    for each statement execute function journal_append_only();

-- Written to by the readiness check, which proves that a write can be committed.
create table heartbeat (
    id bigint not null primary key,
    at bigint not null,
    constraint heartbeat_only_one check (id = 1)
);
