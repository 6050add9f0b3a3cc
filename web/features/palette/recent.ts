import type { Session } from '#shared/api/session.ts';
import { type ObjectName, objects } from '#shared/objects/registry.ts';

/** A record whose page was open lately. */
export interface RecentRecord {
  object: ObjectName;
  id: number;
  title: string;
}

const KEPT = 8;

/** Records opened lately in this browser by this person, the last one first. */
export function readRecent(session: Session): RecentRecord[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(session)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isRecent).slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

export function rememberRecent(session: Session, record: RecentRecord): void {
  const others = readRecent(session).filter((one) => one.object !== record.object || one.id !== record.id);
  try {
    localStorage.setItem(keyOf(session), JSON.stringify([record, ...others].slice(0, KEPT)));
  } catch {
    // A browser that stores nothing does without.
  }
}

export function forgetRecent(session: Session): void {
  localStorage.removeItem(keyOf(session));
}

function keyOf({ organization, user }: Session): string {
  return `arvelo.recent.${organization.name}.${user.email}`;
}

function isRecent(value: unknown): value is RecentRecord {
  const { object, id, title } = (value ?? {}) as Record<string, unknown>;
  return typeof object === 'string' && object in objects && typeof id === 'number' && typeof title === 'string';
}
