import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createHttpApp } from '#server/app.ts';
import { writePassword } from '#server/features/auth/logins.ts';
import { hashPassword } from '#server/features/auth/passwords.ts';
import { createTenant } from '#server/features/tenants/create-tenant.ts';
import { systemContext } from '#server/features/tenants/system-context.ts';
import { hooks } from '#server/hooks.ts';
import { type App, type Ctx, systemClock } from '#server/platform/context.ts';
import { createFolderStore } from '#server/platform/files/folder-store.ts';
import { createRateLimiter } from '#server/platform/http/rate-limit.ts';
import { createMetrics } from '#server/platform/metrics/metrics.ts';
import { inChangeSet } from '#server/records/change-set.ts';
import { createRecord } from '#server/records/create.ts';
import { objectFor } from '#server/records/definition.ts';
import type { Role } from '#shared/permissions.ts';
import { createClient, type TestClient } from './client.ts';
import { createTestDatabase, reopenTestDatabase, testSecretKey } from './database.ts';

export const testPassword = 'correct horse battery';

export interface TestTenant {
  id: number;
  adminId: number;
  adminEmail: string;
  /** Acts as the admin, without HTTP. */
  ctx: Ctx;
  /** Adds a person; resolves with the id. */
  addUser(role: Role, email: string): Promise<number>;
}

export interface TestApp {
  app: App;
  url: string;
  /** Connection string of the owner, whom row-level security does not hold. */
  ownerUrl: string;
  visitor(): TestClient;
  /** A tenant with an admin whose password is `testPassword`. */
  addTenant(organization?: string): Promise<TestTenant>;
  /** A client signed in as the admin of a tenant, or as another of its people. */
  signedIn(tenant: TestTenant, email?: string): Promise<TestClient>;
  close(): Promise<void>;
}

export interface TestSettings extends Partial<App['settings']> {
  clock?: App['clock'];
  log?: App['log'];
  tracing?: App['tracing'];
  /** What keeps attachments, instead of a folder. */
  files?: App['files'];
  /** From how many ms on statements are written to the log. */
  slowMs?: number;
  /** A database that is there already, instead of a new one. */
  ownerUrl?: string;
  /** Puts something between the product and its database, such as a fault that another wall must withstand. */
  wrapDatabase?: (db: App['db']) => App['db'];
}

/** The real product on a database of its own, listening on a free port. */
export async function createTestApp(settings: TestSettings = {}): Promise<TestApp> {
  const {
    clock = systemClock,
    log = pino({ level: process.env.TEST_LOG ?? 'silent' }),
    wrapDatabase = (one) => one,
    ownerUrl: given,
    tracing = null,
    slowMs = 0,
    files,
    ...overrides
  } = settings;
  const { db, ownerUrl, drop } = given
    ? await reopenTestDatabase(given)
    : await createTestDatabase({ log, slowMs, tracing });
  const defaults: App['settings'] = {
    baseUrl: null,
    localUrl: 'http://127.0.0.1',
    signup: 'first',
    rateLimits: false,
    mostInFlight: 20,
    mostAtOnce: 1000,
    bodyLimit: 1_048_576,
    attachmentLimit: 1_048_576,
    attachmentTypes: [],
    trustProxy: 0,
    auditDays: 400,
    metricsToken: null,
  };
  const folder = mkdtempSync(join(tmpdir(), 'arvelo-test-app-'));
  const app: App = {
    settings: { ...defaults, ...overrides },
    db: wrapDatabase(db),
    clock,
    hooks,
    secretKey: testSecretKey,
    metrics: createMetrics(),
    tracing,
    files: files ?? createFolderStore(join(folder, 'files')),
    log,
  };
  const server = createHttpApp(app, createRateLimiter());
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    app,
    url,
    ownerUrl,
    visitor: () => createClient(url),
    addTenant: (organization = 'Acme') => addTenant(app, organization),
    signedIn: (tenant, email = tenant.adminEmail) => signIn(url, email),
    close: async () => {
      await server.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function signIn(url: string, email: string): Promise<TestClient> {
  const client = createClient(url);
  const answer = await client.signIn(email, testPassword);
  if (answer.status !== 200) throw new Error(`could not sign in as ${email}: ${answer.text}`);
  return client;
}

let tenantsAdded = 0;
let passwordHash: Promise<string> | null = null;

async function addTenant(app: App, organization: string): Promise<TestTenant> {
  tenantsAdded += 1;
  const adminEmail = `admin${tenantsAdded}@example.com`;
  const { tenantId, userId } = await createTenant(app, {
    organization,
    admin: { name: 'Ada Admin', email: adminEmail },
  });
  const adminId = Number(userId);
  const ctx: Ctx = {
    ...systemContext(app, { id: tenantId, definition_version: 1 }),
    user: { id: adminId, name: 'Ada Admin', email: adminEmail, role: 'admin' },
  };
  await givePassword(app, { tenantId, userId: adminId, email: adminEmail });
  const addUser = async (role: Role, email: string) => {
    const users = await objectFor(ctx, 'users');
    const { result } = await inChangeSet(ctx, 'create', (work) =>
      createRecord(work, users, { name: `A ${role}`, email, role }),
    );
    await givePassword(app, { tenantId, userId: result.id, email });
    return result.id;
  };
  return { id: tenantId, adminId, adminEmail, ctx, addUser };
}

async function givePassword(app: App, login: { tenantId: number; userId: number; email: string }): Promise<void> {
  passwordHash ??= hashPassword(testPassword);
  const hash = await passwordHash;
  await app.db.globalWrite((tx) => writePassword(tx, { ...login, passwordHash: hash, now: app.clock.now() }));
}
