-- Lists of people being imported: read, put right, then applied whole.

create table people_import (
    id blob not null primary key,
    account_id blob not null references account (id) on delete cascade,
    file_name text not null,
    created_at integer not null,
    state text not null,
    -- When it was begun, or taken to be applied.
    touched_at integer not null,
    -- The rows and what their columns say, as JSON; emptied once it is applied.
    content text not null,
    added integer not null default 0,
    changed integer not null default 0,
    waiting integer not null default 0,
    -- Why it was not applied, in words; empty for most.
    failure text not null default '',
    constraint people_import_state_known check (state in ('draft', 'running', 'done'))
) strict;

create index people_import_account on people_import (account_id);
