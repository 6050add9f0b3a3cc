import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestTenant } from '#server/testing/app.ts';
import type { TestClient } from '#server/testing/client.ts';
import type { Option } from '#shared/fields/field.ts';

let test: TestApp;
let tenant: TestTenant;
let client: TestClient;
/** The pipeline that the tenant starts with. */
let usual: Pipeline;

interface Pipeline {
  id: number;
  name: string;
  version: number;
  is_default: boolean;
  stages: Option[];
}

const renewals = [
  { value: 'DUE', label: 'Due', probability: 60 },
  { value: 'OFFERED', label: 'Offered', type: 'open', probability: 80, color: 'teal', stale_days: 5 },
  { value: 'CLOSED_WON', label: 'Renewed', type: 'won' },
  { value: 'CLOSED_LOST', label: 'Churned', type: 'lost' },
];

beforeAll(async () => {
  test = await createTestApp();
});
beforeEach(async () => {
  tenant = await test.addTenant();
  client = await test.signedIn(tenant);
  usual = (await client.get('/api/v1/pipelines')).body.data[0];
});
afterAll(() => test.close());

const addPipeline = async (body: object = {}): Promise<Pipeline> => {
  const answer = await client.post('/api/v1/pipelines', { name: 'Renewals', stages: renewals, ...body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.data;
};
const deal = async (body: object = {}) => {
  const answer = await client.post('/api/v1/opportunities', { name: 'Deal', ...body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.data;
};
const read = async (id: number) => (await client.get(`/api/v1/opportunities/${id}`)).body.data;
const change = (pipeline: Pipeline, body: object) => client.patch(`/api/v1/pipelines/${pipeline.id}`, body);
const undo = (changeSet: string | null) => client.post(`/api/v1/change-sets/${changeSet}/undo`);
const valuesOf = ({ stages }: Pipeline) => stages.map((stage) => stage.value);
const groups = async (query: string) => (await client.get(`/api/v1/opportunities/groups?${query}`)).body.data;

describe('a pipeline', () => {
  it('is there from the start with the documented stages, as the default', async () => {
    expect(usual).toMatchObject({ name: 'Sales', is_default: true });
    expect(valuesOf(usual)).toEqual(['QUALIFICATION', 'PROPOSAL', 'NEGOTIATION', 'CLOSED_WON', 'CLOSED_LOST']);
    expect(await deal()).toMatchObject({ pipeline_id: usual.id, stage: 'QUALIFICATION', probability: 10 });
  });

  it('has stages of its own: deals begin with its first, take their chance from it and no stage of another', async () => {
    const pipeline = await addPipeline();
    expect(pipeline.stages).toEqual([
      { value: 'DUE', label: 'Due', type: 'open', probability: 60 },
      { value: 'OFFERED', label: 'Offered', type: 'open', probability: 80, color: 'teal', stale_days: 5 },
      { value: 'CLOSED_WON', label: 'Renewed', type: 'won', probability: 100 },
      { value: 'CLOSED_LOST', label: 'Churned', type: 'lost', probability: 0 },
    ]);
    const { id, stage, probability } = await deal({ pipeline_id: pipeline.id });
    expect([stage, probability]).toEqual(['DUE', 60]);
    const right = 'Stage must be one of DUE, OFFERED, CLOSED_WON, CLOSED_LOST';
    for (const wrong of ['PROPOSAL', 'NONSENSE']) {
      const refused = await client.post('/api/v1/opportunities', {
        name: 'X',
        pipeline_id: pipeline.id,
        stage: wrong,
      });
      expect([refused.status, refused.body.errors]).toEqual([422, { stage: right }]);
      const moved = await client.patch(`/api/v1/opportunities/${id}`, { stage: wrong });
      expect([moved.status, moved.body.errors]).toEqual([422, { stage: right }]);
    }
    const php = await client.post('/api/opportunities.php', { name: 'X', stage: 'DUE' });
    expect(php.body.errors).toEqual({
      stage: 'Stage must be one of QUALIFICATION, PROPOSAL, NEGOTIATION, CLOSED_WON, CLOSED_LOST',
    });
    expect((await client.patch(`/api/v1/opportunities/${id}`, { stage: 'OFFERED' })).body.data.probability).toBe(80);
  });

  it('takes a deal over with a stage of its own, or with one that both have', async () => {
    const pipeline = await addPipeline();
    const { id } = await deal({ stage: 'PROPOSAL' });
    const patch = (body: object) => client.patch(`/api/v1/opportunities/${id}`, body);
    const refused = await patch({ pipeline_id: pipeline.id });
    expect(refused.body.errors).toEqual({ stage: 'Stage must be one of DUE, OFFERED, CLOSED_WON, CLOSED_LOST' });
    expect((await patch({ pipeline_id: pipeline.id, stage: 'OFFERED' })).body.data).toMatchObject({
      pipeline_id: pipeline.id,
      stage: 'OFFERED',
      probability: 80,
    });
    expect((await patch({ stage: 'CLOSED_WON' })).status).toBe(200);
    expect((await patch({ pipeline_id: usual.id })).body.data).toMatchObject({ stage: 'CLOSED_WON', probability: 100 });
    expect((await patch({ pipeline_id: null })).body.errors).toEqual({ pipeline_id: 'Pipeline must not be empty' });
    expect((await patch({ pipeline_id: 999_999 })).body.errors.pipeline_id).toBe(
      'Pipeline must be the id of an existing pipeline',
    );
  });

  it('is filtered by, and its groups by stage are counts and sums of its deals alone', async () => {
    const pipeline = await addPipeline();
    await deal({ amount: 100, stage: 'CLOSED_WON' });
    await deal({ amount: 20, stage: 'CLOSED_WON', pipeline_id: pipeline.id });
    await deal({ amount: 3, pipeline_id: pipeline.id, owner_id: null });
    expect(await groups(`by=stage&sum=amount&pipeline_id=${pipeline.id}`)).toEqual([
      { stage: 'CLOSED_WON', count: 1, sum_amount: 20 },
      { stage: 'DUE', count: 1, sum_amount: 3 },
    ]);
    expect(await groups(`by=stage&sum=amount&pipeline_id=${pipeline.id}&owner_id=${tenant.adminId}`)).toEqual([
      { stage: 'CLOSED_WON', count: 1, sum_amount: 20 },
    ]);
    expect(await groups('by=stage&sum=amount')).toEqual([
      { stage: 'CLOSED_WON', count: 2, sum_amount: 120 },
      { stage: 'DUE', count: 1, sum_amount: 3 },
    ]);
    expect(await groups('by=pipeline_id')).toEqual([
      { pipeline_id: usual.id, count: 1 },
      { pipeline_id: pipeline.id, count: 2 },
    ]);
    const { body } = await client.get(`/api/v1/opportunities?pipeline_id=${pipeline.id}&stage=DUE`);
    expect([body.total, body.data[0].amount]).toEqual([1, 3]);
  });

  it('names a deal of a conversion', async () => {
    const pipeline = await addPipeline();
    const lead = (await client.post('/api/v1/leads', { company: 'Acme', contact_name: 'Jane' })).body.data;
    const convert = (opportunity: object) => client.post(`/api/v1/leads/${lead.id}/conversion`, { opportunity });
    const refused = await convert({ create: { pipeline_id: pipeline.id, stage: 'PROPOSAL' } });
    expect(refused.body.errors).toEqual({
      'opportunity.create.stage': 'Stage must be one of DUE, OFFERED, CLOSED_WON, CLOSED_LOST',
    });
    const converted = await convert({ create: { pipeline_id: pipeline.id, stage: 'OFFERED' } });
    expect(await read(converted.body.data.opportunity_id)).toMatchObject({ stage: 'OFFERED', probability: 80 });
  });
});

describe('changing a pipeline', () => {
  it('keeps a stage that deals are in, unless they get another, and an undo brings both back', async () => {
    const pipeline = await addPipeline();
    const { id } = await deal({ pipeline_id: pipeline.id, stage: 'OFFERED' });
    const stages = pipeline.stages.filter((stage) => stage.value !== 'OFFERED');
    const refused = await change(pipeline, { stages });
    const message =
      'One opportunity is in a stage that would go: say where they go instead, as "replace": {"OFFERED": "DUE"}';
    expect([refused.status, refused.body.errors]).toEqual([409, { stages: message }]);
    for (const replace of [{ OFFERED: 'NONE' }, { DUE: 'CLOSED_WON' }]) {
      const wrong = await change(pipeline, { stages, replace });
      expect([wrong.status, Object.keys(wrong.body.errors)]).toEqual([422, ['replace']]);
    }
    const changed = await change(pipeline, { stages, replace: { OFFERED: 'DUE' } });
    expect(valuesOf(changed.body.data)).toEqual(['DUE', 'CLOSED_WON', 'CLOSED_LOST']);
    expect(await read(id)).toMatchObject({ stage: 'DUE', probability: 60 });
    expect((await undo(changed.headers.get('x-change-set'))).status).toBe(200);
    expect(await read(id)).toMatchObject({ stage: 'OFFERED', probability: 80 });
    expect(valuesOf((await client.get(`/api/v1/pipelines/${pipeline.id}`)).body.data)).toEqual(valuesOf(pipeline));
  });

  it('holds for the next request: renamed, reordered and added stages', async () => {
    const [first, ...rest] = usual.stages;
    const stages = [
      { ...rest[0], label: 'Offer', probability: 45 },
      first,
      { value: 'TRIAL', label: 'Trial' },
      ...rest.slice(1),
    ];
    expect((await change(usual, { stages })).status).toBe(200);
    expect(await deal()).toMatchObject({ stage: 'PROPOSAL', probability: 45 });
    expect(await deal({ stage: 'TRIAL' })).toMatchObject({ probability: 50 });
    const { options } = (await client.get('/api/v1/session')).body.data;
    expect(options.opportunities.stage.map((one: Option) => one.label).slice(0, 3)).toEqual([
      'Offer',
      'Qualification',
      'Trial',
    ]);
  });

  it('refuses what would not be one, with the field named', async () => {
    const errors = async (body: object) => {
      const { status, body: answer } = await change(usual, body);
      return [status, answer.errors];
    };
    const [open, , , won, lost] = usual.stages as [Option, Option, Option, Option, Option];
    expect(await errors({ stages: [open, won] })).toEqual([
      422,
      { stages: 'Stages must have at least one of each type: lost is missing' },
    ]);
    expect(await errors({ stages: [open, won, lost, { ...open, label: 'Twin' }] })).toEqual([
      422,
      { stages: 'Stages must differ from each other in value and label' },
    ]);
    expect(await errors({ stages: [] })).toEqual([422, { stages: expect.stringMatching(/^Stages must be a list/) }]);
    for (const [key, value] of [
      ['type', 'half'],
      ['probability', 101],
      ['color', 'mauve'],
      ['stale_days', 0],
    ] as const) {
      const [status, named] = await errors({ stages: [{ ...open, [key]: value }, won, lost] });
      expect([key, status, named]).toEqual([key, 422, { stages: expect.stringContaining(key) }]);
    }
    expect(await errors({ is_default: false })).toEqual([
      422,
      { is_default: 'Make another pipeline the default instead' },
    ]);
    expect((await client.post('/api/v1/pipelines', { name: 'sales' })).status).toBe(409);
  });

  it('makes exactly one the default, also by undo', async () => {
    const pipeline = await addPipeline();
    const made = await change(pipeline, { is_default: true });
    const defaults = async () => {
      const { data } = (await client.get('/api/v1/pipelines')).body;
      return data.filter((one: Pipeline) => one.is_default).map((one: Pipeline) => one.id);
    };
    expect(await defaults()).toEqual([pipeline.id]);
    expect(await deal()).toMatchObject({ pipeline_id: pipeline.id, stage: 'DUE' });
    expect((await undo(made.headers.get('x-change-set'))).status).toBe(200);
    expect(await defaults()).toEqual([usual.id]);
  });

  it('reaches the stages of the only pipeline through the settings of the field as well', async () => {
    const url = '/api/v1/fields/opportunities.stage';
    const { options } = (await client.get(url)).body.data;
    expect(options).toEqual(usual.stages);
    const { id } = await deal({ stage: 'PROPOSAL' });
    const without = options.filter((one: Option) => one.value !== 'PROPOSAL');
    expect((await client.patch(url, { options: without })).status).toBe(409);
    const changed = await client.patch(url, { options: without, replace: { PROPOSAL: 'NEGOTIATION' }, label: 'Phase' });
    expect(changed.body.data).toMatchObject({ label: 'Phase', options: without });
    expect(await read(id)).toMatchObject({ stage: 'NEGOTIATION', probability: 70 });
    expect((await client.get(`/api/v1/pipelines/${usual.id}`)).body.data.stages).toEqual(without);
    await addPipeline();
    const refused = await client.patch(url, { options: without });
    expect([refused.status, refused.body.errors.options]).toEqual([422, expect.stringMatching(/several pipelines/)]);
    expect((await client.patch(url, { options: without.slice(0, 2) })).status).toBe(422);
  });
});

describe('deleting a pipeline', () => {
  it('wants another in its place while deals are in it, which stand there as before', async () => {
    const pipeline = await addPipeline();
    const url = `/api/v1/pipelines/${pipeline.id}`;
    const [due, won] = [
      await deal({ pipeline_id: pipeline.id, amount: 5 }),
      await deal({ pipeline_id: pipeline.id, stage: 'CLOSED_WON' }),
    ];
    const refused = await client.delete(url);
    expect([refused.status, refused.body.message]).toEqual([
      409,
      '2 opportunities are in this pipeline: name the one that takes its place, as ?replacement=<id>',
    ]);
    for (const wrong of ['x', '0', '999999', String(pipeline.id)]) {
      const answer = await client.delete(`${url}?replacement=${wrong}`);
      expect([wrong, answer.status, Object.keys(answer.body.errors)]).toEqual([wrong, 422, ['replacement']]);
    }
    const removed = await client.delete(`${url}?replacement=${usual.id}`);
    expect(removed.status).toBe(200);
    expect(await read(due.id)).toMatchObject({ pipeline_id: usual.id, stage: 'QUALIFICATION', probability: 10 });
    expect(await read(won.id)).toMatchObject({ pipeline_id: usual.id, stage: 'CLOSED_WON', probability: 100 });
    expect(await groups('by=pipeline_id&sum=amount')).toEqual([{ pipeline_id: usual.id, count: 2, sum_amount: 5 }]);
    expect((await undo(removed.headers.get('x-change-set'))).status).toBe(200);
    expect(await read(due.id)).toMatchObject({ pipeline_id: pipeline.id, stage: 'DUE', probability: 60 });
  });

  it('spares the default, and purging leaves deals of the trash a pipeline', async () => {
    expect((await client.delete(`/api/v1/pipelines/${usual.id}`)).status).toBe(409);
    const pipeline = await addPipeline();
    const { id } = await deal({ pipeline_id: pipeline.id });
    await client.delete(`/api/v1/opportunities/${id}`);
    const url = `/api/v1/pipelines/${pipeline.id}`;
    expect((await client.delete(url)).status).toBe(200);
    expect((await client.delete(`${url}?purge=true`)).status).toBe(200);
    expect((await client.post(`/api/v1/opportunities/${id}/restore`)).body.data.pipeline_id).toBe(usual.id);
  });

  it('of a lead source gives its leads another source', async () => {
    const [source, other] = (await client.get('/api/v1/lead-sources')).body.data;
    const lead = { company: 'Acme', contact_name: 'Jane', source_id: source.id };
    const { id } = (await client.post('/api/v1/leads', lead)).body.data;
    expect((await client.delete(`/api/v1/lead-sources/${source.id}?replacement=${other.id}`)).status).toBe(200);
    expect((await client.get(`/api/v1/leads/${id}`)).body.data.source_id).toBe(other.id);
  });
});
