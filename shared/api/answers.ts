import { aCount, aFlag, aText, type JsonSchema, listOf, orNull, shape } from './json-schema.ts';

const success: JsonSchema = { type: 'boolean', const: true };
const cursor: JsonSchema = { ...orNull(aText), description: 'Where the next page begins; null at the end.' };

/** Answers with something in `data`. */
export function dataOf(data: JsonSchema): JsonSchema {
  return shape({ success, data });
}

/** Answers that only say what was done. */
export const messageAnswer: JsonSchema = shape({ success, message: aText });

/** A page of a list on `/api/v1`. */
export function pageOf(item: JsonSchema): JsonSchema {
  const total = { ...aCount, description: 'Records that match, on all pages.' };
  const capped = { ...aFlag, const: true, description: 'There are more than `total`: no more were counted.' };
  return shape(
    { success, data: listOf(item), per_page: aCount, next_cursor: cursor },
    { total, total_capped: capped, page: aCount },
  );
}

/** A page of a list on the `.php` mount. */
export function legacyPageOf(item: JsonSchema): JsonSchema {
  return shape({ success, data: listOf(item), total: aCount, page: aCount, per_page: aCount });
}

/** A stretch of a list that goes on at `next_cursor`. */
export function stretchOf(item: JsonSchema): JsonSchema {
  return shape({ success, data: listOf(item), next_cursor: cursor });
}
