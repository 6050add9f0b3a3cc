import { Skeleton } from '@mantine/core';
import classes from './timeline.module.css';

export function TimelineSkeleton() {
  return (
    <div className={classes.items} aria-busy="true">
      {[60, 85, 45].map((width) => (
        <div key={width} className={classes.item}>
          <span className={classes.bullet} />
          <div className={classes.content}>
            <Skeleton height={10} width="30%" my={6} />
            <Skeleton height={10} width={`${width}%`} my={8} />
          </div>
        </div>
      ))}
    </div>
  );
}
