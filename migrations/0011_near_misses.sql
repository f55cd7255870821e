-- Why a person cannot sign in: what the account said of itself, and what a manager has said to a likeness.

-- The `email` and `name` claims of the account, as Microsoft's token had them. They open nothing (R9): they help a
-- manager to see whose account it was when its login ID is nobody's address.
alter table sign_in_attempt
  add column account_email text check (length(account_email) <= 320),
  add column account_name  text check (length(account_name) <= 320);

-- An account that looked like this user and is somebody else: the pair is not shown again.
create table near_miss_dismissal (
  customer_id  uuid        not null,
  user_id      uuid        not null,
  tenant_id    uuid        not null,
  object_id    uuid        not null,
  dismissed_at timestamptz not null,
  primary key (user_id, tenant_id, object_id),
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade
);

-- The attempts of a person: as the user whom they concern, by the login ID that was asserted, and by the address that
-- was typed where Microsoft's answer named nobody. Each holds only the rows that can be asked for.
create index sign_in_attempt_customer_by_user on sign_in_attempt_customer (user_id) where user_id is not null;
create index sign_in_attempt_by_login_id on sign_in_attempt (lower(btrim(login_id, E' \t\n\r\f\v') collate "C"), started_at)
  where login_id is not null and outcome = 'refused';
create index sign_in_attempt_by_login_hint on sign_in_attempt (lower(btrim(login_hint, E' \t\n\r\f\v') collate "C"), started_at)
  where login_hint is not null and login_id is null;
-- What left through a chain's own address and came back with nobody's name, or not at all.
create index sign_in_attempt_unnamed on sign_in_attempt (chain_id, started_at)
  where chain_id is not null and login_id is null and outcome = 'refused';
-- Accounts in which no user of a customer was recognised.
create index sign_in_attempt_customer_of_nobody on sign_in_attempt_customer (customer_id, attempt_id)
  where code = 'unknown_user' and user_id is null;

-- Who has this name before the @, at whatever domain.
create index user_account_by_local_part on user_account (customer_id, split_part(email_folded, '@', 1));
