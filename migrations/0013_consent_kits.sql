-- The consent kit: a page for a customer's IT administrator, opened by a link and without an account (R19).

-- A link to the page of one chain. Only hashes of what opens it are here, so a copy of this table opens nothing.
create table consent_kit (
  id                  uuid        not null primary key,
  secret_hash         bytea       not null unique,
  -- Of the state that goes to Microsoft and comes back with the administrator's answer.
  state_hash          bytea       not null unique,
  customer_id         uuid        not null,
  location_id         uuid        not null,
  created_at          timestamptz not null,
  -- Without a foreign key: the link outlives its maker, for the administrator holds it; any manager may revoke it.
  created_by          uuid        not null,
  expires_at          timestamptz not null,
  -- To whom TMAS mailed it; null where the manager passed it on.
  recipient           text        check (length(recipient) <= 320),
  last_opened_at      timestamptz,
  -- When the trail was last told that it was opened.
  opening_recorded_at timestamptz,
  -- What the browser that came back said Microsoft had answered, and for which tenant it was asked. Nothing of it is proved.
  answered_at         timestamptz,
  answer              text        check (answer ~ '^[a-z_]{1,50}$'),
  answer_tenant_id    uuid,
  -- A revoked link stays until its time is over: it counts among those made today.
  revoked_at          timestamptz,
  -- A location that is removed takes its links along.
  foreign key (customer_id, location_id) references location (customer_id, id) on delete cascade,
  check ((answered_at is null) = (answer is null))
);

create index consent_kit_by_location on consent_kit (location_id, id desc);
create index consent_kit_by_expiry on consent_kit (expires_at);
