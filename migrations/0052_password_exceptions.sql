-- Exceptions from mandatory authentication, by name and with an end: a consultant, a shared mailbox (R14).

create table password_exception (
  customer_id uuid        not null,
  user_id     uuid        not null,
  -- The chain at which it was made. It holds there and below, unless a chain above asks for Microsoft, too.
  chain_id    uuid        not null,
  location_type text      not null default 'chain' check (location_type = 'chain'),
  reason      text        not null check (length(reason) between 1 and 200),
  -- The first day, in UTC, on which it no longer holds. One that has ended stays until a manager removes it.
  ends_on     date        not null,
  made_at     timestamptz not null,
  -- Null: the operator, or a program. Without a foreign key: it still names a manager who was removed.
  made_by     uuid,
  -- When the managers were told that it ends soon.
  told_at     timestamptz,
  primary key (customer_id, user_id, chain_id),
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade,
  foreign key (customer_id, chain_id, location_type) references location (customer_id, id, type) on delete cascade
);

create index password_exception_of_chain on password_exception (customer_id, chain_id);
create index password_exception_to_tell on password_exception (ends_on) where told_at is null;
