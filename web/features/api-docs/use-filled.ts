import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { firstIdQuery } from '#web/api/api-document.ts';
import { type ApiDocument, type ApiParameter, type Call, resolved } from './document.ts';
import { bodyOf, exampleOf } from './example.ts';
import type { Filled } from './request.ts';

type Ids = Readonly<Record<string, number | null | undefined>>;

/** What is filled in for a call: at first an example with ids of records that there are, then what the person makes of it. */
export function useFilled(document: ApiDocument, call: Call) {
  const objects = objectsIn(document, call);
  const found = useQueries({ queries: objects.map(firstIdQuery) });
  const ids: Ids = Object.fromEntries(objects.map((object, at) => [object, found[at]?.data]));
  const [values, setValues] = useState<Record<string, string>>({});
  const [body, setBody] = useState<string | null>(null);
  const filled: Filled = {
    values: { ...exampleValues(call, ids), ...values },
    body: body ?? exampleBody(document, call, ids),
  };
  const setValue = (parameter: ApiParameter, value: string) =>
    setValues((before) => ({ ...before, [keyOf(parameter)]: value }));
  return { filled, setValue, setBody };
}

const keyOf = (parameter: ApiParameter) => `${parameter.in} ${parameter.name}`;

/** Objects of whose records the example needs one. */
function objectsIn(document: ApiDocument, call: Call): string[] {
  const asked = call.parameters.filter((one) => one.in === 'path').map(({ schema }) => schema['x-object']);
  const inBody = Object.values(relationsIn(document, call));
  return [...new Set([...asked, ...inBody])].filter((one) => one !== undefined);
}

/** The fields of the example body that name records, with whose. */
function relationsIn(document: ApiDocument, call: Call): Record<string, string> {
  const body = bodyOf(call);
  if (!body) return {};
  const example = exampleOf(document, body);
  const { properties = {} } = resolved(document, body);
  const named = Object.entries(properties).flatMap(([key, schema]): [string, string][] => {
    const object = schema['x-object'];
    return object && typeof example === 'object' && example !== null && key in example ? [[key, object]] : [];
  });
  return Object.fromEntries(named);
}

function exampleValues(call: Call, ids: Ids): Record<string, string> {
  const needed = call.parameters.filter((one) => one.required);
  const entries = needed.map((parameter) => {
    const { examples, 'x-object': object } = parameter.schema;
    const value = examples?.[0] ?? (object ? (ids[object] ?? '') : parameter.in === 'path' ? '1' : '');
    return [keyOf(parameter), String(value)];
  });
  return Object.fromEntries(entries);
}

function exampleBody(document: ApiDocument, call: Call, ids: Ids): string {
  const body = bodyOf(call);
  if (!body) return '';
  const relations = Object.entries(relationsIn(document, call)).map(([key, object]) => [key, ids[object] ?? 1]);
  return JSON.stringify({ ...(exampleOf(document, body) as object), ...Object.fromEntries(relations) }, null, 2);
}
