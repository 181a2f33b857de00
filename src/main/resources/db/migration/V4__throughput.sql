-- A feedback's first event is that it was recorded, written in the same transaction.
alter table feedback alter column last_event set default 1;

-- Its words come from the hub: the database's own parser took longer than all else that is done to record a message.
alter table feedback add column words tsvector;
update feedback set words = to_tsvector('simple', left(
    coalesce(state -> 'submission' ->> 'subject', '') || ' ' || coalesce(state -> 'submission' ->> 'text', ''), 200000));
alter table feedback alter column words set not null, alter column words set default '';
drop index feedback_words;
create index feedback_words on feedback using gin (words);
