import { useRef, useState } from 'react';
import type { FieldErrors, Fields } from '#shared/fields/input.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { ApiError } from '#web/api/client.ts';
import { failureText, joinErrors } from '#web/api/failure-text.ts';
import { useCreateRecord } from '#web/api/mutations.ts';
import { checkInput } from '#web/fields/check-input.ts';
import { t } from '#web/language/translate.ts';
import { useWorkOn } from '#web/records/presence/use-work.ts';
import { useDraft } from '#web/records/use-draft.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useCan, useObject, useSession } from '#web/records/use-object.ts';
import { type Mentions, withMentions } from './mentions.ts';
import type { Subject } from './subject.ts';

/** Chosen beside the types of activities: what is typed becomes a task. */
export const TASK = '~task';

export interface Draft {
  type: string;
  subject: string;
  body: string;
  due_at: string;
  owner_id: string;
  mentions: Mentions;
}

interface ComposerInput {
  object: ObjectName;
  id: number;
  subject: Subject;
}

/** State of the box that adds an activity or a task to a subject; what is typed is kept until it is sent. */
export function useComposer({ object, id, subject }: ComposerInput) {
  const activities = useObject('activities');
  const tasks = useObject('tasks');
  const { user } = useSession();
  const empty: Draft = {
    type: String(activities.fields.type?.default ?? ''),
    subject: '',
    body: '',
    due_at: '',
    owner_id: String(user.id),
    mentions: {},
  };
  const draft = useDraft<Draft>(`composer.${object}.${id}`);
  const [values, setValues] = useState<Draft>({ ...empty, ...draft.found });
  const [isRestored, setIsRestored] = useState(draft.found !== null);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [message, setMessage] = useState('');
  const createActivity = useCreateRecord('activities');
  const createTask = useCreateRecord('tasks');
  const notifyWritten = useNotifyWritten();
  const sending = useRef(false);
  useWorkOn(isTyped(values) ? { object, id, doing: 'writing' } : null);

  const isTask = values.type === TASK;
  const typeLabel = isTask
    ? tasks.label[0]
    : (activities.fields.type?.options?.find((one) => one.value === values.type)?.label ?? '');
  const fields = isTask ? tasks.fields : withBodyLabel(activities.fields, t('{type}: text', { type: typeLabel }));

  function replace(next: Draft) {
    setValues(next);
    if (isTyped(next)) draft.keep(next);
    else draft.drop();
  }
  function set(patch: Partial<Draft>) {
    replace({ ...values, ...patch });
    setErrors({});
  }
  function clear() {
    setIsRestored(false);
    setErrors({});
    replace({ ...empty, type: values.type });
  }

  /** At their inputs what belongs to one, the rest as a message. */
  function show(found: FieldErrors, failure?: unknown) {
    const isShown = (name: string) => ['subject', 'body', 'title', 'due_at', 'owner_id'].includes(name);
    setErrors(found);
    const others = Object.keys(found).filter((name) => !isShown(name));
    setMessage(failure ? failureText(failure, isShown) : joinErrors(others.map((name) => found[name] ?? '')));
  }

  /** False when it was refused. */
  async function add(): Promise<boolean> {
    if (sending.current) return true;
    const input = isTask ? taskInput(values, subject) : activityInput(values, { subject, typeLabel });
    const found = checkInput(fields, input, 'create').errors;
    show(found);
    if (Object.keys(found).length > 0) return false;
    sending.current = true;
    try {
      const { changeSetId } = await (isTask ? createTask : createActivity).mutateAsync(input);
      clear();
      notifyWritten(t('{type} added', { type: typeLabel }), changeSetId);
      return true;
    } catch (error) {
      show(error instanceof ApiError ? error.errors : {}, error);
      return false;
    } finally {
      sending.current = false;
    }
  }
  return {
    fields,
    typeField: activities.fields.type,
    mayAddTasks: useCan('tasks', 'create'),
    isTask,
    typeLabel,
    values,
    set,
    errors,
    message,
    add,
    clear,
    isRestored: isRestored && isTyped(values),
    isTyped: isTyped(values),
    isSaving: createActivity.isPending || createTask.isPending,
  };
}

export type ComposerState = ReturnType<typeof useComposer>;

function isTyped({ subject, body }: Draft): boolean {
  return subject.trim() !== '' || body.trim() !== '';
}

function activityInput({ type, subject: title, body, mentions }: Draft, { subject, typeLabel }: ActivityParts) {
  return { ...subject, type, subject: title || typeLabel || undefined, body: withMentions(body, mentions) };
}

interface ActivityParts {
  subject: Subject;
  typeLabel: string;
}

function taskInput({ subject: title, body, due_at, owner_id, mentions }: Draft, subject: Subject) {
  const owner = owner_id === '' ? null : Number(owner_id);
  return { ...subject, title, body: withMentions(body, mentions) || null, due_at: due_at || null, owner_id: owner };
}

/** The box calls the body by the type that is chosen; so do its errors. */
function withBodyLabel(fields: Fields, label: string): Fields {
  return fields.body ? { ...fields, body: { ...fields.body, label } } : fields;
}
