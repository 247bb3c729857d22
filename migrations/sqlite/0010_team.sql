-- The team: what hosts lead, second factors, settings of the house, and from which value to which.

-- The second factor. Its secret is derived from the instance's key and this version, never kept.
alter table account add column totp_version integer not null default 0;
-- Since when it is asked for; null when it is not.
alter table account add column totp_since integer;
-- The step of the last code accepted, so that none serves twice.
alter table account add column totp_step integer not null default 0;

-- One-time codes for whoever has lost their telephone, by their hash.
create table account_recovery (
    code_hash blob not null primary key,
    account_id blob not null references account (id),
    used_at integer
) strict;

create index account_recovery_account on account_recovery (account_id);

-- Whether the password was right and the code of the second factor is still to come.
alter table account_session add column awaits_code integer not null default 0
    constraint account_session_awaits_known check (awaits_code in (0, 1));
-- The browser, in a few words.
alter table account_session add column browser text not null default '';
alter table account_session add column seen_at integer not null default 0;

-- Which sessions a host leads.
create table hosting (
    account_id blob not null references account (id),
    session_id blob not null references session (id) on delete cascade,
    primary key (account_id, session_id)
) strict;

create index hosting_session on hosting (session_id);

create table team_setting (
    id integer not null primary key,
    admins_need_totp integer not null default 0,
    constraint team_setting_only_one check (id = 1),
    constraint team_setting_known check (admins_need_totp in (0, 1))
) strict;

insert into team_setting (id) values (1);

-- What a line of the journal changed, as JSON objects of the same fields. Beside the journal, since
-- these values may be personal: they are forgotten with the people, and until then never.
create table journal_value (
    journal_id blob not null primary key references journal (id),
    old_value text not null,
    new_value text not null
) strict;

create trigger journal_value_not_changed before update on journal_value
begin select raise(abort, 'journal_append_only'); end;

create trigger journal_value_not_deleted before delete on journal_value
when exists (select 1 from participant)
begin select raise(abort, 'journal_append_only'); end;

create index journal_actor on journal (actor, at);

-- What a host writes to their participants: one letter each, sent after a pause.
create table host_message (
    id blob not null primary key,
    account_id blob not null references account (id),
    session_id blob not null references session (id) on delete cascade,
    subject text not null,
    body text not null,
    created_at integer not null,
    -- Until when it can be called back.
    due_at integer not null,
    called_back_at integer,
    -- How many people it is for.
    recipients integer not null,
    constraint host_message_has_recipients check (recipients > 0)
) strict;

create index host_message_session on host_message (session_id, created_at);
