import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { Page } from '#shared/api/envelope.ts';
import { hasNextPage } from '#web/api/queries.ts';
import { t } from '#web/language/translate.ts';
import { formatCount, formatTotal } from '#web/ui/format.ts';
import classes from './list-pager.module.css';

interface ListPagerProps {
  page: Page<unknown> | undefined;
  /** What is counted, in the plural. */
  many: string;
  onPage: (page: number | undefined) => void;
}

/** Where in the list one is, and the way to the pages beside. */
export function ListPager({ page, many, onPage }: ListPagerProps) {
  const pages = page ? Math.max(1, Math.ceil(page.total / page.per_page)) : 1;
  const at = page?.page ?? 1;
  const go = (to: number) => {
    onPage(to === 1 ? undefined : to);
    window.scrollTo({ top: 0 });
  };
  return (
    <div className={classes.pager}>
      <p aria-live="polite" role="status">
        {page && rangeText(page, many)}
      </p>
      {(pages > 1 || at > 1) && (
        <nav aria-label={t('Pages')} className={classes.pages}>
          <ActionIcon variant="default" aria-label={t('Previous page')} disabled={at <= 1} onClick={() => go(at - 1)}>
            <IconChevronLeft size={16} />
          </ActionIcon>
          <span>{pageText(at, pages, page?.total_capped)}</span>
          <ActionIcon
            variant="default"
            aria-label={t('Next page')}
            disabled={!page || !hasNextPage(page)}
            onClick={() => go(at + 1)}
          >
            <IconChevronRight size={16} />
          </ActionIcon>
        </nav>
      )}
    </div>
  );
}

function pageText(at: number, pages: number, isCapped?: boolean): string {
  const page = formatCount(at);
  return isCapped ? t('Page {page}', { page }) : t('Page {page} of {pages}', { page, pages: formatCount(pages) });
}

function rangeText(given: Page<unknown>, many: string): string {
  const { total, page, per_page, data } = given;
  if (total === 0 || data.length === 0) return t('No {many}', { many });
  const first = (page - 1) * per_page + 1;
  const range = `${formatCount(first)}–${formatCount(first + data.length - 1)}`;
  return t('{range} of {total}', { range, total: formatTotal(given) });
}
