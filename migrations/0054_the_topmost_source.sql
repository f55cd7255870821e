-- Mandatory authentication may be on in two ways: a chain's own switch, and a wave of a chain's roll-out. The topmost
-- chain that turned it on decides on exceptions (R5, R14), so `mandatory_authentication_from` is the topmost of both kinds.
-- Before (0049), a chain's own switch hid a wave of a chain above it. `upcoming_waves` also says whose plan each wave is.
create or replace function effective_settings(of_location uuid)
returns table (
  location_id uuid, azure_tenant_id uuid, verified_at timestamptz, confirmed_at timestamptz, confirmed_by uuid,
  proved_at timestamptz, proved_by uuid, tenant_saved_by uuid, tenant_saved_by_operator boolean,
  mandatory_authentication boolean, mandatory_authentication_from uuid,
  rehearsal_since timestamptz, rehearsal_from uuid, time_zone text, upcoming_waves jsonb
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
      min(own.rehearsal_since) as since
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
    combined.zone, policy.upcoming
  from combined cross join policy
$$;

-- The waves of `upcoming_waves`, each with the day on which a user's exceptions from it end: those that were made at the
-- chain whose plan it is, or above. The rules choose the waves whose day has come.
create function waves_for(of_customer uuid, of_user uuid, waves jsonb)
returns jsonb
language sql stable
as $$
  select jsonb_agg(wave || jsonb_build_object('exceptionEndsOn', (
    select max(exception.ends_on) from password_exception as exception
    where exception.customer_id = of_customer and exception.user_id = of_user
      and exception.chain_id in (select up.id from path_up((wave ->> 'chainId')::uuid) as up)
  )))
  from jsonb_array_elements(waves) as wave
$$;
