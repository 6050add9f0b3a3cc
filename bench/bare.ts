import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { createPool } from '#server/platform/db/pool.ts';
import { BARE_INSERT, BARE_LIST, LEAD_FIELDS } from './bare-sql.ts';

// The bound: what the same statements cost behind nothing but `node:http` and the product's own pool. No session, no total, no
// policy (the role that it is given owns the tables), no check of what comes in.

const { PORT, BARE_DATABASE_URL = '', BARE_POOL, BARE_TENANT } = process.env;
const tenantId = Number(BARE_TENANT);
const pool = createPool({ url: BARE_DATABASE_URL, max: Number(BARE_POOL), log: pino({ level: 'warn' }) });

const routes: Record<string, (request: IncomingMessage, query: URLSearchParams) => Promise<unknown>> = {
  'GET /healthz': async () => ({}),
  'GET /leads': async (_request, query) => {
    const { rows } = await pool.query({
      name: 'list',
      text: BARE_LIST,
      values: [Number(query.get('tenant')), query.get('status')],
    });
    return { success: true, data: rows };
  },
  'POST /leads': async (request) => ({ success: true, data: await insert(JSON.parse(await text(request))) }),
};

async function insert(lead: Record<string, unknown>): Promise<unknown> {
  const searchText = [lead.company, lead.contact_name, lead.email].join('\n').toLowerCase();
  const client = await pool.connect();
  try {
    const [, { rows }] = await Promise.all([
      client.query(`begin; set local app.tenant_id = ${tenantId}`),
      client.query({
        name: 'insert',
        text: BARE_INSERT,
        values: [tenantId, ...LEAD_FIELDS.map((field) => lead[field] ?? null), searchText],
      }),
      client.query('commit'),
    ]);
    return rows[0];
  } finally {
    client.release();
  }
}

createServer((request, response) => {
  const [path, query] = (request.url ?? '').split('?');
  const answer = routes[`${request.method} ${path}`]?.(request, new URLSearchParams(query));
  const send = (status: number, body: unknown) => {
    const content = JSON.stringify(body);
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(content),
    });
    response.end(content);
  };
  if (!answer) send(404, {});
  else
    answer.then(
      (body) => send(200, body),
      (error: unknown) => send(500, { message: String(error) }),
    );
}).listen(Number(PORT), '127.0.0.1');

process.on('SIGTERM', () => process.exit(0));
