-- By which way a notification goes: by mail, or on paper to whom mail cannot reach.
alter table notification
    add column medium text not null default 'email' check (medium in ('email', 'letter')),
    -- whether a person has said that it may go on paper, to the address and about the matter that were known then
    add column paper_approved boolean not null default false;

-- Letters that are written: as they are printed, and with which batch they were handed over.
create table printed_letter (
    notification   uuid        primary key references notification,
    council        text        not null,
    reference      text        not null,
    kind           text        not null,
    file           text        not null unique,
    pdf            bytea       not null,
    pages          integer     not null,
    large_print    boolean     not null,
    -- as it stands in the window, line by line
    address        text[]      not null,
    -- the same for all who live there, however it is written
    place          text        not null,
    written_at     timestamptz not null,
    -- the file that lists it, once it belongs to a batch; and when that lay in the folder
    manifest       text,
    handed_over_at timestamptz
);
create index printed_letter_waiting on printed_letter (council) where handed_over_at is null;
create index printed_letter_written on printed_letter (council, written_at);
create index printed_letter_in_no_batch on printed_letter (reference) where manifest is null;
create index printed_letter_manifest on printed_letter (council, manifest) where manifest is not null;
