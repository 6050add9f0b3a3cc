import { msg, t } from '#web/language/translate.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import classes from './triage.module.css';

const keys = [
  ['J', msg('Next task')],
  ['K', msg('Task before')],
  ['X', msg('Done')],
  ['T', msg('Today')],
  ['M', msg('Tomorrow')],
  ['W', msg('Next week')],
  ['E', msg('Edit')],
  ['A', msg('Assign')],
  ['O', msg('Open')],
  ['Z', msg('Undo')],
  ['Q', msg('Quick add')],
  ['?', msg('These keys')],
] as const;

/** What each key does in the list of tasks. */
export function TriageKeys({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('Keys')} onClose={onClose} width={360}>
      <dl className={classes.keys}>
        {keys.map(([key, label]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
