import { Button, Group as Row } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Field } from '#shared/fields/field.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { t } from '#web/language/translate.ts';
import { useDefinitions } from '#web/records/use-definitions.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { filterFields } from './filter-fields.ts';
import { FilterGroup } from './filter-group.tsx';
import type { Node } from './list-filter-node.ts';
import { type Group, replaced, toNode, toTree } from './tree.ts';

interface FilterDialogProps {
  definition: ObjectDefinition;
  node: Node | null;
  onChange: (node: Node | null) => void;
  onClose: () => void;
}

/** Puts a filter together: conditions in groups of which all, any or none must hold. */
export function FilterDialog({ definition, node, onChange, onClose }: FilterDialogProps) {
  const definitions = useDefinitions();
  const fields = useMemo(() => filterFields(definitions, definition), [definitions, definition]);
  const byPath = useMemo(() => new Map<string, Field>(fields.map(({ path, field }) => [path, field])), [fields]);
  const [tree, setTree] = useState<Group>(() => toTree(node));
  const change = (key: number, item: Parameters<typeof replaced>[2]) =>
    setTree((before) => replaced(before, key, item));
  return (
    <Dialog title={t('Filter')} width={760} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onChange(toNode(tree));
          onClose();
        }}
      >
        <FilterGroup group={tree} fields={fields} byPath={byPath} onChange={change} depth={1} />
        <Row justify="space-between" mt="lg">
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              onChange(null);
              onClose();
            }}
          >
            {t('Remove the filter')}
          </Button>
          <Row gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button type="submit">{t('Apply')}</Button>
          </Row>
        </Row>
      </form>
    </Dialog>
  );
}
