-- The team: what hosts lead, second factors, settings of the house, and from which value to which.

-- The second factor. Its secret is derived from the instance's key and this version, never kept.
alter table account add column totp_version bigint not null default 0;
-- Since when it is asked for; null when it is not.
alter table account add column totp_since bigint;
-- The step of the last code accepted, so that none serves twice.
alter table account add column totp_step bigint not null default 0;

-- One-time codes for whoever has lost their telephone, by their hash.
create table account_recovery (
    code_hash bytea not null primary key,
    account_id uuid not null references account (id),
    used_at bigint
);

create index account_recovery_account on account_recovery (account_id);

-- Whether the password was right and the code of the second factor is still to come.
alter table account_session add column awaits_code bigint not null default 0
    constraint account_session_awaits_known check (awaits_code in (0, 1));
-- The browser, in a few words.
alter table account_session add column browser text not null default '';
alter table account_session add column seen_at bigint not null default 0;

-- Which sessions a host leads.
create table hosting (
    account_id uuid not null references account (id),
    session_id uuid not null references session (id) on delete cascade,
    primary key (account_id, session_id)
);

create index hosting_session on hosting (session_id);

create table team_setting (
    id bigint not null primary key,
    admins_need_totp bigint not null default 0,
    constraint team_setting_only_one check (id = 1),
    constraint team_setting_known check (admins_need_totp in (0, 1))
);

insert into team_setting (id) values (1);

-- What a line of the journal changed, as JSON objects of the same fields. Beside the journal, since
-- these values may be personal: they are forgotten with the people, and until then never.
create table journal_value (
    journal_id uuid not null primary key references journal (id),
    old_value text not null,
    new_value text not null
);

create function journal_value_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and not exists (select 1 from participant) then
        return old;
    end if;
    raise exception 'journal_append_only';
end $$;

create trigger journal_value_not_changed before update or delete on journal_value
    for each row execute function journal_value_kept();

create trigger journal_value_not_emptied before truncate on journal_value
    for each statement execute function journal_append_only();

create index journal_actor on journal (actor, at);

-- What a host writes to their participants: one letter each, sent after a pause.
create table host_message (
    id uuid not null primary key,
    account_id uuid not null references account (id),
    session_id uuid not null references session (id) on delete cascade,
    subject text not null,
    body text not null,
    created_at bigint not null,
    -- Until when it can be called back.
    due_at bigint not null,
    called_back_at bigint,
    -- How many people it is for.
    recipients bigint not null,
    constraint host_message_has_recipients check (recipients > 0)
);

create index host_message_session on host_message (session_id, created_at);
