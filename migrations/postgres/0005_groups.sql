-- Groups: one person, the contact, registers several others.

create table party (
    id uuid not null primary key,
    contact_name text not null,
    contact_email text not null,
    -- Lower case; one person may be the contact of several groups.
    email_key text not null,
    link_hash bytea not null,
    link_version bigint not null,
    -- The form's own identity, so that sending it twice registers one group.
    request_key uuid not null,
    created_at bigint not null,
    constraint party_link_unique unique (link_hash),
    constraint party_request_unique unique (request_key)
);

create index party_contact on party (email_key);

alter table participant add column party_id uuid references party (id);

-- Since when someone of a group manages their own registration, and its contact no longer does.
alter table participant add column taken_over_at bigint;

create index participant_party on participant (party_id) where party_id is not null;
