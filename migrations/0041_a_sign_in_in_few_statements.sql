-- What a sign-in costs the database (docs/decisions/0038). Nothing changes for those who read.

-- Almost everybody holds one role, so the path to the top need not be walked.
create or replace function common_place(of_user uuid)
returns uuid
language plpgsql stable
as $$
declare
  places uuid[];
begin
  select array_agg(location_id) into places from membership where user_id = of_user;
  if cardinality(places) = 1 then
    return places[1];
  end if;
  return (
    with recursive up as (
      select place as held, place as id, 0 as height from unnest(places) as place
      union all
      select up.held, location.parent_id, up.height + 1
      from up join location on location.id = up.id
      where location.parent_id is not null
    )
    -- What lies above all of them lies on one path: the nearest to one of them is the nearest to each.
    select id from up group by id
    having count(*) = cardinality(places)
    order by min(height)
    limit 1
  );
end
$$;

-- A statement that writes the copies itself needs no trigger for them.
drop trigger sign_in_attempt_customer_copies on sign_in_attempt_customer;
create trigger sign_in_attempt_customer_copies before insert on sign_in_attempt_customer
  for each row when (new.attempt_outcome is null) execute function copy_from_attempt();
create trigger sign_in_attempt_customer_copies_again before update on sign_in_attempt_customer
  for each row execute function copy_from_attempt();

-- Nor does an attempt of which nothing changed that is copied, as when it is taken.
drop trigger sign_in_attempt_is_copied on sign_in_attempt;
create trigger sign_in_attempt_is_copied
  after update of door, purpose, outcome, started_at, chain_id, tenant_id, object_id, ip, user_id, login_id, login_hint on sign_in_attempt
  for each row
  when (
    (old.door, old.purpose, old.outcome, old.started_at, old.chain_id, old.tenant_id, old.object_id, old.ip, old.user_id, old.login_id, old.login_hint)
      is distinct from
    (new.door, new.purpose, new.outcome, new.started_at, new.chain_id, new.tenant_id, new.object_id, new.ip, new.user_id, new.login_id, new.login_hint)
  )
  execute function copy_to_customers();
