-- Roll-out of mandatory authentication along the tree (R36): waves of branches, each with the day from which its people have
-- Microsoft alone. Whether a day has come is a rule (server/policy/roll-out.ts); that a wave has begun is written down by
-- whatever notices it first, and is then part of what is in force.

-- An IANA name, such as Europe/Paris. Null: UTC.
alter table advanced_settings add column time_zone text check (length(time_zone) between 1 and 64);

create table roll_out (
  customer_id   uuid        not null,
  chain_id      uuid        not null,
  location_type text        not null default 'chain' check (location_type = 'chain'),
  planned_at    timestamptz not null,
  primary key (customer_id, chain_id),
  foreign key (customer_id, chain_id, location_type) references location (customer_id, id, type) on delete cascade
);

create table roll_out_wave (
  customer_id        uuid        not null,
  id                 uuid        not null,
  chain_id           uuid        not null,
  -- A day in the chain's time zone.
  starts_on          date        not null,
  notice_days_before int         not null check (notice_days_before between 0 and 90),
  begun_at           timestamptz,
  -- While it is paused, its people have the other way to sign in again, and no further wave of the plan begins.
  paused_at          timestamptz,
  -- What it was paused for, as it was told to the managers; null if one of them paused it.
  paused_because     jsonb,
  primary key (customer_id, id),
  foreign key (customer_id, chain_id) references roll_out (customer_id, chain_id) on delete cascade
);

create index roll_out_wave_of_chain on roll_out_wave (customer_id, chain_id);
create index roll_out_wave_to_begin on roll_out_wave (starts_on) where begun_at is null and paused_at is null;

create table roll_out_branch (
  customer_id uuid not null,
  wave_id     uuid not null,
  location_id uuid not null,
  primary key (customer_id, wave_id, location_id),
  foreign key (customer_id, wave_id) references roll_out_wave (customer_id, id) on delete cascade,
  foreign key (customer_id, location_id) references location (customer_id, id) on delete cascade
);

create index roll_out_branch_of_location on roll_out_branch (location_id);

-- The time zone in force at a location: of the nearest chain that has one.
create function time_zone_of(of_location uuid)
returns text
language sql stable
as $$
  select coalesce((
    select own.time_zone
    from path_up(of_location) as up join advanced_settings as own on own.location_id = up.id
    where own.time_zone is not null
    order by up.height
    limit 1
  ), 'UTC')
$$;

-- As before (0032), with the time zone and the roll-out. A wave that has begun makes mandatory authentication be on in its
-- branches; `mandatory_authentication_from` is then the chain whose plan it is. `upcoming_waves` are those that have not: the
-- rules say whether their day has come.
drop function effective_settings(uuid);
create function effective_settings(of_location uuid)
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
      (array_agg(own.location_id order by up.height desc) filter (where own.rehearsal_since is not null))[1] as rehearsal,
      (array_agg(own.time_zone order by up.height) filter (where own.time_zone is not null))[1] as zone,
      min(own.rehearsal_since) as since
    from up join advanced_settings as own on own.location_id = up.id
  ),
  planned as (
    select
      (array_agg(wave.chain_id order by up.height desc) filter (where wave.begun_at is not null))[1] as begun,
      jsonb_agg(jsonb_build_object('startsOn', wave.starts_on, 'timeZone', time_zone_of(wave.chain_id)))
        filter (where wave.begun_at is null and not exists (
          select from roll_out_wave as other
          where other.customer_id = wave.customer_id and other.chain_id = wave.chain_id and other.paused_at is not null
        )) as upcoming
    from up
      join roll_out_branch as branch on branch.location_id = up.id
      join roll_out_wave as wave on wave.customer_id = branch.customer_id and wave.id = branch.wave_id
    where wave.paused_at is null
  ),
  -- What is mandatory is no longer rehearsed, and without a tenant there is nothing to rehearse.
  policy as (
    select coalesce(combined.mandatory, planned.begun) as mandatory, planned.upcoming,
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
