-- The first answer to a write that came with an Idempotency-Key, so that its retries get the same answer for 24 hours.
create table idempotency_keys (
  tenant_id bigint not null references tenants (id) on delete cascade,
  user_id bigint not null,
  key text not null,
  -- SHA-256 of method, path, query and body: another request under the same key is a mistake.
  fingerprint bytea not null,
  status integer not null,
  headers jsonb not null,
  body text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, user_id, key)
);
create index idempotency_keys_age on idempotency_keys (tenant_id, created_at);

alter table idempotency_keys enable row level security;
create policy tenant on idempotency_keys using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
