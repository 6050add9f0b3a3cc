import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { S3Settings } from './platform/files/file-store.ts';

/** The settings of a process, read once from the environment, checked and frozen. `.env.example` explains each. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** DATA_DIR was set by hand, so another place must not be picked silently. */
  readonly dataDirExplicit: boolean;
  /** null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Connection string of the role without ownership; null: derived from `databaseUrl`. */
  readonly databaseAppUrl: string | null;
  readonly databasePool: number;
  readonly preparedStatements: boolean;
  /** Address that people reach the product at; null: taken from the request, links in messages from host and port. */
  readonly baseUrl: string | null;
  /** Hops of reverse proxies in front of us whose forwarded headers count. */
  readonly trustProxy: number | readonly string[];
  readonly rateLimits: boolean;
  readonly signup: 'open' | 'closed' | 'invite' | 'first';
  readonly secretKey: string | null;
  readonly metricsToken: string | null;
  readonly auditDays: number;
  /** When backups are written by themselves, as five fields of a crontab; null: never. */
  readonly backupSchedule: string | null;
  readonly backupKeep: number;
  /** null: `backups` in the data folder. */
  readonly backupDir: string | null;
  /** Where copies and the log of the embedded PostgreSQL are kept, to go back to any moment; null: nowhere. */
  readonly archiveDir: string | null;
  /** How many days one can go back. */
  readonly archiveDays: number;
  /** From how many ms on statements are written to the log; 0: never. */
  readonly slowStatements: number;
  /** Traces are sent as of a service of this name; null: none are sent. The exporter itself reads where to. */
  readonly tracing: { service: string } | null;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly logFormat: 'pretty' | 'json';
  readonly bodyLimit: number;
  /** Most bytes of an attachment. */
  readonly attachmentLimit: number;
  /** Kinds of files that may be attached, such as `image/*`; empty: all but programs. */
  readonly attachmentTypes: readonly string[];
  /** Where attachments are kept; null: in the data folder. */
  readonly s3: S3Settings | null;
}

export class ConfigError extends Error {}

/** Reads the environment; throws a `ConfigError` that names each wrong variable and what it takes. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = [];
  const read = <T>(name: string, fallback: T, parse: (value: string) => T | null, takes: string): T => {
    const value = env[name]?.trim();
    if (!value) return fallback;
    const parsed = parse(value);
    // What may hold a secret is not shown.
    const shown = /_URL$|_KEY$|_TOKEN$/.test(name) && name !== 'BASE_URL' ? 'set' : `"${value}"`;
    if (parsed === null) problems.push(`${name} is ${shown}, but takes ${takes}`);
    return parsed ?? fallback;
  };
  const config: Config = {
    host: read('HOST', '127.0.0.1', hostName, 'an address to listen on such as 127.0.0.1 or 0.0.0.0'),
    port: read('PORT', 8080, whole(0, 65_535), 'a port number from 0 to 65535 (0: any free one)'),
    dataDir: read('DATA_DIR', resolve('data'), (value) => resolve(value), 'a folder'),
    dataDirExplicit: Boolean(env.DATA_DIR?.trim()),
    databaseUrl: read(
      'DATABASE_URL',
      null,
      postgresUrl,
      'an address such as postgres://user:password@host:5432/arvelo',
    ),
    databaseAppUrl: read(
      'DATABASE_APP_URL',
      null,
      postgresUrl,
      'an address such as postgres://user:password@host:5432/arvelo',
    ),
    databasePool: read(
      'DATABASE_POOL',
      8 + 4 * availableParallelism(),
      whole(1, 1000),
      'a number of connections from 1 to 1000',
    ),
    preparedStatements: read('PREPARED_STATEMENTS', true, onOff, 'on or off'),
    baseUrl: read('BASE_URL', null, httpUrl, 'an http or https address without a path such as https://crm.example.com'),
    trustProxy: read(
      'TRUST_PROXY',
      0,
      proxies,
      'a number of proxies from 0 to 10, or their addresses, separated by commas',
    ),
    rateLimits: read('RATE_LIMITS', true, onOff, 'on or off'),
    signup: read('SIGNUP', 'first', oneOf('open', 'closed', 'invite'), 'open, closed or invite'),
    secretKey: read('SECRET_KEY', null, secret, 'at least 32 characters'),
    auditDays: read('AUDIT_DAYS', 400, whole(1, 36_500), 'a number of days from 1 to 36500'),
    backupSchedule: read('BACKUP_SCHEDULE', null, crontab, 'five fields of a crontab, in UTC, such as 30 2 * * *'),
    backupKeep: read('BACKUP_KEEP', 14, whole(1, 100_000), 'a number of backups from 1 to 100000'),
    backupDir: read('BACKUP_DIR', null, (value) => resolve(value), 'a folder'),
    archiveDir: read('ARCHIVE_DIR', null, (value) => resolve(value), 'a folder'),
    archiveDays: read('ARCHIVE_DAYS', 7, whole(1, 3650), 'a number of days from 1 to 3650'),
    slowStatements: read('SLOW_STATEMENTS', 1000, whole(0, 600_000), 'milliseconds from 0 (never) to 600000'),
    tracing: readTracing(env, read),
    metricsToken: read('METRICS_TOKEN', null, token, 'at least 16 visible characters'),
    logLevel: read(
      'LOG_LEVEL',
      'info',
      oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent'),
      'trace, debug, info, warn, error or silent',
    ),
    logFormat: read('LOG_FORMAT', process.stdout.isTTY ? 'pretty' : 'json', oneOf('pretty', 'json'), 'pretty or json'),
    bodyLimit: read('BODY_LIMIT', 1_048_576, whole(1024, 104_857_600), 'a number of bytes from 1024 to 104857600'),
    attachmentLimit: read(
      'ATTACHMENT_LIMIT',
      26_214_400,
      whole(1024, 999_999_999),
      'a number of bytes from 1024 to 999999999',
    ),
    attachmentTypes: read(
      'ATTACHMENT_TYPES',
      [],
      mimeTypes,
      'media types, separated by commas: image/*, application/pdf',
    ),
    s3: readS3(env, read),
  };
  if (config.archiveDir && config.databaseUrl)
    problems.push(
      'ARCHIVE_DIR is for the embedded PostgreSQL: that of DATABASE_URL archives its log by settings of its own',
    );
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  return Object.freeze(config);
}

type Read = <T>(name: string, fallback: T, parse: (value: string) => T | null, takes: string) => T;

/** All of the variables of the storage, or none. */
function readS3(env: NodeJS.ProcessEnv, read: Read): S3Settings | null {
  const names = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'];
  if (!names.some((name) => env[name]?.trim())) return null;
  const missing = names.find((name) => !env[name]?.trim());
  if (missing) throw new ConfigError(`${missing} is missing: a file storage needs ${names.join(', ')}`);
  return {
    endpoint: read(
      'S3_ENDPOINT',
      '',
      httpUrl,
      'an http or https address without a path such as https://s3.example.com',
    ),
    bucket: read('S3_BUCKET', '', bucketName, 'the name of a bucket'),
    region: env.S3_REGION?.trim() || 'us-east-1',
    accessKeyId: env.S3_ACCESS_KEY_ID?.trim() ?? '',
    secretAccessKey: env.S3_SECRET_ACCESS_KEY?.trim() ?? '',
  };
}

/** Least and greatest of minute, hour, day, month and weekday. */
const CRON_FIELDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;

function crontab(value: string): string | null {
  const fields = value.split(/\s+/);
  const isRight = CRON_FIELDS.every(([least, greatest], at) =>
    (fields[at] ?? '').split(',').every((part) => {
      const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/([1-9]\d?))?$/.exec(part);
      const numbers = match?.slice(1, 3).filter((one) => one !== undefined) ?? ['none'];
      return numbers.map(Number).every((one) => one >= least && one <= greatest);
    }),
  );
  return fields.length === CRON_FIELDS.length && isRight ? fields.join(' ') : null;
}

function readTracing(env: NodeJS.ProcessEnv, read: Read): Config['tracing'] {
  const takes = 'an http or https address such as http://localhost:4318';
  const endpoint = read('OTEL_EXPORTER_OTLP_ENDPOINT', null, (value) => (isHttp(value) ? value : null), takes);
  return endpoint === null ? null : { service: env.OTEL_SERVICE_NAME?.trim() || 'arvelo' };
}

function isHttp(value: string): boolean {
  return /^https?:$/.test(URL.parse(value)?.protocol ?? '');
}

function bucketName(value: string): string | null {
  return /^[a-z0-9][a-z0-9._-]{1,62}$/.test(value) ? value : null;
}

function mimeTypes(value: string): string[] | null {
  const types = value
    .toLowerCase()
    .split(',')
    .map((one) => one.trim());
  return types.every((one) => /^[a-z]+\/(\*|[a-z0-9.+-]+)$/.test(one)) ? types : null;
}

/** Adds the variables of a `.env` file in the working folder, where there is one; what is set already wins. */
export function loadEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

function whole(min: number, max: number) {
  return (value: string): number | null => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : -1;
    return number >= min && number <= max ? number : null;
  };
}

function oneOf<const T extends string>(...values: T[]) {
  return (value: string): T | null => values.find((one) => one === value.toLowerCase()) ?? null;
}

function onOff(value: string): boolean | null {
  if (/^(on|true|yes|1)$/i.test(value)) return true;
  return /^(off|false|no|0)$/i.test(value) ? false : null;
}

function hostName(value: string): string | null {
  return isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value) ? value : null;
}

function secret(value: string): string | null {
  return value.length >= 32 ? value : null;
}

function token(value: string): string | null {
  return /^[\x21-\x7e]{16,}$/.test(value) ? value : null;
}

function postgresUrl(value: string): string | null {
  const url = URL.parse(value);
  return url && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1 ? value : null;
}

function httpUrl(value: string): string | null {
  const url = URL.parse(value);
  return url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash ? url.origin : null;
}

function proxies(value: string): number | readonly string[] | null {
  if (/^\d+$/.test(value)) return whole(0, 10)(value);
  const addresses = value.split(',').map((one) => one.trim());
  return addresses.every((one) => isIP(one.replace(/\/\d+$/, '')) !== 0) ? addresses : null;
}
