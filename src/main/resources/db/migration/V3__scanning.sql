-- What the virus scanner can have said of a file, and those that wait for it.
alter table attachment add constraint attachment_scan
    check (scan in ('not-scanned', 'pending', 'clean', 'infected', 'too-large'));
create index attachment_pending on attachment (reference) where scan = 'pending';
