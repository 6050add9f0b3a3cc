-- Companies, contacts and tasks; leads, opportunities and activities know them.

create table companies (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  name text not null,
  domain text,
  website text,
  phone text,
  industry text,
  employees bigint,
  street text,
  city text,
  postal_code text,
  region text,
  country text,
  description text,
  owner_id bigint,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id)
);
create index companies_newest on companies (tenant_id, created_at desc, id desc) where deleted_at is null;
create index companies_industry on companies (tenant_id, industry, created_at desc, id desc) where deleted_at is null;
create index companies_owner on companies (tenant_id, owner_id, created_at desc, id desc) where deleted_at is null;
create index companies_domain on companies (tenant_id, lower(domain)) where deleted_at is null;
create index companies_search on companies using gin (tenant_id, search_text gin_trgm_ops) with (gin_pending_list_limit = 256) where deleted_at is null;

create table contacts (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  name text not null,
  email text,
  phone text,
  job_title text,
  company_id bigint,
  owner_id bigint,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, company_id) references companies (tenant_id, id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id)
);
create index contacts_newest on contacts (tenant_id, created_at desc, id desc) where deleted_at is null;
create index contacts_company on contacts (tenant_id, company_id, created_at desc, id desc) where deleted_at is null;
create index contacts_owner on contacts (tenant_id, owner_id, created_at desc, id desc) where deleted_at is null;
create index contacts_email on contacts (tenant_id, lower(email)) where deleted_at is null;
create index contacts_search on contacts using gin (tenant_id, search_text gin_trgm_ops) with (gin_pending_list_limit = 256) where deleted_at is null;

-- A contact belongs to several companies, in each with a role.
create table affiliations (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  contact_id bigint not null,
  company_id bigint not null,
  role text not null default 'Contact',
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
  foreign key (tenant_id, company_id) references companies (tenant_id, id)
);
create index affiliations_newest on affiliations (tenant_id, created_at desc, id desc) where deleted_at is null;
create index affiliations_contact on affiliations (tenant_id, contact_id, created_at desc, id desc) where deleted_at is null;
create index affiliations_company on affiliations (tenant_id, company_id, created_at desc, id desc) where deleted_at is null;
create index affiliations_search on affiliations using gin (tenant_id, search_text gin_trgm_ops) with (gin_pending_list_limit = 256) where deleted_at is null;

create table tasks (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  title text not null,
  body text,
  due_at timestamptz,
  done boolean not null default false,
  priority text not null default 'NORMAL',
  remind_at timestamptz,
  lead_id bigint,
  company_id bigint,
  contact_id bigint,
  opportunity_id bigint,
  owner_id bigint,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, lead_id) references leads (tenant_id, id),
  foreign key (tenant_id, company_id) references companies (tenant_id, id),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
  foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id)
);
create index tasks_newest on tasks (tenant_id, created_at desc, id desc) where deleted_at is null;
create index tasks_done on tasks (tenant_id, done, created_at desc, id desc) where deleted_at is null;
create index tasks_priority on tasks (tenant_id, priority, created_at desc, id desc) where deleted_at is null;
create index tasks_lead on tasks (tenant_id, lead_id, created_at desc, id desc) where deleted_at is null;
create index tasks_company on tasks (tenant_id, company_id, created_at desc, id desc) where deleted_at is null;
create index tasks_contact on tasks (tenant_id, contact_id, created_at desc, id desc) where deleted_at is null;
create index tasks_opportunity on tasks (tenant_id, opportunity_id, created_at desc, id desc) where deleted_at is null;
create index tasks_owner on tasks (tenant_id, owner_id, created_at desc, id desc) where deleted_at is null;
-- A person's open tasks by when they are due.
create index tasks_due on tasks (tenant_id, owner_id, due_at, id) where deleted_at is null and not done;
create index tasks_search on tasks using gin (tenant_id, search_text gin_trgm_ops) with (gin_pending_list_limit = 256) where deleted_at is null;

alter table opportunities
  add column company_id bigint, add column contact_id bigint,
  add column probability bigint, add column next_step text, add column lost_reason text,
  add foreign key (tenant_id, company_id) references companies (tenant_id, id),
  add foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
create index opportunities_company on opportunities (tenant_id, company_id, created_at desc, id desc) where deleted_at is null;
create index opportunities_contact on opportunities (tenant_id, contact_id, created_at desc, id desc) where deleted_at is null;

alter table activities
  add column company_id bigint, add column contact_id bigint,
  add foreign key (tenant_id, company_id) references companies (tenant_id, id),
  add foreign key (tenant_id, contact_id) references contacts (tenant_id, id);
create index activities_company on activities (tenant_id, company_id, created_at desc, id desc) where deleted_at is null;
create index activities_contact on activities (tenant_id, contact_id, created_at desc, id desc) where deleted_at is null;

-- What a lead was converted to.
alter table leads
  add column company_id bigint, add column contact_id bigint, add column opportunity_id bigint, add column converted_at timestamptz,
  add foreign key (tenant_id, company_id) references companies (tenant_id, id),
  add foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
  add foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id);

alter table companies enable row level security;
create policy tenant on companies using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
alter table contacts enable row level security;
create policy tenant on contacts using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
alter table affiliations enable row level security;
create policy tenant on affiliations using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
alter table tasks enable row level security;
create policy tenant on tasks using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
