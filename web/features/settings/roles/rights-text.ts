import type { Permission, Scope } from '#shared/permissions.ts';
import { msg, t } from '#web/language/translate.ts';

const reads: Readonly<Record<Scope, string>> = {
  all: msg('Sees all.'),
  team: msg('Sees those of the team.'),
  own: msg('Sees own ones.'),
  none: msg('Sees none.'),
};
const changes: Readonly<Record<Scope, string>> = {
  all: msg('Changes all.'),
  team: msg('Changes those of the team.'),
  own: msg('Changes own ones.'),
  none: msg('Changes none.'),
};
const deletes: Readonly<Record<Scope, string>> = {
  all: msg('Deletes all.'),
  team: msg('Deletes those of the team.'),
  own: msg('Deletes own ones.'),
  none: msg('Deletes none.'),
};
const both: Readonly<Record<Scope, string>> = {
  all: msg('Changes and deletes all.'),
  team: msg('Changes and deletes those of the team.'),
  own: msg('Changes and deletes own ones.'),
  none: msg('Changes nothing.'),
};

/** What a role may do with records of one kind, as somebody would say it. */
export function rightsText({ create, read, update, delete: remove, export: take }: Permission): string {
  if (read === 'none') return t(reads.none);
  const writing = update === remove ? [both[update]] : [changes[update], deletes[remove]];
  const more = [create !== 'none' && msg('Adds new ones.'), take !== 'none' && msg('May export.')];
  return [reads[read], ...writing, ...more]
    .filter((one) => one !== false)
    .map((one) => t(one))
    .join(' ');
}
