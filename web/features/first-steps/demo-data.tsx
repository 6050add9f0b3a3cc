import { Button } from '@mantine/core';
import { useChangeDemoData, useDemoData } from '#web/api/demo-data.ts';
import { t, tn } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { notifyError } from '#web/ui/notify.tsx';

/** Adds invented records, or takes away all that were added. */
export function DemoData() {
  const { data } = useDemoData(true);
  const { mutate, isPending } = useChangeDemoData();
  const notifyWritten = useNotifyWritten();
  const records = data?.records ?? 0;
  const change = (method: 'POST' | 'DELETE', done: string) =>
    mutate(method, {
      onSuccess: ({ changeSetId }) => notifyWritten(done, changeSetId),
      onError: (error) => notifyError(t('The demo data could not be changed'), error),
    });
  if (records === 0) {
    return (
      <Button loading={isPending} disabled={!data} onClick={() => change('POST', t('Demo data added'))}>
        {t('Add demo data')}
      </Button>
    );
  }
  return (
    <>
      <p role="status">{tn(records, '{n} demo record is here', '{n} demo records are here')}</p>
      <Button variant="default" loading={isPending} onClick={() => change('DELETE', t('Demo data removed'))}>
        {t('Remove demo data')}
      </Button>
    </>
  );
}
