import { type Owner, openOwner } from '#server/testing/owner.ts';
import { objectList } from '#shared/objects/registry.ts';
import type { Entry, Expected, Ledger } from './ledger.ts';

export interface Verdict {
  /** Acknowledged, but not there, or not as acknowledged. */
  lost: number;
  /** Records beyond those that their key was to make. */
  duplicates: number;
  /** Writes of which a part is there: records without their change, totals that differ from their records, torn batches. */
  half: number;
  examples: string[];
}

/** Holds the database to what the ledger says, and to itself. Nobody may be writing. */
export async function check(ownerUrl: string, ledger: Ledger): Promise<Verdict> {
  const owner = await openOwner(ownerUrl);
  try {
    const tenants = [...new Set([...ledger.keys.values()].map((entry) => entry.tenantId))];
    const byKey = await checkKeys(owner, ledger, tenants);
    const lost = [...byKey.lost, ...(await findLost(owner, ledger))];
    const half = [...byKey.torn, ...(await findHalf(owner, tenants)), ...(await wrongTotals(owner, tenants))];
    const examples = [...lost, ...byKey.duplicates, ...half].slice(0, 5);
    return { lost: lost.length, duplicates: byKey.duplicates.length, half: half.length, examples };
  } finally {
    await owner.close();
  }
}

const TITLES = { leads: 'company', opportunities: 'name' } as const;

/** Counts what each key has made, by the change that made it: titles may have changed since. */
async function checkKeys(owner: Owner, { keys }: Ledger, tenants: readonly number[]) {
  const found = new Map<string, number>();
  for (const object of ['leads', 'opportunities'] as const) {
    const rows = await owner.query<{ key: string; count: number }>(
      `select after ->> '${TITLES[object]}' as key, count(*) from changes
       where tenant_id = any($1) and object = $2 and action = 'create' group by 1`,
      [tenants, object],
    );
    for (const { key, count } of rows) found.set(key, count);
  }
  const lost: string[] = [];
  const duplicates: string[] = [];
  const torn: string[] = [];
  const judge = (key: string, { makes, isAcknowledged }: Entry) => {
    const count = found.get(key) ?? 0;
    if (count > makes) duplicates.push(`${key} made ${count} records instead of ${makes}`);
    else if (count > 0 && count < makes) torn.push(`${key} made ${count} records of ${makes}`);
    else if (isAcknowledged && count === 0) lost.push(`${key} was acknowledged and made nothing`);
  };
  for (const [key, entry] of keys) judge(key, entry);
  return { lost, duplicates, torn };
}

async function findLost(owner: Owner, { records }: Ledger): Promise<string[]> {
  const lost: string[] = [];
  for (const [object, mark] of [
    ['leads', 'contact_name'],
    ['opportunities', 'name'],
  ]) {
    const rows = await owner.query<{ id: number; version: number; mark: string; deleted: boolean }>(
      `select id, version, ${mark} as mark, deleted_at is not null as deleted from ${object}`,
    );
    const found = new Map(rows.map((row) => [row.id, row]));
    const isAsAcknowledged = (wanted: Expected) => {
      const row = found.get(wanted.id);
      const isMarked = wanted.mark === null || row?.mark === wanted.mark;
      return row?.version === wanted.version && row.deleted === wanted.isDeleted && isMarked;
    };
    for (const wanted of records.values()) {
      if (wanted.object === object && !isAsAcknowledged(wanted))
        lost.push(
          `${object} ${wanted.id}: ${JSON.stringify(found.get(wanted.id))} instead of ${JSON.stringify(wanted)}`,
        );
    }
  }
  return lost;
}

/** A record has as many changes as its version says, a change set has changes, a kept answer is one of a finished write. */
async function findHalf(owner: Owner, tenants: readonly number[]): Promise<string[]> {
  const half: string[] = [];
  for (const object of ['leads', 'opportunities']) {
    const rows = await owner.query<{ id: number; version: number; changes: number }>(
      `select r.id, r.version, count(c.record_id) as changes from ${object} r
       left join changes c on c.tenant_id = r.tenant_id and c.object = '${object}' and c.record_id = r.id
       where r.tenant_id = any($1) group by r.tenant_id, r.id, r.version having count(c.record_id) <> r.version`,
      [tenants],
    );
    half.push(...rows.map((row) => `${object} ${row.id} has version ${row.version} and ${row.changes} changes`));
  }
  const orphans = await owner.query<{ what: string }>(
    `select 'change set ' || s.id || ' is empty' as what from change_sets s
     where s.tenant_id = any($1) and not exists (select from changes c where c.tenant_id = s.tenant_id and c.change_set_id = s.id)
     union all
     select 'change ' || c.id || ' has no record' from changes c
     where c.tenant_id = any($1) and c.object = 'leads'
       and not exists (select from leads l where l.tenant_id = c.tenant_id and l.id = c.record_id)`,
    [tenants],
  );
  return [...half, ...orphans.map((one) => one.what)];
}

/** Every kept total, counted anew from the records. */
async function wrongTotals(owner: Owner, tenants: readonly number[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const object of objectList) {
    const measures = Object.entries(object.fields)
      .filter(([, field]) => field.kind === 'money' && !field.summedAs)
      .map(([name]) => name);
    for (const dims of object.rollups) {
      for (const measure of measures.length > 0 ? measures : ['']) {
        const keys = [0, 1, 2].map((at) => (dims[at] ? `coalesce(${dims[at]}::text, '')` : "''"));
        const sum = measure ? `coalesce(sum(${measure}), 0)` : '0';
        const rows = await owner.query<{ count: number }>(
          `with counted as (
             select tenant_id, ${keys.map((key, at) => `${key} as k${at + 1}`).join(', ')}, count(*) as count, ${sum} as sum
             from ${object.name} where tenant_id = any($1) and deleted_at is null group by 1, 2, 3, 4),
           kept as (
             select tenant_id, k1, k2, k3, sum(count) as count, coalesce(sum(sum), 0) as sum from rollups
             where tenant_id = any($1) and object = $2 and dims = $3 and measure = $4 group by 1, 2, 3, 4 having sum(count) <> 0)
           select count(*) as count from ((table counted except table kept) union all (table kept except table counted)) d`,
          [tenants, object.name, dims.join(), measure],
        );
        if (rows[0]?.count !== 0) wrong.push(`${rows[0]?.count} totals of ${object.name} by ${dims.join()} are wrong`);
      }
    }
  }
  return wrong;
}
