-- Keys with which a customer's own programs call the API.

-- A key holds one role on one location. Only its hash is here, so a copy of this table opens nothing. It opens nothing
-- either once whoever made it may no longer make keys there: a key is never more than its maker.
create table api_key (
  id           uuid        not null primary key,
  secret_hash  bytea       not null unique,
  customer_id  uuid        not null,
  location_id  uuid        not null,
  role         text        not null check (role in ('chain_and_user_manager', 'chain_manager', 'user_manager', 'location_manager', 'viewer')),
  name         text        not null check (length(name) between 1 and 100),
  created_at   timestamptz not null,
  -- Without a foreign key: the trail still names a key whose maker was removed.
  created_by   uuid        not null,
  expires_at   timestamptz not null,
  last_used_at timestamptz,
  -- A revoked key stays, so that the trail can name it.
  revoked_at   timestamptz,
  -- A location that is removed takes its keys along.
  foreign key (customer_id, location_id) references location (customer_id, id) on delete cascade
);

create index api_key_by_customer on api_key (customer_id, id desc) where revoked_at is null;
create index api_key_by_location on api_key (location_id);

-- What a key did stands in the trail under the key, not under a person.
alter table audit_record add column actor_api_key_id uuid;
alter table audit_record drop constraint audit_record_actor_kind_check;
alter table audit_record add constraint audit_record_actor_kind_check
  check (actor_kind in ('user', 'api_key', 'operator', 'stranger') and (actor_kind = 'api_key') = (actor_api_key_id is not null));
