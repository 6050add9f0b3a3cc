import type { Ctx } from '#server/platform/context.ts';
import type { HttpRoute, Input } from '#server/platform/http/types.ts';
import { aText } from '#shared/api/json-schema.ts';
import { defineRoute } from '#shared/route.ts';
import type { Live } from './live.ts';
import { openStream } from './stream.ts';

/** The connection goes with the stream: kept for another request, it would keep a closing server waiting. */
const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'x-accel-buffering': 'no',
  connection: 'close',
};

/** `GET /api/v1/live`: server-sent events about what others change. */
export function liveRoutes(live: Live): HttpRoute[] {
  return [
    {
      route: defineRoute({
        method: 'GET',
        path: '/api/v1/live',
        topic: 'History',
        summary: 'Changes as they happen, as server-sent events; `Last-Event-ID` goes on where a client left off',
        answer: aText,
        answerType: 'text/event-stream',
        rate: 'read',
        lasting: true,
      }),
      handler: async (ctx: Ctx, input: Input) => ({
        headers,
        stream: openStream(live, ctx, input.header('last-event-id')),
      }),
    },
  ];
}
