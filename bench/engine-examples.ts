import type pg from 'pg';
import type { BenchTenant } from './dataset-build.ts';
import type { Examples } from './engine-scenarios.ts';
import type { Client } from './product.ts';

const DEPTH = 100_000;
const PAGE = 50;

/** Values out of a tenant's own records, always the same ones; `owner` sees behind the policies. */
export async function findExamples(owner: pg.Client, tenant: BenchTenant, client: Client): Promise<Examples> {
  const { rows } = await owner.query<{ id: string; email: string; company: string }>(
    `select id, email, company from leads where tenant_id = $1 and email is not null order by md5(id::text) limit 200`,
    [tenant.id],
  );
  const firstWords = new Set(rows.map(({ company }) => company.split(/[^A-Za-z]+/)[0] ?? ''));
  const page = Math.max(1, Math.min(DEPTH, tenant.leads - 2 * PAGE) / PAGE);
  const { next_cursor: deepCursor } = await client.call('GET', `/api/v1/leads?page=${Math.floor(page)}`);
  return {
    client,
    leadIds: rows.map((row) => Number(row.id)),
    emails: rows.map((row) => row.email),
    parts: [...firstWords].filter((word) => word.length > 4).slice(0, 20),
    deepCursor: String(deepCursor),
  };
}
