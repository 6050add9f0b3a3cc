import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Field } from '#shared/fields/field.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import { listQuery } from '#web/api/queries.ts';
import type { AnyRecord } from '#web/api/records.ts';

interface BoardSwitchProps {
  /** The relation whose record decides which columns there are. */
  field: Field;
  value: string;
  onChange: (value: string) => void;
}

/** The records that a board can be of, in their order. */
export function useBoards(field: Field | undefined): AnyRecord[] {
  const object = (field?.target ?? 'pipelines') as ObjectName;
  const { sort } = objects[object].list as { sort?: string };
  const { data } = useQuery({ ...listQuery(object, { limit: 100, sort }), enabled: field !== undefined });
  return (data?.data ?? []) as AnyRecord[];
}

/** Chooses which board is shown: one per pipeline. */
export function BoardSwitch({ field, value, onChange }: BoardSwitchProps) {
  const boards = useBoards(field);
  const { title } = objects[(field.target ?? '') as ObjectName];
  if (boards.length < 2) return null;
  return (
    <Select
      aria-label={field.label}
      size="sm"
      w={180}
      allowDeselect={false}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      data={boards.map((board) => ({ value: String(board.id), label: String(board[title]) }))}
      value={value}
      onChange={(next) => next && onChange(next)}
    />
  );
}
