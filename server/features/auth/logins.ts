import type { App } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { sql } from '#server/platform/db/sql.ts';

/** What a person signs in with in one tenant. */
export interface Login extends Record<string, unknown> {
  tenant_id: number;
  user_id: number;
  email_key: string;
  password_hash: string | null;
}

/** The person's address as it is compared. */
export function emailKeyOf(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/** Organizations in which a password is tried for one address; each costs a hash. */
const MOST_TRIED = 5;

/** The logins of an address that have a password, the one last used first. */
export function findLogins(app: App, emailKey: string): Promise<Login[]> {
  return app.db.global<Login>(sql`
    select tenant_id, user_id, email_key, password_hash from logins
    where email_key = ${emailKey} and password_hash is not null
    order by last_sign_in_at desc nulls last, tenant_id limit ${MOST_TRIED}`);
}

export async function findLoginOf(app: App, tenantId: number, userId: number): Promise<Login | null> {
  const rows = await app.db.global<Login>(sql`
    select tenant_id, user_id, email_key, password_hash from logins
    where tenant_id = ${tenantId} and user_id = ${userId}`);
  return rows[0] ?? null;
}

export interface LoginOf {
  tenantId: number;
  userId: number;
  email: string;
}

/**
 * Makes sure that a user can be given a password: their login row, without one if it is new. For the transaction that creates
 * the user. A changed address moves the login along.
 */
export async function upsertLogin(tx: Tx, { tenantId, userId, email }: LoginOf): Promise<void> {
  await tx.query(sql`
    insert into logins (email_key, tenant_id, user_id) values (${emailKeyOf(email)}, ${tenantId}, ${userId})
    on conflict (tenant_id, user_id) do update set email_key = excluded.email_key`);
}

/** Moves a login to the user's new address; for the transaction that changes the user. */
export async function renameLogin(tx: Tx, { tenantId, userId, email }: LoginOf): Promise<void> {
  await tx.query(sql`
    update logins set email_key = ${emailKeyOf(email)} where tenant_id = ${tenantId} and user_id = ${userId}`);
}

/** Sets a user's password, making the login if need be. */
export async function writePassword(tx: Tx, login: LoginOf & { passwordHash: string; now: Date }): Promise<void> {
  await tx.query(sql`
    insert into logins (email_key, tenant_id, user_id, password_hash, password_changed_at)
    values (${emailKeyOf(login.email)}, ${login.tenantId}, ${login.userId}, ${login.passwordHash}, ${login.now.toISOString()})
    on conflict (tenant_id, user_id) do update
    set password_hash = excluded.password_hash, password_changed_at = excluded.password_changed_at`);
}

/**
 * Notes a sign-in and locks the login until the transaction ends. False when the password is no longer the one that was
 * checked: it changed in the moment between, and whoever knew the old one stays out.
 */
export async function noteSignIn(tx: Tx, login: Login, now: Date): Promise<boolean> {
  const rows = await tx.query(sql`
    update logins set last_sign_in_at = ${now.toISOString()}
    where tenant_id = ${login.tenant_id} and user_id = ${login.user_id} and password_hash = ${login.password_hash}
    returning 1`);
  return rows.length === 1;
}

/** Puts a hash of the same password made with today's parameters in the place of an older one. */
export async function replaceHash(app: App, login: Login, passwordHash: string): Promise<void> {
  await app.db.global(sql`
    update logins set password_hash = ${passwordHash}
    where tenant_id = ${login.tenant_id} and user_id = ${login.user_id} and password_hash = ${login.password_hash}`);
}
