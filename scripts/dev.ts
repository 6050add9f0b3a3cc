import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';
import { projectFolder } from './run-step.ts';

/** The server, restarted when its sources change, and the web app from Vite, which passes calls on to it. */
const port = process.env.PORT ?? '8080';
const server = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', join(projectFolder, 'server/cli.ts'), 'serve'],
  { cwd: projectFolder, stdio: 'inherit', env: { ...process.env, PORT: port } },
);
process.env.API_URL = `http://127.0.0.1:${port}`;
const vite = await createServer({ configFile: join(projectFolder, 'web/vite.config.ts') });
await vite.listen();
vite.printUrls();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    server.kill('SIGTERM');
    await vite.close();
    process.exit(0);
  });
}
