import { useQuery } from '@tanstack/react-query';
import { listQuery } from '#web/api/queries.ts';
import { t } from '#web/language/translate.ts';
import { Avatar } from '#web/ui/avatar.tsx';
import classes from './roles.module.css';

const SHOWN = 30;

/** Who has a role. */
export function RolePeople({ role }: { role: string }) {
  const { data } = useQuery(listQuery('users', { role, active: true, sort: 'name', limit: SHOWN }));
  const more = (data?.total ?? 0) - SHOWN;
  return (
    <section aria-labelledby="role-people">
      <h2 id="role-people">{t('Who has it')}</h2>
      {data?.total === 0 && <p className={classes.summary}>{t('Nobody yet. It is given to people under Members.')}</p>}
      <ul className={classes.people}>
        {data?.data.map((user) => (
          <li key={user.id}>
            <Avatar name={user.name} />
            {user.name}
          </li>
        ))}
        {more > 0 && <li>{t('and {n} more', { n: more })}</li>}
      </ul>
    </section>
  );
}
