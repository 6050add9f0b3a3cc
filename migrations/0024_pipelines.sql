-- Pipelines: the ways in which a tenant sells, each with its own stages. What stood in two places before (a copy of the
-- product's choices per tenant, and the tenant's own in `fields`) moves here for stages; the copies of other fields go, since they
-- say nothing that the product's definitions and `fields` do not.

create table pipelines (
  tenant_id bigint not null references tenants (id) on delete cascade,
  id bigint generated always as identity,
  name text not null,
  is_default boolean not null default false,
  position bigint,
  stale_days bigint,
  stages jsonb not null default '[]',
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (tenant_id, id)
);
create unique index pipelines_name on pipelines (tenant_id, lower(name)) where deleted_at is null;

alter table pipelines enable row level security;
create policy tenant on pipelines using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());

insert into pipelines (tenant_id, name, is_default, position, stages, search_text)
select t.id, 'Sales', true, 0,
  coalesce(
    (select f.options from fields f
     where f.tenant_id = t.id and f.object = 'opportunities' and f.key = 'stage' and f.deleted_at is null and f.options <> '[]'
     order by f.id limit 1),
    (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('value', value, 'label', label, 'type', type, 'probability', probability)) order by position, id)
     from field_options o where o.tenant_id = t.id and o.object = 'opportunities' and o.field = 'stage'),
    '[{"value": "QUALIFICATION", "label": "Qualification", "type": "open", "probability": 10},
      {"value": "PROPOSAL", "label": "Proposal", "type": "open", "probability": 40},
      {"value": "NEGOTIATION", "label": "Negotiation", "type": "open", "probability": 70},
      {"value": "CLOSED_WON", "label": "Closed won", "type": "won", "probability": 100},
      {"value": "CLOSED_LOST", "label": "Closed lost", "type": "lost", "probability": 0}]'),
  'sales'
from tenants t;
update fields set options = '[]' where object = 'opportunities' and key = 'stage';
insert into rollups (tenant_id, object, dims, measure, k1, k2, k3, slot, count, sum)
select tenant_id, 'pipelines', '', '', '', '', '', 0, count(*), 0 from pipelines group by tenant_id;
drop table field_options;

alter table opportunities add column pipeline_id bigint,
  add foreign key (tenant_id, pipeline_id) references pipelines (tenant_id, id);
update opportunities o set pipeline_id = p.id from pipelines p where p.tenant_id = o.tenant_id;
create index opportunities_pipeline on opportunities (tenant_id, pipeline_id, created_at desc, id desc) where deleted_at is null;
create index opportunities_board on opportunities (tenant_id, pipeline_id, stage, created_at desc, id desc) where deleted_at is null;

-- Sums of boards are kept by pipeline and stage.
delete from rollups where object = 'opportunities';
insert into rollups (tenant_id, object, dims, measure, k1, k2, k3, slot, count, sum)
select tenant_id, 'opportunities', 'pipeline_id,stage', 'amount', coalesce(pipeline_id::text, ''), stage, '', 0, count(*), coalesce(sum(amount), 0)
from opportunities where deleted_at is null group by tenant_id, pipeline_id, stage;
insert into rollups (tenant_id, object, dims, measure, k1, k2, k3, slot, count, sum)
select tenant_id, 'opportunities', 'pipeline_id,owner_id,stage', 'amount', coalesce(pipeline_id::text, ''), coalesce(owner_id::text, ''), stage, 0,
  count(*), coalesce(sum(amount), 0)
from opportunities where deleted_at is null group by tenant_id, pipeline_id, owner_id, stage;
update tenants set definition_version = definition_version + 1;
