-- The programme: one event and what there is to choose. Times are microseconds since 1970 UTC.

create table event (
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
    constraint event_only_one check (id = 1),
    constraint event_not_oversold check (taken between 0 and capacity)
) strict;

create table timeline_item (
    position integer not null primary key,
    starts_at integer not null,
    ends_at integer,
    title text not null,
    detail text not null
) strict;

create table theme (
    code text not null primary key,
    position integer not null,
    name text not null,
    label text not null,
    roadmap integer not null
) strict;

create table room (
    name text not null primary key,
    position integer not null,
    seats integer
) strict;

create table slot (
    code text not null primary key,
    position integer not null,
    name text not null,
    starts_at integer not null,
    ends_at integer not null
) strict;

create table activity (
    id blob not null primary key,
    code text not null,
    position integer not null,
    kind text not null,
    title text not null,
    summary text not null,
    theme text not null references theme (code),
    constraint activity_code_unique unique (code),
    constraint activity_kind_known check (kind in ('workshop', 'kiosk'))
) strict;

create table activity_host (
    activity_id blob not null references activity (id) on delete cascade,
    position integer not null,
    name text not null,
    organisation text not null,
    primary key (activity_id, position)
) strict;

-- A session keeps its identity by its activity and its place among that activity's sessions, so
-- that a new import can move it without losing who has signed up.
create table session (
    id blob not null primary key,
    activity_id blob not null references activity (id),
    position integer not null,
    slot text references slot (code),
    room text not null references room (name),
    starts_at integer not null,
    ends_at integer not null,
    capacity integer not null,
    taken integer not null default 0,
    cancelled_at integer,
    constraint session_position_unique unique (activity_id, position),
    constraint session_not_oversold check (taken between 0 and capacity)
) strict;
