-- Accounts that end on a day (R28): for people whose work at the customer ends on a known date.

-- The first day, in UTC, on which the account is no longer open; null if it has no end.
alter table user_account add column ends_on date;

-- The accounts that end soon, of whom managers are told.
create index user_account_ends_on on user_account (ends_on) where ends_on is not null;

-- Whether an account with this end has ended at a moment: the same rule as `hasEnded` in shared/end-date.ts.
create function has_ended(ends_on date, moment timestamptz) returns boolean
  language sql immutable parallel safe
  return coalesce(ends_on <= (moment at time zone 'UTC')::date, false);
