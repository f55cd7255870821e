-- The list of sign-ins of a customer with 100,000 attempts: whatever it is filtered by, it is found, and counted, in the
-- customer's own narrow table alone.

-- Nothing of the attempt says who it was: neither a user nor an account, and no tenant but that of personal accounts.
create function names_nobody(attempt sign_in_attempt) returns boolean
language sql immutable
return attempt.user_id is null and attempt.login_id is null
  and coalesce(attempt.tenant_id, '9188040d-6c67-4c5b-b112-36a304b66dad') = '9188040d-6c67-4c5b-b112-36a304b66dad';

-- The text by which an attempt is searched: the address that was typed; or the account that was asserted, once it is over.
create function searched_by(attempt sign_in_attempt) returns text
language sql immutable
return case
  when names_nobody(attempt) then fold_name(attempt.login_hint)
  when attempt.outcome <> 'pending' then fold_name(attempt.login_id)
end;

-- What the list asks of the attempt itself: copies, written by the triggers below and by nothing else.
alter table sign_in_attempt_customer
  -- A test of the connection is none; nor is what stands here for its hint alone, once something else says who it was.
  add column is_listed           boolean not null default false,
  add column attempt_door        text,
  add column attempt_outcome     text,
  add column attempt_started_at  timestamptz,
  add column attempt_chain_id    uuid,
  add column attempt_tenant_id   uuid,
  add column attempt_object_id   uuid,
  add column attempt_ip          text,
  add column attempt_searched_by text collate "C";

create function copy_from_attempt() returns trigger language plpgsql as $$
begin
  select
    attempt.purpose = 'sign_in' and (not new.unproven or names_nobody(attempt)),
    attempt.door, attempt.outcome, attempt.started_at, attempt.chain_id, attempt.tenant_id, attempt.object_id, attempt.ip,
    searched_by(attempt)
  into
    new.is_listed,
    new.attempt_door, new.attempt_outcome, new.attempt_started_at, new.attempt_chain_id, new.attempt_tenant_id, new.attempt_object_id,
    new.attempt_ip, new.attempt_searched_by
  from sign_in_attempt as attempt where attempt.id = new.attempt_id;
  return new;
end
$$;

-- On updates, too: what inserts a row, and finds it there, updates it.
create trigger sign_in_attempt_customer_copies before insert or update on sign_in_attempt_customer
  for each row execute function copy_from_attempt();

-- What is there already is copied by being touched.
update sign_in_attempt_customer set attempt_id = attempt_id;

create function copy_to_customers() returns trigger language plpgsql as $$
begin
  -- Nothing is left to do where the statement that changed the attempt has written the customer's row as well.
  update sign_in_attempt_customer set attempt_id = attempt_id
  where attempt_id = new.id
    and (
      attempt_door, attempt_outcome, attempt_started_at, attempt_chain_id, attempt_tenant_id, attempt_object_id, attempt_ip,
      attempt_searched_by, is_listed
    ) is distinct from (
      new.door, new.outcome, new.started_at, new.chain_id, new.tenant_id, new.object_id, new.ip,
      searched_by(new), new.purpose = 'sign_in' and (not unproven or names_nobody(new))
    );
  return null;
end
$$;

create trigger sign_in_attempt_is_copied
  after update of door, purpose, outcome, started_at, chain_id, tenant_id, object_id, ip, user_id, login_id, login_hint on sign_in_attempt
  for each row execute function copy_to_customers();

-- Counts by outcome, door and time without a look at the rows.
create index sign_in_attempt_customer_listed on sign_in_attempt_customer (customer_id, attempt_id)
  include (code, attempt_outcome, attempt_door, attempt_started_at) where is_listed;
drop index sign_in_attempt_customer_refused;

-- Who holds a role at a location, without a look at the rows.
drop index membership_by_location;
create index membership_by_location on membership (location_id, user_id);

-- An attempt by one of the IDs that Microsoft's errors bear.
create index sign_in_attempt_by_correlation_id on sign_in_attempt (lower(microsoft ->> 'correlationId')) where microsoft is not null;
create index sign_in_attempt_by_trace_id on sign_in_attempt (lower(microsoft ->> 'traceId')) where microsoft is not null;

-- A person as they are searched by any part of a name or address.
alter table user_account
  add column searched_by text not null collate "C" generated always as (
    fold_name(first_name) || ' ' || fold_name(last_name) || ' '
    || lower(btrim(username) collate "C") || ' ' || lower(btrim(email) collate "C")
  ) stored;
