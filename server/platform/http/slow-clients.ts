import type { FastifyInstance, FastifyRequest } from 'fastify';

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
  server.addHook('onSend', async ({ raw }) => {
    raw.socket.setTimeout(UNREAD);
  });
  server.addHook('onResponse', async (request) => cutUnlessComplete(request, LINGER));
}

function cutUnlessComplete({ raw }: FastifyRequest, after: number): void {
  if (raw.complete) return;
  const timer = setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, after);
  timer.unref();
  raw.once('close', () => clearTimeout(timer));
}
