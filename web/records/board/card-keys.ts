import type { KeyboardEvent } from 'react';

/**
 * Arrow keys on a board: they walk from card to card and from column to column. Returns the card to move and by how many columns
 * where Shift is held with the left or right one.
 */
export function readCardKey(event: KeyboardEvent<HTMLElement>): { id: number; by: -1 | 1 } | null {
  const card = (event.target as HTMLElement).closest<HTMLElement>('[data-card]');
  if (!card || event.altKey || event.ctrlKey || event.metaKey) return null;
  const columns = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-column]')];
  const at = columns.findIndex((column) => column.contains(card));
  const cards = cardsOf(columns[at]);
  const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined) return null;
  event.preventDefault();
  const by = step as -1 | 1;
  const isAcross = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  if (isAcross && event.shiftKey) return columns[at + by] ? { id: Number(card.dataset.card), by } : null;
  if (!isAcross) focusCard(cards[cards.indexOf(card) + by]);
  else {
    const rest = by === 1 ? columns.slice(at + 1) : columns.slice(0, at).reverse();
    const next = rest.map(cardsOf).find((list) => list.length > 0) ?? [];
    focusCard(next[Math.min(cards.indexOf(card), next.length - 1)]);
  }
  return null;
}

/** Puts the focus on a card by the id of its record. */
export function focusRecord(board: HTMLElement | null, id: number): void {
  focusCard(board?.querySelector<HTMLElement>(`[data-card="${id}"]`) ?? undefined);
}

function cardsOf(column: HTMLElement | undefined): HTMLElement[] {
  return [...(column?.querySelectorAll<HTMLElement>('[data-card]') ?? [])];
}

/** What a card is opened by carries the focus. */
function focusCard(card: HTMLElement | undefined): void {
  card?.querySelector<HTMLElement>('a')?.focus();
}
