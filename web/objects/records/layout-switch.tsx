import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { IconLayoutKanban, IconList } from '@tabler/icons-react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { msg, t } from '#web/language/translate.ts';

export type Layout = 'list' | 'board';

const layouts = [
  { value: 'list', label: msg('List'), icon: IconList },
  { value: 'board', label: msg('Board'), icon: IconLayoutKanban },
] as const;

interface LayoutSwitchProps {
  value: Layout;
  onChange: (layout: Layout) => void;
}

/** Chooses between rows and columns of cards. */
export function LayoutSwitch({ value, onChange }: LayoutSwitchProps) {
  return (
    <SegmentedControl
      size="sm"
      aria-label={t('Layout')}
      value={value}
      onChange={(next) => onChange(next as Layout)}
      data={layouts.map(({ value: one, label, icon: Icon }) => ({
        value: one,
        label: (
          <>
            <Icon size={17} stroke={1.7} aria-hidden="true" style={{ display: 'block' }} />
            <VisuallyHidden>{t(label)}</VisuallyHidden>
          </>
        ),
      }))}
    />
  );
}

/** The layout that was chosen last in this browser. */
export function usualLayout(object: ObjectName): Layout {
  return localStorage.getItem(`arvelo.layout.${object}`) === 'board' ? 'board' : 'list';
}

export function keepLayout(object: ObjectName, layout: Layout): void {
  localStorage.setItem(`arvelo.layout.${object}`, layout);
}
