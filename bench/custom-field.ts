import type pg from 'pg';
import type { BenchTenant } from './dataset-build.ts';
import type { Client } from './product.ts';
import { say } from './say.ts';

const KEY = 'c_region';
const VALUES = 1000;

/** Values that a tenant's leads have in the field that `addCustomField` adds. */
export const customValues: readonly string[] = Array.from({ length: 20 }, (_, at) => regionOf(at * 50));

export const customField = KEY;

/** Adds a field to the leads as a tenant would, and gives every fifth of them a value, unless an earlier run has done so. */
export async function addCustomField(owner: pg.Client, tenant: BenchTenant, client: Client): Promise<void> {
  const slotOf = async (): Promise<string | undefined> => {
    const text = `select slot from fields where tenant_id = $1 and object = 'leads' and key = $2`;
    return (await owner.query<{ slot: string }>(text, [tenant.id, KEY])).rows[0]?.slot;
  };
  if (await slotOf()) return;
  say(`adding a field to the leads of ${tenant.email}`);
  await client.call('POST', '/api/v1/fields', { object: 'leads', kind: 'text', label: 'Region', key: KEY });
  const slot = await slotOf();
  if (!slot) throw new Error('the field got no indexed place');
  await owner.query(
    `update leads set custom = jsonb_build_object('${KEY}', value), ${slot} = value
     from (select id as lead, 'Region ' || (id / 5) % ${VALUES} as value from leads where tenant_id = $1 and id % 5 = 0) given
     where tenant_id = $1 and id = given.lead`,
    [tenant.id],
  );
  await owner.query('vacuum (analyze) leads');
}

function regionOf(number: number): string {
  return `Region ${number}`;
}
