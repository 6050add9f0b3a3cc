import type { Method } from '#shared/route.ts';
import classes from './api-docs.module.css';

export function MethodMark({ method }: { method: Method }) {
  return (
    <span className={classes.method} data-method={method}>
      {method === 'DELETE' ? 'DEL' : method}
    </span>
  );
}
