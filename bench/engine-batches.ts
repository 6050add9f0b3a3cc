import { createBelievable } from '#server/features/seed/believable.ts';
import { median } from './measure.ts';
import type { Client } from './product.ts';
import { say } from './say.ts';

/** Medians in ms. */
export interface BatchTimes {
  create: number;
  undo: number;
}

/** A batch of 1,000 new leads, and taking it back, one after the other. */
export async function measureBatches(client: Client, runs: number): Promise<BatchTimes> {
  const believable = createBelievable(11, { now: new Date(), sourceIds: [], userIds: [] });
  const times: { create: number[]; undo: number[] } = { create: [], undo: [] };
  // The first one warms up.
  for (let run = 0; run <= runs; run += 1) {
    const operations = Array.from({ length: 1000 }, (_, at) => {
      const { company, contact_name, email, phone, status, rating } = believable.lead(at, 1000);
      return { op: 'create', data: { company, contact_name, email, phone, status, rating } };
    });
    const started = performance.now();
    const { data } = await client.call('POST', '/api/v1/leads/batch', { operations });
    const created = performance.now();
    const changeSet = (data as { change_set_id: number }).change_set_id;
    await client.call('POST', `/api/v1/change-sets/${changeSet}/undo`, {});
    if (run > 0) {
      times.create.push(created - started);
      times.undo.push(performance.now() - created);
    }
  }
  const result = { create: median(times.create), undo: median(times.undo) };
  say(`batch of 1,000 creates ${result.create.toFixed(0)} ms, undo of it ${result.undo.toFixed(0)} ms`);
  return result;
}
