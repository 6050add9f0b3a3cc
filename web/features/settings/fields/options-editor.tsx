import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { FieldDescription } from '#web/api/fields.ts';
import { groupsQuery } from '#web/api/queries.ts';
import { t, tn } from '#web/language/translate.ts';
import { ReplaceDialog } from '#web/objects/pipelines/replace-dialog.tsx';
import type { StageDraft } from '#web/objects/pipelines/use-stages.ts';
import classes from './fields.module.css';
import { OptionRow } from './option-row.tsx';
import type { FieldDraft } from './use-field-draft.ts';

interface OptionsEditorProps {
  draft: FieldDraft;
  object: ObjectName;
  field: FieldDescription | undefined;
  error: string | undefined;
}

/** The choices of a field: words, colours, order; one that records have goes only when they get another. */
export function OptionsEditor({ draft, object, field, error }: OptionsEditorProps) {
  const { options, fixedOptions } = draft;
  const [asked, setAsked] = useState<StageDraft | null>(null);
  const { data: groups = [] } = useQuery({
    ...groupsQuery(object, { by: field?.key ?? '' }),
    enabled: field !== undefined && !fixedOptions,
  });
  const usesOf = (value: string) => groups.find((group) => group[field?.key ?? ''] === value)?.count ?? 0;
  if (fixedOptions === 'pipelines') {
    return (
      <p className={classes.note}>
        {t('Stages belong to pipelines.')} <Link to="/settings/pipelines">{t('Pipelines and stages')}</Link>
      </p>
    );
  }
  if (fixedOptions) return <p className={classes.note}>{t('The choices of this field belong to the product.')}</p>;
  const count = asked ? usesOf(asked.value) : 0;
  return (
    <fieldset className={classes.options}>
      <legend>{t('Choices')}</legend>
      <ol>
        {options.drafts.map((option, at) => (
          <OptionRow
            key={option.key}
            option={option}
            at={at}
            state={options}
            onRemove={() => (usesOf(option.value) > 0 ? setAsked(option) : options.remove(option.key))}
          />
        ))}
      </ol>
      <p className={classes.error} role="alert">
        {error}
      </p>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={15} aria-hidden="true" />}
        onClick={() => options.add()}
      >
        {t('Add choice')}
      </Button>
      {asked && (
        <ReplaceDialog
          name={asked.label}
          count={count}
          text={tn(
            count,
            '{n} record has it. Choose what it gets instead.',
            '{n} records have it. Choose what they get instead.',
          )}
          choices={options.drafts
            .filter((one) => one.key !== asked.key && one.value !== '')
            .map(({ value, label }) => ({ value, label }))}
          onClose={() => setAsked(null)}
          onReplace={(heir) => {
            options.remove(asked.key, heir);
            setAsked(null);
          }}
        />
      )}
    </fieldset>
  );
}
