-- The programme is edited on the page: hosts are people of their own, sessions know when a change
-- put somebody in two places, and letters about a change go together, so that they can be called
-- back together.

create table host (
    code text not null primary key,
    position bigint not null,
    name text not null,
    organisation text not null,
    -- Nobody in particular yet, so in as many places at once as need be.
    to_confirm boolean not null
);

-- Until now the programme kept names alone. Whoever is in two places at once was to be confirmed:
-- nothing else could be imported.
insert into host (code, position, name, organisation, to_confirm)
select 'h' || row_number() over (order by name, organisation),
    row_number() over (order by name, organisation) - 1, name, organisation,
    exists (
        select 1 from activity_host x join session s on s.activity_id = x.activity_id
        join activity_host y on y.name = x.name and y.organisation = x.organisation
            and y.activity_id <> x.activity_id
        join session t on t.activity_id = y.activity_id
        where x.name = known.name and x.organisation = known.organisation
            and s.starts_at < t.ends_at and t.starts_at < s.ends_at
    )
from (select distinct name, organisation from activity_host) as known;

create table activity_host_by_code (
    activity_id uuid not null references activity (id) on delete cascade,
    position bigint not null,
    host text not null references host (code),
    primary key (activity_id, position)
);

insert into activity_host_by_code (activity_id, position, host)
select a.activity_id, a.position, h.code from activity_host a
join host h on h.name = a.name and h.organisation = a.organisation;

drop table activity_host;

alter table activity_host_by_code rename to activity_host;

-- When a change of the programme last put somebody who holds it in two places at once.
alter table session add column clashed_at bigint;

-- A change that people are told of: its letters wait together, and are called back together.
create table announcement (
    id uuid not null primary key,
    created_at bigint not null,
    -- Who made the change: a team member's address, or the command line.
    created_by text not null,
    -- What has changed, in words.
    about text not null,
    -- How many letters were written.
    letters bigint not null,
    due_at bigint not null,
    called_back_at bigint
);

create index announcement_created on announcement (created_at, id);

alter table letter add column announcement_id uuid references announcement (id);

create index letter_announcement on letter (announcement_id) where announcement_id is not null;
