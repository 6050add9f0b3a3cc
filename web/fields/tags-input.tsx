import { TagsInput as Picker } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LONGEST_TAG, MOST_TAGS } from '#shared/fields/tags.ts';
import { tagsQuery } from '#web/api/tags.ts';
import { t } from '#web/language/translate.ts';
import { Chip } from '#web/ui/chip.tsx';
import { type FieldInputProps, sharedProps } from './input-props.ts';
import { useTagColors } from './tag-chips.tsx';

/** Chooses tags; what is typed and Enter makes a new one. A form holds them as one text, with commas between. */
export function TagsInput(props: FieldInputProps) {
  const { data: tags = [] } = useQuery(tagsQuery);
  const colors = useTagColors();
  const names = String(props.value).split(',').filter(Boolean);
  return (
    <Picker
      {...sharedProps(props)}
      data={tags.map((tag) => tag.name)}
      value={names}
      onChange={(next) => props.onChange(next.map((name) => name.slice(0, LONGEST_TAG)).join(','))}
      maxTags={MOST_TAGS}
      maxDropdownHeight={220}
      clearable
      acceptValueOnBlur
      placeholder={names.length === 0 ? t('Type a tag, Enter adds it') : undefined}
      renderOption={({ option }) => <Chip color={colors.get(option.value)}>{option.value}</Chip>}
    />
  );
}
