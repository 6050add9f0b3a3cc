import { Checkbox, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { type CustomKind, customKinds } from '#shared/custom-fields.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import { type ObjectName, objectList } from '#shared/objects/registry.ts';
import type { FieldDescription } from '#web/api/fields.ts';
import { t } from '#web/language/translate.ts';
import { kindHint, kindLabel } from './field-kinds.ts';
import type { FieldDraft } from './use-field-draft.ts';

interface FieldFormProps {
  draft: FieldDraft;
  field: FieldDescription | undefined;
  errors: FieldErrors;
}

/** What a field is called, of which kind it is, and what it asks for. */
export function FieldForm({ draft, field, errors }: FieldFormProps) {
  const { values, set } = draft;
  return (
    <>
      {field ? (
        <TextInput label={t('Kind')} readOnly value={kindLabel(field.kind)} description={field.key} />
      ) : (
        <NewKind draft={draft} errors={errors} />
      )}
      <TextInput
        label={t('Label')}
        required
        data-autofocus
        maxLength={80}
        value={values.label}
        error={errors.label ?? errors.key}
        onChange={(event) => set({ label: event.currentTarget.value })}
      />
      <Textarea
        label={t('Help')}
        description={t('Stands below the field in forms.')}
        autosize
        maxLength={500}
        value={values.help}
        error={errors.help}
        onChange={(event) => set({ help: event.currentTarget.value })}
      />
      <Stack gap="xs">
        {!field?.read_only && (
          <Checkbox
            label={t('Required')}
            description={t('Records that have no value yet get one when they are next changed.')}
            checked={values.required}
            error={errors.required}
            onChange={(event) => set({ required: event.currentTarget.checked })}
          />
        )}
        {draft.canBeUnique && (
          <Checkbox
            label={t('Unique')}
            description={t('No two records have the same value.')}
            checked={values.unique}
            error={errors.unique}
            onChange={(event) => set({ unique: event.currentTarget.checked })}
          />
        )}
        {draft.canBeSearched && (
          <Checkbox
            label={t('Found by search')}
            checked={values.searched}
            error={errors.searched}
            onChange={(event) => set({ searched: event.currentTarget.checked })}
          />
        )}
        {!field && values.kind === 'text' && (
          <Checkbox
            label={t('Several lines')}
            checked={values.multiline}
            error={errors.multiline}
            onChange={(event) => set({ multiline: event.currentTarget.checked })}
          />
        )}
      </Stack>
    </>
  );
}

/** Kind and target are settled for good when a field is added. */
function NewKind({ draft: { values, set }, errors }: Omit<FieldFormProps, 'field'>) {
  const targets = objectList.filter((one) => one.routes && one.subtitle.length > 0);
  return (
    <>
      <Select
        label={t('Kind')}
        description={kindHint(values.kind as CustomKind)}
        allowDeselect={false}
        maxDropdownHeight={320}
        data={customKinds.map((value) => ({ value, label: kindLabel(value) }))}
        value={values.kind}
        error={errors.kind}
        onChange={(kind) => kind && set({ kind: kind as CustomKind })}
      />
      {values.kind === 'relation' && (
        <Select
          label={t('Record of')}
          required
          data={[
            { value: 'users' satisfies ObjectName, label: t('Users') },
            ...targets
              .filter(({ name }) => name !== 'users')
              .map(({ name, label }) => ({ value: name, label: t(label[1]) })),
          ]}
          value={values.target}
          error={errors.target}
          onChange={(target) => set({ target })}
        />
      )}
    </>
  );
}
