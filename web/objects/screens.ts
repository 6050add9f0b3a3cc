import {
  type Icon,
  IconAddressBook,
  IconBuilding,
  IconCoins,
  IconSquareCheck,
  IconTargetArrow,
} from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import { type ObjectName, objects } from '#shared/objects/registry.ts';
import type { AnyRecord } from '#web/api/records.ts';
import type { SubjectField } from '#web/features/timeline/subject.ts';
import { msg } from '#web/language/translate.ts';
import type { ClosingFields } from '#web/records/board/close-dialog.tsx';
import type { Links } from '#web/records/links/link-list.tsx';
import type { Related } from '#web/records/related-list.tsx';

/** What the pages of one object show beyond what its definition says. */
export interface Screens {
  icon: Icon;
  /** Fields that its list can be narrowed down by, in order. */
  filters: readonly string[];
  /** What its list says while there is nothing in it. */
  empty: { title: string; text: string };
  /** The option field whose values are the columns of its board; without, it has none. */
  board?: string;
  /** Fields that are asked for when a record is won or lost. */
  closing?: ClosingFields;
  /** Fields below the title of a record's page; options are changed right there. */
  highlights: readonly string[];
  /** What can be done with its records beyond editing, beside the title. */
  action?: ComponentType<{ record: AnyRecord }>;
  /** Lists on a record's page of what belongs to it. */
  related: readonly Related[];
  /** Others that take part in it, each with a role. */
  links?: readonly Links[];
  /** The relation by which activities belong to it; without, its page has no timeline. */
  timelineBy?: SubjectField;
}

const deals: Links = {
  title: msg('Roles in deals'),
  object: 'opportunity_contacts',
  by: 'contact_id',
  to: 'opportunity_id',
  hint: msg('In which deals does this person have a say?'),
};

const tasksBy = (by: string): Related => ({ object: 'tasks', by, hint: msg('What has to be done next, and by whom?') });

/** Every object whose records have pages. */
export const screens: Partial<Record<ObjectName, Screens>> = {
  leads: {
    icon: IconTargetArrow,
    filters: ['status', 'rating', 'owner_id', 'source_id', 'tags'],
    empty: {
      title: msg('No leads yet'),
      text: msg(
        'A lead is a company or person who might buy. Add the first one, then note every call and meeting on its page.',
      ),
    },
    board: 'status',
    action: lazy(async () => ({ default: (await import('./leads/convert-lead.tsx')).ConvertLead })),
    highlights: ['contact_name', 'status', 'rating', 'tags'],
    related: [
      { object: 'opportunities', by: 'lead_id', hint: msg('What could this lead buy? Add it to follow its value.') },
      tasksBy('lead_id'),
    ],
    timelineBy: 'lead_id',
  },
  contacts: {
    icon: IconAddressBook,
    filters: ['company_id', 'owner_id', 'tags'],
    empty: {
      title: msg('No contacts yet'),
      text: msg(
        'Contacts are the people whom you sell to. Add the first one, or convert a lead: it becomes a contact.',
      ),
    },
    highlights: ['job_title', 'company_id', 'tags'],
    links: [
      {
        title: msg('Roles at companies'),
        object: 'affiliations',
        by: 'contact_id',
        to: 'company_id',
        hint: msg('Where else does this person work?'),
      },
      deals,
    ],
    related: [
      { object: 'opportunities', by: 'contact_id', hint: msg('What does this person want to buy?') },
      tasksBy('contact_id'),
    ],
    timelineBy: 'contact_id',
  },
  companies: {
    icon: IconBuilding,
    filters: ['industry', 'owner_id', 'tags'],
    empty: {
      title: msg('No companies yet'),
      text: msg(
        'Companies are the organizations that you sell to. Add the first one, or convert a lead: it becomes a company.',
      ),
    },
    highlights: ['industry', 'city', 'tags'],
    links: [
      {
        title: msg('People and their roles'),
        object: 'affiliations',
        by: 'company_id',
        to: 'contact_id',
        hint: msg('Who else has to do with this company?'),
      },
    ],
    related: [
      { object: 'contacts', by: 'company_id', hint: msg('Who works there?') },
      { object: 'opportunities', by: 'company_id', hint: msg('What could this company buy?') },
      tasksBy('company_id'),
    ],
    timelineBy: 'company_id',
  },
  opportunities: {
    icon: IconCoins,
    filters: ['pipeline_id', 'stage', 'lead_id', 'company_id', 'contact_id', 'owner_id', 'tags'],
    empty: {
      title: msg('No opportunities yet'),
      text: msg(
        'An opportunity is something a lead might buy: what it is worth, how far it is, and when it should close.',
      ),
    },
    board: 'stage',
    closing: { date: 'close_date', reason: 'lost_reason' },
    highlights: ['amount', 'stage', 'tags'],
    links: [
      {
        title: msg('People and their roles'),
        object: 'opportunity_contacts',
        by: 'opportunity_id',
        to: 'contact_id',
        hint: msg('Who decides, who helps, who is against it? Add everybody who has a say.'),
      },
    ],
    related: [tasksBy('opportunity_id')],
    timelineBy: 'opportunity_id',
  },
  tasks: {
    icon: IconSquareCheck,
    filters: ['done', 'priority', 'owner_id', 'tags'],
    empty: {
      title: msg('No tasks yet'),
      text: msg(
        'A task is what somebody has to do, by when. Add it here, or on the page of the record that it is about.',
      ),
    },
    board: 'priority',
    highlights: ['priority', 'due_at', 'tags'],
    related: [],
  },
};

/** The object whose pages are below `/<path>`; undefined where there are none. */
export function objectAt(path: string): ObjectName | undefined {
  return (Object.keys(screens) as ObjectName[]).find((name) => objects[name].path === path);
}
