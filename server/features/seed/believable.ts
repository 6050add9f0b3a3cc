import { base, en, Faker } from '@faker-js/faker';

type Values = Record<string, unknown>;

/** What invented records may refer to. */
export interface SeedWorld {
  now: Date;
  sourceIds: readonly number[];
  userIds: readonly number[];
}

/** Days of history that the records spread over. */
const DAYS = 365;
const DAY = 86_400_000;

const LEAD_STATUSES = [
  { value: 'NEW', weight: 40 },
  { value: 'WORKING', weight: 30 },
  { value: 'QUALIFIED', weight: 15 },
  { value: 'UNQUALIFIED', weight: 10 },
  { value: 'CONVERTED', weight: 5 },
];
const RATINGS = [
  { value: 'HOT', weight: 15 },
  { value: 'WARM', weight: 35 },
  { value: 'COLD', weight: 30 },
  { value: null, weight: 20 },
];
const STAGES = [
  { value: 'QUALIFICATION', weight: 30 },
  { value: 'PROPOSAL', weight: 20 },
  { value: 'NEGOTIATION', weight: 15 },
  { value: 'CLOSED_WON', weight: 20 },
  { value: 'CLOSED_LOST', weight: 15 },
];
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
  const faker = new Faker({ locale: [en, base], seed });
  // Names are drawn from a supply: making each anew would take longer than writing the record.
  const supply = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  const firstNames = supply(1000, () => faker.person.firstName());
  const lastNames = supply(1000, () => faker.person.lastName());
  const suffixes = supply(10, () => faker.company.buzzNoun()).map(
    (noun) => noun.charAt(0).toUpperCase() + noun.slice(1),
  );
  const pick = <T>(list: readonly T[]): T => faker.helpers.arrayElement(list as T[]);
  const company = () => {
    const kind = faker.number.int(9);
    if (kind < 5) return `${pick(lastNames)} ${pick(['Inc', 'LLC', 'Group', 'and Sons', 'GmbH', ...suffixes])}`;
    return kind < 8
      ? `${pick(lastNames)} - ${pick(lastNames)}`
      : `${pick(lastNames)}, ${pick(lastNames)} and ${pick(lastNames)}`;
  };
  const oneOf = <T>(list: readonly T[]): T | null =>
    list.length === 0 ? null : faker.helpers.arrayElement(list as T[]);
  const createdAt = (at: number, of: number) =>
    new Date(world.now.getTime() - DAYS * DAY * (1 - (at + 0.5) / of)).toISOString();
  return {
    lead: (at: number, of: number): Values => {
      const first = pick(firstNames);
      const last = pick(lastNames);
      const name = company();
      const domain = name.toLowerCase().replaceAll(/[^a-z]+/g, '-');
      return {
        company: name,
        contact_name: `${first} ${last}`,
        email: `${first}.${last}@${domain}.example`.toLowerCase().replaceAll(/[^a-z0-9.@-]/g, ''),
        phone: faker.phone.number({ style: 'national' }),
        status: faker.helpers.weightedArrayElement(LEAD_STATUSES),
        rating: faker.helpers.weightedArrayElement(RATINGS),
        source_id: oneOf(world.sourceIds),
        owner_id: oneOf(world.userIds),
        created_at: createdAt(at, of),
      };
    },
    opportunity: (at: number, of: number, lead: { id: number; company: string } | null): Values => ({
      name: `${lead?.company ?? company()}: ${oneOf(PRODUCTS)}`,
      lead_id: lead?.id ?? null,
      stage: faker.helpers.weightedArrayElement(STAGES),
      amount: faker.number.int({ min: 5, max: 2500 }) * 100,
      close_date: new Date(world.now.getTime() + faker.number.int({ min: -200, max: 200 }) * DAY)
        .toISOString()
        .slice(0, 10),
      owner_id: oneOf(world.userIds),
      created_at: createdAt(at, of),
    }),
    activity: (at: number, of: number, leadId: number): Values => {
      const [type, subject, body] = faker.helpers.arrayElement(TALKS as unknown as (typeof TALKS)[number][]);
      return {
        lead_id: leadId,
        opportunity_id: null,
        type,
        subject,
        body,
        owner_id: oneOf(world.userIds),
        created_at: createdAt(at, of),
      };
    },
  };
}
