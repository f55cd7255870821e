-- New addresses that people have asked for themselves (R33). One counts once someone who reads mails to it has opened its
-- link; for 24 hours a reader of mails to the former one can stop it, or undo it. One row for each time someone asked, so
-- that asking again, even after the first is confirmed, leaves the link of each former address working.

create table address_change (
  id              uuid        not null primary key,
  user_id         uuid        not null,
  customer_id     uuid        not null,
  -- The new address, and the one that it takes the place of.
  email           text        not null check (length(email) between 3 and 320),
  former_email    text        not null check (length(former_email) between 3 and 320),
  -- Only hashes of the links, so a copy of this table opens nothing. Null once it is confirmed, or another was asked for.
  confirm_hash    bytea       unique,
  stop_hash       bytea       not null unique,
  requested_at    timestamptz not null,
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade
);

-- What a user waits for is one address.
create unique index address_change_waiting on address_change (user_id) where confirm_hash is not null;
create index address_change_of_user on address_change (user_id);
create index address_change_by_request on address_change (requested_at);
