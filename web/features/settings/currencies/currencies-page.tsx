import { Badge, Button, Menu, Skeleton } from '@mantine/core';
import { IconPlus, IconStar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Currency } from '#shared/objects/currencies.ts';
import { useUpdateRecord } from '#web/api/mutations.ts';
import { listQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';
import parts from '#web/features/settings/settings-parts.module.css';
import { current } from '#web/language/current.ts';
import { t } from '#web/language/translate.ts';
import { DeleteRecord } from '#web/records/delete-record.tsx';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { RowMenu } from '#web/records/row-menu.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { formatRate } from '#web/ui/format.ts';
import { notifyError } from '#web/ui/notify.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';

type Open = { kind: 'new' } | { kind: 'edit' | 'delete' | 'default'; currency: Currency } | null;

/** The currencies that are sold in, what each is worth, and the one that totals are in. */
export function CurrenciesPage() {
  const { data, error, refetch } = useQuery(listQuery('currencies', { limit: 100, sort: '-is_default,code' }));
  const [open, setOpen] = useState<Open>(null);
  const notifyWritten = useNotifyWritten();
  const close = () => setOpen(null);
  const usual = data?.data.find((one) => one.is_default)?.code ?? '';
  return (
    <>
      <PageHeader title={t('Currencies')}>
        <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setOpen({ kind: 'new' })}>
          {t('Add currency')}
        </Button>
      </PageHeader>
      <div className={parts.page}>
        <p className={parts.intro}>
          {t(
            'Deals keep the currency they are made in. Totals convert them by these rates; a new rate counts for open deals.',
          )}
        </p>
        {error && !data && (
          <ErrorState title={t('The currencies could not be loaded')} error={error} onRetry={() => refetch()} />
        )}
        {!data && !error && <Skeleton height={160} radius="md" />}
        {data && (
          <ul className={parts.rows}>
            {data.data.map((currency) => (
              <CurrencyRow key={currency.id} currency={currency} usual={usual} setOpen={setOpen} />
            ))}
          </ul>
        )}
      </div>
      {(open?.kind === 'new' || open?.kind === 'edit') && (
        <RecordDialog
          object="currencies"
          record={open.kind === 'edit' ? (open.currency as unknown as AnyRecord) : undefined}
          only={open.kind === 'edit' && open.currency.is_default ? ['code', 'name'] : ['code', 'name', 'rate']}
          onClose={close}
          onSaved={(record, changeSetId) => {
            close();
            notifyWritten(t('{name} saved', { name: String(record.code) }), changeSetId);
          }}
        />
      )}
      {open?.kind === 'delete' && (
        <DeleteRecord
          object="currencies"
          record={open.currency as unknown as AnyRecord}
          onDeleted={close}
          onClose={close}
        />
      )}
      {open?.kind === 'default' && <MakeDefault currency={open.currency} onClose={close} />}
    </>
  );
}

interface CurrencyRowProps {
  currency: Currency;
  /** Code of the default one. */
  usual: string;
  setOpen: (open: Open) => void;
}

function CurrencyRow({ currency, usual, setOpen }: CurrencyRowProps) {
  const { code, name, rate, is_default } = currency;
  return (
    <li className={parts.row}>
      <div className={parts.main}>
        <p className={parts.name}>
          {code}
          {is_default && <Badge variant="light">{t('Default')}</Badge>}
        </p>
        <p className={parts.hint}>{name || nameOf(code)}</p>
      </div>
      {!is_default && <span className={parts.hint}>{`1 ${code} = ${formatRate(rate)} ${usual}`}</span>}
      <RowMenu
        label={code}
        onEdit={() => setOpen({ kind: 'edit', currency })}
        onDelete={is_default ? undefined : () => setOpen({ kind: 'delete', currency })}
      >
        {!is_default && (
          <Menu.Item leftSection={<IconStar size={15} />} onClick={() => setOpen({ kind: 'default', currency })}>
            {t('Make default…')}
          </Menu.Item>
        )}
      </RowMenu>
    </li>
  );
}

/** Every deal is converted, so this asks first. */
function MakeDefault({ currency, onClose }: { currency: Currency; onClose: () => void }) {
  const update = useUpdateRecord('currencies');
  const notifyWritten = useNotifyWritten();
  const { code } = currency;
  async function confirm() {
    try {
      const { changeSetId } = await update.mutateAsync({ id: currency.id, is_default: true });
      notifyWritten(t('{name} is the default', { name: code }), changeSetId);
    } catch (error) {
      notifyError(t('The default currency was not changed'), error as Error);
    }
    onClose();
  }
  return (
    <ConfirmDialog
      title={t('Reckon in {code} from now on?', { code })}
      text={t('Rates become those to {code}, and every deal is converted. An undo brings all of it back.', { code })}
      action={t('Make default')}
      busy={update.isPending}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    />
  );
}

/** What a currency is called in the person's language. */
function nameOf(code: string): string {
  return new Intl.DisplayNames(current.language, { type: 'currency' }).of(code) ?? code;
}
