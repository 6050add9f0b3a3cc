import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { Input, Reply, SignedInRoute } from '#server/platform/http/types.ts';
import { requireAccess, seenBy } from '#server/records/access.ts';
import { answerOf, shownValues } from '#server/records/answer-record.ts';
import { answerWrite } from '#server/records/answer-write.ts';
import type { Work } from '#server/records/change-set.ts';
import type { CompiledObject } from '#server/records/compile-object.ts';
import { createRecord } from '#server/records/create.ts';
import { objectFor } from '#server/records/definition.ts';
import { type AnyRecord, pick } from '#server/records/record.ts';
import { lockRecord } from '#server/records/update.ts';
import { lockRecords, updateMany } from '#server/records/update-many.ts';
import { dataOf } from '#shared/api/answers.ts';
import { anId, orNull, shape } from '#shared/api/json-schema.ts';
import { recordRef } from '#shared/api/record-schemas.ts';
import { appError, invalid } from '#shared/errors.ts';
import type { Field } from '#shared/fields/field.ts';
import { readInteger } from '#shared/fields/integer.ts';
import { fieldKinds } from '#shared/fields/kinds.ts';
import { objects } from '#shared/objects/registry.ts';
import { defineRoute } from '#shared/route.ts';
import { type Part, type Parts, partNames, partsBody, readParts } from './conversion-input.ts';

type Values = Readonly<Record<string, unknown>>;

/** Ids of what a lead became; null where nothing was wanted. */
type Links = Record<'company_id' | 'contact_id' | 'opportunity_id', number | null>;

/** `POST /api/v1/leads/<id>/conversion`. */
export const conversionRoute: SignedInRoute = {
  route: defineRoute({
    method: 'POST',
    path: '/api/v1/leads/:id/conversion',
    object: 'leads',
    needs: 'update',
    summary: 'Convert a lead to a company, a contact and an opportunity',
    body: partsBody,
    answer: dataOf(
      shape({
        lead: recordRef(objects.leads),
        company_id: orNull(anId),
        contact_id: orNull(anId),
        opportunity_id: orNull(anId),
        change_set_id: anId,
      }),
    ),
    status: 201,
    rate: 'write',
    keyed: true,
  }),
  handler: convertLead,
};

/** Makes a company, a contact and an opportunity of a lead, or links it to those that there are, in one change set. */
async function convertLead(ctx: Ctx, input: Input): Promise<Reply> {
  const leads = await objectFor(ctx, 'leads');
  const id = readInteger(input.params.id) ?? 0;
  return answerWrite(ctx, input, 'conversion', async (work) => {
    requireAccess(ctx, leads, 'update');
    const lead = await lockRecord(work, leads, { id, action: 'update' });
    if (lead.converted_at !== null)
      throw appError('conflict', {
        message: 'This lead is converted already',
        data: await answerOf(work, leads, lead),
      });
    const parts = readParts(input.body);
    // What is hidden from the caller must not come to light in what the caller makes of it.
    const links = await makeLinks(work, seenBy(leads, lead), parts);
    await carryOver(work, id, links);
    const converted = { status: 'CONVERTED', converted_at: ctx.app.clock.now().toISOString(), ...links };
    await updateMany(work, leads, { before: new Map([[id, lead]]), rows: [{ id, values: converted }] });
    const after = await lockRecord(work, leads, { id, action: 'read' });
    const data = { lead: await answerOf(work, leads, after), ...links, change_set_id: await work.changeSetId() };
    return { status: 201, body: { success: true, data } };
  });
}

/** In this order, since each may refer to those before it. */
async function makeLinks(work: Work, lead: AnyRecord, parts: Parts): Promise<Links> {
  const links: Links = { company_id: null, contact_id: null, opportunity_id: null };
  const tags = await tagNamesOf(work, lead);
  for (const name of partNames) {
    const part = parts[name];
    const values = { ...valuesFor(name, lead, links), tags };
    if (part) links[`${name}_id`] = await makePart(work, name, { part, lead, values });
  }
  return links;
}

/** Names leave out the tags that are gone, which ids in a record may still mean. */
async function tagNamesOf({ ctx, tx }: Work, lead: AnyRecord): Promise<unknown> {
  const [named] = await shownValues(tx, ctx.tenantId, [{ object: await objectFor(ctx, 'leads'), values: lead }]);
  return named?.tags;
}

const objectOf = { company: 'companies', contact: 'contacts', opportunity: 'opportunities' } as const;

/** What the lead itself says about a new record, as far as the caller sees it; what the caller says goes before. */
function valuesFor(name: Part, seen: AnyRecord, { company_id, contact_id }: Links): Values {
  const { id, company, contact_name, email, phone, owner_id } = seen;
  switch (name) {
    case 'company':
      return { name: company, phone, owner_id };
    case 'contact':
      return { name: contact_name, email, phone, company_id, owner_id };
    case 'opportunity':
      return { name: company, lead_id: id, company_id, contact_id, owner_id };
  }
}

async function makePart(
  work: Work,
  name: Part,
  { part, lead, values }: { part: Exclude<Parts[Part], null>; lead: AnyRecord; values: Values },
): Promise<number> {
  const [leads, object] = await Promise.all([objectFor(work.ctx, 'leads'), objectFor(work.ctx, objectOf[name])]);
  if ('id' in part) {
    requireAccess(work.ctx, object, 'read');
    const [found] = (await lockRecords(work, object, { ids: [part.id], trashed: false, action: 'read' })).keys();
    if (found !== undefined) return found;
    throw invalid({
      [`${name}.id`]: `${object.label[0]} must be the id of an existing ${object.label[0].toLowerCase()}`,
    });
  }
  // Fields that the caller's role may not set stay empty rather than keep the lead from being converted.
  const known: Values = { ...carriedValues(leads, object, lead), ...values };
  const mayBeSet = (field: string) => object.fields[field] && !object.fields[field].readOnly;
  const settable = Object.keys(known).filter((field) => known[field] !== undefined && mayBeSet(field));
  try {
    return (await createRecord(work, object, { ...pick(known, settable), ...part.create })).id;
  } catch (error) {
    throw underPart(error, name);
  }
}

/** Values of fields that the tenant has added to both objects under one key, where the new record can take them. */
function carriedValues(leads: CompiledObject, object: CompiledObject, lead: AnyRecord): Values {
  const takes = ([key, field]: [string, Field]) => {
    const from = leads.fields[key];
    if (!field.custom || !from || lead[key] === null || from.target !== field.target) return false;
    return fieldKinds[field.kind].parse(lead[key], field).ok;
  };
  return pick(
    lead,
    Object.entries(object.fields)
      .filter(takes)
      .map(([key]) => key),
  );
}

/** Field errors of a part are named by where they stand in the body: `company.create.name`. */
function underPart(error: unknown, name: Part): unknown {
  if (!(error instanceof Error) || !('details' in error)) return error;
  const { errors } = error.details as { errors?: Record<string, string> };
  if (!errors) return error;
  return invalid(Object.fromEntries(Object.entries(errors).map(([field, text]) => [`${name}.create.${field}`, text])));
}

/**
 * The lead's activities, tasks and opportunities are those of what it became as well, where they name nothing else. All of
 * them, whoever owns them: their links follow from the lead's, which the user may change.
 */
async function carryOver(work: Work, leadId: number, links: Links): Promise<void> {
  for (const name of ['activities', 'tasks', 'opportunities']) {
    const object = (await objectFor(work.ctx, name)).whole;
    const rows = await work.tx.query<AnyRecord>(sql`
      select ${object.rowColumns} from ${object.table}
      where tenant_id = ${work.ctx.tenantId} and lead_id = ${leadId} and deleted_at is null order by id for update`);
    const fields = Object.keys(links).filter((field) => Object.hasOwn(object.fields, field)) as (keyof Links)[];
    const changes = rows.map((row) => {
      const unset = fields.filter((field) => row[field] === null && links[field] !== null);
      return { id: row.id, values: pick(links, unset) };
    });
    await updateMany(work, object, { before: new Map(rows.map((row) => [row.id, row])), rows: changes });
  }
}
