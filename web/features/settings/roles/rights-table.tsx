import type { ObjectName } from '#shared/objects/registry.ts';
import type { RoleRecord } from '#shared/objects/roles.ts';
import { msg, t } from '#web/language/translate.ts';
import { recordTypes, setUpTypes } from './rights.ts';
import { RightsRow } from './rights-row.tsx';
import classes from './roles.module.css';
import type { RoleDraft } from './use-role-draft.ts';

/** The actions in the order of the columns. */
export const actionLabels = {
  read: msg('See'),
  create: msg('Add'),
  update: msg('Change'),
  delete: msg('Delete'),
  export: msg('Export'),
} as const;

interface RightsTableProps {
  role: RoleRecord;
  draft: RoleDraft;
}

/** What a role may do, a row for each kind of record. */
export function RightsTable({ role, draft }: RightsTableProps) {
  const groups: [string, readonly ObjectName[]][] = [
    [t('Records'), recordTypes],
    [t('Set-up of the organization'), setUpTypes],
  ];
  return groups.map(([label, names]) => (
    <section key={label} aria-label={label}>
      <div className={classes.heads}>
        <h2>{label}</h2>
        <div className={classes.labels} aria-hidden="true">
          {Object.values(actionLabels).map((action) => (
            <span key={action}>{t(action)}</span>
          ))}
        </div>
      </div>
      <ul className={classes.rights}>
        {names.map((object) => (
          <RightsRow key={object} object={object} role={role} draft={draft} />
        ))}
      </ul>
    </section>
  ));
}
