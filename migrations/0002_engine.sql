-- Tables of the record engine. Every tenant table: first key column tenant_id, row-level security, no triggers.

create table field_options (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  object text not null,
  field text not null,
  value text not null,
  label text not null,
  position integer not null,
  type text check (type in ('open', 'won', 'lost')),
  probability integer check (probability between 0 and 100),
  primary key (tenant_id, id),
  unique (tenant_id, object, field, value)
);

-- One save, batch, conversion or bulk edit: what is undone as a whole.
create table change_sets (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  action text not null,
  user_id bigint,
  via text not null,
  request_id text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);

create table changes (
  tenant_id bigint not null,
  id bigint generated always as identity,
  change_set_id bigint not null,
  object text not null,
  record_id bigint not null,
  action text not null check (action in ('create', 'update', 'delete', 'restore')),
  before jsonb,
  after jsonb,
  user_id bigint,
  via text not null,
  -- Commits are not in the order of ids; the change feed reads in the order of transactions that are surely done.
  tx xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, change_set_id) references change_sets (tenant_id, id) on delete cascade
);
create index changes_record on changes (tenant_id, object, record_id, id desc);
create index changes_set on changes (tenant_id, change_set_id);
create index changes_feed on changes (tenant_id, tx, id);

-- Counts and sums by the values of a set of fields ("dims", at most three: k1 to k3, '' for null), for each money field
-- ("measure", '' where an object has none). Spread over slots, so that writers at the same time rarely wait for each other:
-- the figure is the sum over the slots.
create table rollups (
  tenant_id bigint not null references tenants (id) on delete cascade,
  object text not null,
  dims text not null,
  measure text not null,
  k1 text not null,
  k2 text not null,
  k3 text not null,
  slot smallint not null,
  count bigint not null,
  sum numeric(24, 2) not null,
  primary key (tenant_id, object, dims, measure, k1, k2, k3, slot)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);

alter table field_options enable row level security;
create policy tenant on field_options using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
alter table change_sets enable row level security;
create policy tenant on change_sets using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
alter table changes enable row level security;
create policy tenant on changes using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
alter table rollups enable row level security;
create policy tenant on rollups using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
