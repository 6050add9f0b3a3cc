// Written out, not taken from the engine: a bound that followed the product's mistakes would hide them.

export const LEAD_FIELDS = [
  'company',
  'contact_name',
  'email',
  'phone',
  'status',
  'rating',
  'source_id',
  'owner_id',
] as const;

const COLUMNS = `id, ${LEAD_FIELDS.join(', ')}, created_at, updated_at, version`;

/** $1 tenant, $2 status. */
export const BARE_LIST = `
  select ${COLUMNS} from leads where tenant_id = $1 and deleted_at is null and status = $2
  order by created_at desc, id desc limit 50`;

export const BARE_INSERT = `
  insert into leads (tenant_id, ${LEAD_FIELDS.join(', ')}, search_text)
  values (${Array.from({ length: LEAD_FIELDS.length + 2 }, (_, at) => `$${at + 1}`).join(', ')}) returning ${COLUMNS}`;
