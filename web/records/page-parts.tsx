import { SegmentedControl } from '@mantine/core';
import { t } from '#web/language/translate.ts';

interface PagePartsProps<K extends string> {
  /** Value and label of each part. */
  parts: readonly { value: K; label: string }[];
  value: K;
  onChange: (part: K) => void;
  className?: string;
}

/** Which part of a record's page a narrow screen shows. */
export function PageParts<K extends string>({ parts, value, onChange, className }: PagePartsProps<K>) {
  return (
    <div className={className}>
      <SegmentedControl
        aria-label={t('Show')}
        fullWidth
        size="sm"
        data={[...parts]}
        value={value}
        onChange={(next) => onChange(next as K)}
      />
    </div>
  );
}
