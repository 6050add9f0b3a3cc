import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#server/platform/db/sql.ts';
import { createTestApp, type TestApp, type TestTenant, testPassword } from '#server/testing/app.ts';
import type { TestAnswer, TestClient } from '#server/testing/client.ts';

const MINUTE = 60_000;
const time = { now: Date.parse('2026-11-02T09:00:00Z') };

let test: TestApp;
let tenant: TestTenant;

beforeAll(async () => {
  test = await createTestApp({ clock: { now: () => new Date(time.now) }, trustProxy: 1 });
  tenant = await test.addTenant();
});
afterAll(() => test.close());

interface Attempt {
  email: string;
  password?: string;
  ip: string;
  client?: TestClient;
}

/** Sign-ins are counted by what the proxy says of the address. */
const attempt = ({ email, password = 'a wrong guess', ip, client = test.visitor() }: Attempt) =>
  client.send('/login', { method: 'POST', headers: { 'x-forwarded-for': ip }, body: { email, password } });

const count = (answers: readonly TestAnswer[], status: number) => answers.filter((one) => one.status === status).length;

describe('guessing', () => {
  it('gets at most 10 guesses per account judged in a quarter of an hour, from any number of addresses at once', async () => {
    const email = 'stuffed@example.com';
    await tenant.addUser('rep', email);
    const answers: TestAnswer[] = [];
    for (let round = 0; round < 10; round += 1) {
      const guesses = Array.from({ length: 40 }, (_, n) => attempt({ email, ip: `198.51.${round}.${n}` }));
      answers.push(...(await Promise.all(guesses)));
      time.now += MINUTE;
    }
    expect(count(answers, 401)).toBe(10);
    expect(count(answers, 401) + count(answers, 429)).toBe(400);
    const refused = answers.find((one) => one.status === 429);
    const wait = Number(refused?.headers.get('retry-after'));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(900);
    expect(refused?.body).toEqual({ success: false, message: 'Too Many Requests', retry_after: wait });

    // Even the right password has to wait, and then works: an account is never locked for good.
    expect((await attempt({ email, password: testPassword, ip: '198.51.100.200' })).status).toBe(429);
    time.now += 16 * MINUTE;
    expect((await attempt({ email, password: testPassword, ip: '198.51.100.200' })).status).toBe(200);
  });

  it('slows one address down on one account after 5 failures, longer each time', async () => {
    const email = 'slow@example.com';
    await tenant.addUser('rep', email);
    const from = { email, ip: '203.0.113.1' };
    for (let n = 0; n < 5; n += 1) expect((await attempt(from)).status).toBe(401);
    const waits = [];
    for (let n = 0; n < 4; n += 1) {
      const refused = await attempt(from);
      expect(refused.status).toBe(429);
      waits.push(Number(refused.headers.get('retry-after')));
      time.now += (waits.at(-1) ?? 0) * 1000;
      expect((await attempt(from)).status).toBe(401);
    }
    expect(waits).toEqual([1, 2, 4, 8]);
  });

  it('slows one address down over many accounts, an IPv6 network as one', async () => {
    const answers: TestAnswer[] = [];
    for (let n = 0; n < 25; n += 1) {
      answers.push(await attempt({ email: `nobody${n}@example.com`, ip: `2001:db8:1:2:${n.toString(16)}::1` }));
    }
    expect(count(answers, 401)).toBe(20);
    expect((await attempt({ email: 'nobody99@example.com', ip: '2001:db8:1:3::1' })).status).toBe(401);
  });

  it('is forgotten after a success', async () => {
    const email = 'forgetful@example.com';
    await tenant.addUser('rep', email);
    const from = { email, ip: '203.0.113.3' };
    for (let round = 0; round < 4; round += 1) {
      for (let n = 0; n < 4; n += 1) expect((await attempt(from)).status).toBe(401);
      expect((await attempt({ ...from, password: testPassword })).status).toBe(200);
    }
  });

  it('ignores a forged address when no proxy is configured', async () => {
    const plain = await createTestApp();
    const answers: TestAnswer[] = [];
    for (let n = 0; n < 8; n += 1) {
      const headers = { 'x-forwarded-for': `192.0.2.${n}`, forwarded: `for=192.0.2.${n}`, 'x-real-ip': `192.0.2.${n}` };
      const body = { email: 'nobody@example.com', password: 'a wrong guess' };
      answers.push(await plain.visitor().send('/login', { method: 'POST', headers, body }));
    }
    await plain.close();
    expect(count(answers, 401)).toBe(5);
  });

  it('leaves no addresses or emails in the table', async () => {
    const rows = await test.app.db.global<{ key: string }>(sql`select key from sign_in_failures`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) expect(key).toMatch(/^(account|address|pair|device) [A-Za-z0-9_-]{43}$/);
  });
});

describe('the owner on a device where they signed in before', () => {
  it('gets in while others guess, and others do not get in with it', async () => {
    const email = 'owner@example.com';
    await tenant.addUser('rep', email);
    const owner = test.visitor();
    const ip = '203.0.113.50';
    expect((await attempt({ email, password: testPassword, ip, client: owner })).status).toBe(200);
    for (const name of ['PHPSESSID', 'arvelo_companion']) owner.cookies.delete(name);
    for (let n = 0; n < 30; n += 1) await attempt({ email, ip: n % 2 ? ip : `198.51.200.${n}` });
    expect((await attempt({ email, password: testPassword, ip })).status).toBe(429);
    expect((await attempt({ email, password: testPassword, ip, client: owner })).status).toBe(200);

    const device = owner.cookies.get('arvelo_device') ?? '';
    const withDevice = (value: string) => {
      const client = test.visitor();
      client.cookies.set('arvelo_device', value);
      return attempt({ email, ip: '198.51.201.1', client });
    };
    expect((await withDevice(`${device.slice(0, -1)}${device.endsWith('A') ? 'E' : 'A'}`)).status).toBe(429);
    const guesses = [];
    for (let n = 0; n < 10; n += 1) guesses.push(await withDevice(device));
    expect(count(guesses, 401)).toBe(5);
  });

  it('is known there for their own account only', async () => {
    const owner = test.visitor();
    await attempt({ email: tenant.adminEmail, password: testPassword, ip: '203.0.113.60', client: owner });
    const email = 'neighbour@example.com';
    await tenant.addUser('rep', email);
    const answers: TestAnswer[] = [];
    for (let n = 0; n < 15; n += 1) answers.push(await attempt({ email, ip: `198.51.210.${n}`, client: owner }));
    expect(count(answers, 401)).toBe(10);
  });
});

describe('whether an address is known', () => {
  it('shows neither in the answer nor in the time that it takes', async () => {
    const known = 'known@example.com';
    await tenant.addUser('rep', known);
    const answers: Record<string, { ms: number; text: string; status: number; headers: string[] }[]> = {};
    for (let n = 0; n < 24; n += 1) {
      for (const email of [known, `unknown${n}@example.com`]) {
        const start = performance.now();
        const { status, text, headers } = await attempt({ email, ip: `198.18.${n}.1` });
        const kind = email === known ? 'known' : 'unknown';
        answers[kind] ??= [];
        answers[kind].push({ ms: performance.now() - start, text, status, headers: [...headers.keys()].sort() });
      }
      // Quiet for a quarter of an hour each time, so that no limit comes between.
      time.now += 16 * MINUTE;
    }
    const [one, other] = [answers.known ?? [], answers.unknown ?? []];
    const shape = ({ ms: _, ...rest }: (typeof one)[number]) => JSON.stringify(rest);
    expect(new Set([...one, ...other].map(shape)).size).toBe(1);
    // A loaded machine is noisy; the gap without the dummy hash would be 70 ms.
    expect(Math.abs(median(one.map((a) => a.ms)) - median(other.map((a) => a.ms)))).toBeLessThan(20);
  });
});

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
