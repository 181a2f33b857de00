-- A message with two matters: the second one has the line of the ledger in common with the first, from which a person split it.
alter table feedback
    add column split_from text references feedback,
    -- of which it has become a follow-up; as its state says
    add column joined_to  text references feedback;
create index feedback_split_from on feedback (split_from) where split_from is not null;
create index feedback_joined_to on feedback (joined_to) where joined_to is not null;

-- What waits for a person's decision, in the order in which it is shown: that which is promised first comes first.
drop index feedback_for_review;
create index feedback_for_review on feedback (acknowledge_by, received_at, reference) where for_review;

-- Who has which of them on the screen, so that two do not get the same one.
create table review_claim (
    reference     text primary key references feedback on delete cascade,
    claimed_by    text        not null,
    claimed_until timestamptz not null
);

-- What people and case systems have decided, against what was proposed. What was written stays with the feedback alone.
create sequence review_decision_version;
create table review_decision (
    id            uuid primary key,
    reference     text        not null references feedback on delete cascade,
    council       text        not null,
    source        text        not null check (source in ('review', 'case-system')),
    action        text        not null check (action in ('decided', 'split', 'joined', 'marked', 'released')),
    -- as the hub first proposed it; null of what was never proposed, such as the second part of a message
    proposed_kind text,
    proposed_area text,
    confidence    double precision,
    model         text,
    decided_kind  text,
    decided_area  text,
    -- whether it may tell of harm, or might before: such words teach nobody
    flagged       boolean     not null,
    decided_by    text        not null,
    decided_at    timestamptz not null,
    -- whether no later decision about what it is stands in its place
    latest        boolean     not null,
    seconded_by   text,
    seconded_at   timestamptz,
    overturned_by text,
    overturned_at timestamptz,
    -- drawn anew at each change, so that whoever learns sees that there is one
    version       bigint      not null default nextval('review_decision_version')
);
create index review_decision_reference on review_decision (reference, decided_at);
create index review_decision_waiting on review_decision (council, decided_at)
    where latest and seconded_at is null and overturned_at is null and action in ('decided', 'split', 'released');
create index review_decision_correction on review_decision (council, proposed_kind, decided_kind)
    where latest and overturned_at is null;
create index review_decision_week on review_decision (council, decided_at)
    include (proposed_kind, decided_kind, model) where latest;
create index review_decision_version_of on review_decision (version);
