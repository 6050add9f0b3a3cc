import type { Preferences } from '#shared/api/preferences.ts';
import type { Role } from '#shared/permissions.ts';
import type { Database } from './db/database.ts';
import type { FileStore } from './files/file-store.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Tracing } from './tracing/traced.ts';

/** The settings of the running product that its parts need. */
export interface Settings {
  baseUrl: string | null;
  /** Where this server answers; for links when no base address is configured. */
  localUrl: string;
  signup: 'open' | 'closed' | 'invite' | 'first';
  rateLimits: boolean;
  /** Requests of one tenant that are answered at a time; below the number of database connections. */
  mostInFlight: number;
  /** Requests in all that are answered or wait for their turn; what comes above them is refused at once. */
  mostAtOnce: number;
  bodyLimit: number;
  /** Most bytes of an attached file. */
  attachmentLimit: number;
  /** Kinds of files that may be attached; empty: all but programs. */
  attachmentTypes: readonly string[];
  trustProxy: number | readonly string[];
  /** How many days the audit log is kept. */
  auditDays: number;
  /** What `/metrics` wants to hear; null: there is no such page. */
  metricsToken: string | null;
}

/** What a process has: built once in `open-app.ts`, handed to everything. */
export interface App {
  readonly settings: Settings;
  readonly db: Database;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly files: FileStore;
  readonly tracing: Tracing | null;
  readonly clock: Clock;
  /** Key of this installation's signatures; at least 32 bytes. */
  readonly secretKey: Buffer;
}

/** The source of time; tests set it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Who acts, for which tenant, through what: the first argument of everything that works on a tenant's data. */
export interface Ctx {
  readonly app: App;
  readonly tenantId: number;
  readonly user: Actor;
  /** What the request came through; stands in the history of changes. */
  readonly via: 'web' | 'api' | 'cli' | 'system';
  readonly requestId: string;
  /** Address of the client; programs have none. */
  readonly ip?: string;
  /** Version of the tenant's options and fields. */
  readonly definitionVersion: number;
  /** Aborted when whoever waits for the answer has gone. */
  readonly signal?: AbortSignal;
  /** The session that the request came with; SHA-256 of its id. */
  readonly session?: { readonly hash: Buffer };
}

export interface Actor {
  /** null: the product itself. */
  readonly id: number | null;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Their own time zone, language and so on; programs have none. */
  readonly preferences?: Preferences;
}
