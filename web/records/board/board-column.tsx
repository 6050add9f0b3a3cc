import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Field, Option } from '#shared/fields/field.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { feedQuery } from '#web/api/queries.ts';
import type { AnyRecord, ListParams } from '#web/api/records.ts';
import { OptionLabel } from '#web/fields/option-label.tsx';
import { t } from '#web/language/translate.ts';
import { formatAmount, formatCompact, formatTotal } from '#web/ui/format.ts';
import classes from './board.module.css';
import { BoardCard } from './board-card.tsx';
import type { ColumnSums } from './use-board-sums.ts';
import type { Move, Moves } from './use-moves.ts';
import { useSeen } from './use-seen.ts';
import { useStale } from './use-stale.ts';

interface BoardColumnProps {
  definition: ObjectDefinition;
  by: string;
  option: Option;
  params: ListParams;
  sums: ColumnSums;
  /** Days without news after which a card is stale, and the relation by which activities belong to it. */
  stale: { days: number; by: string | undefined };
  moves: Moves;
  onMove: Move | undefined;
}

/** Cards of a column read at a time. */
const CARDS = 25;

/** The records of one option, and where others are dropped to get it. */
export function BoardColumn({ definition, by, option, params, sums, stale, moves, onMove }: BoardColumnProps) {
  const { value } = option;
  const feed = useInfiniteQuery(feedQuery(definition.name as ObjectName, { ...params, [by]: value, limit: CARDS }));
  const { ref, isOver } = useDropTarget((record) => void onMove?.(record, value));
  const read = (feed.data?.pages.flatMap((page) => page.data) ?? []) as AnyRecord[];
  const cards = withMoves(read, moves, value);
  const first = feed.data?.pages[0];
  const change = cards.length - read.length;
  const staleCards = useStale(cards, { option, ...stale });
  const more = useSeen(() => feed.hasNextPage && !feed.isFetchingNextPage && void feed.fetchNextPage());
  return (
    <section
      ref={ref}
      data-column={value}
      className={classes.column}
      data-over={isOver || undefined}
      aria-label={option.label}
    >
      <header className={classes.head}>
        <h2>
          <OptionLabel field={definition.fields[by] as Field} value={value} />
        </h2>
        {first && <span className={classes.count}>{formatTotal({ ...first, total: first.total + change })}</span>}
        <Sums {...sums} isOpen={option.type === 'open'} />
      </header>
      <ul className={classes.cards} aria-label={option.label}>
        {feed.isPending && [1, 2, 3].map((at) => <Skeleton key={at} component="li" height={84} radius="md" />)}
        {cards.map((record) => (
          <BoardCard
            key={record.id}
            definition={definition}
            by={by}
            record={record}
            staleDays={staleCards.get(record.id)}
            onMove={onMove}
          />
        ))}
      </ul>
      {feed.isError && (
        <p className={classes.note} role="alert">
          {t('These could not be loaded.')}{' '}
          <Button variant="subtle" size="compact-xs" onClick={() => void feed.refetch()}>
            {t('Try again')}
          </Button>
        </p>
      )}
      {feed.isSuccess && cards.length === 0 && <p className={classes.note}>{t('None')}</p>}
      {feed.hasNextPage && (
        <Button
          ref={more}
          variant="subtle"
          color="gray"
          size="xs"
          className={classes.more}
          loading={feed.isFetchingNextPage}
          onClick={() => void feed.fetchNextPage()}
        >
          {t('Show more')}
        </Button>
      )}
    </section>
  );
}

function Sums({ sum, weighted, currency, isOpen }: ColumnSums & { isOpen: boolean }) {
  if (sum === undefined) return null;
  return (
    <p className={classes.sums}>
      <span className={classes.sum} title={formatAmount(sum, currency)}>
        {formatCompact(sum, currency)}
      </span>
      {weighted !== undefined && isOpen && (
        <span title={formatAmount(weighted, currency)}>
          {t('{amount} weighted', { amount: formatCompact(weighted, currency) })}
        </span>
      )}
    </p>
  );
}

/** What was read, without what was moved away, after what was moved here. */
function withMoves(read: readonly AnyRecord[], moves: Moves, value: string): AnyRecord[] {
  const here = [...moves.values()].filter(({ to, record }) => to === value && !read.some(({ id }) => id === record.id));
  const stays = (record: AnyRecord) => (moves.get(record.id)?.to ?? value) === value;
  const unique = new Map([...here.map(({ record }) => record), ...read.filter(stays)].map((one) => [one.id, one]));
  return [...unique.values()];
}

function useDropTarget(onDrop: (record: AnyRecord) => void) {
  const ref = useRef<HTMLElement>(null);
  const [isOver, setIsOver] = useState(false);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => {
    if (!ref.current) return;
    return dropTargetForElements({
      element: ref.current,
      onDragEnter: () => setIsOver(true),
      onDragLeave: () => setIsOver(false),
      onDrop: ({ source }) => {
        setIsOver(false);
        drop.current(source.data.record as AnyRecord);
      },
    });
  }, []);
  return { ref, isOver };
}
