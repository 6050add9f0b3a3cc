import { text } from 'node:stream/consumers';
import type { Config } from '#server/config.ts';
import { writePassword } from '#server/features/auth/logins.ts';
import { readNewPassword } from '#server/features/auth/password-rules.ts';
import { hashPassword } from '#server/features/auth/passwords.ts';
import { createTenant } from '#server/features/tenants/create-tenant.ts';
import { systemContext } from '#server/features/tenants/system-context.ts';
import { openApp } from '#server/open-app.ts';
import type { App } from '#server/platform/context.ts';
import { inChangeSet, type Work } from '#server/records/change-set.ts';
import { createRecord } from '#server/records/create.ts';
import { objectFor } from '#server/records/definition.ts';
import { CommandError } from './command-error.ts';
import { oneTenant } from './one-tenant.ts';

export interface NewUser {
  tenant: string;
  email: string;
  name: string;
  role: string;
}

/** Adds a person with the password that stands on standard input; creates the organization if it is missing. */
export async function addUser(config: Config, user: NewUser): Promise<void> {
  const password = await readPasswordLine(user);
  const { app, close } = await openApp(config);
  try {
    const passwordHash = await hashPassword(password);
    const givePassword = (work: Work, tenantId: number, userId: number) =>
      writePassword(work.tx, { tenantId, userId, email: user.email, passwordHash, now: app.clock.now() });
    const id = await create(app, user, givePassword);
    process.stdout.write(
      `${user.name} <${user.email}> has the id ${id} and the role ${user.role} in "${user.tenant}"\n`,
    );
  } finally {
    await close();
  }
}

type Alongside = (work: Work, tenantId: number, userId: number) => Promise<void>;

async function create(app: App, user: NewUser, alongside: Alongside): Promise<number | null> {
  const { name, email, role } = user;
  const tenant = await oneTenant(app, user.tenant);
  if (!tenant) {
    const created = await createTenant(app, { organization: user.tenant, admin: { name, email, role }, alongside });
    process.stdout.write(`There was no organization "${user.tenant}": it has been created\n`);
    return created.userId;
  }
  const ctx = systemContext(app, tenant, 'cli');
  const users = await objectFor(ctx, 'users');
  const { result } = await inChangeSet(ctx, 'create', async (work) => {
    const record = await createRecord(work, users, { name, email, role });
    await alongside(work, tenant.id, record.id);
    return record.id;
  });
  return result;
}

async function readPasswordLine(user: NewUser): Promise<string> {
  if (process.stdin.isTTY)
    throw new CommandError('The password comes on standard input: printf %s "$PASSWORD" | npx arvelo user add …');
  const given = (await text(process.stdin)).replace(/\r?\n$/, '');
  const parsed = readNewPassword(given, [user.email, user.name, user.tenant]);
  if (!parsed.ok) throw new CommandError(parsed.error);
  return parsed.value;
}
