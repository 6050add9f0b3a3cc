import type { Ctx } from '#server/platform/context.ts';
import { raw, sql } from '#server/platform/db/sql.ts';
import type { HttpRoute, Input, Reply } from '#server/platform/http/types.ts';
import { requireAccess } from '#server/records/access.ts';
import type { CompiledObjects } from '#server/records/compile-object.ts';
import { objectFor, objectsFor } from '#server/records/definition.ts';
import { type FieldRow, fieldRowColumns, withTenantFields } from '#server/records/tenant-fields.ts';
import { dataOf, messageAnswer } from '#shared/api/answers.ts';
import { listOf } from '#shared/api/json-schema.ts';
import { appError, invalid } from '#shared/errors.ts';
import { defineRoute } from '#shared/route.ts';
import { addField } from './add-field.ts';
import { changeField } from './change-field.ts';
import { describeField, describeFields, type FieldName } from './describe-field.ts';
import { removeField, restoreField } from './remove-field.ts';
import { describedField, fieldChange, newField } from './shapes.ts';

const one = '/api/v1/fields/:id';
const about = {
  object: 'fields',
  params: { id: { type: 'string', pattern: '^[a-z_]+\\.[a-z0-9_]+$', examples: ['leads.status'] } },
} as const;
const writing = { ...about, rate: 'write', keyed: true } as const;

/** How tenants shape the fields of their records. */
export const fieldRoutes: HttpRoute[] = [
  {
    route: defineRoute({
      ...about,
      method: 'GET',
      path: '/api/v1/fields',
      summary: 'List the fields of the objects',
      answer: dataOf(listOf(describedField)),
      rate: 'read',
      query: ['object', 'trash'],
    }),
    handler: listFields,
  },
  {
    route: defineRoute({
      ...writing,
      method: 'POST',
      path: '/api/v1/fields',
      needs: 'create',
      summary: 'Add a field to an object',
      body: newField,
      answer: dataOf(describedField),
      status: 201,
    }),
    handler: addField,
  },
  {
    route: defineRoute({
      ...about,
      method: 'GET',
      path: one,
      summary: 'Read a field',
      answer: dataOf(describedField),
      rate: 'read',
    }),
    handler: on(getField),
  },
  {
    route: defineRoute({
      ...writing,
      method: 'PATCH',
      path: one,
      needs: 'update',
      summary: 'Change the wording, choices and rules of a field',
      body: fieldChange,
      answer: dataOf(describedField),
    }),
    handler: on(changeField),
  },
  {
    route: defineRoute({
      ...writing,
      method: 'DELETE',
      path: one,
      needs: 'delete',
      summary: 'Delete an added field, or take back what was changed about one of the product',
      answer: messageAnswer,
      query: ['purge'],
    }),
    handler: on(removeField),
  },
  {
    route: defineRoute({
      ...writing,
      method: 'POST',
      path: `${one}/restore`,
      needs: 'delete',
      summary: 'Bring a field back from the trash, with its values',
      answer: messageAnswer,
    }),
    handler: on(restoreField),
  },
];

/** A call on the field that the path names: `leads.c_industry`. */
function on(call: (ctx: Ctx, input: Input, name: FieldName) => Promise<Reply>) {
  return async (ctx: Ctx, input: Input): Promise<Reply> => call(ctx, input, readName(input));
}

function readName(input: Input): FieldName {
  const [object = '', key = '', ...rest] = (input.params.id ?? '').split('.');
  if (!object || !key || rest.length > 0) throw appError('not_found');
  return { object, key };
}

async function listFields(ctx: Ctx, input: Input): Promise<Reply> {
  const objects = await objectsFor(ctx);
  const { object: name, trash = 'false' } = input.query;
  const known = [...objects.values()].filter((object) => object.routes && object.permission.read !== 'none');
  const asked = known.filter((object) => name === undefined || object.name === name);
  if (asked.length === 0) throw invalid({ object: `Object must be one of ${known.map((one) => one.name).join(', ')}` });
  if (trash !== 'true' && trash !== 'false') throw invalid({ trash: 'Trash must be true or false' });
  const data = trash === 'true' ? await trashedFields(ctx, objects) : asked.flatMap(describeFields);
  return { body: { success: true, data: data.filter((one) => name === undefined || one.object === name) } };
}

/** Only whoever can bring fields back sees which there are to bring back. */
async function trashedFields(ctx: Ctx, objects: CompiledObjects): Promise<Record<string, unknown>[]> {
  requireAccess(ctx, await objectFor(ctx, 'fields'), 'delete');
  const [rows = []] = await ctx.app.db.read(ctx.tenantId, [
    sql`select ${raw(fieldRowColumns)} from fields where tenant_id = ${ctx.tenantId} and deleted_at is not null order by object, id`,
  ]);
  return (rows as unknown as FieldRow[]).flatMap((row) => {
    const object = objects.get(row.object);
    if (!object) return [];
    const field = withTenantFields({ ...object, fields: {}, allFields: {} }, [row]).fields[row.key];
    return field ? [describeField(object, row.key, field)] : [];
  });
}

async function getField(ctx: Ctx, _input: Input, { object: name, key }: FieldName): Promise<Reply> {
  const object = await objectFor(ctx, name);
  const field = object.fields[key];
  if (!field || !object.routes || object.permission.read === 'none') throw appError('not_found');
  return { body: { success: true, data: describeField(object, key, field) } };
}
