-- Tags: records of their own, whose ids stand in every record that carries them.

create table tags (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  name text not null,
  color text not null default 'GRAY',
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id)
);
create unique index tags_name on tags (tenant_id, lower(name)) where deleted_at is null;

alter table tags enable row level security;
create policy tenant on tags using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());

-- Ids of tags belong to one tenant each, so the index needs no tenant. Records without tags are not in it and cost nothing.
alter table leads add column tags bigint[] not null default '{}';
create index leads_tags on leads using gin (tags) where deleted_at is null and tags <> '{}';
alter table companies add column tags bigint[] not null default '{}';
create index companies_tags on companies using gin (tags) where deleted_at is null and tags <> '{}';
alter table contacts add column tags bigint[] not null default '{}';
create index contacts_tags on contacts using gin (tags) where deleted_at is null and tags <> '{}';
alter table opportunities add column tags bigint[] not null default '{}';
create index opportunities_tags on opportunities using gin (tags) where deleted_at is null and tags <> '{}';
alter table activities add column tags bigint[] not null default '{}';
create index activities_tags on activities using gin (tags) where deleted_at is null and tags <> '{}';
alter table tasks add column tags bigint[] not null default '{}';
create index tasks_tags on tasks using gin (tags) where deleted_at is null and tags <> '{}';

-- Ids of the live records that have all or any of these tags, at most max_ids of them, in no order. && and @> are not leakproof,
-- so under a policy PostgreSQL would not use the index for them: like search_ids it runs as the owner and keeps to the tenant itself.
create function tagged_ids(object text, wanted bigint[], need_all boolean, max_ids integer) returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare
  ids bigint[];
begin
  if cardinality(wanted) = 0 then
    return '{}';
  end if;
  if not exists (
    select from pg_attribute
    where attrelid = to_regclass('public.' || quote_ident(object)) and attname = 'tags' and atttypid = 'bigint[]'::regtype
  ) then
    raise exception 'object % has no tags', object;
  end if;
  execute format(
    'select array(select id from %I where tenant_id = $1 and deleted_at is null and tags <> ''{}'' and tags %s $2 limit $3)',
    object, case when need_all then '@>' else '&&' end
  ) into ids using current_tenant_id(), wanted, max_ids;
  return ids;
end
$$;
revoke execute on function tagged_ids from public;
