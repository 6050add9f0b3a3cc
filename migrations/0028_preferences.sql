-- How a person wants to see the product; what is null is as the browser says.
create table preferences (
  tenant_id bigint not null references tenants (id) on delete cascade,
  user_id bigint not null,
  -- What the texts are in, such as de; and how numbers and dates are written, such as de-AT.
  language text,
  locale text,
  time_zone text,
  -- 0 is Sunday.
  first_weekday integer,
  theme text,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

alter table preferences enable row level security;
create policy tenant on preferences using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
