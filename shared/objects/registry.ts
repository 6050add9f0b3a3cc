import type { ObjectDefinition, RecordOf } from '#shared/object.ts';
import { activities } from './activities.ts';
import { affiliations } from './affiliations.ts';
import { attachments } from './attachments.ts';
import { companies } from './companies.ts';
import { contacts } from './contacts.ts';
import { currencies } from './currencies.ts';
import { dashboards } from './dashboards.ts';
import { fields } from './fields.ts';
import { leadSources } from './lead-sources.ts';
import { leads } from './leads.ts';
import { opportunities } from './opportunities.ts';
import { opportunityContacts } from './opportunity-contacts.ts';
import { pipelines } from './pipelines.ts';
import { roles } from './roles.ts';
import { shares } from './shares.ts';
import { tags } from './tags.ts';
import { tasks } from './tasks.ts';
import { teams } from './teams.ts';
import { templates } from './templates.ts';
import { users } from './users.ts';
import { views } from './views.ts';

/** Every record type of the product. Code that works for a tenant asks `objectFor`, which knows the tenant's own changes. */
export const objects = {
  leads,
  companies,
  contacts,
  affiliations,
  pipelines,
  currencies,
  opportunities,
  opportunity_contacts: opportunityContacts,
  activities,
  tasks,
  attachments,
  lead_sources: leadSources,
  tags,
  templates,
  users,
  teams,
  roles,
  shares,
  fields,
  views,
  dashboards,
};

export type ObjectName = keyof typeof objects;
export type RecordTypes = { [K in ObjectName]: RecordOf<(typeof objects)[K]> };
export const objectList: readonly ObjectDefinition[] = Object.values(objects) as unknown as ObjectDefinition[];
