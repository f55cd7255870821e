-- Guessing at passwords is slowed, never answered with a lock (R29). One row per account and per address that tried
-- lately; the row is counted up before a password is looked at, so that a hundred tries at once are a hundred tries.
create table password_tries (
  -- A hash of what is slowed: a name as it was typed (whether or not anybody bears it), or an address.
  key               bytea       not null primary key,
  tries             integer     not null,
  window_started_at timestamptz not null,
  -- Until then nothing more is looked at.
  closed_until      timestamptz
);

-- The names that an address has tried in its window, to count different ones.
create table password_name_tried (
  address_key bytea       not null,
  name_key    bytea       not null,
  tried_at    timestamptz not null,
  primary key (address_key, name_key)
);
