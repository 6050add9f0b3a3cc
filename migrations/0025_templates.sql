-- Texts that people use again and again when they note something.

create table templates (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  name text not null,
  subject text,
  body text not null,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id)
);
create unique index templates_name on templates (tenant_id, lower(name)) where deleted_at is null;

alter table templates enable row level security;
create policy tenant on templates using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());

-- Whose changes: the history of the organization is read by person too.
create index change_sets_user on change_sets (tenant_id, user_id, id desc);
