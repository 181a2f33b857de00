-- Keys that forms give beside the id under which they sign, each with the posting that gave it first.
create table idempotency_key (
    key    text primary key,
    source text        not null,
    since  timestamptz not null default now()
);
