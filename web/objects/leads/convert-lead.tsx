import { Button } from '@mantine/core';
import { IconArrowFork } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { AnyRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import { useCan } from '#web/records/use-object.ts';

const ConversionDialog = lazy(async () => ({ default: (await import('./conversion-dialog.tsx')).ConversionDialog }));

interface ConvertLeadProps {
  record: AnyRecord;
}

/** Opens the conversion of a lead, as long as it has not been converted. */
export function ConvertLead({ record }: ConvertLeadProps) {
  const [open, setOpen] = useState(false);
  const mayConvert = useCan('leads', 'update');
  return (
    <>
      {mayConvert && record.converted_at === null && (
        <Button leftSection={<IconArrowFork size={15} aria-hidden="true" />} onClick={() => setOpen(true)}>
          {t('Convert')}
        </Button>
      )}
      {open && (
        <Suspense>
          <ConversionDialog lead={record} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
