-- A customer can turn off that sessions are confirmed with Microsoft (R37). At the top it is on unless it was turned off there,
-- and a chain below may turn it on for itself (R5).

-- Null: what is in force without anyone's doing, which is on at the top and what is in force above it below.
alter table advanced_settings add column session_confirmation boolean;

-- As before (0057), with the confirmation of sessions.
drop function effective_settings(uuid);
create function effective_settings(of_location uuid)
returns table (
  location_id uuid, azure_tenant_id uuid, verified_at timestamptz, confirmed_at timestamptz, confirmed_by uuid,
  proved_at timestamptz, proved_by uuid, tenant_saved_by uuid, tenant_saved_by_operator boolean,
  mandatory_authentication boolean, mandatory_authentication_from uuid,
  rehearsal_since timestamptz, rehearsal_from uuid, time_zone text, upcoming_waves jsonb,
  second_factor_required_from date, second_factor_required_by uuid, shared_device_idle_minutes int,
  session_confirmation boolean, session_confirmation_from uuid
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
      max(up.height) filter (where own.mandatory_authentication) as mandatory_height,
      (array_agg(own.location_id order by up.height desc) filter (where own.rehearsal_since is not null))[1] as rehearsal,
      (array_agg(own.time_zone order by up.height) filter (where own.time_zone is not null))[1] as zone,
      (array_agg(own.shared_device_idle_minutes order by up.height)
        filter (where own.shared_device_idle_minutes is not null))[1] as idle_minutes,
      min(own.rehearsal_since) as since,
      (array_agg(own.location_id order by own.second_factor_required_from, up.height desc)
        filter (where own.second_factor_required_from is not null))[1] as factor,
      min(own.second_factor_required_from) as factor_day
    from up join advanced_settings as own on own.location_id = up.id
  ),
  -- The height that counts is that of the chain whose plan it is, which is at the branch or above it.
  planned as (
    select
      (array_agg(wave.chain_id order by owner.height desc nulls last) filter (where wave.begun_at is not null))[1] as begun,
      max(coalesce(owner.height, up.height)) filter (where wave.begun_at is not null) as begun_height,
      jsonb_agg(jsonb_build_object(
        'startsOn', wave.starts_on, 'timeZone', time_zone_of(wave.chain_id), 'chainId', wave.chain_id
      ))
        filter (where wave.begun_at is null and not exists (
          select from roll_out_wave as other
          where other.customer_id = wave.customer_id and other.chain_id = wave.chain_id and other.paused_at is not null
        )) as upcoming
    from up
      join roll_out_branch as branch on branch.location_id = up.id
      join roll_out_wave as wave on wave.customer_id = branch.customer_id and wave.id = branch.wave_id
      left join up as owner on owner.id = wave.chain_id
    where wave.paused_at is null
  ),
  -- At the top it is on unless it was turned off there; below, where it was turned on.
  confirming as (
    select (array_agg(up.id order by up.height desc)
      filter (where coalesce(own.session_confirmation, up.parent_id is null)))[1] as at
    from up left join advanced_settings as own on own.location_id = up.id
  ),
  -- What is mandatory is no longer rehearsed, and without a tenant there is nothing to rehearse.
  policy as (
    select
      case when combined.mandatory_height >= planned.begun_height then combined.mandatory
        else coalesce(planned.begun, combined.mandatory) end as mandatory,
      planned.upcoming,
      coalesce(combined.mandatory, planned.begun) is null and (combined.tenant).location_id is not null as is_rehearsed
    from combined cross join planned
  )
  select
    (combined.tenant).location_id, (combined.tenant).azure_tenant_id, (combined.tenant).verified_at,
    (combined.tenant).confirmed_at, (combined.tenant).confirmed_by, (combined.tenant).proved_at, (combined.tenant).proved_by,
    (combined.tenant).tenant_saved_by, coalesce((combined.tenant).tenant_saved_by_operator, false),
    policy.mandatory is not null, policy.mandatory,
    case when policy.is_rehearsed then combined.since end, case when policy.is_rehearsed then combined.rehearsal end,
    combined.zone, policy.upcoming, combined.factor_day, combined.factor, combined.idle_minutes,
    confirming.at is not null, confirming.at
  from combined cross join policy cross join confirming
$$;

-- Whether the sessions of a user that were opened through Microsoft are confirmed there: the strictest of all the places where
-- the user holds a role. It is asked on requests whose session was not confirmed lately.
create function confirms_sessions(of_customer uuid, of_user uuid)
returns boolean
language sql stable
as $$
  select coalesce((select own.session_confirmation from advanced_settings as own where own.location_id = of_customer), true)
    or exists (
      select from membership cross join lateral path_up(membership.location_id) as up
        join advanced_settings as own on own.location_id = up.id
      where membership.user_id = of_user and own.session_confirmation
    )
$$;
