import type { Field } from '#shared/fields/field.ts';
import type { Change } from '#web/api/history.ts';
import { FieldValue } from '#web/fields/field-value.tsx';
import { hasValue } from '#web/fields/has-value.ts';
import { t } from '#web/language/translate.ts';
import { useObject } from '#web/records/use-object.ts';
import classes from './change-details.module.css';

interface ChangeDetailsProps {
  change: Change;
}

/** Every field that a change touched: what it was and what it became. */
export function ChangeDetails({ change }: ChangeDetailsProps) {
  const definition = useObject(change.object);
  const names = changedNames(change, definition.fields);
  const [before, after] = [change.before ?? {}, change.after ?? {}];
  if (names.length === 0) return <p className={classes.none}>{noneText(change)}</p>;
  return (
    <dl className={classes.details}>
      {names.map((name) => {
        const field = definition.fields[name] as Field;
        return (
          <div key={name}>
            <dt>{field.label}</dt>
            <dd>
              {change.action === 'update' || change.action === 'delete' ? (
                <del>
                  <span className="visually-hidden">{t('before')}: </span>
                  <Value name={name} field={field} values={before} />
                </del>
              ) : null}
              {change.action === 'update' && (
                <span aria-hidden="true" className={classes.arrow}>
                  →
                </span>
              )}
              {change.action !== 'delete' && (
                <ins>
                  <span className="visually-hidden">{t('after')}: </span>
                  <Value name={name} field={field} values={after} />
                </ins>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

interface ValueProps {
  name: string;
  field: Field;
  values: Readonly<Record<string, unknown>>;
}

function Value({ name, field, values }: ValueProps) {
  if (!hasValue(values[name])) return <span className={classes.none}>{t('empty')}</span>;
  return <FieldValue name={name} field={field} record={values} />;
}

/** The fields with something to say: of a record that was made or deleted those with a value, of a changed one all that changed. */
function changedNames({ action, before, after }: Change, fields: Readonly<Record<string, Field>>): string[] {
  const values = { ...before, ...after };
  return Object.keys(values).filter(
    (name) => fields[name] && fields[name].kind !== 'json' && (action === 'update' || hasValue(values[name])),
  );
}

function noneText({ before, after }: Change): string {
  return before || after ? t('Settings that have a screen of their own.') : t('What it said was deleted for good.');
}
