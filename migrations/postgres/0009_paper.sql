-- Paper and files: whose badge has been printed, and which columns each member of the team wants.

create table badge (
    participant_id uuid not null primary key references participant (id) on delete cascade,
    -- What was printed: a badge whose words have changed since is to be printed again.
    words text not null,
    printed_at bigint not null
);

create table export_choice (
    account_id uuid not null references account (id) on delete cascade,
    list text not null,
    -- The address of the preview, without its path.
    query text not null,
    primary key (account_id, list)
);
