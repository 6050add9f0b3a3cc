import { t } from '#web/language/translate.ts';
import { Avatar } from '#web/ui/avatar.tsx';
import { useOthersHere } from './others-here.ts';
import classes from './presence.module.css';

/** Who has the same field open at this moment. */
export function FieldPresence({ name }: { name: string }) {
  const others = useOthersHere().filter(({ doing, field }) => doing === 'editing' && field === name);
  const [first] = others;
  if (!first) return null;
  return (
    <span className={classes.field} title={t('{name} is editing', { name: others.map((one) => one.name).join(', ') })}>
      <Avatar name={first.name} />
    </span>
  );
}
