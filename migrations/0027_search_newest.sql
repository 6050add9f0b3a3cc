-- As before, newest first: a page of a search then reads its own records by id, not all that were found. Costs next to nothing, as
-- the rows were read for the search.
create or replace function search_ids(object text, pattern text, max_ids integer) returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare
  tenant constant bigint := current_tenant_id();
  -- From this share of the table on; by the statistics of the last ANALYZE, without any the tenant counts as small.
  large constant real := 0.25;
  is_large boolean;
  ids bigint[];
begin
  if not exists (
    select from pg_attribute
    where attrelid = to_regclass('public.' || quote_ident(object)) and attname = 'search_text'
  ) then
    raise exception 'object % cannot be searched', object;
  end if;
  select s.most_common_freqs[array_position(s.most_common_vals::text::bigint[], tenant)] >= large into is_large
  from pg_stats s where s.schemaname = 'public' and s.tablename = object::name and s.attname = 'tenant_id' and not s.inherited;
  execute format(
    'select array(
       select id from (
         select id, created_at from %I where tenant_id %s = $1 and deleted_at is null and search_text like $2 limit $3
       ) found order by created_at desc, id desc)',
    object, case when is_large then '+ 0' end
  ) into ids using tenant, pattern, max_ids;
  return ids;
end
$$;
