-- What each announcement says in a letter. Changes that follow each other within the pause share one
-- letter, and are called back one by one.

create table announced (
    letter_id uuid not null references letter (id) on delete cascade,
    announcement_id uuid not null references announcement (id) on delete cascade,
    -- As the letter would say it if this were all it had to say.
    about text not null,
    primary key (letter_id, announcement_id)
);

create index announced_announcement on announced (announcement_id);

-- Of letters that say several things only the last announcement is known.
insert into announced (letter_id, announcement_id, about)
select id, announcement_id, about from letter where announcement_id is not null;

drop index letter_announcement;
alter table letter drop column announcement_id;
