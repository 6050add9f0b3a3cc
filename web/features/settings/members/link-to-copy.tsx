import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { t } from '#web/language/translate.ts';

/** A link to hand over, with a button that copies it. */
export function LinkToCopy({ url }: { url: string }) {
  return (
    <Group gap="xs" mt="md" wrap="nowrap" align="flex-end">
      <TextInput label={t('Link')} readOnly value={url} flex={1} onFocus={(event) => event.currentTarget.select()} />
      <CopyButton value={url} timeout={2500}>
        {({ copied, copy }) => (
          <Button h={36} onClick={copy} disabled={!url} aria-live="polite">
            {copied ? t('Copied') : t('Copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
