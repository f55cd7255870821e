-- A tenant ID is public, so whoever saves one has only claimed the tenant. It is proved once a manager of the chain has shown
-- that they belong to it. What a customer reads of other people's sign-ins follows from that (R31, docs/decisions/0025).

alter table advanced_settings
  add column proved_at timestamptz,
  -- The manager who proved it, in this customer.
  add column proved_by uuid,
  add check (proved_at is null or azure_tenant_id is not null);

-- Customers from before: the tenant counts as proved where a manager of the chain has signed in with Microsoft through it.
update advanced_settings as settings set proved_at = first.linked_at, proved_by = first.user_id
from (
  select distinct on (own.location_id) own.location_id, link.linked_at, link.user_id
  from advanced_settings as own
    join microsoft_link as link
      on link.customer_id = own.customer_id and link.tenant_id = own.azure_tenant_id and link.ended_at is null
    cross join lateral (
      with recursive up as (
        select id, parent_id from location where id = own.location_id
        union all
        select above.id, above.parent_id from up join location as above on above.id = up.parent_id
      )
      select membership.role from up join membership on membership.location_id = up.id
      where membership.user_id = link.user_id
        and membership.role in ('chain_and_user_manager', 'chain_manager', 'user_manager')
      limit 1
    ) as manager
  -- A guest keeps the address of their own organization, and Entra writes such an account with this mark in its own tenant.
  where link.login_id not like '%#EXT#%'
  order by own.location_id, link.linked_at
) as first
where first.location_id = settings.location_id;

alter table sign_in_attempt_customer
  -- How much of the attempt its customer reads: all of it; only that an account of another tenant used the address of one of
  -- its users; or only that somebody typed that address, which nothing proves.
  add column reading text not null default 'full' check (reading in ('full', 'other_tenant', 'typed'));

-- The copies for lists hold no more than the customer may read, so no filter or search can find the rest.
create or replace function copy_from_attempt() returns trigger language plpgsql as $$
begin
  select
    attempt.purpose = 'sign_in' and (not new.unproven or names_nobody(attempt)),
    attempt.door, attempt.outcome, attempt.started_at, attempt.chain_id,
    case when new.reading <> 'typed' then attempt.tenant_id end,
    case when new.reading = 'full' then attempt.object_id end,
    case when new.reading = 'full' then attempt.ip end,
    case when new.reading <> 'other_tenant' then searched_by(attempt) end
  into
    new.is_listed,
    new.attempt_door, new.attempt_outcome, new.attempt_started_at, new.attempt_chain_id, new.attempt_tenant_id, new.attempt_object_id,
    new.attempt_ip, new.attempt_searched_by
  from sign_in_attempt as attempt where attempt.id = new.attempt_id;
  return new;
end
$$;

create or replace function copy_to_customers() returns trigger language plpgsql as $$
begin
  -- Nothing is left to do where the statement that changed the attempt has written the customer's row as well.
  update sign_in_attempt_customer set attempt_id = attempt_id
  where attempt_id = new.id
    and (
      attempt_door, attempt_outcome, attempt_started_at, attempt_chain_id, attempt_tenant_id, attempt_object_id, attempt_ip,
      attempt_searched_by, is_listed
    ) is distinct from (
      new.door, new.outcome, new.started_at, new.chain_id,
      case when reading <> 'typed' then new.tenant_id end,
      case when reading = 'full' then new.object_id end,
      case when reading = 'full' then new.ip end,
      case when reading <> 'other_tenant' then searched_by(new) end,
      new.purpose = 'sign_in' and (not unproven or names_nobody(new))
    );
  return null;
end
$$;

-- What customers could read of each other until now is taken back. First what came by the tenant alone.
delete from sign_in_attempt_customer as concerned using sign_in_attempt as attempt
where attempt.id = concerned.attempt_id and attempt.purpose = 'sign_in' and attempt.door = 'microsoft'
  and concerned.user_id is null and concerned.hinted_user_id is null
  and not exists (
    select from location where location.id = attempt.chain_id and location.customer_id = concerned.customer_id
  )
  and not exists (
    select from advanced_settings as own
    where own.customer_id = concerned.customer_id and own.azure_tenant_id = attempt.tenant_id and own.proved_at is not null
  );

-- Then what came by an address alone.
update sign_in_attempt_customer as concerned
set reading = case when concerned.user_id is null then 'typed' else 'other_tenant' end
from sign_in_attempt as attempt
where attempt.id = concerned.attempt_id and attempt.purpose = 'sign_in' and attempt.door = 'microsoft'
  and attempt.outcome = 'refused'
  and coalesce(concerned.user_id, concerned.hinted_user_id) is not null
  and not exists (
    select from location where location.id = attempt.chain_id and location.customer_id = concerned.customer_id
  )
  and (
    concerned.user_id is null
    or not exists (
      select from (
        select location_id from membership where user_id = concerned.user_id
        union select common_place(concerned.user_id)
      ) as place cross join lateral effective_settings(place.location_id) as settings
      where settings.azure_tenant_id = attempt.tenant_id
    )
  );
