-- What a refused sign-in says to each customer that it concerns. An account can bear the address of a user of one
-- customer and come from the tenant of another: each reads its own reason, and nothing of the other's (R18, R19).
alter table sign_in_attempt_customer
  -- Why this customer did not let the account in; null where it came in, or where the attempt's own code says it.
  add column code    text,
  -- The user whom the account could have been, in this customer.
  add column user_id uuid,
  -- The checks of this customer's own rules, after those of Microsoft's answer in the attempt itself.
  add column checks  jsonb not null default '[]';

-- The address that the person typed before leaving for Microsoft. Nothing proves it: it helps to find whose attempt
-- it was when Microsoft's answer names nobody.
alter table sign_in_attempt add column login_hint text check (length(login_hint) <= 320);
