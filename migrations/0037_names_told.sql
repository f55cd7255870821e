-- Usernames that a customer was told are taken at another one, in the last day: no more than a few, so that nobody lists the
-- usernames of the installation (R2). They are deleted after a day.
create table told_name (
  customer_id uuid        not null references customer (id),
  -- What the name looks like, as in user_account.
  look        text        not null collate "C" check (length(look) <= 1000),
  told_at     timestamptz not null,
  primary key (customer_id, look)
);
create index told_name_by_time on told_name (told_at);
