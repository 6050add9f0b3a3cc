import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#server/platform/db/sql.ts';
import { createTestApp, type TestApp } from '#server/testing/app.ts';
import { anyCalendar, anyFilter, anyStrangeFilter, utc } from '#server/testing/filter-arbitraries.ts';
import { createFilterWorld, type FilterWorld } from '#server/testing/filter-world.ts';
import { evaluateFilter } from '#shared/filter/evaluate.ts';
import type { Definitions } from '#shared/filter/field-path.ts';
import type { FilterNode } from '#shared/filter/node.ts';
import { parseFilter } from '#shared/filter.ts';
import { viewerOf } from './access.ts';
import type { CompiledObject } from './compile-object.ts';
import { filterToSql } from './filter-sql.ts';

const OBJECTS = ['leads', 'opportunities', 'activities', 'users'] as const;

let test: TestApp;
let world: FilterWorld;
const definitions: Definitions = (name) => world.objects.get(name);

beforeAll(async () => {
  test = await createTestApp();
  world = await createFilterWorld(test);
});
afterAll(() => test.close());

describe('filters in SQL', () => {
  it('find the records that the evaluator finds', async () => {
    const inputs = inputsFor((name) => anyFilter(world).map((write) => write(name)));
    const counts = { filters: 0, some: 0 };
    await fc.assert(
      fc.asyncProperty(inputs, anyCalendar(), async ([name, all], calendar) => {
        const nodes = all.flatMap((input) => {
          const parsed = parseFilter(definitions, name, input, calendar);
          expect(parsed).toMatchObject({ ok: true });
          return parsed.ok ? [parsed.filter] : [];
        });
        const expected = nodes.map((node) => evaluated(name, node));
        expect(await selected(name, nodes)).toEqual(expected);
        counts.filters += nodes.length;
        counts.some += expected.filter(
          (ids) => ids.length > 0 && ids.length < (world.records.get(name)?.size ?? 0),
        ).length;
      }),
      { numRuns: 60 },
    );
    expect(counts.filters).toBeGreaterThanOrEqual(1000);
    // Filters that find all or nothing prove little. Chance leaves about a third of them.
    expect(counts.some / counts.filters).toBeGreaterThan(0.15);
  });

  it('never fail in PostgreSQL, whatever a request says', async () => {
    const inputs = inputsFor((name) => anyStrangeFilter(world).map((write) => write(name)));
    let ran = 0;
    await fc.assert(
      fc.asyncProperty(inputs, anyCalendar(), async ([name, all], calendar) => {
        const parsed = all.map((input) => parseFilter(definitions, name, input, calendar));
        const nodes = parsed.flatMap((one) => (one.ok ? [one.filter] : []));
        expect(await selected(name, nodes)).toEqual(nodes.map((node) => evaluated(name, node)));
        ran += nodes.length;
      }),
      { numRuns: 150 },
    );
    expect(ran).toBeGreaterThan(300);
  });

  it('stay short, plain and within the tenant', async () => {
    const viewer = { ...(await viewerOf(world.tenant.ctx)), tenantId: 5 };
    const write = (input: unknown) => {
      const parsed = parseFilter(definitions, 'opportunities', input, utc);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
      return filterToSql(viewer, world.objects.get('opportunities') as CompiledObject, parsed.filter);
    };
    const ids = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
    const both = write({
      and: [{ field: 'stage', op: '=', value: 'PROPOSAL' }, { not: { field: 'owner_id', op: 'in', value: ids(2) } }],
    });
    expect(both.sql).toBe(
      '"opportunities"."stage" = ?::text and ("opportunities"."owner_id" = any (?::bigint[])) is not true',
    );
    expect(both.values).toEqual(['PROPOSAL', [1, 2]]);
    const [short, long] = [3, 900].map((count) => write({ field: 'id', op: 'in', value: ids(count) }));
    expect(short?.sql).toBe(long?.sql);
    const related = write({ field: 'lead.owner.name', op: 'is_null' });
    expect(related.sql.match(/tenant_id = \?/g)).toHaveLength(2);
    expect(related.values).toEqual([5, 5]);
  });
});

/** An object and 25 inputs for it. */
function inputsFor(write: (name: string) => fc.Arbitrary<unknown>): fc.Arbitrary<[string, unknown[]]> {
  return fc
    .constantFrom(...OBJECTS)
    .chain((name) => fc.tuple(fc.constant(name), fc.array(write(name), { minLength: 25, maxLength: 25 })));
}

async function selected(name: string, nodes: readonly FilterNode[]): Promise<number[][]> {
  const object = world.objects.get(name) as CompiledObject;
  const viewer = await viewerOf(world.tenant.ctx);
  const queries = nodes.map(
    (node) => sql`
      select array(
        select id from ${object.table} where tenant_id = ${world.tenant.id} and deleted_at is null
          and ${filterToSql(viewer, object, node)} order by id) as ids`,
  );
  if (queries.length === 0) return [];
  const answers = await test.app.db.read(world.tenant.id, queries);
  return answers.map(([row]) => ((row?.ids ?? []) as unknown[]).map(Number));
}

function evaluated(name: string, node: FilterNode): number[] {
  const related = (object: string, id: number) => world.records.get(object)?.get(id) ?? null;
  const all = [...(world.records.get(name)?.values() ?? [])];
  return all
    .filter((record) => evaluateFilter(node, record, related))
    .map((record) => record.id)
    .sort((a, b) => a - b);
}
