import { useQuery } from '@tanstack/react-query';
import { tagsQuery } from '#web/api/tags.ts';
import { Chip } from '#web/ui/chip.tsx';
import classes from './tag-chips.module.css';

/** The tags of a record, each in its colour. */
export function TagChips({ names }: { names: readonly string[] }) {
  const colors = useTagColors();
  if (names.length === 0) return null;
  return (
    <span className={classes.chips}>
      {names.map((name) => (
        <Chip key={name} color={colors.get(name)}>
          {name}
        </Chip>
      ))}
    </span>
  );
}

/** The colours of tags by their names. */
export function useTagColors(): ReadonlyMap<string, string> {
  const { data = [] } = useQuery(tagsQuery);
  return new Map(data.map((tag) => [tag.name, tag.color]));
}
