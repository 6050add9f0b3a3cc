import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react';
import type { Page } from '#shared/api/envelope.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { formatCount } from '#web/ui/format.ts';
import { readColumns, writeColumns } from './grid/columns.ts';
import { GridStatus } from './grid/grid-status.tsx';
import { RecordGrid } from './grid/record-grid.tsx';
import { countChosen, nothingChosen } from './grid/selection.ts';
import { useCount } from './grid/use-count.ts';
import type { ListSearch } from './list-search.ts';
import { listColumns, listParams } from './use-list.ts';
import { useCan } from './use-object.ts';

const BulkBar = lazy(async () => ({ default: (await import('./bulk/bulk-bar.tsx')).BulkBar }));

interface RowListProps {
  definition: ObjectDefinition;
  search: ListSearch;
  /** The first page; undefined while it is read. */
  page: Page<AnyRecord> | undefined;
  stale: boolean;
  rowActions?: (record: AnyRecord) => ReactNode;
  sort: string;
  onSort: (name: string) => void;
  onColumns: (columns: string | undefined) => void;
}

/** Rows that are drawn while the first page is read. */
const WAITING = 14;

/** A list on a wide screen: a grid of rows that scrolls however many there are. */
export function RowList({ definition, search, page, onColumns, ...grid }: RowListProps) {
  const object = definition.name as ObjectName;
  const usual = useMemo(() => listColumns(definition), [definition]);
  const params = useMemo(() => listParams(object, search), [object, search]);
  const { count, isOpen, onView } = useCount(object, params, page);
  const [view, setView] = useState({ first: 0, last: 0 });
  const [jump, setJump] = useState<{ row: number } | null>(null);
  const [selection, setSelection] = useState(nothingChosen);
  const mayChoose = useCan(object, 'update') && definition.routes && !grid.rowActions;
  const chosen = mayChoose ? countChosen(selection, count) : 0;
  const columns = useMemo(() => readColumns(definition, search.columns, usual), [definition, search.columns, usual]);
  const see = useCallback(
    (first: number, last: number) => {
      setView({ first, last });
      onView(last);
    },
    [onView],
  );
  return (
    <>
      <RecordGrid
        {...grid}
        key={JSON.stringify({ ...params, include: null })}
        definition={definition}
        columns={columns}
        onColumns={(next) => onColumns(writeColumns(next, usual))}
        params={params}
        count={page ? count : WAITING}
        selection={mayChoose ? selection : undefined}
        onSelect={setSelection}
        onView={see}
        jump={jump}
      />
      {count > 0 && chosen > 0 && (
        <Suspense>
          <BulkBar
            definition={definition}
            search={search}
            selection={selection}
            count={chosen}
            countText={selection.all && isOpen ? `${formatCount(chosen)}+` : formatCount(chosen)}
            onClear={() => setSelection(nothingChosen)}
          />
        </Suspense>
      )}
      {page && (
        <GridStatus
          view={view}
          count={count}
          isOpen={isOpen}
          many={definition.label[1]}
          onGo={(row) => setJump({ row })}
        />
      )}
    </>
  );
}
