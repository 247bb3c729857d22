-- Letters of the organisers' own, reminders, changes to our words, and how fast letters leave.

-- What an organiser writes to many. Its letters are in the outbox from the moment it is launched.
create table mailing (
    id blob not null primary key,
    subject text not null,
    -- With blanks, such as {prenom}, that are filled in when a letter is sent.
    body text not null,
    -- Whom it is for; empty where everybody is meant.
    standing text not null,
    -- No foreign key: a session that is gone concerns nobody, and must not stay for this.
    session_id blob,
    department text not null,
    organisation text not null,
    arrival text not null,
    state text not null,
    created_at integer not null,
    created_by text not null,
    -- When its letters may leave, and who launched it; null for a draft.
    starts_at integer,
    launched_at integer,
    launched_by text not null default '',
    constraint mailing_state_known check (state in ('draft', 'sending', 'paused', 'stopped')),
    constraint mailing_launched check ((state = 'draft') = (launched_at is null))
) strict;

create index mailing_created on mailing (created_at, id);

-- Whom a mailing was launched for, once each. Whoever has no letter in the outbox any more gets
-- none: it was stopped.
create table mailing_recipient (
    mailing_id blob not null references mailing (id) on delete cascade,
    participant_id blob not null references participant (id) on delete cascade,
    primary key (mailing_id, participant_id)
) strict;

create index mailing_recipient_participant on mailing_recipient (participant_id);

alter table letter add column mailing_id blob references mailing (id);
-- Letters to many let the others go first.
alter table letter add column bulk integer not null default 0;
-- When it was last taken in hand: what the pace is counted by.
alter table letter add column tried_at integer;

create unique index letter_mailing on letter (mailing_id, participant_id)
    where mailing_id is not null;
-- A reminder reaches a person once for each day it is about, whoever writes it.
create unique index letter_reminder on letter (kind, participant_id, about)
    where kind in ('week_before', 'day_before', 'day_after');
create index letter_turn on letter (bulk, due_at, id) where state = 'waiting';
create index letter_tried on letter (tried_at) where tried_at is not null;

-- What organisers changed in a letter of ours; a letter without a row is as we wrote it.
create table letter_wording (
    kind text not null primary key,
    -- Empty: our heading.
    subject text not null,
    -- Empty: no introduction.
    intro text not null,
    changed_at integer not null,
    changed_by text not null
) strict;

-- Reminders that were switched off.
create table reminder_off (
    kind text not null primary key,
    switched_at integer not null,
    switched_by text not null
) strict;

-- Who asked for no more letters that are not about their ticket.
create table unsubscription (
    participant_id blob not null primary key references participant (id) on delete cascade,
    at integer not null
) strict;

-- How fast letters leave. The row is also what workers take turns by.
create table mail_pace (
    id integer not null primary key,
    -- Null: as fast as the relay takes them.
    per_minute integer,
    turns integer not null default 0,
    constraint mail_pace_only_one check (id = 1),
    constraint mail_pace_positive check (per_minute >= 1)
) strict;

insert into mail_pace (id) values (1);
