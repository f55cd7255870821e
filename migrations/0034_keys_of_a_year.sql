-- An API key lasts a year at most (R33). Those that would last longer end a year from now.
update api_key set expires_at = now() + interval '1 year'
where expires_at > now() + interval '1 year' and revoked_at is null;
