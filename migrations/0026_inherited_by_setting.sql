-- Every setting of a chain is inherited by itself (R5, docs/decisions/0027). A value, such as the tenant ID, comes from the
-- nearest chain above that has one. A policy, such as mandatory authentication, combines by the strictest: where it is on, it
-- is on for everything below. So a chain's own row says only what was set at that chain, and no longer starts as a copy of
-- what the chain inherited.

-- A chain may turn mandatory authentication on, or rehearse it, with the tenant that it inherits.
alter table advanced_settings
  drop constraint advanced_settings_check,
  drop constraint advanced_settings_check1,
  add constraint advanced_settings_rehearsal_check check (rehearsal_since is null or not mandatory_authentication);

-- The settings in force at a location, in one row: the tenant, with what is known of it and the chain whose it is
-- (`location_id`); and each policy, with the topmost chain where it is on (`…_from`), the one that keeps everything below
-- from turning it off. The names are those of `advanced_settings`.
drop function effective_settings(uuid);
create function effective_settings(of_location uuid)
returns table (
  location_id uuid, azure_tenant_id uuid, verified_at timestamptz, confirmed_at timestamptz, confirmed_by uuid,
  proved_at timestamptz, proved_by uuid,
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
    combined.mandatory is not null, combined.mandatory,
    case when rehearsed.is_on then combined.since end, case when rehearsed.is_on then combined.rehearsal end
  from combined cross join rehearsed
$$;
