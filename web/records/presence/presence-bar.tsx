import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ObjectDefinition } from '#shared/object.ts';
import { t, tn } from '#web/language/translate.ts';
import { Avatar } from '#web/ui/avatar.tsx';
import { describeVisitor } from './describe-visitor.ts';
import { useOthersHere } from './others-here.ts';
import classes from './presence.module.css';

/** People shown one by one; of more, how many there are. */
const SHOWN = 4;

/** Who else has the record open, and what they are doing with it. */
export function PresenceBar({ definition }: { definition: ObjectDefinition }) {
  const others = useOthersHere();
  const busy = others.filter(({ doing }) => doing !== 'looking');
  const rest = others.slice(SHOWN);
  return (
    <div className={classes.presence}>
      <p className={classes.doing} aria-live="polite">
        {busy.length === 1 && busy[0] && describeVisitor(busy[0], definition)}
        {busy.length > 1 && tn(busy.length, '{n} person is editing', '{n} people are editing')}
      </p>
      {others.length > 0 && (
        <ul className={classes.people} aria-label={t('Also here')}>
          {others.slice(0, SHOWN).map((one) => (
            <li key={one.user_id}>
              <Told text={describeVisitor(one, definition)} className={classes.face} isBusy={one.doing !== 'looking'}>
                <Avatar name={one.name} />
              </Told>
            </li>
          ))}
          {rest.length > 0 && (
            <li>
              <Told text={rest.map(({ name }) => name).join(', ')} className={classes.more}>
                {`+${rest.length}`}
              </Told>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

interface ToldProps {
  text: string;
  className: string | undefined;
  isBusy?: boolean;
  children: ReactNode;
}

/** A mark that says in words what it stands for: under the mouse, by touch and by keyboard. */
function Told({ text, className, isBusy, children }: ToldProps) {
  return (
    <Tooltip label={text} events={{ hover: true, focus: true, touch: true }}>
      <span
        role="img"
        aria-label={text}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: focus shows the words, as the mouse does
        tabIndex={0}
        className={className}
        data-busy={isBusy || undefined}
      >
        {children}
      </span>
    </Tooltip>
  );
}
