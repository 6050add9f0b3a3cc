-- Extensions that a database owner may create without being superuser (trusted since PostgreSQL 13).
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- The tenant that the running transaction works for; null (so: no rows, no writes) where none is set.
create function current_tenant_id() returns bigint
language sql stable parallel safe
return nullif(current_setting('app.tenant_id', true), '')::bigint;

-- Global tables: reached only by the modules that own them, never by the record engine.

create table tenants (
  id bigint generated always as identity primary key,
  name text not null,
  -- Grows with every change of the tenant's options and fields; processes keep compiled definitions by it.
  definition_version integer not null default 1,
  created_at timestamptz not null default now()
);
create index tenants_name on tenants (lower(name));

-- What a person signs in with. One address can belong to several tenants, each with a password of its own.
create table logins (
  email_key text not null,
  tenant_id bigint not null references tenants (id) on delete cascade,
  user_id bigint not null,
  password_hash text,
  password_changed_at timestamptz,
  last_sign_in_at timestamptz,
  primary key (email_key, tenant_id),
  unique (tenant_id, user_id)
);

create table sessions (
  id_hash bytea primary key,
  companion_hash bytea not null,
  public_id uuid not null default gen_random_uuid() unique,
  tenant_id bigint not null references tenants (id) on delete cascade,
  user_id bigint not null,
  user_agent text,
  ip text,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now()
);
create index sessions_user on sessions (tenant_id, user_id, created_at);
create index sessions_last_seen on sessions (last_seen_at);

-- Failed sign-ins by account, address and both: shared by all processes, kept over restarts.
create table sign_in_failures (
  key text primary key,
  failures integer not null,
  window_started_at timestamptz not null,
  last_failed_at timestamptz not null
);

create table invitations (
  token_hash bytea primary key,
  kind text not null check (kind in ('organization', 'user')),
  tenant_id bigint references tenants (id) on delete cascade,
  user_id bigint,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  check (kind = 'organization' or (tenant_id is not null and user_id is not null))
);
create index invitations_user on invitations (tenant_id, user_id);

-- Facts about this installation, such as the fingerprint of its secret key.
create table installation (
  key text primary key,
  value text not null
);

-- Server processes that share this database; each takes its share of the rate limits.
create unlogged table server_processes (
  id uuid primary key,
  seen_at timestamptz not null default now()
);
