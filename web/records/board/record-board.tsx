import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { Option } from '#shared/fields/field.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { USUAL_STALE_DAYS } from '#shared/objects/pipelines.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { recordQuery } from '#web/api/queries.ts';
import { queryClient } from '#web/api/query-client.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { narrowed } from '#web/fields/choices.ts';
import { defaultSort } from '#web/fields/sort.ts';
import type { ListSearch } from '#web/records/list-search.ts';
import { ListToolbar } from '#web/records/list-toolbar.tsx';
import { listColumns, listIncludes } from '#web/records/use-list.ts';
import { useCan, useObject } from '#web/records/use-object.ts';
import classes from './board.module.css';
import { BoardColumn } from './board-column.tsx';
import { BoardSwitch, useBoards } from './board-switch.tsx';
import { focusRecord, readCardKey } from './card-keys.ts';
import { CloseDialog, type ClosingFields } from './close-dialog.tsx';
import { useBoardSums } from './use-board-sums.ts';
import { type Move, useMoves } from './use-moves.ts';

interface RecordBoardProps {
  object: ObjectName;
  /** The option field whose values are the columns. */
  by: string;
  search: ListSearch;
  /** Changes the address; typing replaces the entry of the history, choosing adds one. */
  onSearch: (patch: ListSearch, replace?: boolean) => void;
  /** Fields that can be filtered by, in order. */
  filters: readonly string[];
  /** Fields that are asked for when a record is won or lost. */
  closing?: ClosingFields;
  /** The relation by which activities belong to a record, which keep it from being stale. */
  staleBy?: string;
}

/** Records in a column per option, moved between them by dragging, by the menu of their card or by Shift with an arrow key. */
export function RecordBoard({ object, by, search, onSearch, filters, closing, staleBy }: RecordBoardProps) {
  const whole = useObject(object);
  const mayMove = useCan(object, 'update');
  const { moves, move } = useMoves(object, by);
  const board = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<{ record: AnyRecord; option: Option } | null>(null);
  const switchBy = whole.fields[by]?.optionsBy;
  const switchField = switchBy === undefined ? undefined : whole.fields[switchBy];
  const boardId = String((switchBy && search[switchBy]) ?? switchField?.default ?? '');
  const shown = useBoards(switchField).find(({ id }) => String(id) === boardId);
  const definition = useMemo(() => ofBoard(whole, by, boardId), [whole, by, boardId]);
  const sort = search.sort ?? defaultSort(definition);
  const { layout: _layout, page: _page, columns: _columns, view: _view, [by]: _by, ...given } = search;
  const filter: ListSearch = switchBy ? { ...given, [switchBy]: boardId } : given;
  const sumsOf = useBoardSums(definition, by, filter);
  // What only the product sets is no place to drop on.
  const options = (definition.fields[by]?.options ?? []).filter(({ kept }) => !kept);
  const start: Move = async (record, to) => {
    const option = options.find(({ value }) => value === to);
    const isEnd = option?.type === 'won' || option?.type === 'lost';
    if (closing && option && isEnd && record[by] !== to) setAsked({ record, option });
    else await move(record, to);
  };
  async function press(event: KeyboardEvent<HTMLDivElement>) {
    const pressed = readCardKey(event);
    const card = pressed && cardOf(event.currentTarget, pressed.id);
    if (!pressed || !card || !mayMove) return;
    const to = options[options.findIndex(({ value }) => value === card.column) + pressed.by];
    const record = to && (await queryClient.ensureQueryData(recordQuery(object, pressed.id)));
    if (!to || !record) return;
    void start(record as AnyRecord, to.value);
    requestAnimationFrame(() => focusRecord(board.current, pressed.id));
  }
  if (!definition.fields[by]) return null;
  return (
    <>
      <ListToolbar
        definition={definition}
        search={search}
        onSearch={onSearch}
        filters={filters.filter((name) => name !== by && name !== switchBy)}
        sort={{
          columns: listColumns(definition),
          value: sort,
          onChange: (next) => onSearch({ sort: next === defaultSort(definition) ? undefined : next }),
        }}
        first={
          switchBy &&
          switchField && (
            <BoardSwitch field={switchField} value={boardId} onChange={(next) => onSearch({ [switchBy]: next })} />
          )
        }
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the cards in it */}
      <div ref={board} className={classes.board} data-fills-window onKeyDown={(event) => void press(event)}>
        {options.map((option) => (
          <BoardColumn
            key={`${boardId} ${option.value}`}
            definition={definition}
            by={by}
            option={option}
            params={{ ...filter, sort, include: listIncludes(definition) }}
            sums={sumsOf(option.value)}
            stale={{ days: option.stale_days ?? Number(shown?.stale_days ?? USUAL_STALE_DAYS), by: staleBy }}
            moves={moves}
            onMove={mayMove ? start : undefined}
          />
        ))}
      </div>
      {asked && closing && (
        <CloseDialog
          definition={definition}
          closing={closing}
          {...asked}
          onClose={() => setAsked(null)}
          onDone={(more) => {
            setAsked(null);
            void move(asked.record, asked.option.value, more);
          }}
        />
      )}
    </>
  );
}

/** The object with the options of the board that is shown: those of one pipeline. */
function ofBoard(definition: ObjectDefinition, by: string, boardId: string): ObjectDefinition {
  const field = definition.fields[by];
  if (!field?.optionsBy) return definition;
  return { ...definition, fields: { ...definition.fields, [by]: narrowed(field, { [field.optionsBy]: boardId }) } };
}

/** The value of the column that a card is in. */
function cardOf(board: HTMLElement, id: number): { column: string } | null {
  const column = board.querySelector(`[data-card="${id}"]`)?.closest<HTMLElement>('[data-column]');
  return column ? { column: column.dataset.column ?? '' } : null;
}
