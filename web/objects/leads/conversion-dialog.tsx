import { Button, Group } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type Converted, conversionParts } from '#web/api/conversion.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { RelationValue } from '#web/fields/relation-value.tsx';
import { t } from '#web/language/translate.ts';
import { useObject } from '#web/records/use-object.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';
import classes from './conversion.module.css';
import { ConversionPartFields } from './conversion-part.tsx';
import { useConversion } from './use-conversion.ts';

interface ConversionDialogProps {
  lead: AnyRecord;
  onClose: () => void;
}

/** Makes a company, a contact and an opportunity of a lead, or links it to those that there are; then shows the way to them. */
export function ConversionDialog({ lead, onClose }: ConversionDialogProps) {
  const state = useConversion(lead);
  if (state.converted) return <Done converted={state.converted} onClose={onClose} />;
  return (
    <Dialog title={t('Convert {title}', { title: String(lead.company) })} onClose={onClose} width={620}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          state.submit();
        }}
      >
        {state.message && <Note tone="error">{state.message}</Note>}
        {conversionParts.map((part) => (
          <ConversionPartFields key={part} part={part} state={state} />
        ))}
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={state.isSaving}>
            {t('Convert')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

function Done({ converted, onClose }: { converted: Converted; onClose: () => void }) {
  const { fields } = useObject('leads');
  const names = (['company_id', 'contact_id', 'opportunity_id'] as const).filter((name) => converted[name] !== null);
  return (
    <Dialog title={t('Lead converted')} onClose={onClose}>
      <ul className={classes.done}>
        {names.map((name) => {
          const field = fields[name];
          return (
            field && (
              <li key={name}>
                <IconCheck size={15} aria-hidden="true" />
                <PartName target={field.target ?? ''} />
                <RelationValue id={Number(converted[name])} name={name} field={field} record={{}} withLinks />
              </li>
            )
          );
        })}
      </ul>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose} data-autofocus>
          {t('Done')}
        </Button>
      </Group>
    </Dialog>
  );
}

function PartName({ target }: { target: string }) {
  const label = useObject(target as 'companies').label[0];
  return <span className={classes.dim}>{label}</span>;
}
