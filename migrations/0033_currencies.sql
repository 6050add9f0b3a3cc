-- Deals in several currencies: the amount converted to the tenant's own one is kept, and what it is worth by its chance, so that
-- sums of both can be kept as well. Deals without a currency are in the tenant's own. Why deals are lost is chosen from a list that
-- begins with the texts that there are; contacts take part in deals, each in a role.

create table currencies (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  code text not null,
  name text,
  rate numeric(20, 10) not null,
  is_default boolean not null default false,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id)
);
create unique index currencies_code on currencies (tenant_id, lower(code)) where deleted_at is null;
alter table currencies enable row level security;
create policy tenant on currencies using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
insert into currencies (tenant_id, code, rate, is_default, search_text) select id, 'USD', 1, true, '' from tenants;
insert into rollups (tenant_id, object, dims, measure, k1, k2, k3, slot, count, sum)
select tenant_id, 'currencies', '', '', '', '', '', 0, count(*), 0 from currencies group by tenant_id;

create table opportunity_contacts (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  opportunity_id bigint not null,
  contact_id bigint not null,
  role text not null default 'OTHER',
  note text,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
create index opportunity_contacts_newest on opportunity_contacts (tenant_id, created_at desc, id desc) where deleted_at is null;
create index opportunity_contacts_opportunity on opportunity_contacts (tenant_id, opportunity_id, created_at desc, id desc) where deleted_at is null;
create index opportunity_contacts_contact on opportunity_contacts (tenant_id, contact_id, created_at desc, id desc) where deleted_at is null;
create index opportunity_contacts_role on opportunity_contacts (tenant_id, role, created_at desc, id desc) where deleted_at is null;
create index opportunity_contacts_search on opportunity_contacts using gin (tenant_id, search_text gin_trgm_ops) with (gin_pending_list_limit = 256) where deleted_at is null;
alter table opportunity_contacts enable row level security;
create policy tenant on opportunity_contacts using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());

alter table opportunities
  add column currency text,
  add column base_amount numeric(15, 2),
  add column weighted_amount numeric(15, 2);
create index opportunities_currency on opportunities (tenant_id, currency, created_at desc, id desc) where deleted_at is null;
create index opportunities_lost_reason on opportunities (tenant_id, lost_reason, created_at desc, id desc) where deleted_at is null;
