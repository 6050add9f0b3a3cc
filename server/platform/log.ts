import { type Logger, pino } from 'pino';

export type Log = Logger;

/** The process's log: JSON lines, or readable lines at a terminal. Secrets are cut out wherever they might slip in. */
export function createLog(options: { level: string; format: 'pretty' | 'json' }): Log {
  return pino({
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    redact: { paths: secretPaths, censor: '[secret]' },
    ...(options.format === 'pretty' && {
      transport: { target: 'pino-pretty', options: { ignore: 'hostname,pid', translateTime: 'SYS:HH:MM:ss' } },
    }),
  });
}

/** What matters of an error; the objects that drivers hang on theirs hold connection settings. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as Error & { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    stack: error.stack,
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}

const secretPaths = ['password', 'csrf_token', 'cookie', 'authorization', 'token'].flatMap((name) => [
  name,
  `*.${name}`,
]);
