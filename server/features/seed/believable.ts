import { createCompanies } from './companies.ts';
import { readNames } from './names.ts';
import { createRandom, type Random } from './random.ts';

type Values = Record<string, unknown>;

/** A record that others hang on. */
export type Parent = { id: number } & Values;

/** What invented records may refer to. */
export interface SeedWorld {
  now: Date;
  sourceIds: readonly number[];
  userIds: readonly number[];
}

/** Who an opportunity is with: a lead, or somebody at a company. */
interface Buyer {
  lead: Parent | null;
  contact: Parent | null;
  employer: Parent | null;
}

/** Days of history that the records spread over. */
const DAYS = 365;
const DAY = 86_400_000;

/** Values as often as they come among a hundred records. */
const LEAD_STATUSES = spread([
  ['NEW', 40],
  ['WORKING', 30],
  ['QUALIFIED', 15],
  ['UNQUALIFIED', 10],
  ['CONVERTED', 5],
]);
const RATINGS = spread([
  ['HOT', 15],
  ['WARM', 35],
  ['COLD', 30],
  [null, 20],
]);
const STAGES = spread([
  ['QUALIFICATION', 30],
  ['PROPOSAL', 20],
  ['NEGOTIATION', 15],
  ['CLOSED_WON', 20],
  ['CLOSED_LOST', 15],
]);
const LOST_REASONS = ['PRICE', 'COMPETITOR', 'NO_BUDGET', 'NO_DECISION', 'TIMING', 'PRICE', 'NO_ANSWER'];
/** Every third open deal has none: below() reaches beyond the end. */
const NEXT_STEPS = ['Send the offer', 'Demo with the team', 'Call after the board meeting', 'Check the contract'];
const PRODUCTS = [
  'annual licence',
  'pilot',
  'rollout',
  'renewal',
  'expansion',
  'support plan',
  'migration',
  'training',
];
const JOBS = [
  'Head of purchasing',
  'Operations manager',
  'Managing director',
  'IT lead',
  'Finance director',
  'Plant manager',
  'Office manager',
  'Chief technology officer',
];
const INDUSTRIES = [
  'CONSTRUCTION',
  'FINANCE',
  'HEALTH',
  'MANUFACTURING',
  'RETAIL',
  'SERVICES',
  'TECHNOLOGY',
  'TRANSPORT',
];
const TODOS = [
  'Call back about the offer',
  'Send the price list',
  'Prepare the demo',
  'Ask for the decision',
  'Check the contract with legal',
  'Introduce the support team',
  'Send two references',
];
const TALKS = [
  ['CALL', 'Call', 'Talked through the offer; they want to compare it with their current supplier.'],
  ['CALL', 'Left a message', 'Nobody answered, left a message on the machine and sent a short mail.'],
  ['EMAIL', 'Price list', 'Sent the price list and two references from their industry.'],
  ['EMAIL', 'Follow-up', 'Asked whether the budget for next quarter is settled.'],
  ['MEETING', 'Demo', 'Showed the product to five people; purchasing asked about terms of payment.'],
  ['NOTE', 'Note', 'Decision lies with the head of operations, not with our contact.'],
] as const;

/** Makes believable records; the same seed makes the same ones. */
export function createBelievable(seed: number, world: SeedWorld) {
  const random = createRandom(seed);
  const { below, pick } = random;
  const names = readNames(random);
  const company = createCompanies(names, random);
  const oneOf = <T>(list: readonly T[]): T | null => (list.length === 0 ? null : pick(list));
  const createdAt = (at: number, of: number) =>
    new Date(world.now.getTime() - DAYS * DAY * (1 - (at + 0.5) / of)).toISOString();
  const phoneNumber = () => `(${200 + below(800)}) ${200 + below(800)}-${1000 + below(9000)}`;
  const someone = (at: string) => {
    const first = random.pickCommon(names.first);
    const last = random.pickCommon(names.last);
    return {
      person: `${first} ${last}`,
      email: `${mailbox(random, first, last)}@${domainOf(at)}`,
      phone: phoneNumber(),
    };
  };
  return {
    lead: (at: number, of: number): Values => {
      const name = company();
      const { person, email, phone } = someone(name);
      return {
        company: name,
        contact_name: person,
        email,
        phone,
        status: pick(LEAD_STATUSES),
        rating: pick(RATINGS),
        source_id: oneOf(world.sourceIds),
        owner_id: oneOf(world.userIds),
        created_at: createdAt(at, of),
      };
    },
    company: (at: number, of: number): Values => {
      const name = company();
      return {
        name,
        domain: domainOf(name),
        website: `https://www.${domainOf(name)}`,
        phone: phoneNumber(),
        industry: pick(INDUSTRIES),
        employees: 5 + below(40) ** 2,
        city: random.pickCommon(names.towns),
        owner_id: oneOf(world.userIds),
        created_at: createdAt(at, of),
      };
    },
    contact: (at: number, of: number, employer: Parent | null): Values => {
      const { person, email, phone } = someone(employer ? String(employer.name) : company());
      return {
        name: person,
        email,
        phone,
        job_title: pick(JOBS),
        company_id: employer?.id ?? null,
        owner_id: oneOf(world.userIds),
        created_at: createdAt(at, of),
      };
    },
    opportunity: (at: number, of: number, { lead, contact, employer }: Buyer): Values => {
      const created = createdAt(at, of);
      const stage = pick(STAGES);
      return {
        name: `${employer?.name ?? lead?.company ?? company()}: ${pick(PRODUCTS)}`,
        lead_id: lead?.id ?? null,
        company_id: contact?.company_id ?? null,
        contact_id: contact?.id ?? null,
        stage,
        amount: (5 + below(2496)) * 100,
        ...closingOf(stage, { created: Date.parse(created), now: world.now.getTime(), below }),
        owner_id: oneOf(world.userIds),
        created_at: created,
      };
    },
    task: (at: number, of: number, lead: Parent | null): Values => ({
      title: pick(TODOS),
      lead_id: lead?.id ?? null,
      due_at: new Date(world.now.getTime() + (below(61) - 20) * DAY).toISOString(),
      done: below(3) === 0,
      priority: pick(['LOW', 'NORMAL', 'NORMAL', 'NORMAL', 'HIGH']),
      owner_id: oneOf(world.userIds),
      created_at: createdAt(at, of),
    }),
    activity: (at: number, of: number, leadId: number): Values => {
      const [type, subject, body] = pick<(typeof TALKS)[number]>(TALKS);
      return {
        lead_id: leadId,
        opportunity_id: null,
        type,
        subject,
        body,
        ...(type === 'MEETING' && meetingAt(at, world.now)),
        owner_id: oneOf(world.userIds),
        created_at: createdAt(at, of),
      };
    },
  };
}

/** Meetings of the weeks around now, in working hours; the same one for the same number. */
function meetingAt(at: number, now: Date): Values {
  const day = new Date(now.getTime() + ((at % 29) - 14) * DAY);
  day.setUTCHours(8 + (at % 8), at % 2 === 0 ? 0 : 30, 0, 0);
  return { starts_at: day.toISOString(), duration_minutes: at % 3 === 0 ? 30 : 60 };
}

/** What is closed took up to four months; what is open should close in the next ones, or should have a short while ago. */
function closingOf(
  stage: string,
  { created, now, below }: { created: number; now: number; below: Random['below'] },
): Values {
  if (!stage.startsWith('CLOSED')) {
    return { close_date: dayOf(now + (below(150) - 15) * DAY), next_step: NEXT_STEPS[below(6)] ?? null };
  }
  const closed = Math.min(created + (4 + below(116)) * DAY, now);
  return {
    close_date: dayOf(closed),
    lost_reason: stage === 'CLOSED_LOST' ? LOST_REASONS[below(LOST_REASONS.length)] : null,
    closed_at: new Date(closed).toISOString(),
    days_to_close: Math.round((closed - created) / DAY),
  };
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** The part before the @, in one of the ways that companies write it. */
function mailbox({ below }: Random, first: string, last: string): string {
  const way = below(10);
  const text = way < 6 ? `${first}.${last}` : way < 8 ? `${first.charAt(0)}${last}` : first;
  return text.toLowerCase();
}

function domainOf(company: string): string {
  return `${company.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.example`;
}

/** A list in which each value stands as often as its weight says. */
function spread<T>(weights: readonly (readonly [value: T, weight: number])[]): T[] {
  return weights.flatMap(([value, weight]) => Array.from({ length: weight }, () => value));
}
