-- Shared store computers (R38): devices that a manager marked, and what restricts the sessions on them.

-- Minutes without use after which a session on a shared computer ends. Null: as the chain above says, otherwise 5.
alter table advanced_settings add column shared_device_idle_minutes int check (shared_device_idle_minutes between 1 and 60);

create table shared_device (
  customer_id  uuid        not null,
  id           uuid        not null,
  location_id  uuid        not null,
  name         text        not null check (length(name) between 1 and 100),
  -- Of the cookie by which the browser is recognized. It gives no access to anything.
  secret_hash  bytea       not null unique,
  marked_at    timestamptz not null,
  -- Null once that person is erased. Without a foreign key: it still names a manager who was removed.
  marked_by    uuid,
  -- The day, in UTC, on which someone last signed in there.
  last_used_on date,
  primary key (customer_id, id),
  foreign key (customer_id, location_id) references location (customer_id, id) on delete cascade
);

create index shared_device_of_location on shared_device (customer_id, location_id);

-- What a manager prepared and no browser has taken yet: a link to be opened there, or a code that is shown there. The
-- device that takes it gets its ID.
create table shared_device_offer (
  customer_id uuid        not null,
  id          uuid        not null,
  location_id uuid        not null,
  name        text        not null check (length(name) between 1 and 100),
  -- Of the link's secret, or of the code.
  secret_hash bytea       not null unique,
  made_at     timestamptz not null,
  made_by     uuid        not null,
  expires_at  timestamptz not null,
  primary key (customer_id, id),
  foreign key (customer_id, location_id) references location (customer_id, id) on delete cascade,
  foreign key (customer_id, made_by) references user_account (customer_id, id) on delete cascade
);

create index shared_device_offer_of_location on shared_device_offer (customer_id, location_id);
create index shared_device_offer_of_maker on shared_device_offer (customer_id, made_by);
create index shared_device_offer_expired on shared_device_offer (expires_at);

-- The device on which a session was started; it may be another customer's. Together with the ID: a foreign key of the
-- device's own customer, so that a session is bound to no device that does not exist.
alter table session
  add column device_customer_id uuid,
  add column device_id uuid,
  -- When the last window of the console was closed there. The session ends unless a page is seen at once.
  add column left_at timestamptz,
  add constraint session_device foreign key (device_customer_id, device_id)
    references shared_device (customer_id, id) on delete set null;

create index session_of_device on session (device_customer_id, device_id) where device_id is not null;

-- As before (0056), with the idle time of shared computers.
drop function effective_settings(uuid);
create function effective_settings(of_location uuid)
returns table (
  location_id uuid, azure_tenant_id uuid, verified_at timestamptz, confirmed_at timestamptz, confirmed_by uuid,
  proved_at timestamptz, proved_by uuid, tenant_saved_by uuid, tenant_saved_by_operator boolean,
  mandatory_authentication boolean, mandatory_authentication_from uuid,
  rehearsal_since timestamptz, rehearsal_from uuid, time_zone text, upcoming_waves jsonb,
  second_factor_required_from date, second_factor_required_by uuid, shared_device_idle_minutes int
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
    combined.zone, policy.upcoming, combined.factor_day, combined.factor, combined.idle_minutes
  from combined cross join policy
$$;

-- What the chains say of how long a session on a shared computer may be unused: the computer's, and the person's. The rules
-- choose. A function of its own, so that no other session pays for it.
create function shared_idle_minutes(of_location uuid, of_user uuid)
returns int[]
language sql stable
as $$
  select array[
    (select settings.shared_device_idle_minutes from effective_settings(of_location) as settings),
    (select settings.shared_device_idle_minutes from effective_settings(common_place(of_user)) as settings)
  ]
$$;
