-- Small raw items, written in the transaction that enters their arrival. Mail is mostly encoded or short: compressing it is not
-- worth the time.
create table raw_item (
    sha256  text primary key,
    bytes   bytea       not null,
    kept_at timestamptz not null
);
alter table raw_item alter column bytes set storage external;
