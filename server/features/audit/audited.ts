import { insertEvents } from '#server/platform/audit/insert-events.ts';
import type { Work } from '#server/records/change-set.ts';
import type { HooksByObject } from '#server/records/hooks.ts';
import type { AuditKind } from '#shared/api/audit.ts';

/** Hooks that also note in the audit log whatever changes in the records of these objects, in the same commit. */
export function audited(hooks: HooksByObject, kinds: Readonly<Record<string, AuditKind>>): HooksByObject {
  const noting = Object.entries(kinds).map(([name, kind]) => {
    const atCommit = (work: Work) => {
      hooks[name]?.atCommit?.(work);
      noteChanges(work, name, kind);
    };
    return [name, { ...hooks[name], atCommit }];
  });
  return { ...hooks, ...Object.fromEntries(noting) };
}

function noteChanges({ ctx, tx, recorded }: Work, objectName: string, kind: AuditKind): void {
  const ofObject = recorded.filter(({ change }) => change.object.name === objectName);
  const events = ofObject.map(({ change, rowBefore, rowAfter }) => {
    const { object, recordId, action, before, after } = change;
    const title = (rowAfter ?? rowBefore)?.[object.title] ?? null;
    return { kind, details: { object: objectName, record_id: recordId, action, title, before, after } };
  });
  tx.atCommit(insertEvents(ctx, events));
}
