import { type ObjectName, objects } from '#shared/objects/registry.ts';
import type { ChangeSet } from '#web/api/history.ts';
import { fill, inSentence, msg, t } from '#web/language/translate.ts';
import { formatCount } from '#web/ui/format.ts';

/** What was done, by the name of the action that the server gives to a change set. */
const verbs: Readonly<Record<string, string>> = {
  create: msg('Created {what}'),
  update: msg('Changed {what}'),
  delete: msg('Deleted {what}'),
  restore: msg('Restored {what}'),
  purge: msg('Deleted for good; changed {what}'),
  batch: msg('Changed in one go: {what}'),
  undo: msg('Undid a change of {what}'),
  conversion: msg('Converted a lead: {what}'),
  share: msg('Shared a record'),
  seed: msg('Added example data: {what}'),
  demo: msg('Added demo data: {what}'),
  demo_removal: msg('Removed demo data: {what}'),
  setup: msg('Set the organization up: {what}'),
  unshare: msg('Stopped sharing a record'),
};

/** A change set in one line, such as `Created 2 leads and 1 task`. */
export function describeSet({ action, objects: counts }: ChangeSet): string {
  const parts = Object.entries(counts).map(([object, count]) => countOf(object, count));
  const what = new Intl.ListFormat(document.documentElement.lang).format(parts) || t('nothing');
  const verb = verbs[action];
  return verb ? fill(t(verb), { what }) : `${action}: ${what}`;
}

function countOf(object: string, count: number): string {
  const [one, many] = objects[object as ObjectName]?.label ?? [object, object];
  return `${formatCount(count)} ${inSentence(t(count === 1 ? one : many))}`;
}

const ways: Readonly<Record<string, string>> = {
  web: msg('in the browser'),
  api: msg('through the API'),
  cli: msg('on the command line'),
  system: msg('by the product itself'),
};

/** Through what a change came. */
export function describeWay(via: string): string {
  return t(ways[via] ?? via);
}
