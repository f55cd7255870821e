-- What the list of users asks of a customer with 100,000 of them: each order that it offers, and each beginning of a
-- name that it searches, is an index. Pages are cut by position, never by counting rows off.

-- A name as it is searched and ordered: without accents, ASCII letters in lower case. For people to find one another,
-- never to decide who is who (addresses keep their own, stricter fold).
create function fold_name(name text) returns text
language sql immutable strict parallel safe
as $$
  select lower(regexp_replace(normalize(btrim(name), nfd), '[\u0300-\u036f]', '', 'g') collate "C")
$$;

alter table user_account
  add column first_name_folded text not null collate "C" generated always as (fold_name(first_name)) stored,
  add column last_name_folded  text not null collate "C" generated always as (fold_name(last_name)) stored;

-- The username ends every order: it is unique, so that a position in the list is one row.
create index user_account_by_username on user_account (customer_id, username_folded);
create index user_account_by_name on user_account (customer_id, last_name_folded, first_name_folded, username_folded);
create index user_account_by_first_name on user_account (customer_id, first_name_folded);
create index user_account_by_status on user_account (customer_id, enabled, username_folded);
create index user_account_by_last_sign_in on user_account (customer_id, coalesce(last_sign_in_at, '-infinity'), username_folded);

-- Whether anybody of the customer has an address in this domain.
create index user_account_by_domain on user_account (customer_id, split_part(email_folded, '@', 2));

create index membership_by_role on membership (customer_id, role);
