import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** How long a client has to send a body that is not a file, in ms. */
const BODY_TIME = 20_000;
/** How long nothing may move on a connection before the request is there, in ms. */
export const SILENT = 15_000;
/** The same inside of a file: phones lose their network for a while. */
const SILENT_IN_FILE = 60_000;
/** A client that takes its answer no further does not read, and is cut after 18 s: Node lets the first of these times pass, in ms. */
const UNREAD = 9_000;
/** How long the rest of a body that was answered already may take, in ms; so a client that still sends gets to read why it was refused. */
const LINGER = 5_000;

/** Cuts connections that clients only hold. (Late headers are cut by Node itself.) */
export function cutSlowClients(server: FastifyInstance): void {
  // First of all: who is refused before the body is read would otherwise have all the time there is.
  server.addHook('onRequest', async (request) => {
    if (!request.routeOptions.config?.upload) cutUnlessComplete(request, BODY_TIME);
  });
  // While we work on an answer nothing moves either: a change of 50,000 records takes longer than a client may stall.
  server.addHook('preHandler', async ({ raw, routeOptions }) => {
    raw.socket.setTimeout(routeOptions.config?.upload ? SILENT_IN_FILE : 0);
  });
  server.addHook('onSend', async (_request, reply) => cutUnlessRead(reply));
  server.addHook('onResponse', async (request) => cutUnlessComplete(request, LINGER));
}

/** An answer of which nothing waits to be read is one that we have not written yet: a stream of news, an export that still looks for records. */
function cutUnlessRead({ raw }: FastifyReply): void {
  raw.socket?.setTimeout(UNREAD);
  raw.on('timeout', (socket: Socket) => {
    if (socket.writableLength > 0) socket.destroy();
    else socket.setTimeout(UNREAD);
  });
}

function cutUnlessComplete({ raw }: FastifyRequest, after: number): void {
  if (raw.complete || !hasBody(raw)) return;
  const timer = setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, after);
  timer.unref();
  raw.once('close', () => clearTimeout(timer));
}

/** Most requests have none, and need no timer. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
