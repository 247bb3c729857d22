-- The programme: one event and what there is to choose. Times are microseconds since 1970 UTC.

create table event (
    id bigint not null primary key,
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
    starts_at bigint not null,
    ends_at bigint not null,
    registration_opens_at bigint not null,
    registration_closes_at bigint not null,
    sign_up_opens_at bigint not null,
    sign_up_closes_at bigint not null,
    capacity bigint not null,
    taken bigint not null default 0,
    constraint event_only_one check (id = 1),
    constraint event_not_oversold check (taken between 0 and capacity)
);

create table timeline_item (
    position bigint not null primary key,
    starts_at bigint not null,
    ends_at bigint,
    title text not null,
    detail text not null
);

create table theme (
    code text not null primary key,
    position bigint not null,
    name text not null,
    label text not null,
    roadmap boolean not null
);

create table room (
    name text not null primary key,
    position bigint not null,
    seats bigint
);

create table slot (
    code text not null primary key,
    position bigint not null,
    name text not null,
    starts_at bigint not null,
    ends_at bigint not null
);

create table activity (
    id uuid not null primary key,
    code text not null,
    position bigint not null,
    kind text not null,
    title text not null,
    summary text not null,
    theme text not null references theme (code),
    constraint activity_code_unique unique (code),
    constraint activity_kind_known check (kind in ('workshop', 'kiosk'))
);

create table activity_host (
    activity_id uuid not null references activity (id) on delete cascade,
    position bigint not null,
    name text not null,
    organisation text not null,
    primary key (activity_id, position)
);

-- A session keeps its identity by its activity and its place among that activity's sessions, so
-- that a new import can move it without losing who has signed up.
create table session (
    id uuid not null primary key,
    activity_id uuid not null references activity (id),
    position bigint not null,
    slot text references slot (code),
    room text not null references room (name),
    starts_at bigint not null,
    ends_at bigint not null,
    capacity bigint not null,
    taken bigint not null default 0,
    cancelled_at bigint,
    constraint session_position_unique unique (activity_id, position),
    constraint session_not_oversold check (taken between 0 and capacity)
);
