// The first issue's "Real input": a public CRM sample, faults included, through the documented API of the running product.

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type TestClient } from '#server/testing/client.ts';
import { type ServerProcess, startServerProcess } from '#server/testing/server-process.ts';

const folder = join(import.meta.dirname, '../../shared/data/crm-sales-opportunities');

interface Account {
  account: string;
  sector: string;
  revenue: string;
  office_location: string;
}

interface Deal {
  opportunity_id: string;
  sales_agent: string;
  product: string;
  account: string;
  deal_stage: 'Prospecting' | 'Engaging' | 'Won' | 'Lost';
  close_date: string;
  close_value: string;
}

interface Opportunity {
  id: number;
  name: string;
  lead_id: number | null;
  stage: string;
  amount: number | null;
  close_date: string | null;
}

const stages = {
  Prospecting: 'QUALIFICATION',
  Engaging: 'NEGOTIATION',
  Won: 'CLOSED_WON',
  Lost: 'CLOSED_LOST',
} as const;
const types = ['NOTE', 'CALL', 'EMAIL', 'MEETING'] as const;

/** Requests under way at a time. */
const PARALLEL = 32;

const readCsv = <T>(file: string): T[] =>
  parse(readFileSync(join(folder, file)), { columns: true, bom: true, trim: true });

/** `3/1/2017` to `2017-03-01`. */
function isoDate(us: string): string | null {
  const [month = '', day = '', year] = us.split('/');
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

const cents = (amount: number | string | null) => Math.round(Number(amount ?? 0) * 100);

function leadOf({ account, sector, revenue, office_location }: Account) {
  const rating = Number(revenue) >= 2000 ? 'HOT' : Number(revenue) >= 500 ? 'WARM' : 'COLD';
  const email = `${account.toLowerCase().replaceAll(/[^a-z]+/g, '-')}@example.com`;
  return { company: account, contact_name: `${sector} buyer, ${office_location}`, email, rating };
}

async function inParallel<T, R>(items: readonly T[], work: (item: T, at: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [at, item] of queue) results[at] = await work(item, at);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return results;
}

if (!existsSync(folder)) {
  console.warn(`\n\n  REAL INPUT IS NOT TESTED: there is no folder ${folder}\n\n`);
  it(`real input data is missing: ${folder}`, () => expect(existsSync(folder)).toBe(false));
} else {
  describe('the sample of a hardware seller', () => realInput());
}

function realInput(): void {
  const accounts = readCsv<Account>('accounts.csv');
  const deals = readCsv<Deal>('sales_pipeline.csv');
  const won = deals.filter((deal) => deal.deal_stage === 'Won');
  const nameOf = (deal: Deal) => `${deal.product} ${deal.opportunity_id}`;
  const credentials = { email: 'owner@hardware.example', password: 'a horse for every court' };
  const home = mkdtempSync(join(tmpdir(), 'arvelo-e2e-'));
  // Root's PostgreSQL runs as another user, who must be able to enter.
  chmodSync(home, 0o755);

  const agent = new Agent({ keepAlive: true, maxSockets: PARALLEL });

  let server: ServerProcess;
  let client: TestClient;
  /** Ids of the leads by account. */
  let leads = new Map<string, number>();
  /** Ids of the opportunities in the order of the file. */
  let opportunities: number[] = [];

  const start = () =>
    startServerProcess(home, { DATA_DIR: join(home, 'data'), PORT: '0', RATE_LIMITS: 'off', LOG_LEVEL: 'warn' });

  /** Sends what a script with cookie and token sends; plainer than fetch, which costs more than the server here. */
  const create = (path: string, body: object): Promise<number> => {
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'x-csrf-token': client.csrfToken, 'content-type': 'application/json' };
    return new Promise((resolve, reject) => {
      const sent = request(server.url + path, { method: 'POST', headers, agent }, async (answer) => {
        const said = await text(answer);
        if (answer.statusCode === 201) resolve(JSON.parse(said).data.id);
        else reject(new Error(`POST ${path} answered ${answer.statusCode}: ${said}`));
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(body));
    });
  };

  const totalOf = async (path: string): Promise<number> => {
    const { status, body } = await client.get(path);
    expect([path, status]).toEqual([path, 200]);
    return body.total;
  };

  const allPages = async <T>(path: string): Promise<T[]> => {
    const total = await totalOf(path);
    const pages = Array.from({ length: Math.ceil(total / 100) }, (_, at) => at + 1);
    const answers = await inParallel(pages, (page) =>
      client.get(`${path}${path.includes('?') ? '&' : '?'}limit=100&page=${page}`),
    );
    return answers.flatMap((answer) => answer.body.data as T[]);
  };

  /** Signs in as a browser does: a form, a redirect, the token from the page. */
  const signInByForm = async () => {
    client = createClient(server.url);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(credentials).toString();
    const answer = await client.send('/login', { method: 'POST', headers, body });
    const page = await client.get(answer.headers.get('location') ?? '');
    client.csrfToken = /<meta name="csrf-token" content="([^"]+)"/.exec(page.text)?.[1] ?? '';
    return [answer.status, page.status];
  };

  beforeAll(async () => {
    server = await start();
    client = createClient(server.url);
    const founder = { organization: 'Hardware Sellers', name: 'Olga Owner', ...credentials };
    const created = await client.post('/signup', founder);
    expect([created.status, created.body.success]).toEqual([201, true]);
    expect(await signInByForm()).toEqual([303, 200]);
    const started = performance.now();
    leads = new Map(
      await inParallel(
        accounts,
        async (account): Promise<[string, number]> => [
          account.account,
          await create('/api/leads.php', leadOf(account)),
        ],
      ),
    );
    opportunities = await inParallel(deals, (deal) =>
      create('/api/opportunities.php', {
        name: nameOf(deal),
        stage: stages[deal.deal_stage],
        amount: deal.close_value,
        close_date: isoDate(deal.close_date),
        ...(deal.account && { lead_id: leads.get(deal.account) }),
      }),
    );
    await inParallel(
      deals.map((deal, at) => ({ deal, id: opportunities[at] })).filter(({ deal }) => deal.deal_stage === 'Won'),
      ({ deal, id }, at) =>
        create('/api/activities.php', {
          opportunity_id: id,
          type: types[at % types.length],
          subject: `Won ${deal.opportunity_id}`,
          body: `${deal.sales_agent} sold ${deal.product}`,
        }),
    );
    const seconds = (performance.now() - started) / 1000;
    console.info(
      `real input: ${accounts.length + deals.length + won.length} records created in ${seconds.toFixed(1)} s`,
    );
  }, 300_000);

  afterAll(async () => {
    agent.destroy();
    await server?.stop('SIGTERM');
    rmSync(home, { recursive: true, force: true });
  });

  it('goes in whole: 85 leads, 8,800 opportunities and 4,238 activities', async () => {
    expect([accounts.length, deals.length, won.length]).toEqual([85, 8800, 4238]);
    const paths = ['/api/leads.php', '/api/opportunities.php', '/api/activities.php'];
    expect(await Promise.all(paths.map(totalOf))).toEqual([85, 8800, 4238]);
  });

  it('starts with the address and what to do next on the screen', () => {
    expect(server.output()).toContain(`Arvelo CRM is ready at ${server.url}`);
    expect(server.output()).toContain('Open it in a browser to create your organization.');
  });

  it('can be signed in to with JSON as well', async () => {
    const script = createClient(server.url);
    const answer = await script.signIn(credentials.email, credentials.password);
    expect([answer.status, answer.body.data.user.name]).toEqual([200, 'Olga Owner']);
    expect((await script.get('/api/leads.php?limit=1')).body.total).toBe(85);
  });

  it('counts every stage, rating and type as the files do', async () => {
    for (const [stage, mapped] of Object.entries(stages)) {
      const expected = deals.filter((deal) => deal.deal_stage === stage).length;
      expect([stage, await totalOf(`/api/opportunities.php?stage=${mapped}`)]).toEqual([stage, expected]);
    }
    expect(await totalOf('/api/opportunities.php?stage=PROPOSAL')).toBe(0);
    for (const rating of ['HOT', 'WARM', 'COLD']) {
      const expected = accounts.filter((account) => leadOf(account).rating === rating).length;
      expect([rating, await totalOf(`/api/leads.php?rating=${rating}`)]).toEqual([rating, expected]);
    }
    for (const [at, type] of types.entries()) {
      const expected = won.filter((_, row) => row % types.length === at).length;
      expect([type, await totalOf(`/api/activities.php?type=${type}`)]).toEqual([type, expected]);
    }
  });

  it('counts the opportunities of every account, by stage too', async () => {
    await inParallel(accounts, async ({ account }) => {
      const own = deals.filter((deal) => deal.account === account);
      const path = `/api/opportunities.php?lead_id=${leads.get(account)}`;
      expect([account, await totalOf(path)]).toEqual([account, own.length]);
      const wonOnes = own.filter((deal) => deal.deal_stage === 'Won').length;
      expect([account, await totalOf(`${path}&stage=CLOSED_WON`)]).toEqual([account, wonOnes]);
    });
  });

  it('reads back over all pages as it went in, each record once, newest first', async () => {
    const rows = await allPages<Opportunity>('/api/opportunities.php');
    const expected = new Map(
      deals.map((deal, at) => [
        opportunities[at],
        {
          name: nameOf(deal),
          stage: stages[deal.deal_stage],
          amount: deal.close_value === '' ? null : Number(deal.close_value),
          close_date: isoDate(deal.close_date),
          lead_id: deal.account ? leads.get(deal.account) : null,
        },
      ]),
    );
    expect(rows.length).toBe(8800);
    expect(new Set(rows.map((row) => row.id)).size).toBe(8800);
    for (const { id, name, stage, amount, close_date, lead_id } of rows) {
      expect({ name, stage, amount, close_date, lead_id }).toEqual(expected.get(id));
    }
    expect(rows.filter((row) => row.lead_id === null).length).toBe(deals.filter((deal) => deal.account === '').length);
  });

  it('adds up to the money per stage that the files have, to the cent', async () => {
    for (const [stage, mapped] of Object.entries(stages)) {
      const rows = await allPages<Opportunity>(`/api/opportunities.php?stage=${mapped}`);
      const found = rows.reduce((sum, row) => sum + cents(row.amount), 0);
      const expected = deals
        .filter((deal) => deal.deal_stage === stage)
        .reduce((sum, deal) => sum + cents(deal.close_value), 0);
      expect([stage, found]).toEqual([stage, expected]);
    }
  });

  it.each([
    'GTX',
    'gtxpro',
    'GTX Pro',
    'mg special',
    '500',
    '1C1',
    'zzz',
    'a',
  ])('finds %s as often as the files hold it', async (word) => {
    const has = (text: string) => text.toLowerCase().includes(word.toLowerCase());
    const query = new URLSearchParams({ search: word });
    expect(await totalOf(`/api/opportunities.php?${query}`)).toBe(deals.filter((deal) => has(nameOf(deal))).length);
    const wonWith = won.filter((deal) => has(nameOf(deal))).length;
    expect(await totalOf(`/api/opportunities.php?${query}&stage=CLOSED_WON`)).toBe(wonWith);
  });

  it('finds every account by its name, and leads and activities by what they hold', async () => {
    await inParallel(accounts, async ({ account }) => {
      const { body } = await client.get(`/api/leads.php?${new URLSearchParams({ search: account.toUpperCase() })}`);
      expect(body.data.map((one: { company: string }) => one.company)).toContain(account);
    });
    for (const word of ['united states', 'technolgy', '@example.com']) {
      const expected = accounts.filter((one) => Object.values(leadOf(one)).join('\n').toLowerCase().includes(word));
      expect([word, await totalOf(`/api/leads.php?${new URLSearchParams({ search: word })}`)]).toEqual([
        word,
        expected.length,
      ]);
    }
    const darcel = won.filter((deal) => deal.sales_agent === 'Darcel Schlecht').length;
    expect(await totalOf('/api/activities.php?search=darcel+schlecht')).toBe(darcel);
  });

  it('is all there after kill -9 and another start, and SIGTERM ends the product with status 0', async () => {
    expect(await server.stop('SIGKILL')).toBe(null);
    server = await start();
    expect(server.output()).toContain('Open it in a browser and sign in.');
    expect(await signInByForm()).toEqual([303, 200]);
    const paths = [
      '/api/leads.php',
      '/api/opportunities.php',
      '/api/activities.php',
      '/api/opportunities.php?stage=CLOSED_WON',
    ];
    expect(await Promise.all(paths.map(totalOf))).toEqual([85, 8800, 4238, 4238]);
    expect(await server.stop('SIGTERM')).toBe(0);
  });
}
