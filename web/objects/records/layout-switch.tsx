import { IconLayoutKanban, IconList } from '@tabler/icons-react';
import type { ObjectName } from '#shared/objects/registry.ts';
import { msg, t } from '#web/language/translate.ts';
import classes from './layout-switch.module.css';

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
    <div role="radiogroup" aria-label={t('Layout')} className={classes.switch}>
      {layouts.map(({ value: one, label, icon: Icon }) => (
        <label key={one} title={t(label)}>
          <input type="radio" name="layout" value={one} checked={value === one} onChange={() => onChange(one)} />
          <Icon size={17} stroke={1.7} aria-hidden="true" />
          <span className="visually-hidden">{t(label)}</span>
        </label>
      ))}
    </div>
  );
}

/** The layout that was chosen last in this browser. */
export function usualLayout(object: ObjectName): Layout {
  return localStorage.getItem(`arvelo.layout.${object}`) === 'board' ? 'board' : 'list';
}

export function keepLayout(object: ObjectName, layout: Layout): void {
  localStorage.setItem(`arvelo.layout.${object}`, layout);
}
