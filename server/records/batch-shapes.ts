import {
  aCount,
  aFlag,
  anId,
  anything,
  aText,
  fieldsOf,
  idOf,
  type JsonSchema,
  listOf,
  mapOf,
  oneOf,
  orNull,
  shape,
} from '#shared/api/json-schema.ts';
import { changeRef, inputRef, recordRef } from '#shared/api/record-schemas.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { MOST_OPERATIONS } from './batch.ts';

/** The body of a batch. */
export function batchBody(object: ObjectDefinition): JsonSchema {
  const version = { type: 'integer' };
  const match = { ...mapOf(anything), minProperties: 1, maxProperties: 1 };
  const operations = [
    fieldsOf({ op: oneOf(['create']), data: inputRef(object) }),
    fieldsOf({ op: oneOf(['update']), id: idOf(object.name), data: changeRef(object) }, { version }),
    fieldsOf({ op: oneOf(['upsert']), match, data: changeRef(object) }, { version }),
    ...(object.removable ? [fieldsOf({ op: oneOf(['delete']), id: idOf(object.name) }, { version })] : []),
  ];
  return fieldsOf(
    { operations: { ...listOf({ anyOf: operations }), minItems: 1, maxItems: MOST_OPERATIONS } },
    { atomic: { ...aFlag, default: true, description: 'One refused operation undoes all others.' } },
  );
}

/** What became of the operations, in their order. */
export function batchResult(object: ObjectDefinition): JsonSchema {
  const result = shape({ status: aCount }, { data: recordRef(object), message: aText, errors: mapOf(aText) });
  return shape({ change_set_id: orNull(anId), results: listOf(result) });
}
