-- Every column that lists show, in list order: what is filtered or sorted by it is found without reading the rest.

create index leads_company_order on leads (tenant_id, company, created_at desc, id desc) where deleted_at is null;
create index leads_contact_name_order on leads (tenant_id, contact_name, created_at desc, id desc) where deleted_at is null;
create index leads_email_order on leads (tenant_id, email, created_at desc, id desc) where deleted_at is null;
create index leads_phone_order on leads (tenant_id, phone, created_at desc, id desc) where deleted_at is null;
create index leads_updated_at_order on leads (tenant_id, updated_at, created_at desc, id desc) where deleted_at is null;

create index companies_name_order on companies (tenant_id, name, created_at desc, id desc) where deleted_at is null;
create index companies_domain_order on companies (tenant_id, domain, created_at desc, id desc) where deleted_at is null;
create index companies_city_order on companies (tenant_id, city, created_at desc, id desc) where deleted_at is null;
create index companies_updated_at_order on companies (tenant_id, updated_at, created_at desc, id desc) where deleted_at is null;

create index contacts_name_order on contacts (tenant_id, name, created_at desc, id desc) where deleted_at is null;
create index contacts_job_title_order on contacts (tenant_id, job_title, created_at desc, id desc) where deleted_at is null;
create index contacts_email_order on contacts (tenant_id, email, created_at desc, id desc) where deleted_at is null;
create index contacts_phone_order on contacts (tenant_id, phone, created_at desc, id desc) where deleted_at is null;
create index contacts_updated_at_order on contacts (tenant_id, updated_at, created_at desc, id desc) where deleted_at is null;

create index opportunities_name_order on opportunities (tenant_id, name, created_at desc, id desc) where deleted_at is null;
create index opportunities_amount_order on opportunities (tenant_id, amount, created_at desc, id desc) where deleted_at is null;
create index opportunities_close_date_order on opportunities (tenant_id, close_date, created_at desc, id desc) where deleted_at is null;
create index opportunities_updated_at_order on opportunities (tenant_id, updated_at, created_at desc, id desc) where deleted_at is null;

create index activities_subject_order on activities (tenant_id, subject, created_at desc, id desc) where deleted_at is null;
create index activities_updated_at_order on activities (tenant_id, updated_at, created_at desc, id desc) where deleted_at is null;

create index tasks_title_order on tasks (tenant_id, title, created_at desc, id desc) where deleted_at is null;
create index tasks_due_at_order on tasks (tenant_id, due_at, created_at desc, id desc) where deleted_at is null;
create index tasks_updated_at_order on tasks (tenant_id, updated_at, created_at desc, id desc) where deleted_at is null;
