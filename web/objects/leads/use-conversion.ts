import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type FieldErrors, type Fields, readInput } from '#shared/fields/input.ts';
import { ApiError } from '#web/api/client.ts';
import { type Conversion, type ConversionPart, conversionParts, convertLead } from '#web/api/conversion.ts';
import { failureText } from '#web/api/failure-text.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { type FormValue, type FormValues, toFormValues, toInput } from '#web/fields/form-values.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useObject } from '#web/records/use-object.ts';

export type Mode = 'new' | 'existing' | 'none';

/** What is to become of one part. */
export interface PartState {
  mode: Mode;
  values: FormValues;
  id: number | null;
}

/** The objects that a lead becomes, and the fields that the dialog asks for. */
export const partObjects = { company: 'companies', contact: 'contacts', opportunity: 'opportunities' } as const;
const askedFields: Readonly<Record<ConversionPart, readonly string[]>> = {
  company: ['name', 'phone'],
  contact: ['name', 'email', 'phone'],
  opportunity: ['name', 'amount', 'close_date'],
};

/** State of the conversion of a lead: what becomes of each part, what is wrong with it, and doing it. */
export function useConversion(lead: AnyRecord) {
  const fields = usePartFields();
  const [parts, setParts] = useState(() => startingParts(fields, lead));
  const [errors, setErrors] = useState<FieldErrors>({});
  const queries = useQueryClient();
  const notifyWritten = useNotifyWritten();
  const convert = useMutation({
    mutationFn: (body: Conversion) => convertLead(lead.id, body),
    onSuccess: ({ changeSetId }) => {
      notifyWritten(t('Lead converted'), changeSetId);
      void queries.invalidateQueries();
    },
    onError: (error) => setErrors(error instanceof ApiError ? error.errors : {}),
  });
  const change = (part: ConversionPart, patch: Partial<PartState>) => {
    setErrors({});
    setParts((before) => ({ ...before, [part]: { ...before[part], ...patch } }));
  };
  function submit() {
    const found = wrongParts(fields, parts);
    setErrors(found);
    if (Object.keys(found).length === 0 && !convert.isPending) convert.mutate(bodyOf(fields, parts));
  }
  const isShown = (name: string) => /^\w+\.(?:id|create\.\w+)$/.test(name);
  return {
    fields,
    parts,
    errors,
    message: convert.error ? failureText(convert.error, isShown) : '',
    converted: convert.data?.data,
    isSaving: convert.isPending,
    change,
    setValue: (part: ConversionPart, name: string, value: FormValue) =>
      change(part, { values: { ...parts[part].values, [name]: value } }),
    submit,
  };
}

export type ConversionState = ReturnType<typeof useConversion>;

function usePartFields(): Record<ConversionPart, Fields> {
  const [company, contact, opportunity] = [useObject('companies'), useObject('contacts'), useObject('opportunities')];
  const asked = { company, contact, opportunity };
  const pick = (part: ConversionPart): Fields =>
    Object.fromEntries(
      askedFields[part].flatMap((name) => {
        const field = asked[part].fields[name];
        return field && !field.readOnly ? [[name, field]] : [];
      }),
    );
  return { company: pick('company'), contact: pick('contact'), opportunity: pick('opportunity') };
}

function startingParts(fields: Record<ConversionPart, Fields>, lead: AnyRecord): Record<ConversionPart, PartState> {
  const known = {
    company: { name: lead.company, phone: lead.phone },
    contact: { name: lead.contact_name, email: lead.email, phone: lead.phone },
    opportunity: { name: lead.company },
  };
  const start = (part: ConversionPart): PartState => ({
    mode: 'new',
    values: toFormValues(fields[part], known[part]),
    id: null,
  });
  return { company: start('company'), contact: start('contact'), opportunity: start('opportunity') };
}

/** Named as the server names them: `company.create.name`, `contact.id`. */
function wrongParts(fields: Record<ConversionPart, Fields>, parts: Record<ConversionPart, PartState>): FieldErrors {
  const wrong = conversionParts.flatMap((part): [string, string][] => {
    const { mode, values, id } = parts[part];
    if (mode === 'none') return [];
    if (mode === 'existing') return id === null ? [[`${part}.id`, t('Choose one')]] : [];
    const { errors } = readInput(fields[part], toInput(fields[part], values), 'create');
    return Object.entries(errors).map(([name, error]) => [`${part}.create.${name}`, error]);
  });
  return Object.fromEntries(wrong);
}

function bodyOf(fields: Record<ConversionPart, Fields>, parts: Record<ConversionPart, PartState>): Conversion {
  const entries = conversionParts.map((part) => {
    const { mode, values, id } = parts[part];
    if (mode === 'none') return [part, null];
    return [part, mode === 'existing' ? { id } : { create: toInput(fields[part], values) }];
  });
  return Object.fromEntries(entries) as Conversion;
}
