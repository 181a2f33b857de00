-- By which way a notification goes: by mail, or on paper to whom mail cannot reach.
alter table notification
    add column medium text not null default 'email' check (medium in ('email', 'letter'));

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
    -- the same without the name
    place          text        not null,
    written_at     timestamptz not null,
    -- the file that lists it, once it belongs to a batch; and when that lay in the folder
    manifest       text,
    handed_over_at timestamptz
);
create index printed_letter_waiting on printed_letter (council) where handed_over_at is null;
create index printed_letter_written on printed_letter (council, written_at);
create index printed_letter_manifest on printed_letter (council, manifest) where manifest is not null;
