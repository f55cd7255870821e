-- People by any part of a name or address, among 100,000 of them, by trigrams. pg_trgm belongs to PostgreSQL's own contrib and
-- any owner of a database may create it; where it is not installed or not allowed, the same search reads all people instead.
do $$
begin
  create extension if not exists pg_trgm;
  create index user_account_by_any_part on user_account using gin (searched_by gin_trgm_ops);
exception
  when feature_not_supported or undefined_file or undefined_object or insufficient_privilege then
    raise warning 'Without the extension pg_trgm the search for sign-ins is slower: %', sqlerrm;
end
$$;
