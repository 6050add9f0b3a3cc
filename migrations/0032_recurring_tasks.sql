-- Tasks that repeat, by the clock of whoever has to do them.
alter table tasks
  add column repeats text,
  add column repeat_every bigint not null default 1,
  add column repeat_on text,
  add column repeat_until date,
  add column previous_id bigint,
  add foreign key (tenant_id, previous_id) references tasks (tenant_id, id) not valid;
create index tasks_previous on tasks (tenant_id, previous_id) where previous_id is not null;
create index tasks_repeats on tasks (tenant_id, repeats, created_at desc, id desc) where deleted_at is null;
-- Reminders whose time has come.
create index tasks_reminders on tasks (tenant_id, remind_at) where deleted_at is null and not done and remind_at is not null;

-- What a person is told of inside the product. The moment tells one reminder of a task from the next.
create table notifications (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  user_id bigint not null,
  kind text not null,
  object text not null,
  record_id bigint not null,
  title text not null,
  moment timestamptz not null,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references users (tenant_id, id),
  unique (tenant_id, user_id, kind, object, record_id, moment)
);
create index notifications_newest on notifications (tenant_id, user_id, id desc);
create index notifications_unread on notifications (tenant_id, user_id) where read_at is null;
alter table notifications enable row level security;
create policy tenant on notifications using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
