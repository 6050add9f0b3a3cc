import { IconTemplate } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { t } from '#web/language/translate.ts';
import { DialogList } from '#web/objects/records/dialog-list.tsx';

const route = getRouteApi('/settings/templates');

/** Texts that people use again and again when they note something. */
export function TemplatesPage() {
  return (
    <DialogList
      object="templates"
      search={route.useSearch()}
      icon={IconTemplate}
      empty={{
        title: t('No templates yet'),
        text: t(
          'A text that you use again and again. Names in double braces become values: write contact_name in them, and the name stands there.',
        ),
      }}
    />
  );
}
