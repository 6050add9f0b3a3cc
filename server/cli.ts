import { createRequire } from 'node:module';
import { Command, InvalidArgumentError, Option } from 'commander';
import { AppError } from '#shared/errors.ts';
import { builtInRoles } from '#shared/permissions.ts';
import type { BackupOptions } from './commands/backup.ts';
import { CommandError } from './commands/command-error.ts';
import type { MigrateCommandOptions } from './commands/migrate.ts';
import type { RestoreOptions } from './commands/restore.ts';
import type { SeedOptions } from './commands/seed.ts';
import { type Config, ConfigError, loadEnvFile, readConfig } from './config.ts';
import { BackupError } from './platform/db/backup/backup-error.ts';

// Commands are loaded when they are called, so that `--help` answers at once.

const { version: packageVersion } = createRequire(import.meta.url)('#package') as { version: string };

const program = new Command('arvelo')
  .version(packageVersion)
  .description(
    'Arvelo CRM: the sales CRM that a company hosts itself.\nSettings come from the environment; .env.example explains each.',
  )
  .showHelpAfterError('(add --help for what the command takes)')
  .showSuggestionAfterError()
  .configureOutput({ outputError: (text, write) => write(`arvelo: ${text}`) });

program
  .command('serve')
  .description('run the product: web app, API, background jobs and, without DATABASE_URL, its own PostgreSQL')
  .option('--build-if-needed', 'build the web app first when its sources are newer')
  .option('--no-worker', 'leave background jobs to `arvelo worker`')
  .option('--workers <n>', 'server processes that share the port; as many as cores, as a rule', processes, 1)
  .action(async (options: { buildIfNeeded?: boolean; worker: boolean; workers: number }) => {
    const config = settings();
    if (options.buildIfNeeded) await (await import('./commands/build.ts')).buildIfNeeded();
    if (options.workers === 1) await (await import('./commands/serve.ts')).serve(config, options);
    else await (await import('./commands/serve-workers.ts')).serveByWorkers(config, options);
  });

program
  .command('worker')
  .description('run background jobs only')
  .action(async () => (await import('./commands/worker.ts')).work(settings()));

program
  .command('migrate')
  .description('bring the database up to date (every start does it too)')
  .option('--distributed', 'also spread organizations over the machines of a Citus cluster')
  .action(async (options: MigrateCommandOptions) =>
    (await import('./commands/migrate.ts')).migrateDatabase(quietSettings(), options),
  );

program
  .command('upgrade')
  .description('what this version would do to the installation; the upgrade itself is its first start')
  .requiredOption('--check', 'look at migrations, locks, disk space, database and backups, and change nothing')
  .action(async () => (await import('./commands/upgrade.ts')).checkUpgrade(quietSettings()));

const tenant = program.command('tenant').description('organizations on this installation');
tenant
  .command('add')
  .description('create an organization')
  .argument('<name>', 'its name')
  .action(async (name: string) => (await import('./commands/tenant.ts')).addTenant(quietSettings(), name));
tenant
  .command('list')
  .description('show all organizations')
  .action(async () => (await import('./commands/tenant.ts')).showTenants(quietSettings()));
tenant
  .command('invite')
  .description('make a one-time link with which somebody can create an organization (SIGNUP=invite)')
  .action(async () => (await import('./commands/tenant.ts')).inviteTenant(quietSettings()));

program
  .command('user')
  .description('people of an organization')
  .command('add')
  .description('add a person; creates the organization if it is missing')
  .requiredOption('--tenant <name>', 'the organization, by name or as #id')
  .requiredOption('--email <email>', 'what the person signs in with')
  .requiredOption('--name <name>', "the person's name")
  .addOption(new Option('--role <role>', 'what the person may do').choices(builtInRoles).default('rep'))
  .requiredOption('--password-stdin', 'read the password from standard input')
  .action(async (options: { tenant: string; email: string; name: string; role: string }) =>
    (await import('./commands/user.ts')).addUser(quietSettings(), options),
  );

program
  .command('seed')
  .description('fill an organization with believable records; creates it if it is missing')
  .requiredOption('--tenant <name>', 'the organization, by name or as #id')
  .option('--leads <n>', 'how many leads', whole, 0)
  .option('--companies <n>', 'how many companies', whole, 0)
  .option('--contacts <n>', 'how many contacts', whole, 0)
  .option('--opportunities <n>', 'how many opportunities', whole, 0)
  .option('--activities <n>', 'how many activities', whole, 0)
  .option('--tasks <n>', 'how many tasks', whole, 0)
  .option('--seed <s>', 'the same number makes the same records', whole, 1)
  .action(async (options: SeedOptions) => (await import('./commands/seed.ts')).seed(settings(), options));

program
  .command('backup')
  .description('write a backup while everybody works on: all tables as of one moment, and uploaded files')
  .option('--to <folder>', 'where backups are kept, each in a folder of its own (default: backups in the data folder)')
  .option('--tenant <name>', 'one organization only, by name or as #id')
  .option('--no-files', 'leave uploaded files and the secret key out')
  .option('--keep <n>', 'remove older backups beyond this number after a good one', whole)
  .action(async (options: BackupOptions) => (await import('./commands/backup.ts')).backup(quietSettings(), options));

program
  .command('archive')
  .description('copy the embedded database into ARCHIVE_DIR now, and remove what ARCHIVE_DAYS no longer asks for')
  .action(async () => (await import('./commands/archive.ts')).archive(quietSettings()));

program
  .command('restore')
  .description('bring a backup into the empty database of the settings, compared row by row')
  .argument('[folder]', 'the backup; with --until the archive (default: ARCHIVE_DIR)')
  .option('--until <time>', 'the embedded database as it was at this time, such as 2026-11-24T10:15:00Z, or latest')
  .option('--verify', 'also start the product on it and check its totals')
  .option('--drill', 'into a place of its own that is removed afterwards: shows that the backup is good')
  .action(async (folder: string | undefined, options: RestoreOptions) =>
    (await import('./commands/restore.ts')).restore(quietSettings(), folder, options),
  );

program
  .command('doctor')
  .description('check Node, folders, database and network, and say what to do')
  .action(async () => (await import('./commands/doctor.ts')).doctor(quietSettings()));

loadEnvFile();
try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`arvelo: ${explain(error)}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
}

function settings(): Config {
  return readConfig();
}

/** Commands that answer at once say only what was asked for, unless LOG_LEVEL wants more. */
function quietSettings(): Config {
  const config = readConfig();
  return process.env.LOG_LEVEL ? config : { ...config, logLevel: 'warn' };
}

function whole(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It takes a whole number.');
  return Number(value);
}

function processes(value: string): number {
  if (!/^([1-9]|[1-5]\d|6[0-4])$/.test(value)) throw new InvalidArgumentError('It takes a number from 1 to 64.');
  return Number(value);
}

/** What went wrong, for whoever typed the command; the stack only with LOG_LEVEL=debug. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof CommandError || error instanceof BackupError)
    return error.message;
  if (error instanceof AppError) return [error.message, ...Object.values(error.details.errors ?? {})].join('\n  ');
  if (!(error instanceof Error)) return String(error);
  return process.env.LOG_LEVEL === 'debug' ? String(error.stack) : error.message;
}
