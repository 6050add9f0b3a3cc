import { UnstyledButton } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { t } from '#web/language/translate.ts';
import classes from './tick-box.module.css';
import { useChangeField } from './use-change-field.ts';
import { useCan } from './use-object.ts';

interface TickBoxProps {
  definition: ObjectDefinition;
  record: AnyRecord;
}

/** Ticks a record off, for objects that name a field to tick; nothing for others. */
export function TickBox({ definition, record }: TickBoxProps) {
  const { tick } = definition;
  return tick ? <Box definition={definition} record={record} tick={tick} /> : null;
}

function Box({ definition, record, tick }: TickBoxProps & { tick: string }) {
  const object = definition.name as ObjectName;
  const mayChange = useCan(object, 'update');
  const change = useChangeField(object, record);
  const isTicked = record[tick] === true;
  const label = definition.fields[tick]?.label ?? tick;
  const one = definition.label[0];
  const Mark = isTicked ? IconCircleCheckFilled : IconCircle;
  return (
    <UnstyledButton
      className={classes.box}
      role="checkbox"
      aria-checked={isTicked}
      aria-label={`${label}: ${String(record[definition.title])}`}
      data-ticked={isTicked || undefined}
      disabled={!mayChange}
      onClick={() =>
        change({
          name: tick,
          value: !isTicked,
          done: isTicked ? t('{one} reopened', { one }) : t('{one} done', { one }),
        })
      }
    >
      <Mark size={17} aria-hidden="true" />
    </UnstyledButton>
  );
}
