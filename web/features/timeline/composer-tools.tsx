import { ActionIcon } from '@mantine/core';
import { type Icon, IconBold, IconItalic, IconLink, IconList } from '@tabler/icons-react';
import type { RefObject } from 'react';
import type { RecordName } from '#web/api/history.ts';
import { msg, t } from '#web/language/translate.ts';
import classes from './composer.module.css';
import { TemplateMenu } from './template-menu.tsx';
import type { ComposerState } from './use-composer.ts';

interface ComposerToolsProps {
  composer: ComposerState;
  body: RefObject<HTMLTextAreaElement | null>;
  /** The record whose fields templates are filled with. */
  record: RecordName;
}

interface Mark {
  label: string;
  icon: Icon;
  before: string;
  after: string;
}

const marks: readonly Mark[] = [
  { label: msg('Bold'), icon: IconBold, before: '**', after: '**' },
  { label: msg('Italic'), icon: IconItalic, before: '_', after: '_' },
  { label: msg('List'), icon: IconList, before: '\n- ', after: '' },
  { label: msg('Link'), icon: IconLink, before: '[', after: '](https://)' },
];

/** Marks for the text that is selected, and templates. */
export function ComposerTools({ composer: { values, set }, body, record }: ComposerToolsProps) {
  function put({ before, after }: Mark) {
    const box = body.current;
    if (!box) return;
    const { selectionStart: start, selectionEnd: end } = box;
    const text = values.body;
    set({ body: text.slice(0, start) + before + text.slice(start, end) + after + text.slice(end) });
    requestAnimationFrame(() => {
      box.focus();
      box.setSelectionRange(start + before.length, end + before.length);
    });
  }
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('Format')}>
      {marks.map((mark) => {
        const { label, icon: Icon } = mark;
        return (
          <ActionIcon
            key={label}
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t(label)}
            title={t(label)}
            onClick={() => put(mark)}
          >
            <Icon size={15} stroke={1.8} />
          </ActionIcon>
        );
      })}
      <TemplateMenu
        record={record}
        text={values.body}
        onChoose={({ subject, body: text }) =>
          set({ subject: values.subject || subject, body: values.body.trim() ? `${values.body}\n\n${text}` : text })
        }
      />
    </div>
  );
}
