-- By what a second copy of something that came is known, and what people did about what waited for them.
alter table arrival
    add column fingerprint  char(64),
    add column duplicate_of uuid references arrival,
    -- why a person should look at it though it is dealt with, such as a bounce that answers nothing we sent
    add column attention    text,
    add column settled_at   timestamptz,
    add column settled_by   text,
    add column settlement   text;
create unique index arrival_fingerprint on arrival (council, fingerprint) where outcome in ('recorded', 'follow-up');
create index arrival_reference on arrival (reference) where reference is not null;
drop index arrival_quarantined;
create index arrival_for_people on arrival (arrived_at)
    where settled_at is null and (outcome in ('quarantined', 'spam') or attention is not null);
-- how many came from which mailbox: everything before the folder
create index arrival_mailbox on arrival (split_part(source, '/', 1)) where source like 'imap:%';

-- What joined a feedback that was there already.
create table follow_up (
    arrival     uuid primary key references arrival,
    reference   text        not null references feedback,
    intent      text        not null check (intent in ('message', 'escalation', 'clarification')),
    standing    text        not null,
    received_at timestamptz not null,
    sha256      char(64)    not null,
    state       jsonb       not null
);
create index follow_up_reference on follow_up (reference, received_at);

-- Files of follow-ups are numbered on after those of the feedback.
alter table attachment add column arrival uuid references arrival;

-- When a stage was answered, from which the window for the next one counts (P8).
alter table feedback add column responded_on date;
create index feedback_contact on feedback (lower(state -> 'submission' -> 'contact' ->> 'email'));
create index feedback_words on feedback using gin (to_tsvector('simple',
    coalesce(state -> 'submission' ->> 'subject', '') || ' ' || coalesce(state -> 'submission' ->> 'text', '')));

-- A mail that did not reach its reader.
alter table notification
    add column bounced_at timestamptz,
    add column bounce     text,
    drop constraint notification_state_check,
    add constraint notification_state_check
        check (state in ('planned', 'held', 'sending', 'sent', 'suppressed', 'failed', 'bounced'));
create index notification_recipient on notification (recipient, decided_at desc);

-- Addresses at which a council's mail is refused for good.
create table undeliverable (
    council text        not null,
    address text        not null,
    since   timestamptz not null,
    cause   text        not null,
    primary key (council, address)
);

-- Mails that concern no feedback: to operators, or to those whose message could not be taken.
create table notice (
    id         text primary key,
    council    text        not null,
    template   text        not null,
    recipient  text        not null,
    answers    text,
    facts      jsonb       not null,
    planned_at timestamptz not null,
    state      text        not null check (state in ('planned', 'sending', 'sent', 'suppressed', 'failed')),
    reason     text        not null,
    decided_at timestamptz
);
create index notice_recipient on notice (recipient, planned_at desc);

-- How each mailbox does, as all instances know it.
create table mailbox_state (
    mailbox      text primary key,
    last_success timestamptz not null,
    down_since   timestamptz
);

-- Refresh tokens that an authorization server has replaced; encrypted.
create table refresh_token (
    login      text primary key,
    configured char(64)    not null,
    token      bytea       not null,
    replaced_at timestamptz not null
);
