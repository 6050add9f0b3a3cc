-- Pages of charts that people put together, and who is shown them.

create table dashboards (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  name text not null,
  charts jsonb not null default '[]',
  visibility text not null default 'private',
  position bigint,
  owner_id bigint,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id)
);

alter table dashboards enable row level security;
create policy tenant on dashboards using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
