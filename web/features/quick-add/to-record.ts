import { toInstant } from '#shared/filter/zoned-time.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import type { Line, When } from './read-line.ts';

/** The relation by which a record is linked to one of another object. */
export const linkFields: Partial<Record<ObjectName, string>> = {
  contacts: 'contact_id',
  companies: 'company_id',
  leads: 'lead_id',
  opportunities: 'opportunity_id',
};

/** What is known beside the line itself. */
export interface Known {
  /** Records that were found for its names, by relation. */
  links: Readonly<Record<string, number>>;
  /** Names that no record was found for, in order. */
  unknown: readonly string[];
  assigneeId?: number | undefined;
  timeZone: string;
  /** What the person's clock shows. */
  now: number;
}

/** A record to create: its object and the body of the call. */
export interface NewRecord {
  object: ObjectName;
  body: Record<string, unknown>;
}

const HOUR = 3_600_000;
/** What is due some day is due when work ends; a meeting without a time begins when it starts. */
const END_OF_WORK = 17 * HOUR;
const START_OF_WORK = 9 * HOUR;
const USUAL_MEETING = 60;

/** What a line makes. A call, meeting or note needs a record that it is about: without one it is a task. */
export function toRecord(line: Line, known: Known): NewRecord {
  switch (line.kind) {
    case 'lead':
      return lead(line, known);
    case 'contact':
      return { object: 'contacts', body: person(line, { company_id: known.links.company_id }) };
    case 'company':
      return { object: 'companies', body: { name: line.title, phone: line.phone } };
    case 'deal':
      return deal(line, known);
    case 'task':
      return task(line, known);
    default:
      return isAbout(known) || line.kind === 'note' ? activity(line, known) : task(line, known);
  }
}

function isAbout({ links }: Known): boolean {
  return Object.keys(links).length > 0;
}

function task(line: Line, { links, assigneeId, timeZone }: Known): NewRecord {
  const due = line.when && momentOf(line.when, END_OF_WORK, timeZone);
  return {
    object: 'tasks',
    body: { title: line.title, due_at: due, priority: line.priority, owner_id: assigneeId, ...links },
  };
}

function activity(line: Line, { links, assigneeId, timeZone }: Known): NewRecord {
  if (line.kind === 'note') return { object: 'activities', body: { type: 'NOTE', body: line.title, ...links } };
  const startsAt = line.when && momentOf(line.when, START_OF_WORK, timeZone);
  const minutes = line.minutes ?? (line.kind === 'meeting' && startsAt ? USUAL_MEETING : undefined);
  return {
    object: 'activities',
    body: {
      type: line.kind === 'meeting' ? 'MEETING' : 'CALL',
      subject: line.title,
      body: line.title,
      starts_at: startsAt,
      duration_minutes: minutes,
      owner_id: assigneeId,
      ...links,
    },
  };
}

function lead(line: Line, { unknown, links: _ }: Known): NewRecord {
  const company = unknown[0] ?? line.names[0] ?? companyOf(line.email) ?? line.title;
  return { object: 'leads', body: { company, contact_name: line.title, email: line.email, phone: line.phone } };
}

function person(line: Line, more: Record<string, unknown>): Record<string, unknown> {
  return { name: line.title, email: line.email, phone: line.phone, ...more };
}

function deal(line: Line, { links }: Known): NewRecord {
  const closing = line.when && new Date(line.when.wall).toISOString().slice(0, 10);
  const { amount, currency } = line;
  const { opportunity_id: _, ...customer } = links;
  return { object: 'opportunities', body: { name: line.title, amount, currency, close_date: closing, ...customer } };
}

/** A moment of somebody's clock; a day alone is the given time of it. */
export function momentOf({ wall, hasTime }: When, usualTime: number, timeZone: string): string {
  return new Date(toInstant(hasTime ? wall : wall + usualTime, timeZone)).toISOString();
}

const freeMail =
  /^(gmail|googlemail|outlook|hotmail|live|icloud|yahoo|gmx|web|aol|proton|protonmail|mail|posteo|t-online|freenet)\./i;

/** `rossi.it` belongs to `Rossi`; an address of a free provider to nobody. */
function companyOf(email: string | undefined): string | undefined {
  const domain = email?.split('@')[1] ?? '';
  const name = freeMail.test(domain) ? '' : (domain.split('.').at(-2) ?? '');
  return name ? name.charAt(0).toUpperCase() + name.slice(1) : undefined;
}
