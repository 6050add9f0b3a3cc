import type { Client } from './product.ts';
import { say } from './say.ts';

/** In ms. */
export interface BulkTimes {
  records: number;
  change: number;
  undo: number;
}

const BATCH = 1000;
/** Who the changed leads are told apart by. */
const CONTACT = 'Bulk';

/** One change of many leads, all in one change set, and taking it back. */
export async function measureBulk(client: Client, records: number): Promise<BulkTimes> {
  for (let done = 0; done < records; done += BATCH) {
    const operations = Array.from({ length: Math.min(BATCH, records - done) }, (_, at) => ({
      op: 'create',
      data: {
        company: `Company ${done + at}`,
        contact_name: CONTACT,
        email: `lead${done + at}@example.com`,
        rating: 'COLD',
      },
    }));
    await client.call('POST', '/api/v1/leads/batch', { operations });
  }
  const started = performance.now();
  const { data } = await client.call('POST', '/api/v1/leads/bulk', {
    action: 'update',
    filter: { field: 'contact_name', op: '=', value: CONTACT },
    data: { company: 'Changed', rating: 'HOT', status: 'WORKING' },
  });
  const changed = performance.now();
  const { change_set_id, changed: count } = data as { change_set_id: number; changed: number };
  const answer = await client.call('POST', `/api/v1/change-sets/${change_set_id}/undo`, {});
  const times = { records, change: changed - started, undo: performance.now() - changed };
  const { restored } = answer.data as { restored: number };
  if (count !== records || restored !== records)
    throw new Error(`of ${records} leads ${count} changed, ${restored} came back`);
  say(
    `change of ${records} leads ${(times.change / 1000).toFixed(1)} s, undo of it ${(times.undo / 1000).toFixed(1)} s`,
  );
  return times;
}
