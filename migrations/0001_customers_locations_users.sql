-- Who uses TMAS and where: customers, their tree of locations, their people.
--
-- Every row below a customer carries customer_id, and every foreign key between such rows is composite with it:
-- the database itself refuses a row that points into another customer.
-- Needs PostgreSQL 15 or later. Texts that are compared are compared byte by byte (collate "C"): folding here is
-- ASCII only (R9), so the Kelvin sign is not a k and no locale can equate two people.

-- A customer is a top-level chain with all that lies under it; the two share their id. Its row is also the lock for
-- the customer's policy: whoever opens a door shares it, whoever changes what opens doors takes it for update.
create table customer (
  id         uuid        not null primary key,
  created_at timestamptz not null
);

create table location (
  id            uuid        not null primary key,
  customer_id   uuid        not null references customer (id),
  parent_id     uuid,
  type          text        not null check (type in ('chain', 'district', 'region', 'store')),
  name          text        not null check (length(name) between 1 and 200),
  code          text        check (length(code) between 1 and 50),
  country       text        check (length(country) <= 100),
  region        text        check (length(region) <= 100),
  contact_email text        check (length(contact_email) <= 320),
  contact_phone text        check (length(contact_phone) <= 50),
  created_at    timestamptz not null,
  unique (customer_id, id),
  unique (customer_id, id, type),
  unique (customer_id, code),
  foreign key (customer_id, parent_id) references location (customer_id, id),
  -- The top of a customer is a chain and bears the customer's id; everything else hangs under something.
  check ((parent_id is null) = (id = customer_id)),
  check (parent_id is not null or type = 'chain'),
  check (parent_id <> id)
);

create index location_by_parent on location (parent_id);

-- The Advanced settings that a chain has of its own. A chain without a row takes its nearest ancestor's (R5).
create table advanced_settings (
  location_id              uuid        not null primary key,
  customer_id              uuid        not null,
  location_type            text        not null default 'chain' check (location_type = 'chain'),
  azure_tenant_id          uuid,
  mandatory_authentication boolean     not null default false,
  -- When Entra last said that it knows this tenant; null while nobody could ask (R4).
  verified_at              timestamptz,
  -- The first sign-in through this tenant, and whose it was (R21).
  confirmed_at             timestamptz,
  confirmed_by             uuid,
  changed_at               timestamptz not null,
  foreign key (customer_id, location_id, location_type) references location (customer_id, id, type),
  -- Mandatory authentication without a tenant would be a house without a door.
  check (azure_tenant_id is not null or not mandatory_authentication)
);

-- Two chains, even of two customers, may hold the same tenant (R5): not unique.
create index advanced_settings_by_tenant on advanced_settings (azure_tenant_id);

create table user_account (
  id              uuid        not null primary key,
  customer_id     uuid        not null references customer (id),
  username        text        not null check (length(username) between 1 and 100),
  username_folded text        not null unique collate "C" generated always as (lower(btrim(username, E' \t\n\r\f\v') collate "C")) stored,
  email           text        not null check (length(email) between 3 and 320),
  email_folded    text        not null collate "C" generated always as (lower(btrim(email, E' \t\n\r\f\v') collate "C")) stored,
  first_name      text        not null default '' check (length(first_name) <= 100),
  last_name       text        not null default '' check (length(last_name) <= 100),
  title           text        not null default '' check (length(title) <= 100),
  mobile_phone    text        not null default '' check (length(mobile_phone) <= 50),
  language        text        not null default 'en' check (language in ('en', 'fr', 'es')),
  description     text        not null default '' check (length(description) <= 1000),
  enabled         boolean     not null default true,
  -- argon2id, in its own text form; null for who never set a password.
  password_hash   text,
  created_at      timestamptz not null,
  last_sign_in_at timestamptz,
  unique (customer_id, id),
  unique (customer_id, email_folded)
);

create index user_account_by_email on user_account (email_folded);

-- A role on a location; it covers that location and everything under it.
create table membership (
  user_id       uuid not null,
  location_id   uuid not null,
  customer_id   uuid not null,
  location_type text not null,
  role          text not null check (role in ('chain_and_user_manager', 'chain_manager', 'user_manager', 'location_manager', 'viewer')),
  primary key (user_id, location_id),
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade,
  foreign key (customer_id, location_id, location_type) references location (customer_id, id, type) on update cascade,
  -- The manager roles can only be given on a chain.
  check (role in ('location_manager', 'viewer') or location_type = 'chain')
);

create index membership_by_location on membership (location_id);

-- The lasting tie between a user and one Entra account. An ended link stays on record and opens nothing.
create table microsoft_link (
  id           uuid        not null primary key,
  customer_id  uuid        not null,
  user_id      uuid        not null,
  tenant_id    uuid        not null,
  object_id    uuid        not null,
  -- What the account was called when last seen: for people to read, never to decide by (R10).
  login_id     text        not null,
  linked_at    timestamptz not null,
  last_used_at timestamptz not null,
  ended_at     timestamptz,
  foreign key (customer_id, user_id) references user_account (customer_id, id) on delete cascade
);

-- One account, one user of a customer; one user, one account of a tenant.
create unique index microsoft_link_of_account on microsoft_link (tenant_id, object_id, customer_id) where ended_at is null;
create unique index microsoft_link_of_user on microsoft_link (user_id, tenant_id) where ended_at is null;

-- The settings in force at a location: its own or the nearest ancestor's (R5). No row where no chain above has any.
create function effective_settings(of_location uuid)
returns setof advanced_settings
language sql stable
as $$
  with recursive up as (
    select id, parent_id, 0 as height from location where id = of_location
    union all
    select location.id, location.parent_id, up.height + 1 from location join up on location.id = up.parent_id
  )
  select advanced_settings.*
  from up join advanced_settings on advanced_settings.location_id = up.id
  order by up.height
  limit 1
$$;
