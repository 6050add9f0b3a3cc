import { ActionIcon, Menu } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { fillTemplate, mergeFields } from '#shared/merge-fields.ts';
import type { Template } from '#shared/objects/templates.ts';
import type { RecordName } from '#web/api/history.ts';
import { listQuery } from '#web/api/queries.ts';
import { listPath } from '#web/fields/record-link.tsx';
import { t } from '#web/language/translate.ts';
import { RecordDialog } from '#web/records/record-dialog.tsx';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useCan } from '#web/records/use-object.ts';
import { useMergeValues } from './use-merge-values.ts';

interface TemplateMenuProps {
  record: RecordName;
  /** What stands in the box: it can be kept as a template. */
  text: string;
  onChoose: (filled: { subject: string; body: string }) => void;
}

/** The organization's templates, filled with what is known of the record; and a new one from what was typed. */
export function TemplateMenu({ record, text, onChoose }: TemplateMenuProps) {
  const [opened, setOpened] = useState(false);
  const [saving, setSaving] = useState(false);
  const mayCreate = useCan('templates', 'create');
  const notifyWritten = useNotifyWritten();
  const { data } = useQuery({ ...listQuery('templates', { sort: 'name', limit: 100, total: false }), enabled: opened });
  const valuesFor = useMergeValues(record);
  const templates = data?.data ?? [];
  async function choose({ subject, body }: Template) {
    const values = await valuesFor(mergeFields(`${subject ?? ''} ${body}`));
    onChoose({ subject: fillTemplate(subject ?? '', values), body: fillTemplate(body, values) });
  }
  return (
    <>
      <Menu position="top-start" opened={opened} onChange={setOpened} width={240}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('Templates')} title={t('Templates')}>
            <IconTemplate size={15} stroke={1.8} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          {data && templates.length === 0 && <Menu.Label>{t('No templates yet')}</Menu.Label>}
          {templates.map((template) => (
            <Menu.Item key={template.id} onClick={() => choose(template)}>
              {template.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {mayCreate && text.trim() !== '' && (
            <Menu.Item onClick={() => setSaving(true)}>{t('Save this text as a template')}</Menu.Item>
          )}
          <Menu.Item component={Link} to={listPath('templates')}>
            {t('Manage templates')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {saving && (
        <RecordDialog
          object="templates"
          preset={{ body: text }}
          onClose={() => setSaving(false)}
          onSaved={(_, changeSetId) => {
            setSaving(false);
            notifyWritten(t('Template saved'), changeSetId);
          }}
        />
      )}
    </>
  );
}
