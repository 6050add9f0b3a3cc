-- Of opportunities closed before, the change that closed them tells when.

update opportunities o
set closed_at = c.at, days_to_close = greatest(0, round(extract(epoch from c.at - o.created_at) / 86400))
from (
  select tenant_id, record_id, max(created_at) as at from changes
  where object = 'opportunities' and after->>'stage' in ('CLOSED_WON', 'CLOSED_LOST')
  group by tenant_id, record_id
) c
where c.tenant_id = o.tenant_id and c.record_id = o.id and o.stage in ('CLOSED_WON', 'CLOSED_LOST');
