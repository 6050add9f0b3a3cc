import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Field } from '#shared/fields/field.ts';
import { operatorsOf } from '#shared/filter/operators.ts';
import { t } from '#web/language/translate.ts';
import classes from './filter.module.css';
import { type FilterField, operatorWord } from './filter-fields.ts';
import { FilterValue, firstValue } from './filter-value.tsx';
import { type Condition, type Group, type Item, newKey } from './tree.ts';

export interface FilterGroupProps {
  group: Group;
  fields: readonly FilterField[];
  byPath: ReadonlyMap<string, Field>;
  /** Replaces an item of the tree by its key; null takes it out. */
  onChange: (key: number, item: Item | null) => void;
  depth: number;
}

/** Groups within groups, at most; the grammar takes more than anybody reads. */
const DEEPEST = 4;

/** Conditions of which all, any or none must hold. */
export function FilterGroup({ group, fields, byPath, onChange, depth }: FilterGroupProps) {
  const add = (item: Item) => onChange(group.key, { ...group, items: [...group.items, item] });
  const first = fields[0];
  return (
    <fieldset className={classes.group} data-inner={depth > 1 || undefined}>
      <legend className="visually-hidden">{t('Group of conditions')}</legend>
      <div className={classes.head}>
        <Select
          size="xs"
          aria-label={t('Which of these must hold')}
          className={classes.mode}
          allowDeselect={false}
          data={[
            { value: 'and', label: t('All of these hold') },
            { value: 'or', label: t('Any of these holds') },
            { value: 'none', label: t('None of these holds') },
          ]}
          value={group.mode}
          onChange={(mode) => onChange(group.key, { ...group, mode: mode as Group['mode'] })}
        />
        {depth > 1 && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('Remove the group')}
            onClick={() => onChange(group.key, null)}
          >
            <IconX size={15} />
          </ActionIcon>
        )}
      </div>
      {group.items.map((item) =>
        item.type === 'group' ? (
          <FilterGroup key={item.key} {...{ fields, byPath, onChange }} group={item} depth={depth + 1} />
        ) : (
          <ConditionRow key={item.key} {...{ fields, byPath, onChange }} condition={item} />
        ),
      )}
      <div className={classes.head}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => first && add(conditionOn(first))}
        >
          {t('Condition')}
        </Button>
        {depth < DEEPEST && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden="true" />}
            onClick={() => first && add({ type: 'group', key: newKey(), mode: 'or', items: [conditionOn(first)] })}
          >
            {t('Group')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function conditionOn({ path, field }: FilterField): Condition {
  const op = operatorsOf[field.kind][0] ?? '=';
  return { type: 'condition', key: newKey(), field: path, op, value: firstValue(field, op) };
}

interface ConditionRowProps extends Omit<FilterGroupProps, 'group' | 'depth'> {
  condition: Condition;
}

function ConditionRow({ condition, fields, byPath, onChange }: ConditionRowProps) {
  const field = byPath.get(condition.field);
  const change = (patch: Partial<Condition>) => onChange(condition.key, { ...condition, ...patch });
  function chooseOperator(op: string) {
    change({ op, value: field && firstValue(field, op, condition.value) });
  }
  return (
    <div className={classes.condition}>
      <Select
        size="xs"
        searchable
        aria-label={t('Field')}
        allowDeselect={false}
        maxDropdownHeight={280}
        nothingFoundMessage={t('Nothing found')}
        data={fields.map(({ path, label }) => ({ value: path, label }))}
        value={condition.field}
        onChange={(path) => {
          const next = fields.find((one) => one.path === path);
          if (next) onChange(condition.key, { ...conditionOn(next), key: condition.key });
        }}
      />
      <Select
        size="xs"
        aria-label={t('Operator')}
        allowDeselect={false}
        data={(field ? operatorsOf[field.kind] : [condition.op]).map((op) => ({
          value: op,
          label: t(operatorWord(op, field?.kind)),
        }))}
        value={condition.op}
        onChange={(op) => op && chooseOperator(op)}
      />
      {field ? (
        <FilterValue field={field} op={condition.op} value={condition.value} onChange={(value) => change({ value })} />
      ) : (
        <span className={classes.gone}>{t('This field is not there any more')}</span>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('Remove the condition')}
        onClick={() => onChange(condition.key, null)}
      >
        <IconX size={15} />
      </ActionIcon>
    </div>
  );
}
