-- Meetings have a start and a length. The calendar asks for those of some days.
alter table activities
  add column starts_at timestamptz,
  add column duration_minutes bigint;
create index activities_starts on activities (tenant_id, starts_at) where deleted_at is null and starts_at is not null;
