import { Button, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { RelationPicker } from '#web/fields/relation-picker.tsx';
import { t } from '#web/language/translate.ts';
import { periods } from '#web/records/filter/filter-fields.ts';
import type { Narrowing } from './narrow-chart.ts';
import classes from './reports.module.css';

interface NarrowingBarProps {
  narrowing: Narrowing;
  onChange: (patch: Narrowing) => void;
}

/** Narrows all charts of a dashboard down to a period and a person. */
export function NarrowingBar({ narrowing, onChange }: NarrowingBarProps) {
  return (
    <search className={classes.bar} aria-label={t('Filter all charts')}>
      <Select
        size="xs"
        className={classes.narrow}
        aria-label={t('Period')}
        placeholder={t('All time')}
        clearable
        data={periods.map(({ value, label }) => ({ value, label: t(label) }))}
        value={narrowing.period ?? null}
        onChange={(period) => onChange({ period: period ?? undefined })}
      />
      <RelationPicker
        size="xs"
        className={classes.narrow}
        aria-label={t('Person')}
        placeholder={t('Everybody')}
        target="users"
        value={Number(narrowing.owner) || null}
        onChange={(id) => onChange({ owner: id === null ? undefined : String(id) })}
      />
      {(narrowing.period || narrowing.owner) && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconX size={14} aria-hidden="true" />}
          onClick={() => onChange({ period: undefined, owner: undefined })}
        >
          {t('Clear filters')}
        </Button>
      )}
    </search>
  );
}
