-- What deals are worth in the tenant's own currency, and the reasons for lost ones that somebody has written, as choices beside the usual ones.

update opportunities set base_amount = amount, weighted_amount = round(amount * coalesce(probability, 0) / 100, 2) where amount is not null;

update rollups set measure = 'base_amount' where object = 'opportunities' and measure = 'amount';
insert into rollups (tenant_id, object, dims, measure, k1, k2, k3, slot, count, sum)
select tenant_id, 'opportunities', 'pipeline_id,stage', 'weighted_amount', coalesce(pipeline_id::text, ''), stage, '', 0, count(*), coalesce(sum(weighted_amount), 0)
from opportunities where deleted_at is null group by tenant_id, pipeline_id, stage;
insert into rollups (tenant_id, object, dims, measure, k1, k2, k3, slot, count, sum)
select tenant_id, 'opportunities', 'pipeline_id,owner_id,stage', 'weighted_amount', coalesce(pipeline_id::text, ''), coalesce(owner_id::text, ''), stage, 0,
  count(*), coalesce(sum(weighted_amount), 0)
from opportunities where deleted_at is null group by tenant_id, pipeline_id, owner_id, stage;

create temporary table reasons on commit drop as
select tenant_id,
  '[{"value": "PRICE", "label": "Price"}, {"value": "COMPETITOR", "label": "Competitor"}, {"value": "NO_BUDGET", "label": "No budget"},
    {"value": "NO_DECISION", "label": "No decision"}, {"value": "TIMING", "label": "Timing"}, {"value": "MISSING_FEATURE", "label": "Missing feature"},
    {"value": "NO_ANSWER", "label": "No answer"}, {"value": "OTHER", "label": "Other"}]'::jsonb
  || jsonb_agg(jsonb_build_object('value', reason, 'label', reason) order by uses desc, reason) as options
from (
  select tenant_id, min(btrim(lost_reason)) as reason, count(*) as uses, row_number() over (partition by tenant_id order by count(*) desc, lower(btrim(lost_reason))) as rank
  from opportunities
  where btrim(lost_reason) <> '' and length(btrim(lost_reason)) <= 100
    and lower(btrim(lost_reason)) not in ('price', 'competitor', 'no_budget', 'no budget', 'no_decision', 'no decision', 'timing', 'missing_feature', 'missing feature', 'no_answer', 'no answer', 'other')
  group by tenant_id, lower(btrim(lost_reason))) written
where rank <= 150 group by tenant_id;
update opportunities set lost_reason = upper(replace(btrim(lost_reason), ' ', '_'))
where lower(btrim(lost_reason)) in ('price', 'competitor', 'no_budget', 'no budget', 'no_decision', 'no decision', 'timing', 'missing_feature', 'missing feature', 'no_answer', 'no answer', 'other');
update opportunities o set lost_reason = one ->> 'value'
from reasons r, jsonb_array_elements(r.options) one
where r.tenant_id = o.tenant_id and lower(btrim(o.lost_reason)) = lower(one ->> 'value') and o.lost_reason <> one ->> 'value';
update fields f set kind = 'option', options = coalesce((select options from reasons r where r.tenant_id = f.tenant_id), '[]')
where object = 'opportunities' and key = 'lost_reason';
with added as (
  insert into fields (tenant_id, object, key, kind, label, options, search_text)
  select tenant_id, 'opportunities', 'lost_reason', 'option', 'Lost reason', options, 'lost reason' from reasons r
  where not exists (select from fields f where f.tenant_id = r.tenant_id and f.object = 'opportunities' and f.key = 'lost_reason' and f.deleted_at is null)
  returning tenant_id)
insert into rollups (tenant_id, object, dims, measure, k1, k2, k3, slot, count, sum)
select tenant_id, 'fields', '', '', '', '', '', 0, count(*), 0 from added group by tenant_id
on conflict (tenant_id, object, dims, measure, k1, k2, k3, slot) do update set count = rollups.count + excluded.count;
update tenants set definition_version = definition_version + 1;
