import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { LastBackup } from '#server/platform/db/backup/last-backup.ts';
import type { PoolStats } from '#server/platform/db/database.ts';
import { createTalkers } from './talkers.ts';

/** What a process counts about itself, in the form that Prometheus reads. */
export interface Metrics {
  readonly registry: Registry;
  observeRequest(request: ServedRequest): void;
  observeJob(name: string, outcome: 'done' | 'failed'): void;
  watchPool(stats: () => PoolStats): void;
  /** Of the installation, not of this process. */
  watchBackups(last: () => Promise<LastBackup>): void;
}

export interface ServedRequest {
  method: string;
  /** The route's pattern, never the path: its values would be without number. */
  route: string;
  status: number;
  seconds: number;
  /** null: a visitor. */
  tenantId: number | null;
}

export const JOBS = 'arvelo_jobs_total';

/** From 1 ms to the 10 s that a statement may take. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'arvelo_http_request_duration_seconds',
    help: 'Time to answer a request, by route and class of status',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  });
  const jobs = new Counter({
    name: JOBS,
    help: 'Background jobs that ended',
    labelNames: ['name', 'outcome'],
    // Of several processes those that answer requests run none.
    aggregator: 'omit',
    registers,
  });
  const talkers = createTalkers();
  new Gauge({
    name: 'arvelo_tenant_requests',
    help: 'Requests of the organizations that sent most since this process started, by id',
    labelNames: ['tenant'],
    registers,
    collect() {
      this.reset();
      for (const [tenant, count] of talkers.top()) this.set({ tenant: String(tenant) }, count);
    },
  });
  return {
    registry,
    observeRequest: ({ method, route, status, seconds, tenantId }) => {
      requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, seconds);
      if (tenantId !== null) talkers.count(tenantId);
    },
    observeJob: (name, outcome) => jobs.inc({ name, outcome }),
    watchBackups: (last) => watchBackups(registers, last),
    watchPool: (stats) => {
      new Gauge({
        name: 'arvelo_database_connections',
        help: 'Connections of this process to the database: all, those without work, and requests that wait for one',
        labelNames: ['state'],
        registers,
        collect() {
          for (const [state, count] of Object.entries(stats())) this.set({ state }, count);
        },
      });
    },
  };
}

const BACKUP_FIGURES: readonly [name: string, help: string, read: (last: LastBackup) => number | undefined][] = [
  [
    'arvelo_backup_good_timestamp_seconds',
    'When the last good backup of the installation was written',
    ({ good }) => (good ? Date.parse(good.at) / 1000 : undefined),
  ],
  [
    'arvelo_backup_failed_timestamp_seconds',
    'When a backup failed, if none has been good since',
    ({ failed }) => (failed ? Date.parse(failed.at) / 1000 : undefined),
  ],
  ['arvelo_backup_duration_seconds', 'How long the last good backup took', ({ good }) => good?.seconds],
  ['arvelo_backup_bytes', 'How large the last good backup is', ({ good }) => good?.bytes],
];

function watchBackups(registers: Registry[], last: () => Promise<LastBackup>): void {
  let reading: Promise<LastBackup> | null = null;
  // One look for all figures, which are collected at the same time.
  const lastOnce = () => {
    reading ??= last().finally(() => {
      reading = null;
    });
    return reading;
  };
  for (const [name, help, read] of BACKUP_FIGURES) {
    new Gauge({
      name,
      help,
      // Every process tells the same.
      aggregator: 'max',
      registers,
      async collect() {
        this.reset();
        const value = await lastOnce().then(read, () => undefined);
        if (value !== undefined) this.set({}, value);
      },
    });
  }
}
