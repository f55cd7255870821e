-- The day from which a chain requires a second factor of its managers (R30), counted in the time zone of the chain that set
-- it. The rules compare it with the clock, so that nothing has to be written on the day.
alter table advanced_settings add column second_factor_required_from date;

-- Whether a session has to be judged by that day: hardly any customer has one.
create index advanced_settings_second_factor on advanced_settings (customer_id)
  where second_factor_required_from is not null;

-- As before (0054), with that day: the earliest of this chain and those above it, and the topmost chain that set it.
drop function effective_settings(uuid);
create function effective_settings(of_location uuid)
returns table (
  location_id uuid, azure_tenant_id uuid, verified_at timestamptz, confirmed_at timestamptz, confirmed_by uuid,
  proved_at timestamptz, proved_by uuid, tenant_saved_by uuid, tenant_saved_by_operator boolean,
  mandatory_authentication boolean, mandatory_authentication_from uuid,
  rehearsal_since timestamptz, rehearsal_from uuid, time_zone text, upcoming_waves jsonb,
  second_factor_required_from date, second_factor_required_by uuid
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
    combined.zone, policy.upcoming, combined.factor_day, combined.factor
  from combined cross join policy
$$;

-- Setting one up between the password and the session: the secret of an authenticator app that has not answered yet. What a
-- new passkey has to sign is in `challenge`, as what an existing one has to sign is.
alter table second_factor_wait add column sealed_secret bytea;

-- A mailed link that makes the browser in which it is opened a known device of its user: a manager may set up a first second
-- factor only where they have signed in before. It gives no access by itself, and only the hash of its secret is stored.
create table device_link (
  customer_id  uuid        not null,
  user_id      uuid        not null,
  secret_hash  bytea       not null unique,
  -- A link to an address that is no longer the user's opens nothing.
  email_folded text        not null,
  expires_at   timestamptz not null,
  primary key (customer_id, user_id, secret_hash),
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade
);

create index device_link_by_expiry on device_link (expires_at);
