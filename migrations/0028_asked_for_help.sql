-- Managers are told of people who ask for help with signing in (R17).

alter table sign_in_attempt_customer
  -- When the person asked that this customer's managers be told.
  add column asked_at timestamptz,
  -- When the managers were mailed about it, or when there was nobody to mail.
  add column told_at  timestamptz;

update sign_in_attempt_customer as concerned set asked_at = attempt.help_asked_at, told_at = attempt.help_asked_at
from sign_in_attempt as attempt where attempt.id = concerned.attempt_id and attempt.help_asked_at is not null;

-- The few that ask are counted on every manager's home page.
create index sign_in_attempt_customer_asked on sign_in_attempt_customer (customer_id, asked_at) where asked_at is not null;
create index sign_in_attempt_customer_told on sign_in_attempt_customer (customer_id, told_at) where told_at is not null;
create index sign_in_attempt_customer_untold on sign_in_attempt_customer (customer_id) where asked_at is not null and told_at is null;

-- Whether a manager is mailed about it: their own choice.
alter table user_account add column help_mails boolean not null default true;
