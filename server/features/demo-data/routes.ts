import type { Ctx } from '#server/platform/context.ts';
import type { HttpRoute, Input, Reply } from '#server/platform/http/types.ts';
import { answerWrite } from '#server/records/answer-write.ts';
import { dataOf } from '#shared/api/answers.ts';
import { aCount, fieldsOf, shape } from '#shared/api/json-schema.ts';
import { appError, invalid } from '#shared/errors.ts';
import { defineRoute } from '#shared/route.ts';
import { countDemoData, DEMO, makeDemoData, removeDemoData } from './demo-data.ts';

const path = '/api/v1/demo-data';
const answer = dataOf(shape({ records: { ...aCount, description: 'Demo records that are there.' } }));
const writing = { path, topic: 'Demo data', answer, rate: 'write', keyed: true } as const;

/** Invented records to look around with, which go as they came; for admins. */
export const demoDataRoutes: HttpRoute[] = [
  {
    route: defineRoute({
      method: 'GET',
      path,
      topic: 'Demo data',
      summary: 'How many demo records there are',
      answer,
      rate: 'read',
    }),
    handler: async (ctx: Ctx): Promise<Reply> => {
      requireAdmin(ctx);
      return reply(await countDemoData(ctx));
    },
  },
  {
    route: defineRoute({
      ...writing,
      method: 'POST',
      body: fieldsOf({}),
      status: 201,
      summary: 'Add demo records: leads, companies, contacts, deals, activities and tasks',
    }),
    handler: (ctx: Ctx, input: Input): Promise<Reply> => {
      requireAdmin(ctx);
      requireNothing(input);
      return answerWrite(ctx, input, DEMO, async (work) => ({ status: 201, ...reply(await makeDemoData(work)) }));
    },
  },
  {
    route: defineRoute({
      ...writing,
      method: 'DELETE',
      summary: 'Put all demo records into the trash, and nothing else',
    }),
    handler: (ctx: Ctx, input: Input): Promise<Reply> => {
      requireAdmin(ctx);
      return answerWrite(ctx, input, 'demo_removal', async (work) => {
        await removeDemoData(work);
        return reply(0);
      });
    },
  },
];

function reply(records: number): Reply {
  return { body: { success: true, data: { records } } };
}

function requireAdmin(ctx: Ctx): void {
  if (ctx.user.role !== 'admin') throw appError('forbidden');
}

function requireNothing({ body }: Input): void {
  const names = Object.keys(body);
  if (names.length > 0) throw invalid(Object.fromEntries(names.map((name) => [name, 'Unknown field'])));
}
