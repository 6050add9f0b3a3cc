import { type Logger, pino } from 'pino';

export type Log = Logger;

/** The process's log: JSON lines, or readable lines at a terminal. Secrets are cut out wherever they might slip in. */
export function createLog(options: { level: string; format: 'pretty' | 'json' }): Log {
  return pino({
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretPaths, censor: '[secret]' },
    ...(options.format === 'pretty' && {
      transport: { target: 'pino-pretty', options: { ignore: 'hostname,pid', translateTime: 'SYS:HH:MM:ss' } },
    }),
  });
}

const secretPaths = ['password', 'csrf_token', 'cookie', 'authorization', 'token'].flatMap((name) => [name, `*.${name}`]);
