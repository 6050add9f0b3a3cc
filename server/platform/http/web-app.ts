import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pageContentPolicy } from './headers.ts';
import { gateRequest } from './request.ts';
import type { Gate } from './types.ts';

export const webFolder = join(import.meta.dirname, '../../../web/dist');

/** Serves the files of the built web app; those with a hash in their name are kept by browsers for good. */
export function serveWebFiles(server: FastifyInstance, folder: string): void {
  if (!existsSync(join(folder, 'index.html'))) return;
  server.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    globIgnore: ['**/*.br', '**/*.gz', 'index.html'],
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/');
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
    },
  });
}

/** Answers a page of the web app: one document whatever the path, with the token that its scripts send back. */
export function createPageHandler(gate: Gate, folder: string) {
  const file = join(folder, 'index.html');
  let template = existsSync(file) ? readFileSync(file, 'utf8') : null;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | null> => {
    template ??= existsSync(file) ? readFileSync(file, 'utf8') : null;
    if (template === null) return null;
    const identity = await gate.identify(gateRequest(request));
    const nonce = randomBytes(16).toString('base64url');
    const token = identity ? gate.issueCsrfToken(identity) : '';
    reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pageContentPolicy(nonce),
      'cache-control': 'no-store',
      vary: 'Cookie, Sec-Fetch-Site',
    });
    return reply.send(template.replaceAll('__CSRF_TOKEN__', token).replaceAll('__CSP_NONCE__', nonce));
  };
}

/** Paths that people can have in their address bar, as opposed to files and calls. */
export function isPagePath(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? '';
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    (path === '/api/docs' || /^\/(?!api(\/|$))[a-z0-9/-]*$/i.test(path)) &&
    !path.includes('//')
  );
}
