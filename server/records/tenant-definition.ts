import type { Ctx } from '#server/platform/context.ts';
import { raw, sql } from '#server/platform/db/sql.ts';
import type { Field } from '#shared/fields/field.ts';
import type { Fields } from '#shared/fields/input.ts';
import type { ObjectDefinition } from '#shared/object.ts';
import { objectList } from '#shared/objects/registry.ts';
import { actions, type Permission } from '#shared/permissions.ts';
import { type CompiledObject, type CompiledObjects, compileObject, restrictFields } from './compile-object.ts';
import { type People, type PersonRow, peopleOf, type TeamRow } from './people.ts';
import { permissionFor, type RoleRow, usualRoles } from './role-rules.ts';
import { type CurrencyRow, withCurrencies } from './tenant-currencies.ts';
import { type FieldRow, fieldRowColumns, withTenantFields } from './tenant-fields.ts';
import { type PipelineRow, withPipelines } from './tenant-pipelines.ts';

/** What a tenant has made of the product, read from its settings. */
export interface TenantDefinition {
  people: People;
  roles: ReadonlyMap<string, RoleRow>;
  /** Every record type as a role sees it; compiled when first asked for. */
  objectsOf(role: string): CompiledObjects;
}

export async function readTenantDefinition(ctx: Ctx): Promise<TenantDefinition> {
  const { tenantId } = ctx;
  const [fields = [], pipelines = [], currencies = [], roles = [], teams = [], people = []] = await ctx.app.db.read(
    tenantId,
    [
      sql`select ${raw(fieldRowColumns)} from fields
        where tenant_id = ${tenantId} and deleted_at is null order by object, position nulls last, id`,
      sql`select id, stages from pipelines where tenant_id = ${tenantId} and deleted_at is null
        order by is_default desc, position nulls last, id`,
      sql`select code, rate from currencies where tenant_id = ${tenantId} and deleted_at is null order by is_default desc, code`,
      sql`select key, name, base, permissions, fields from roles where tenant_id = ${tenantId} and deleted_at is null order by id`,
      sql`select id, parent_id from teams where tenant_id = ${tenantId} and deleted_at is null`,
      sql`select id, team_id from users where tenant_id = ${tenantId} and team_id is not null`,
    ],
  );
  const byRole = new Map([...usualRoles, ...(roles as unknown as RoleRow[])].map((role) => [role.key, role]));
  const byObject = Map.groupBy(fields as unknown as FieldRow[], (row) => row.object);
  const definitions = tenantObjects(byRole).map((object) => {
    const own = withTenantFields(object, byObject.get(object.name) ?? []);
    const withStages = withPipelines(own, pipelines as unknown as PipelineRow[]);
    return withCurrencies(withStages, currencies as unknown as CurrencyRow[]);
  });
  const whole = compileAll(definitions);
  const compiled = new Map<string, CompiledObjects>();
  return {
    people: peopleOf(teams as unknown as TeamRow[], people as unknown as PersonRow[]),
    roles: byRole,
    objectsOf(role) {
      const known = compiled.get(role);
      if (known) return known;
      const objects = viewOf(whole, byRole.get(role));
      compiled.set(role, objects);
      return objects;
    },
  };
}

/** The product's objects with the tenant's roles as choices. */
function tenantObjects(roles: ReadonlyMap<string, RoleRow>): ObjectDefinition[] {
  const options = [...roles.values()].map(({ key, name }) => ({ value: key, label: name }));
  const withRoles = ([key, field]: [string, Field]): [string, Field] =>
    field.optionsFrom === 'roles' ? [key, { ...field, options }] : [key, field];
  const change = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).map(withRoles));
  return objectList.map((object) => ({
    ...object,
    fields: change(object.fields),
    allFields: change(object.allFields),
  }));
}

const everything = Object.fromEntries(actions.map((action) => [action, 'all'])) as Permission;

function compileAll(definitions: readonly ObjectDefinition[]): CompiledObjects {
  const objects = new Map<string, CompiledObject>();
  for (const one of definitions) objects.set(one.name, compileObject(one, { permission: everything, objects }));
  return objects;
}

/** Nobody has a role that the tenant lacks, except in the moment in which it goes: it sees nothing. */
function viewOf(whole: CompiledObjects, role: RoleRow | undefined): CompiledObjects {
  const objects = new Map<string, CompiledObject>();
  for (const object of whole.values()) {
    const rights = role?.fields[object.name] ?? {};
    const isWhole = Object.keys(rights).length === 0;
    const seen = isWhole ? object : restrictFields(object, rights);
    const permission = permissionFor(object, role);
    const view = compileObject(seen, { permission, objects, whole: object });
    objects.set(object.name, isWhole ? { ...view, columns: object.columns } : view);
  }
  return objects;
}
