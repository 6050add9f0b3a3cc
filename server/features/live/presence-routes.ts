import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { HttpRoute, Input, Reply } from '#server/platform/http/types.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import { objectFor } from '#server/records/definition.ts';
import { getRecord } from '#server/records/get.ts';
import { aLabel } from '#server/records/routes.ts';
import { dataOf } from '#shared/api/answers.ts';
import { aCount, aText, fieldsOf, listOf, oneOf, orNull } from '#shared/api/json-schema.ts';
import { type Visitor, visitorSchema } from '#shared/api/presence.ts';
import { appError, invalid } from '#shared/errors.ts';
import { readInput } from '#shared/fields/input.ts';
import { integer, readInteger } from '#shared/fields/integer.ts';
import { option } from '#shared/fields/option.ts';
import { text } from '#shared/fields/text.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { objectList } from '#shared/objects/registry.ts';
import { defineRoute } from '#shared/route.ts';
import { presenceOf } from './presence.ts';
import type { Visit } from './visit.ts';

const DOINGS = ['looking', 'editing', 'writing', 'left'];

const body = fieldsOf(
  {
    tab: { ...aText, pattern: '^[A-Za-z0-9_-]{1,40}$', description: 'A name that the tab, or program, gives itself.' },
  },
  {
    doing: { ...oneOf(DOINGS), default: 'looking' },
    field: { ...orNull(aText), description: 'The field that is edited, where it is one.' },
    turn: { ...aCount, description: 'Counts up, so that a call that others have overtaken is ignored.' },
  },
);

const fields = {
  tab: text({ required: true, max: 40, label: 'Tab' }),
  doing: option({ options: DOINGS, fixed: true, default: 'looking', label: 'Doing' }),
  field: text({ label: 'Field' }),
  turn: integer({ min: 0, label: 'Turn' }),
};

/** Saying that one has a record open, which answers who else has, for every object whose records have an owner. */
export const presenceRoutes: HttpRoute[] = objectList
  .filter((object) => object.routes && Object.hasOwn(object.fields, 'owner_id'))
  .map((object) => ({
    route: defineRoute({
      method: 'POST',
      path: `/api/v1/${object.path}/:id/presence`,
      object: object.name,
      needs: 'read',
      summary: `Say for 20 seconds that one has ${aLabel(object)} open; answers who else has`,
      body,
      answer: dataOf(listOf(visitorSchema)),
      rate: 'read',
    }),
    handler: (ctx: Ctx, input: Input) => visitRecord(ctx, input, object),
  }));

async function visitRecord(ctx: Ctx, input: Input, { name }: ObjectDefinition): Promise<Reply> {
  const object = await objectFor(ctx, name);
  const recordId = readInteger(input.params.id) ?? 0;
  if (recordId < 1) throw appError('not_found');
  // Asked anew with each call: whoever may not read the record any more neither sees nor is seen for long.
  await getRecord(ctx, object, recordId);
  const place = { tenantId: ctx.tenantId, object: name, recordId };
  const presence = presenceOf(ctx.app);
  presence.note({ ...place, userId: ctx.user.id ?? 0, ...readBody(object, input.body) });
  const others = presence.at(place).filter(({ userId }) => userId !== ctx.user.id);
  return { body: { success: true, data: others.length > 0 ? await visitors(ctx, object, others) : [] } };
}

function readBody(object: CompiledObject, given: Input['body']): Pick<Visit, 'tab' | 'turn' | 'doing' | 'field'> {
  const { values, errors } = readInput(fields, given, 'create');
  const { tab, doing, turn, field } = values as { tab?: string; doing: Visit['doing']; turn?: number; field?: string };
  if (tab && !/^[\w-]+$/.test(tab)) errors.tab = 'Tab must be made of letters, digits, - and _';
  if (field && !Object.hasOwn(object.allFields, field)) {
    errors.field = `Field must be the name of a field of ${object.path.replaceAll('-', ' ')}`;
  }
  if (!tab || Object.keys(errors).length > 0) throw invalid(errors);
  return { tab, turn: turn ?? 0, doing, field: field || null };
}

/** The people of these visits, each once, with what they do most. */
async function visitors(ctx: Ctx, object: CompiledObject, visits: readonly Visit[]): Promise<Visitor[]> {
  const ids = [...new Set(visits.map(({ userId }) => userId))];
  const [people = []] = await ctx.app.db.read(ctx.tenantId, [
    sql`select id, name from users
        where tenant_id = ${ctx.tenantId} and id = any(${ids}::bigint[]) and active and deleted_at is null order by name, id`,
  ]);
  return (people as unknown as { id: number; name: string }[]).map(({ id, name }) => {
    const [visit] = visits.filter(({ userId }) => userId === id).sort((one, other) => weight(other) - weight(one));
    const { doing = 'looking', field = null } = visit ?? {};
    const isSeen = field !== null && Object.hasOwn(object.allFields, field);
    return { user_id: id, name, doing: doing as Visitor['doing'], field: isSeen ? field : null };
  });
}

/** Who edits a field in one tab edits, whatever their other tabs show. */
function weight({ doing, field }: Visit): number {
  return (doing === 'editing' ? 2 : doing === 'writing' ? 1 : 0) + (field === null ? 0 : 0.5);
}
