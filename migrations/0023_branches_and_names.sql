-- What many statements ask in the same words, said once. PostgreSQL reads a function of a single statement as part of the
-- statement that calls it, so plans and indexes are those of the words themselves.

-- These locations of a customer and everything under them. `union`, because one branch may be inside another.
create function branch_of(of_customer uuid, roots uuid[])
returns table (id uuid)
language sql stable
as $$
  with recursive down as (
    select location.id from location where location.id = any(roots) and location.customer_id = of_customer
    union
    select location.id from location join down on location.parent_id = down.id
  )
  select down.id from down
$$;

-- A location and everything above it: itself at height 0, the top of its customer at the greatest.
create function path_up(of_location uuid)
returns table (id uuid, customer_id uuid, type text, name text, height int)
language sql stable
as $$
  with recursive up as (
    select location.id, location.customer_id, location.parent_id, location.type, location.name, 0 as height
    from location where location.id = of_location
    union all
    select location.id, location.customer_id, location.parent_id, location.type, location.name, up.height + 1
    from up join location on location.id = up.parent_id
  )
  select up.id, up.customer_id, up.type, up.name, up.height from up
$$;

-- How a person is called: the username where no name was entered.
create function person_name(person user_account) returns text
language sql immutable
return coalesce(nullif(btrim(person.first_name || ' ' || person.last_name), ''), person.username);
