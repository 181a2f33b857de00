-- Keys are deleted by their age, which is in "since" from the beginning.
create index idempotency_key_since on idempotency_key (since);
