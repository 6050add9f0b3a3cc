import type { FastifyReply } from 'fastify';

/** Calls back once the answer is out or the client has gone, which may be already. (Fastify's onResponse is for answers only.) */
export function whenOver({ raw }: FastifyReply, done: () => void): void {
  if (raw.destroyed || raw.req.socket.destroyed) done();
  else raw.once('close', done);
}
