import { addressKey } from './client-address.ts';
import { type Buckets, type Budget, createBuckets, type Level } from './token-bucket.ts';
import type { Identity, RateDecision, RateLimiter } from './types.ts';

/** Per user. A tenant as a whole gets three times as much. */
const userBudgets: Readonly<Record<string, Budget>> = {
  read: { rate: 50, burst: 100 },
  write: { rate: 20, burst: 40 },
  search: { rate: 10, burst: 20 },
  export: { rate: 0.2, burst: 5 },
};
const TENANT_FACTOR = 3;

/** Per address, of those without a session. */
const visitorBudget: Budget = { rate: 1, burst: 20 };

/** Keys that are kept at most, about 100 bytes each. */
const MOST_KEYS = 50_000;

export interface RateLimiterOptions {
  /** Off: everything is let through. */
  enabled?: boolean;
  /** Milliseconds on a clock that never goes back. */
  now?: () => number;
  /** Processes that share the traffic; each gives out its part of every budget. */
  liveProcesses?: () => number;
  /** A number from 0 to 1, by which clients that were refused together come back apart. */
  random?: () => number;
}

interface Policy {
  name: string;
  key: string;
  budget: Budget;
}

/** Budgets of requests in this process's memory. Every policy has to have a request left, then each gives one. */
export function createRateLimiter(options: RateLimiterOptions = {}): RateLimiter {
  const { enabled = true, now = () => performance.now(), liveProcesses = () => 1, random = Math.random } = options;
  // Apart, so that a flood of visitors pushes no user's budget out.
  const members = createBuckets(MOST_KEYS);
  const visitors = createBuckets(MOST_KEYS);
  return {
    take: (who, rate) => {
      if (!enabled) return { allowed: true, retryAfter: 0, headers: {} };
      const isMember = who.identity !== null && Object.hasOwn(userBudgets, rate);
      const policies = isMember ? memberPolicies(who.identity as Identity, rate) : [visitorPolicy(who.ip)];
      const share = policies.map((one) => ({ ...one, budget: shareOf(one.budget, liveProcesses()) }));
      return decide(isMember ? members : visitors, share, { now: now(), random: random() });
    },
  };
}

function memberPolicies({ tenantId, user }: Identity, rate: string): Policy[] {
  const budget = userBudgets[rate] as Budget;
  const whole = { rate: budget.rate * TENANT_FACTOR, burst: budget.burst * TENANT_FACTOR };
  return [
    { name: rate, key: `${rate} user ${tenantId} ${user.id}`, budget },
    { name: `tenant-${rate}`, key: `${rate} tenant ${tenantId}`, budget: whole },
  ];
}

function visitorPolicy(ip: string): Policy {
  return { name: 'visit', key: addressKey(ip), budget: visitorBudget };
}

function shareOf({ rate, burst }: Budget, processes: number): Budget {
  return { rate: rate / processes, burst: Math.max(1, burst / processes) };
}

function decide(
  buckets: Buckets,
  policies: readonly Policy[],
  { now, random }: { now: number; random: number },
): RateDecision {
  const wait = Math.max(...policies.map(({ key, budget }) => buckets.level(key, budget, now).wait));
  const allowed = wait === 0;
  if (allowed) for (const { key, budget } of policies) buckets.take(key, budget, now);
  const levels = policies.map((policy) => ({ policy, level: buckets.level(policy.key, policy.budget, now) }));
  const tightest = levels.reduce((one, other) => (other.level.remaining < one.level.remaining ? other : one));
  const retryAfter = allowed ? 0 : Math.max(1, Math.ceil((wait / 1000) * (1 + random / 4)));
  return { allowed, retryAfter, headers: headersOf(tightest.policy, tightest.level) };
}

/** As the IETF draft on RateLimit fields names them: what is left, and the seconds until all of it is back. */
function headersOf({ name, budget }: Policy, { remaining, full }: Level): Record<string, string> {
  const window = Math.ceil(budget.burst / budget.rate - 1e-9);
  return {
    'ratelimit-policy': `"${name}";q=${Math.floor(budget.burst)};w=${window}`,
    ratelimit: `"${name}";r=${remaining};t=${Math.ceil(full / 1000)}`,
  };
}
