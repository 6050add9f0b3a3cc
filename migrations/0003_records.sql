create table users (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  name text not null,
  email text not null,
  role text not null default 'rep',
  active boolean not null default true,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id)
);
create unique index users_email on users (tenant_id, lower(email)) where deleted_at is null;

create table lead_sources (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  name text not null,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id)
);
create unique index lead_sources_name on lead_sources (tenant_id, lower(name)) where deleted_at is null;

create table leads (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  company text not null,
  contact_name text not null,
  email text,
  phone text,
  status text not null default 'NEW',
  rating text,
  source_id bigint,
  owner_id bigint,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references lead_sources (tenant_id, id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id)
);
create index leads_newest on leads (tenant_id, created_at desc, id desc) where deleted_at is null;
create index leads_status on leads (tenant_id, status, created_at desc, id desc) where deleted_at is null;
create index leads_rating on leads (tenant_id, rating, created_at desc, id desc) where deleted_at is null;
create index leads_source on leads (tenant_id, source_id, created_at desc, id desc) where deleted_at is null;
create index leads_owner on leads (tenant_id, owner_id, created_at desc, id desc) where deleted_at is null;
-- Upserts look leads up by it.
create index leads_email on leads (tenant_id, lower(email)) where deleted_at is null;
-- A pending list of 256 kB at most: inserts cost half of what they do without one, and searches hardly notice it.
create index leads_search on leads using gin (tenant_id, search_text gin_trgm_ops) with (gin_pending_list_limit = 256) where deleted_at is null;

create table opportunities (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  name text not null,
  lead_id bigint,
  stage text not null default 'QUALIFICATION',
  amount numeric(15, 2),
  close_date date,
  owner_id bigint,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, lead_id) references leads (tenant_id, id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id)
);
create index opportunities_newest on opportunities (tenant_id, created_at desc, id desc) where deleted_at is null;
create index opportunities_stage on opportunities (tenant_id, stage, created_at desc, id desc) where deleted_at is null;
create index opportunities_lead on opportunities (tenant_id, lead_id, created_at desc, id desc) where deleted_at is null;
create index opportunities_owner on opportunities (tenant_id, owner_id, created_at desc, id desc) where deleted_at is null;
create index opportunities_search on opportunities using gin (tenant_id, search_text gin_trgm_ops) with (gin_pending_list_limit = 256) where deleted_at is null;

create table activities (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  lead_id bigint,
  opportunity_id bigint,
  type text not null default 'NOTE',
  subject text not null default 'Note',
  body text not null,
  owner_id bigint,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, lead_id) references leads (tenant_id, id),
  foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id),
  check (lead_id is not null or opportunity_id is not null)
);
create index activities_newest on activities (tenant_id, created_at desc, id desc) where deleted_at is null;
create index activities_lead on activities (tenant_id, lead_id, created_at desc, id desc) where deleted_at is null;
create index activities_opportunity on activities (tenant_id, opportunity_id, created_at desc, id desc) where deleted_at is null;
create index activities_type on activities (tenant_id, type, created_at desc, id desc) where deleted_at is null;
create index activities_owner on activities (tenant_id, owner_id, created_at desc, id desc) where deleted_at is null;
create index activities_search on activities using gin (tenant_id, search_text gin_trgm_ops) with (gin_pending_list_limit = 256) where deleted_at is null;

alter table users enable row level security;
create policy tenant on users using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
alter table lead_sources enable row level security;
create policy tenant on lead_sources using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
alter table leads enable row level security;
create policy tenant on leads using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
alter table opportunities enable row level security;
create policy tenant on opportunities using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
alter table activities enable row level security;
create policy tenant on activities using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());

-- Ids of the records whose search text matches a LIKE pattern, at most max_ids of them, in no order.
-- LIKE is not leakproof, so under a policy PostgreSQL would not use the trigram index for it: this function runs as the
-- owner, keeps to the tenant of the transaction itself, and is planned with the actual pattern.
create function search_ids(object text, pattern text, max_ids integer) returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp
as $$
declare
  ids bigint[];
begin
  if not exists (
    select from pg_attribute
    where attrelid = to_regclass('public.' || quote_ident(object)) and attname = 'search_text'
  ) then
    raise exception 'object % cannot be searched', object;
  end if;
  execute format(
    'select array(select id from %I where tenant_id = $1 and deleted_at is null and search_text like $2 limit $3)', object
  ) into ids using current_tenant_id(), pattern, max_ids;
  return ids;
end
$$;
revoke execute on function search_ids from public;
