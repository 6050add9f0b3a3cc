-- Looking into the statistics took a third of a short search. Whether a tenant is large is asked for on its own now, and seldom.
-- `search_ids` goes with the release after this one, as servers of the one before still call it.
create function is_large_in(object text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$
  -- From a quarter of the table on; by the statistics of the last ANALYZE, without any the tenant counts as small.
  select coalesce(bool_or(s.most_common_freqs[array_position(s.most_common_vals::text::bigint[], current_tenant_id())] >= 0.25), false)
  from pg_stats s where s.schemaname = 'public' and s.tablename = object::name and s.attname = 'tenant_id' and not s.inherited
$$;
revoke execute on function is_large_in from public;

-- Ids of the tenant's live records whose search_text is like the pattern, at most max_ids of them, newest first. The index begins with
-- the tenant, which keeps a small one out of the hits of others; of a large one it would only read all that there is.
create function ids_like(object text, pattern text, max_ids integer, is_large boolean) returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare
  ids bigint[];
begin
  execute format(
    'select array(
       select id from (
         select id, created_at from %I where tenant_id %s = $1 and deleted_at is null and search_text like $2 limit $3
       ) found order by created_at desc, id desc)',
    object, case when is_large then '+ 0' end
  ) into ids using current_tenant_id(), pattern, max_ids;
  return ids;
end
$$;
revoke execute on function ids_like from public;
