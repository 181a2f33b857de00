-- What the case systems told, each event once; how a case stands is made of all of them, in the order in which they happened.
create table case_event (
    source      text        not null,
    id          text        not null,
    reference   text        not null references feedback,
    type        text        not null,
    occurred_at timestamptz not null,
    received_at timestamptz not null,
    body        jsonb       not null,
    -- what a person should know of it, such as an extension beyond what the policy allows; null as a rule
    remark      text,
    primary key (source, id)
);
create index case_event_reference on case_event (reference, occurred_at);

-- Whose contact with a council was restricted, and whose restriction was lifted (P13): the last that happened holds.
create table contact_restriction (
    council     text        not null,
    address     text        not null,
    occurred_at timestamptz not null,
    source      text        not null,
    id          text        not null,
    reference   text        not null,
    restricted  boolean     not null,
    -- the last day; null for until it is lifted
    until       date,
    primary key (council, address, source, id)
);
create index contact_restriction_reference on contact_restriction (reference);

-- What the case systems told and the hub could not use, as it came. It waits until it is replayed or discarded.
create table dead_letter (
    id          uuid primary key,
    topic       text        not null,
    partition   integer     not null,
    log_offset  bigint      not null,
    -- the broker's time of the record: a topic that was made anew has the same places again
    sent_at     timestamptz not null,
    cause       text        not null,
    key         text,
    headers     jsonb       not null,
    body        bytea,
    received_at timestamptz not null,
    replayed_at timestamptz,
    replayed_by text,
    outcome     text,
    -- who asked a running hub to replay it; null when nobody did, or it was done
    asked_by    text,
    unique (topic, partition, log_offset, sent_at)
);
create index dead_letter_waiting on dead_letter (received_at) where outcome is null;
create index dead_letter_asked on dead_letter (received_at) where asked_by is not null;
