import { describe, expect, it } from 'vitest';
import { addressKey, coarseAddress } from './client-address.ts';
import { createRateLimiter, type RateLimiterOptions } from './rate-limit.ts';
import { createBuckets } from './token-bucket.ts';
import type { Identity } from './types.ts';

const member = (tenantId: number, id: number) =>
  ({ identity: { tenantId, user: { id } } as Identity, ip: '192.0.2.1' }) as const;
const visitor = (ip: string) => ({ identity: null, ip });

function limiterAt(options: RateLimiterOptions = {}) {
  const clock = { ms: 1000 };
  return { clock, limiter: createRateLimiter({ now: () => clock.ms, random: () => 0, ...options }) };
}

describe('what is let through', () => {
  it.each([
    ['read', 50, 100],
    ['write', 20, 40],
    ['search', 10, 20],
  ])('%s: never more than burst + rate x window + 1, and at least 98 %% of it', (rate, perSecond, burst) => {
    const { clock, limiter } = limiterAt();
    const accepted: number[] = [];
    for (; clock.ms < 61_000; clock.ms += 3) {
      if (limiter.take(member(1, 1), rate).allowed) accepted.push(clock.ms);
    }
    const most = burst + perSecond * 60;
    expect(accepted.length).toBeGreaterThanOrEqual(0.98 * most);
    expect(accepted.length).toBeLessThanOrEqual(most + 1);
    for (const [first, from] of accepted.entries()) {
      const inWindow = accepted.findIndex((at, index) => index >= first && at > from + 5000);
      const count = (inWindow === -1 ? accepted.length : inWindow) - first;
      expect(count).toBeLessThanOrEqual(burst + perSecond * 5 + 1);
    }
  });

  it('gives a tenant three times what a user gets, and other tenants their own', () => {
    const { limiter } = limiterAt();
    let accepted = 0;
    for (let user = 1; user <= 10; user += 1) {
      for (let n = 0; n < 100; n += 1) accepted += Number(limiter.take(member(1, user), 'read').allowed);
    }
    expect(accepted).toBe(300);
    expect(limiter.take(member(2, 1), 'read').allowed).toBe(true);
    expect(limiter.take(member(1, 11), 'write').allowed).toBe(true);
  });

  it('takes nothing for a refused request', () => {
    const { clock, limiter } = limiterAt();
    for (let n = 0; n < 5000; n += 1) limiter.take(member(1, 1), 'write');
    clock.ms += 50;
    expect(limiter.take(member(1, 1), 'write').allowed).toBe(true);
    expect(limiter.take(member(1, 2), 'write').allowed).toBe(true);
  });

  it('counts visitors by address, 20 at once and 60 a minute, and signed-in ones with class "visit" too', () => {
    const { clock, limiter } = limiterAt();
    const burst = Array.from({ length: 30 }, () => limiter.take(visitor('192.0.2.9'), 'visit'));
    expect(burst.filter((one) => one.allowed)).toHaveLength(20);
    expect(limiter.take(visitor('192.0.2.10'), 'visit').allowed).toBe(true);
    expect(limiter.take({ ...member(1, 1), ip: '192.0.2.9' }, 'visit').allowed).toBe(false);
    clock.ms += 60_000;
    expect(limiter.take(visitor('192.0.2.9'), 'visit').allowed).toBe(true);
  });

  it('shares every budget among the live processes', () => {
    const { limiter } = limiterAt({ liveProcesses: () => 4 });
    const answers = Array.from({ length: 100 }, () => limiter.take(member(1, 1), 'read'));
    expect(answers.filter((one) => one.allowed)).toHaveLength(25);
  });

  it('lets everything through without headers when it is off', () => {
    const { limiter } = limiterAt({ enabled: false });
    const answers = Array.from({ length: 1000 }, () => limiter.take(visitor('192.0.2.1'), 'visit'));
    expect(answers.every((one) => one.allowed && Object.keys(one.headers).length === 0)).toBe(true);
  });
});

describe('what a client is told', () => {
  it('names the policy, what is left of it, and when all of it is back', () => {
    const { clock, limiter } = limiterAt();
    expect(limiter.take(member(1, 1), 'read').headers).toEqual({
      'ratelimit-policy': '"read";q=100;w=2',
      ratelimit: '"read";r=99;t=1',
    });
    for (let n = 0; n < 99; n += 1) limiter.take(member(1, 1), 'read');
    const refused = limiter.take(member(1, 1), 'read');
    expect(refused).toMatchObject({ allowed: false, retryAfter: 1, headers: { ratelimit: '"read";r=0;t=2' } });
    clock.ms += 1000;
    expect(limiter.take(member(1, 1), 'read').headers.ratelimit).toBe('"read";r=49;t=2');
  });

  it('reports the policy with the least left', () => {
    const { limiter } = limiterAt();
    for (let user = 1; user <= 3; user += 1) for (let n = 0; n < 95; n += 1) limiter.take(member(1, user), 'read');
    expect(limiter.take(member(1, 4), 'read').headers.ratelimit).toBe('"tenant-read";r=14;t=2');
  });

  it('tells visitors to come back apart', () => {
    const waits = [0, 0.5, 0.99].map((random) => {
      const { limiter } = limiterAt({ random: () => random, liveProcesses: () => 20 });
      limiter.take(visitor('192.0.2.1'), 'visit');
      return limiter.take(visitor('192.0.2.1'), 'visit').retryAfter;
    });
    expect(waits).toEqual([20, 23, 25]);
  });
});

it('keeps a bounded number of keys, those in use among them', () => {
  const buckets = createBuckets(1000);
  const budget = { rate: 1, burst: 5 };
  for (let n = 0; n < 5; n += 1) buckets.take('used up', budget, 0);
  for (let n = 0; n < 20_000; n += 1) {
    buckets.take(`visitor ${n}`, budget, 0);
    if (n % 400 === 0) expect(buckets.level('used up', budget, 0).remaining).toBe(0);
    expect(buckets.size()).toBeLessThanOrEqual(1000);
  }
});

describe('addresses', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7', '192.0.2.0/24'],
    ['::ffff:192.0.2.7', '192.0.2.7', '192.0.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:0db8:0001:0002:ffff::', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0:0::/64', '2001:db8:0::/48'],
    ['::1', '0:0:0:0::/64', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64', 'fe80:0:0::/48'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64', '64:ff9b:0::/48'],
  ])('%s counts as %s and is kept as %s', (ip, key, coarse) => {
    expect(addressKey(ip)).toBe(key);
    expect(coarseAddress(ip)).toBe(coarse);
  });
});
