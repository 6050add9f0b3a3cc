-- Who may see and do what: roles, teams, and single records shared with a person or a team.

create table roles (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  name text not null,
  key text not null default '',
  base text not null default 'rep',
  -- By object and action: none, own, team or all; what is missing is as in the role that this one is based on.
  permissions jsonb not null default '{}',
  -- By object and field: hidden or read.
  fields jsonb not null default '{}',
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id)
);
create unique index roles_name on roles (tenant_id, lower(name)) where deleted_at is null;
create unique index roles_key on roles (tenant_id, lower(key)) where deleted_at is null;

create table teams (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  name text not null,
  parent_id bigint,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references teams (tenant_id, id)
);
create unique index teams_name on teams (tenant_id, lower(name)) where deleted_at is null;

alter table users add column team_id bigint, add foreign key (tenant_id, team_id) references teams (tenant_id, id);

create table shares (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  object text not null,
  record_id bigint not null,
  user_id bigint,
  team_id bigint,
  access text not null default 'read',
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references users (tenant_id, id),
  foreign key (tenant_id, team_id) references teams (tenant_id, id),
  check (user_id is not null or team_id is not null)
);
create index shares_user on shares (tenant_id, user_id, object, record_id) where deleted_at is null;
create index shares_team on shares (tenant_id, team_id, object, record_id) where deleted_at is null;
create index shares_record on shares (tenant_id, object, record_id) where deleted_at is null;

alter table roles enable row level security;
create policy tenant on roles using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
alter table teams enable row level security;
create policy tenant on teams using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
alter table shares enable row level security;
create policy tenant on shares using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());

insert into roles (tenant_id, name, key, base, search_text)
select t.id, r.name, r.key, r.key, lower(r.name) from tenants t
cross join (values (1, 'Admin', 'admin'), (2, 'Manager', 'manager'), (3, 'Sales rep', 'rep'), (4, 'Viewer', 'viewer')) r (at, name, key)
order by t.id, r.at;

insert into rollups (tenant_id, object, dims, measure, k1, k2, k3, slot, count, sum)
select tenant_id, 'roles', '', '', '', '', '', 0, count(*), 0 from roles group by tenant_id;
