import { useState } from 'react';
import { searchedKinds, uniqueKinds } from '#shared/custom-fields.ts';
import type { FieldKind } from '#shared/fields/field.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { FieldDescription } from '#web/api/fields.ts';
import { useStages } from '#web/objects/pipelines/use-stages.ts';
import { useObject } from '#web/records/use-object.ts';

interface FieldValues {
  kind: FieldKind;
  label: string;
  help: string;
  required: boolean;
  unique: boolean;
  searched: boolean;
  multiline: boolean;
  target: string | null;
}

const blank: FieldValues = {
  kind: 'text',
  label: '',
  help: '',
  required: false,
  unique: false,
  searched: true,
  multiline: false,
  target: null,
};

/** A field while its form is filled in, and what of it is to be sent. */
export function useFieldDraft(object: ObjectName, field: FieldDescription | undefined) {
  const definition = useObject(object).fields[field?.key ?? ''];
  const [values, setValues] = useState<FieldValues>(field ? { ...field, help: field.help ?? '' } : blank);
  const options = useStages(field?.options ?? [], {});
  const { kind, multiline } = values;
  const canBeUnique = uniqueKinds.includes(kind) && !multiline;
  const canBeSearched = searchedKinds.includes(kind) && !multiline;
  const { stages, ...replace } = options.body;
  return {
    values,
    set: (patch: Partial<FieldValues>) => setValues({ ...values, ...patch }),
    options,
    canBeUnique: field ? field.custom && canBeUnique : canBeUnique,
    canBeSearched: !field && canBeSearched,
    /** Why its choices cannot be changed here, if so. */
    fixedOptions: field && definition ? fixedBy(definition) : null,
    /** The body of a new field. */
    added: () => ({
      kind,
      label: values.label,
      help: values.help || null,
      required: values.required,
      ...(canBeUnique && values.unique && { unique: true }),
      ...(canBeSearched && { searched: values.searched }),
      ...(kind === 'text' && multiline && { multiline }),
      ...(kind === 'relation' && { target: values.target }),
      ...(kind === 'option' && { options: stages }),
    }),
    /** The body that changes `field`: only what is different. */
    changed: () => ({
      ...(values.label !== field?.label && { label: values.label }),
      ...(values.help !== (field?.help ?? '') && { help: values.help || null }),
      ...(values.required !== field?.required && { required: values.required }),
      ...(values.unique !== field?.unique && { unique: values.unique }),
      ...(options.isChanged && { options: stages, ...replace }),
    }),
  };
}

export type FieldDraft = ReturnType<typeof useFieldDraft>;

function fixedBy({ optionsFrom, fixed }: { optionsFrom?: string; fixed?: boolean }): 'pipelines' | 'product' | null {
  if (optionsFrom === 'pipelines') return 'pipelines';
  return optionsFrom !== undefined || fixed ? 'product' : null;
}
