-- Who came in, and who changed what people may do: kept apart from the history of records. The application adds to it and reads
-- it, and can neither change nor delete a row (`server/platform/db/app-role.ts`).

create table audit_events (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  kind text not null,
  user_id bigint,
  via text not null,
  ip text,
  request_id text,
  details jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create index audit_events_created on audit_events (tenant_id, created_at);
create index audit_events_user on audit_events (tenant_id, user_id, id desc);
create index audit_events_kind on audit_events (tenant_id, kind, id desc);

alter table audit_events enable row level security;
create policy tenant on audit_events using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
