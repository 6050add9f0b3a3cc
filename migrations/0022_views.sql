-- Lists that people have kept: filter, order, columns, and who is shown them.

create table views (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  object text not null,
  name text not null,
  filter jsonb not null default '{}',
  sort text,
  columns jsonb not null default '[]',
  layout text not null default 'table',
  board_by text,
  visibility text not null default 'private',
  is_default boolean not null default false,
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
create index views_object on views (tenant_id, object) where deleted_at is null;

alter table views enable row level security;
create policy tenant on views using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
