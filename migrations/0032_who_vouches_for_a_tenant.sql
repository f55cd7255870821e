-- A tenant ID decides who somebody is. So the first link of a manager counts on a tenant only if somebody who may edit that
-- manager stands behind it, or if the manager proves to be the one by their own password (R22, docs/decisions/0030).

alter table advanced_settings
  -- Who saved the tenant ID: a person of this customer, or the operator. Neither, if an API key saved it.
  add column tenant_saved_by uuid,
  add column tenant_saved_by_operator boolean not null default false;

-- For tenants from before, the trail says who saved them last. What it does not know, the operator installed.
update advanced_settings as settings set
  tenant_saved_by = saved.actor_user_id,
  tenant_saved_by_operator = coalesce(saved.actor_kind, 'operator') = 'operator'
from advanced_settings as own left join lateral (
  select record.actor_kind, record.actor_user_id
  from audit_record as record
  where record.customer_id = own.customer_id and record.action = 'settings.changed'
    and record.detail ->> 'locationId' = own.location_id::text
    and record.detail #>> '{after,azureTenantId}' = own.azure_tenant_id::text
    and record.detail #>> '{before,azureTenantId}' is distinct from own.azure_tenant_id::text
  order by record.id desc limit 1
) as saved on true
where own.location_id = settings.location_id and own.azure_tenant_id is not null;

alter table microsoft_link
  -- Whether the person was signed in with their password in the same browser when the link was made.
  add column made_with_password boolean not null default false;

-- Links that managers have had until now stay.
update microsoft_link set made_with_password = true
where exists (
  select from membership
  where membership.user_id = microsoft_link.user_id
    and membership.role in ('chain_and_user_manager', 'chain_manager', 'user_manager')
);

-- As before (0026), and who saved the tenant.
drop function effective_settings(uuid);
create function effective_settings(of_location uuid)
returns table (
  location_id uuid, azure_tenant_id uuid, verified_at timestamptz, confirmed_at timestamptz, confirmed_by uuid,
  proved_at timestamptz, proved_by uuid, tenant_saved_by uuid, tenant_saved_by_operator boolean,
  mandatory_authentication boolean, mandatory_authentication_from uuid,
  rehearsal_since timestamptz, rehearsal_from uuid
)
language sql stable
as $$
  with recursive up as (
    select location.id, location.parent_id, 0 as height from location where location.id = of_location
    union all
    select location.id, location.parent_id, up.height + 1 from location join up on location.id = up.parent_id
  ),
  combined as (
    select
      (array_agg(own order by up.height) filter (where own.azure_tenant_id is not null))[1] as tenant,
      (array_agg(own.location_id order by up.height desc) filter (where own.mandatory_authentication))[1] as mandatory,
      (array_agg(own.location_id order by up.height desc) filter (where own.rehearsal_since is not null))[1] as rehearsal,
      min(own.rehearsal_since) as since
    from up join advanced_settings as own on own.location_id = up.id
  ),
  -- What is mandatory is no longer rehearsed, and without a tenant there is nothing to rehearse.
  rehearsed as (select combined.mandatory is null and (combined.tenant).location_id is not null as is_on from combined)
  select
    (combined.tenant).location_id, (combined.tenant).azure_tenant_id, (combined.tenant).verified_at,
    (combined.tenant).confirmed_at, (combined.tenant).confirmed_by, (combined.tenant).proved_at, (combined.tenant).proved_by,
    (combined.tenant).tenant_saved_by, coalesce((combined.tenant).tenant_saved_by_operator, false),
    combined.mandatory is not null, combined.mandatory,
    case when rehearsed.is_on then combined.since end, case when rehearsed.is_on then combined.rehearsal end
  from combined cross join rehearsed
$$;
