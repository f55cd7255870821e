-- Where somebody belongs who holds roles in several places: the nearest location above all of them, or the one place
-- where there is only one. The tenant in force there is the one that speaks for all that they hold
-- (docs/decisions/0007): whoever sets the tenant of a small chain speaks for that chain alone.
create function common_place(of_user uuid)
returns uuid
language sql stable
as $$
  with recursive up as (
    select location_id as held, location_id as id, 0 as height from membership where user_id = of_user
    union all
    select up.held, location.parent_id, up.height + 1
    from up join location on location.id = up.id
    where location.parent_id is not null
  )
  -- What lies above all of them lies on one path: the nearest to one of them is the nearest to each.
  select id from up group by id
  having count(*) = (select count(*) from membership where user_id = of_user)
  order by min(height)
  limit 1
$$;
