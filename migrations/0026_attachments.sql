-- Files on records. The bytes stand in the file storage under the key.

create table attachments (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  name text not null,
  content_type text not null default 'application/octet-stream',
  size bigint not null,
  key text not null,
  lead_id bigint,
  company_id bigint,
  contact_id bigint,
  opportunity_id bigint,
  activity_id bigint,
  task_id bigint,
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
  foreign key (tenant_id, activity_id) references activities (tenant_id, id),
  foreign key (tenant_id, task_id) references tasks (tenant_id, id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id),
  check (lead_id is not null or company_id is not null or contact_id is not null or opportunity_id is not null or activity_id is not null or task_id is not null)
);
create index attachments_newest on attachments (tenant_id, created_at desc, id desc) where deleted_at is null;
create index attachments_lead on attachments (tenant_id, lead_id, created_at desc, id desc) where deleted_at is null;
create index attachments_company on attachments (tenant_id, company_id, created_at desc, id desc) where deleted_at is null;
create index attachments_contact on attachments (tenant_id, contact_id, created_at desc, id desc) where deleted_at is null;
create index attachments_opportunity on attachments (tenant_id, opportunity_id, created_at desc, id desc) where deleted_at is null;
create index attachments_activity on attachments (tenant_id, activity_id, created_at desc, id desc) where deleted_at is null;
create index attachments_task on attachments (tenant_id, task_id, created_at desc, id desc) where deleted_at is null;
create index attachments_owner on attachments (tenant_id, owner_id, created_at desc, id desc) where deleted_at is null;
create index attachments_trash on attachments (tenant_id, created_at desc, id desc) where deleted_at is not null;
create index attachments_search on attachments using gin (tenant_id, search_text gin_trgm_ops) with (gin_pending_list_limit = 256) where deleted_at is null;

-- Keys of files that are to be deleted: those of attachments that are gone for good, and those that are just arriving, in case
-- the process ends between the file and its record.
create table leftover_files (
  tenant_id bigint not null references tenants (id) on delete cascade,
  key text not null,
  due_at timestamptz not null,
  primary key (tenant_id, key)
);

alter table attachments enable row level security;
create policy tenant on attachments using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
alter table leftover_files enable row level security;
create policy tenant on leftover_files using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
