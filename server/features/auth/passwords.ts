import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { inHashQueue } from './hash-queue.ts';

interface Parameters {
  /** KiB */
  memory: number;
  passes: number;
  parallelism: number;
}

interface StoredHash {
  parameters: Parameters;
  salt: Buffer;
  tag: Buffer;
}

/** OWASP's second set for argon2id: about 70 ms here, where the first (46 MiB, one pass) takes over 100 ms. */
const CURRENT: Parameters = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;

const argon2Async = promisify(argon2);

/** Argon2id, for whoever has their turn. */
export interface Hasher {
  /** Hashes a password into the PHC string that `verify` reads. */
  hash(password: string): Promise<string>;
  /** Whether a password belongs to a stored hash. Without one (an unknown user) it takes the same time and says no. */
  verify(password: string, stored: string | null): Promise<boolean>;
}

/** Waits for a turn to hash; throws 503 when too many wait already. All that one sign-in hashes is one turn. */
export function withHasher<T>(work: (hasher: Hasher) => Promise<T>): Promise<T> {
  return inHashQueue(() => work({ hash, verify }));
}

/** Hashes one password, in its turn. */
export function hashPassword(password: string): Promise<string> {
  return withHasher((hasher) => hasher.hash(password));
}

/** Whether a stored hash was made with other parameters than today's. */
export function needsRehash(stored: string): boolean {
  const hash = parse(stored);
  if (!hash) return true;
  const { memory, passes, parallelism } = hash.parameters;
  return memory !== CURRENT.memory || passes !== CURRENT.passes || parallelism !== CURRENT.parallelism;
}

/** Stands in for the hash of a user who does not exist. */
const nobody: StoredHash = { parameters: CURRENT, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES) };

async function hash(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return format({ parameters: CURRENT, salt, tag: await derive(password, salt, CURRENT, TAG_BYTES) });
}

async function verify(password: string, stored: string | null): Promise<boolean> {
  const hash = stored === null ? null : parse(stored);
  const { parameters, salt, tag } = hash ?? nobody;
  const derived = await derive(password, salt, parameters, tag.length);
  return timingSafeEqual(derived, tag) && hash !== null;
}

function derive(password: string, salt: Buffer, parameters: Parameters, tagLength: number): Promise<Buffer> {
  return argon2Async('argon2id', { message: password, nonce: salt, tagLength, ...parameters });
}

function format({ parameters: { memory, passes, parallelism }, salt, tag }: StoredHash): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,88})\$([A-Za-z0-9+/]{16,88})$/;

function parse(stored: string): StoredHash | null {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(stored) ?? [];
  if (!salt || !tag) return null;
  return {
    parameters: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}
