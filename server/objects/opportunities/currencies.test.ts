import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import { openOwner } from '#server/testing/owner.ts';
import { convertAmount } from '#shared/currencies.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;

beforeAll(async () => {
  test = await createTestApp();
});
beforeEach(async () => {
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
});
afterAll(() => test.close());

const add = async (object: string, body: object) => {
  const answer = await client.post(`/api/v1/${object}`, body);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.data;
};
const deal = (body: object) => add('opportunities', { name: 'Deal', ...body });
const read = async (id: number) => (await client.get(`/api/v1/opportunities/${id}`)).body.data;
const undo = (changeSet: string | null) => client.post(`/api/v1/change-sets/${changeSet}/undo`);
const groups = async (query: string) => (await client.get(`/api/v1/opportunities/groups?${query}`)).body.data;
const worth = async (id: number) => {
  const { amount, currency, base_amount, weighted_amount } = await read(id);
  return [amount, currency, base_amount, weighted_amount];
};

it('a deal is in the default currency unless it names another, and keeps what it is worth in the default one', async () => {
  await add('currencies', { code: 'EUR', rate: 1.0842 });
  const [usual, foreign] = [
    await deal({ amount: 100 }),
    await deal({ amount: '99.99', currency: 'EUR', stage: 'PROPOSAL' }),
  ];
  expect(await worth(usual.id)).toEqual([100, 'USD', 100, 10]);
  // 99.99 × 1.0842 = 108.409158, of which 40 % are 43.364
  expect(await worth(foreign.id)).toEqual([99.99, 'EUR', 108.41, 43.36]);
  expect((await deal({})).base_amount).toBeNull();
  const refused = await client.post('/api/v1/opportunities', { name: 'X', currency: 'CHF', base_amount: 1 });
  expect(refused.body.errors).toEqual({
    currency: 'Currency must be one of USD, EUR',
    base_amount: 'Converted amount is set by the system',
  });
  const huge = await client.post('/api/v1/opportunities', { name: 'X', currency: 'EUR', amount: 9_999_999_999_999 });
  expect(huge.body.errors).toEqual({ amount: expect.stringMatching(/^Amount must be below/) });
  await client.patch(`/api/v1/opportunities/${foreign.id}`, { probability: 50 });
  expect(await worth(foreign.id)).toEqual([99.99, 'EUR', 108.41, 54.21]);
  await client.patch(`/api/v1/opportunities/${foreign.id}`, { currency: 'USD' });
  expect(await worth(foreign.id)).toEqual([99.99, 'USD', 99.99, 50]);
});

it('sums of amounts and of weighted amounts are in the default currency, out of what is kept and counted alike', async () => {
  await add('currencies', { code: 'EUR', rate: 2 });
  await deal({ amount: 10, currency: 'EUR' });
  await deal({ amount: 5 });
  await deal({ amount: 0.5, stage: 'NEGOTIATION', currency: 'EUR' });
  const { pipeline_id } = await deal({});
  const kept = await groups(`by=stage&sum=amount&pipeline_id=${pipeline_id}`);
  expect(kept).toEqual([
    { stage: 'NEGOTIATION', count: 1, sum_amount: 1 },
    { stage: 'QUALIFICATION', count: 3, sum_amount: 25 },
  ]);
  const counted = encodeURIComponent(JSON.stringify({ field: 'name', op: 'starts_with', value: 'd' }));
  expect(await groups(`by=stage&sum=amount&filter=${counted}`)).toEqual(kept);
  const weighted = [
    { stage: 'NEGOTIATION', count: 1, sum_weighted_amount: 0.7 },
    { stage: 'QUALIFICATION', count: 3, sum_weighted_amount: 2.5 },
  ];
  expect(await groups('by=stage&sum=weighted_amount')).toEqual(weighted);
  expect(await groups(`by=stage&sum=weighted_amount&filter=${counted}`)).toEqual(weighted);
});

it('a new rate holds for open deals, what is won or lost keeps its worth, and an undo brings everything back', async () => {
  const euro = await add('currencies', { code: 'EUR', rate: 2 });
  const [open, won] = [
    await deal({ amount: 10, currency: 'EUR' }),
    await deal({ amount: 10, currency: 'EUR', stage: 'CLOSED_WON' }),
  ];
  const changed = await client.patch(`/api/v1/currencies/${euro.id}`, { rate: '3.5' });
  expect([await worth(open.id), await worth(won.id)]).toEqual([
    [10, 'EUR', 35, 3.5],
    [10, 'EUR', 20, 20],
  ]);
  expect((await groups('by=stage&sum=amount')).map((one: { sum_amount: number }) => one.sum_amount)).toEqual([20, 35]);
  await client.patch(`/api/v1/opportunities/${won.id}`, { next_step: 'Invoice' });
  expect((await worth(won.id))[2]).toBe(20);
  expect((await undo(changed.headers.get('x-change-set'))).status).toBe(200);
  expect(await worth(open.id)).toEqual([10, 'EUR', 20, 2]);
  expect((await groups('by=stage&sum=amount')).map((one: { sum_amount: number }) => one.sum_amount)).toEqual([20, 20]);
});

it('another default currency takes the rates over and converts every deal, and an undo brings everything back', async () => {
  const euro = await add('currencies', { code: 'EUR', rate: 1.25 });
  await add('currencies', { code: 'GBP', rate: 2.5 });
  const deals = [
    await deal({ amount: 100 }),
    await deal({ amount: 100, currency: 'EUR', stage: 'CLOSED_WON' }),
    await deal({ amount: 100, currency: 'GBP', stage: 'CLOSED_LOST' }),
  ];
  // Of a deal from before there were currencies nothing says which one it is in.
  const owner = await openOwner(test.ownerUrl);
  await owner.query('update opportunities set currency = null where id = $1', [deals[0].id]);
  await owner.close();
  const before = await Promise.all(deals.map(({ id }) => worth(id)));
  const rates = async () => {
    const { data } = (await client.get('/api/v1/currencies')).body;
    return Object.fromEntries(data.map((one: { code: string; rate: number }) => [one.code, one.rate]));
  };
  const changed = await client.patch(`/api/v1/currencies/${euro.id}`, { is_default: true });
  expect(changed.status).toBe(200);
  expect(await rates()).toEqual({ EUR: 1, USD: 0.8, GBP: 2 });
  expect(await Promise.all(deals.map(({ id }) => worth(id)))).toEqual([
    [100, 'USD', 80, 8],
    [100, 'EUR', 100, 100],
    [100, 'GBP', 200, 0],
  ]);
  expect((await deal({})).currency).toBe('EUR');
  expect((await undo(changed.headers.get('x-change-set'))).status).toBe(200);
  expect(await rates()).toEqual({ USD: 1, EUR: 1.25, GBP: 2.5 });
  expect(await Promise.all(deals.map(({ id }) => worth(id)))).toEqual(before);
});

it('currencies keep in order: what is wrong is named, what is used stays, what was taken down wrongly is put right', async () => {
  const [usual] = (await client.get('/api/v1/currencies')).body.data;
  const errors = async (body: object) => (await client.post('/api/v1/currencies', body)).body.errors;
  expect(await errors({ code: 'EURO', rate: 0 })).toEqual({
    code: expect.stringMatching(/^Code must be one of AED, /),
    rate: 'Rate must be a positive number such as 1.0842',
  });
  expect(await errors({ code: 'EUR', rate: '0.00000000001' })).toEqual({ rate: 'Rate must have at most ten decimals' });
  expect((await client.post('/api/v1/currencies', { code: 'USD', rate: 2 })).status).toBe(409);
  const url = `/api/v1/currencies/${usual.id}`;
  expect((await client.patch(url, { rate: 2 })).body.errors).toEqual({
    rate: 'The rate of the default currency is 1: change those of the others',
  });
  expect((await client.patch(url, { is_default: false })).body.errors).toEqual({
    is_default: 'Make another currency the default instead',
  });
  expect((await client.delete(url)).status).toBe(409);
  const yen = await add('currencies', { code: 'JPY', rate: 0.0065 });
  const { id } = await deal({ amount: 1000, currency: 'JPY' });
  const kept = await client.delete(`/api/v1/currencies/${yen.id}`);
  expect([kept.status, kept.body.message]).toEqual([409, 'One opportunity is in this currency']);
  await client.patch(url, { code: 'EUR' });
  expect(await worth(id)).toEqual([1000, 'JPY', 6.5, 0.65]);
  expect((await deal({ amount: 1 })).currency).toBe('EUR');
});

it('whoever may not see amounts sees neither what they are worth', async () => {
  await client.post('/api/v1/roles', { name: 'Blind', base: 'rep', fields: { opportunities: { amount: 'hidden' } } });
  const { key } = (await client.get('/api/v1/roles?limit=100')).body.data.find(
    (one: { name: string }) => one.name === 'Blind',
  );
  await tenant.addUser(key, `blind${tenant.id}@example.com`);
  const blind = await test.signedIn(tenant, `blind${tenant.id}@example.com`);
  await deal({ amount: 4711 });
  const list = await blind.get('/api/v1/opportunities');
  expect([list.body.total, list.text.includes('4711'), list.text.includes('weighted')]).toEqual([1, false, false]);
  for (const sum of ['amount', 'base_amount', 'weighted_amount'])
    expect((await blind.get(`/api/v1/opportunities/groups?by=stage&sum=${sum}`)).status).toBe(422);
});

it('contacts take part in deals in roles, and why deals are lost is chosen from a list of the tenant', async () => {
  const [contact, { id }] = [await add('contacts', { name: 'Jane' }), await deal({})];
  const link = { opportunity_id: id, contact_id: contact.id };
  expect((await add('opportunity-contacts', { ...link, role: 'DECISION_MAKER' })).role).toBe('DECISION_MAKER');
  const { body } = await client.get(`/api/v1/opportunity-contacts?opportunity_id=${id}&include=contact`);
  expect(body.data[0].contact.name).toBe('Jane');
  expect((await client.post('/api/v1/opportunity-contacts', { ...link, role: 'BOSS' })).body.errors.role).toMatch(
    /^Role must be one of DECISION_MAKER/,
  );
  const lose = (lost_reason: string) =>
    client.patch(`/api/v1/opportunities/${id}`, { stage: 'CLOSED_LOST', lost_reason });
  expect((await lose('Bad weather')).body.errors.lost_reason).toMatch(/^Lost reason must be one of PRICE/);
  await client.patch('/api/v1/fields/opportunities.lost_reason', {
    options: ['PRICE', { value: 'Bad weather', color: 'gray' }],
  });
  expect((await lose('Bad weather')).body.data.lost_reason).toBe('Bad weather');
});

it('converting is exact for every amount and rate', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 14 }), fc.integer({ min: 1, max: 10 ** 13 }), (cents, units) => {
      const exact = (BigInt(cents) * BigInt(units) * 2n + 10n ** 10n) / (2n * 10n ** 10n);
      // More than a field holds is refused.
      fc.pre(exact < 10n ** 15n);
      expect(convertAmount(cents / 100, units / 1e10)).toBe(Number(exact) / 100);
    }),
  );
});
