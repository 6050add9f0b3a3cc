import type { ReactNode } from 'react';
import type { Page } from '#shared/api/envelope.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import type { AnyRecord } from '#web/api/records.ts';
import { inSentence } from '#web/language/translate.ts';
import { ListPager } from './list-pager.tsx';
import { RecordCards } from './record-cards.tsx';

interface CardListProps {
  definition: ObjectDefinition;
  columns: readonly string[];
  /** Undefined while it is read. */
  page: Page<AnyRecord> | undefined;
  stale: boolean;
  rowActions?: (record: AnyRecord) => ReactNode;
  onPage: (page: number | undefined) => void;
}

/** A list on a narrow screen: cards, page by page. */
export function CardList({ page, onPage, ...cards }: CardListProps) {
  return (
    <>
      <RecordCards {...cards} records={page?.data} />
      <ListPager page={page} many={inSentence(cards.definition.label[1])} onPage={onPage} />
    </>
  );
}
