-- The trash is listed newest first, and what has lain there for 30 days is deleted for good.
create index leads_trash on leads (tenant_id, created_at desc, id desc) where deleted_at is not null;
create index companies_trash on companies (tenant_id, created_at desc, id desc) where deleted_at is not null;
create index contacts_trash on contacts (tenant_id, created_at desc, id desc) where deleted_at is not null;
create index affiliations_trash on affiliations (tenant_id, created_at desc, id desc) where deleted_at is not null;
create index opportunities_trash on opportunities (tenant_id, created_at desc, id desc) where deleted_at is not null;
create index activities_trash on activities (tenant_id, created_at desc, id desc) where deleted_at is not null;
create index tasks_trash on tasks (tenant_id, created_at desc, id desc) where deleted_at is not null;
