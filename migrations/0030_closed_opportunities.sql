-- When opportunities were won or lost, and how long that took.

alter table opportunities add column closed_at timestamptz, add column days_to_close bigint;
create index opportunities_closed_at on opportunities (tenant_id, closed_at, created_at desc, id desc) where deleted_at is null;
create index opportunities_days_to_close on opportunities (tenant_id, days_to_close, created_at desc, id desc) where deleted_at is null;
