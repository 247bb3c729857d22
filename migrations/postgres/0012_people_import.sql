-- Lists of people being imported: read, put right, then applied whole.

create table people_import (
    id uuid not null primary key,
    account_id uuid not null references account (id) on delete cascade,
    file_name text not null,
    created_at bigint not null,
    state text not null,
    -- When it was begun, or taken to be applied.
    touched_at bigint not null,
    -- The rows and what their columns say, as JSON; emptied once it is applied.
    content text not null,
    added bigint not null default 0,
    changed bigint not null default 0,
    waiting bigint not null default 0,
    -- Why it was not applied, in words; empty for most.
    failure text not null default '',
    constraint people_import_state_known check (state in ('draft', 'running', 'done'))
);

create index people_import_account on people_import (account_id);
