-- Fields that tenants add, and what they have made of those of the product.

create table fields (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  object text not null,
  key text not null,
  kind text not null,
  label text not null,
  help text,
  required boolean not null default false,
  "unique" boolean not null default false,
  searched boolean not null default false,
  multiline boolean not null default false,
  options jsonb not null default '[]',
  target text,
  position bigint,
  slot text,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id)
);



-- Values that no other record of the object may have, by field.
create table unique_values (
  tenant_id bigint not null references tenants (id) on delete cascade,
  object text not null,
  field text not null,
  value text not null,
  record_id bigint not null,
  primary key (tenant_id, object, field, value)
);

alter table fields enable row level security;
create policy tenant on fields using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
alter table unique_values enable row level security;
create policy tenant on unique_values using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());

-- The values of added fields, by key; slots carry copies of some of them that an index can be made of (`->>` is not leakproof, so
-- that under row-level security an index on such an expression would not be used). The indexes hold no row without a value.

alter table leads
  add column custom jsonb not null default '{}',
  add column text_1 text collate "C",
  add column text_2 text collate "C",
  add column text_3 text collate "C",
  add column text_4 text collate "C",
  add column text_5 text collate "C",
  add column text_6 text collate "C",
  add column number_1 numeric,
  add column number_2 numeric,
  add column number_3 numeric;
create index leads_text_1 on leads (tenant_id, text_1, created_at desc, id desc) where deleted_at is null and text_1 is not null;
create index leads_text_2 on leads (tenant_id, text_2, created_at desc, id desc) where deleted_at is null and text_2 is not null;
create index leads_text_3 on leads (tenant_id, text_3, created_at desc, id desc) where deleted_at is null and text_3 is not null;
create index leads_text_4 on leads (tenant_id, text_4, created_at desc, id desc) where deleted_at is null and text_4 is not null;
create index leads_text_5 on leads (tenant_id, text_5, created_at desc, id desc) where deleted_at is null and text_5 is not null;
create index leads_text_6 on leads (tenant_id, text_6, created_at desc, id desc) where deleted_at is null and text_6 is not null;
create index leads_number_1 on leads (tenant_id, number_1, created_at desc, id desc) where deleted_at is null and number_1 is not null;
create index leads_number_2 on leads (tenant_id, number_2, created_at desc, id desc) where deleted_at is null and number_2 is not null;
create index leads_number_3 on leads (tenant_id, number_3, created_at desc, id desc) where deleted_at is null and number_3 is not null;

alter table companies
  add column custom jsonb not null default '{}',
  add column text_1 text collate "C",
  add column text_2 text collate "C",
  add column text_3 text collate "C",
  add column text_4 text collate "C",
  add column text_5 text collate "C",
  add column text_6 text collate "C",
  add column number_1 numeric,
  add column number_2 numeric,
  add column number_3 numeric;
create index companies_text_1 on companies (tenant_id, text_1, created_at desc, id desc) where deleted_at is null and text_1 is not null;
create index companies_text_2 on companies (tenant_id, text_2, created_at desc, id desc) where deleted_at is null and text_2 is not null;
create index companies_text_3 on companies (tenant_id, text_3, created_at desc, id desc) where deleted_at is null and text_3 is not null;
create index companies_text_4 on companies (tenant_id, text_4, created_at desc, id desc) where deleted_at is null and text_4 is not null;
create index companies_text_5 on companies (tenant_id, text_5, created_at desc, id desc) where deleted_at is null and text_5 is not null;
create index companies_text_6 on companies (tenant_id, text_6, created_at desc, id desc) where deleted_at is null and text_6 is not null;
create index companies_number_1 on companies (tenant_id, number_1, created_at desc, id desc) where deleted_at is null and number_1 is not null;
create index companies_number_2 on companies (tenant_id, number_2, created_at desc, id desc) where deleted_at is null and number_2 is not null;
create index companies_number_3 on companies (tenant_id, number_3, created_at desc, id desc) where deleted_at is null and number_3 is not null;

alter table contacts
  add column custom jsonb not null default '{}',
  add column text_1 text collate "C",
  add column text_2 text collate "C",
  add column text_3 text collate "C",
  add column text_4 text collate "C",
  add column text_5 text collate "C",
  add column text_6 text collate "C",
  add column number_1 numeric,
  add column number_2 numeric,
  add column number_3 numeric;
create index contacts_text_1 on contacts (tenant_id, text_1, created_at desc, id desc) where deleted_at is null and text_1 is not null;
create index contacts_text_2 on contacts (tenant_id, text_2, created_at desc, id desc) where deleted_at is null and text_2 is not null;
create index contacts_text_3 on contacts (tenant_id, text_3, created_at desc, id desc) where deleted_at is null and text_3 is not null;
create index contacts_text_4 on contacts (tenant_id, text_4, created_at desc, id desc) where deleted_at is null and text_4 is not null;
create index contacts_text_5 on contacts (tenant_id, text_5, created_at desc, id desc) where deleted_at is null and text_5 is not null;
create index contacts_text_6 on contacts (tenant_id, text_6, created_at desc, id desc) where deleted_at is null and text_6 is not null;
create index contacts_number_1 on contacts (tenant_id, number_1, created_at desc, id desc) where deleted_at is null and number_1 is not null;
create index contacts_number_2 on contacts (tenant_id, number_2, created_at desc, id desc) where deleted_at is null and number_2 is not null;
create index contacts_number_3 on contacts (tenant_id, number_3, created_at desc, id desc) where deleted_at is null and number_3 is not null;

alter table opportunities
  add column custom jsonb not null default '{}',
  add column text_1 text collate "C",
  add column text_2 text collate "C",
  add column text_3 text collate "C",
  add column text_4 text collate "C",
  add column text_5 text collate "C",
  add column text_6 text collate "C",
  add column number_1 numeric,
  add column number_2 numeric,
  add column number_3 numeric;
create index opportunities_text_1 on opportunities (tenant_id, text_1, created_at desc, id desc) where deleted_at is null and text_1 is not null;
create index opportunities_text_2 on opportunities (tenant_id, text_2, created_at desc, id desc) where deleted_at is null and text_2 is not null;
create index opportunities_text_3 on opportunities (tenant_id, text_3, created_at desc, id desc) where deleted_at is null and text_3 is not null;
create index opportunities_text_4 on opportunities (tenant_id, text_4, created_at desc, id desc) where deleted_at is null and text_4 is not null;
create index opportunities_text_5 on opportunities (tenant_id, text_5, created_at desc, id desc) where deleted_at is null and text_5 is not null;
create index opportunities_text_6 on opportunities (tenant_id, text_6, created_at desc, id desc) where deleted_at is null and text_6 is not null;
create index opportunities_number_1 on opportunities (tenant_id, number_1, created_at desc, id desc) where deleted_at is null and number_1 is not null;
create index opportunities_number_2 on opportunities (tenant_id, number_2, created_at desc, id desc) where deleted_at is null and number_2 is not null;
create index opportunities_number_3 on opportunities (tenant_id, number_3, created_at desc, id desc) where deleted_at is null and number_3 is not null;

alter table activities
  add column custom jsonb not null default '{}',
  add column text_1 text collate "C",
  add column text_2 text collate "C",
  add column text_3 text collate "C",
  add column text_4 text collate "C",
  add column text_5 text collate "C",
  add column text_6 text collate "C",
  add column number_1 numeric,
  add column number_2 numeric,
  add column number_3 numeric;
create index activities_text_1 on activities (tenant_id, text_1, created_at desc, id desc) where deleted_at is null and text_1 is not null;
create index activities_text_2 on activities (tenant_id, text_2, created_at desc, id desc) where deleted_at is null and text_2 is not null;
create index activities_text_3 on activities (tenant_id, text_3, created_at desc, id desc) where deleted_at is null and text_3 is not null;
create index activities_text_4 on activities (tenant_id, text_4, created_at desc, id desc) where deleted_at is null and text_4 is not null;
create index activities_text_5 on activities (tenant_id, text_5, created_at desc, id desc) where deleted_at is null and text_5 is not null;
create index activities_text_6 on activities (tenant_id, text_6, created_at desc, id desc) where deleted_at is null and text_6 is not null;
create index activities_number_1 on activities (tenant_id, number_1, created_at desc, id desc) where deleted_at is null and number_1 is not null;
create index activities_number_2 on activities (tenant_id, number_2, created_at desc, id desc) where deleted_at is null and number_2 is not null;
create index activities_number_3 on activities (tenant_id, number_3, created_at desc, id desc) where deleted_at is null and number_3 is not null;

alter table tasks
  add column custom jsonb not null default '{}',
  add column text_1 text collate "C",
  add column text_2 text collate "C",
  add column text_3 text collate "C",
  add column text_4 text collate "C",
  add column text_5 text collate "C",
  add column text_6 text collate "C",
  add column number_1 numeric,
  add column number_2 numeric,
  add column number_3 numeric;
create index tasks_text_1 on tasks (tenant_id, text_1, created_at desc, id desc) where deleted_at is null and text_1 is not null;
create index tasks_text_2 on tasks (tenant_id, text_2, created_at desc, id desc) where deleted_at is null and text_2 is not null;
create index tasks_text_3 on tasks (tenant_id, text_3, created_at desc, id desc) where deleted_at is null and text_3 is not null;
create index tasks_text_4 on tasks (tenant_id, text_4, created_at desc, id desc) where deleted_at is null and text_4 is not null;
create index tasks_text_5 on tasks (tenant_id, text_5, created_at desc, id desc) where deleted_at is null and text_5 is not null;
create index tasks_text_6 on tasks (tenant_id, text_6, created_at desc, id desc) where deleted_at is null and text_6 is not null;
create index tasks_number_1 on tasks (tenant_id, number_1, created_at desc, id desc) where deleted_at is null and number_1 is not null;
create index tasks_number_2 on tasks (tenant_id, number_2, created_at desc, id desc) where deleted_at is null and number_2 is not null;
create index tasks_number_3 on tasks (tenant_id, number_3, created_at desc, id desc) where deleted_at is null and number_3 is not null;
