import { t } from '#web/language/translate.ts';
import classes from './api-docs.module.css';
import { type ApiDocument, nameOf, resolved, type Schema, typeName } from './document.ts';
import { Marked } from './marked.tsx';

interface SchemaFieldsProps {
  document: ApiDocument;
  schema: Schema;
  /** Names of the schemas around this one: nothing is shown within itself. */
  within?: readonly string[];
}

/** The fields of a schema; those that have fields themselves can be opened. */
export function SchemaFields({ document, schema, within = [] }: SchemaFieldsProps) {
  const { properties, required = [], anyOf } = resolved(document, schema);
  if (anyOf && !properties) return <p className={classes.none}>{typeName({ anyOf })}</p>;
  if (!properties) return <p className={classes.none}>{typeName(schema)}</p>;
  return (
    <dl className={classes.fields}>
      {Object.entries(properties).map(([name, field]) => (
        <div key={name}>
          <dt>
            <code>{name}</code> <span className={classes.type}>{typeName(field)}</span>
            {required.includes(name) && <span className={classes.required}>{t('required')}</span>}
          </dt>
          <dd>
            {field.description && <Marked text={field.description} />}
            {field.enum && <Choices values={field.enum} />}
            <Inside document={document} field={field} within={within} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Choices({ values }: { values: readonly (string | null)[] }) {
  return (
    <span className={classes.choices}>
      {values.map((value) => (
        <code key={String(value)}>{String(value)}</code>
      ))}
    </span>
  );
}

function Inside({ document, field, within }: { document: ApiDocument; field: Schema; within: readonly string[] }) {
  const inner = [field, field.items, ...(field.anyOf ?? []), ...(field.items?.anyOf ?? [])].filter(
    (one): one is Schema => one !== undefined && resolved(document, one).properties !== undefined,
  );
  return inner.map((schema, at) => {
    const name = nameOf(schema);
    if (name && within.includes(name)) return null;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the schemas of a document do not move
      <details key={at} className={classes.inside}>
        <summary>{name ?? t('Fields')}</summary>
        <SchemaFields document={document} schema={schema} within={name ? [...within, name] : within} />
      </details>
    );
  });
}
