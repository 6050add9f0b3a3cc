import type { Ctx } from '#server/platform/context.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { requireAccess } from '#server/records/access.ts';
import { answerWrite } from '#server/records/answer-write.ts';
import { createMany } from '#server/records/create-many.ts';
import { objectFor, objectsFor } from '#server/records/definition.ts';
import { type FieldRow, withTenantFields } from '#server/records/tenant-fields.ts';
import { isCustomKey } from '#shared/custom-fields.ts';
import { invalid } from '#shared/errors.ts';
import { readNewField } from './check-field.ts';
import { describeField } from './describe-field.ts';
import { freeSlot, lockFields, storedFields } from './field-store.ts';

/** Most fields that a tenant adds to one object. */
const MOST_FIELDS = 100;

/** `POST /api/v1/fields`: adds a field to an object; every answer, form, filter and search has it from then on. */
export async function addField(ctx: Ctx, input: Input): Promise<Reply> {
  const [settings, objects] = await Promise.all([objectFor(ctx, 'fields'), objectsFor(ctx)]);
  return answerWrite(ctx, input, 'field', async (work) => {
    requireAccess(ctx, settings, 'create');
    const { values, errors } = readNewField(objects, input.body);
    if (Object.keys(errors).length > 0) throw invalid(errors);
    await lockFields(work);
    const stored = await storedFields(work, String(values.object));
    const added = stored.filter((row) => isCustomKey(row.key));
    const twin = added.find((row) => row.key === values.key);
    if (twin) {
      const place = twin.isTrashed ? 'a field in the trash: bring that back, or delete it for good' : 'another field';
      throw invalid({ key: `Key is taken by ${place}` });
    }
    if (added.length >= MOST_FIELDS) throw invalid({ object: `An object takes at most ${MOST_FIELDS} added fields` });
    const row = values as unknown as FieldRow;
    const slot = freeSlot(stored, row.kind, row.multiline);
    await createMany(work, settings, [{ ...values, slot }]);
    const object = withTenantFields({ ...objects.get(row.object), fields: {}, allFields: {} } as never, [
      { ...row, slot },
    ]);
    const data = describeField(object as never, row.key, object.fields[row.key] as never);
    return { status: 201, headers: { location: `/api/v1/fields/${data.id}` }, body: { success: true, data } };
  });
}
