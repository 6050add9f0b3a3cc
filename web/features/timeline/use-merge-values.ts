import { useQueryClient } from '@tanstack/react-query';
import type { Field } from '#shared/fields/field.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import type { RecordName } from '#web/api/history.ts';
import { recordQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { useObject, useSession } from '#web/records/use-object.ts';
import { formatAmount, formatDay, formatMoment } from '#web/ui/format.ts';

type MergeValues = Record<string, string | undefined>;

/** What the fields of a template are on a record: its own by their keys, `me.name`, `organization`, `today`; relations by title. */
export function useMergeValues({ object, id }: RecordName) {
  const queries = useQueryClient();
  const { fields } = useObject(object);
  const session = useSession();
  return async function valuesFor(names: readonly string[]): Promise<MergeValues> {
    const record = (await queries.ensureQueryData(recordQuery(object, id))) as AnyRecord;
    const general: MergeValues = {
      'me.name': session.user.name,
      'me.email': session.user.email,
      organization: session.organization.name,
      today: formatDay(new Date().toISOString().slice(0, 10)),
    };
    const entries = names.map(async (name): Promise<[string, string | undefined]> => {
      const key = fields[name] ? name : `${name}_id`;
      const field = fields[key];
      if (!field) return [name, general[name]];
      return [name, await textOf(field, record[key])];
    });
    return Object.fromEntries(await Promise.all(entries));
  };

  async function textOf(field: Field, value: unknown): Promise<string | undefined> {
    if (value === null || value === undefined || value === '') return undefined;
    if (field.kind === 'money') return formatAmount(Number(value));
    if (field.kind === 'date') return formatDay(String(value));
    if (field.kind === 'datetime') return formatMoment(String(value));
    if (field.kind === 'option') return field.options?.find((one) => one.value === value)?.label ?? String(value);
    if (field.kind !== 'relation') return String(value);
    const target = field.target as ObjectName;
    const related = (await queries.ensureQueryData(recordQuery(target, Number(value)))) as AnyRecord;
    return String(related[objects[target].title]);
  }
}
