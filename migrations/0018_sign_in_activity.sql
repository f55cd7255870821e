-- What managers read of sign-ins, newest first, while they happen.

alter table sign_in_attempt
  -- The browser gave the page no pop-up, and the sign-in went on in the page itself.
  add column popup_blocked boolean not null default false,
  -- When the person asked, on the page that refused them, that their TMAS managers be told. `login_hint` is then the
  -- address that they typed there.
  add column help_asked_at timestamptz,
  -- The hint is still to be looked up. That is done afterwards, so that no answer's time tells whether anybody bears
  -- the address (R29).
  add column hint_waits boolean not null default false;

create index sign_in_attempt_hint_waits on sign_in_attempt (id) where hint_waits;

alter table sign_in_attempt_customer
  -- Who bears the address of the hint, in this customer. Nothing proves that it was them.
  add column hinted_user_id uuid,
  -- Nothing but the hint says that the attempt concerns this customer.
  add column unproven boolean not null default false,
  -- When this customer's row last changed, by the database's own clock: where a live list goes on after a pause.
  add column noted_at timestamptz(3) not null default clock_timestamp();

-- From now on each row says itself what its customer reads; in older ones the attempt did.
update sign_in_attempt_customer as concerned
set
  code = coalesce(concerned.code, attempt.code),
  user_id = coalesce(concerned.user_id, (
    select id from user_account where id = attempt.user_id and customer_id = concerned.customer_id
  )),
  noted_at = coalesce(attempt.ended_at, attempt.started_at)
from sign_in_attempt as attempt
where attempt.id = concerned.attempt_id;

-- Ids are made in the order of time, so they are the order of the list.
create index sign_in_attempt_customer_refused on sign_in_attempt_customer (customer_id, attempt_id) where code is not null;
create index sign_in_attempt_customer_by_code on sign_in_attempt_customer (customer_id, code, attempt_id) where code is not null;
create index sign_in_attempt_customer_by_person on sign_in_attempt_customer ((coalesce(user_id, hinted_user_id)), attempt_id)
  where coalesce(user_id, hinted_user_id) is not null;
create index sign_in_attempt_customer_by_noted on sign_in_attempt_customer (customer_id, noted_at, attempt_id);
