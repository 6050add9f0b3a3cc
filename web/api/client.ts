import type { Failure } from '#shared/api/envelope.ts';
import { errorCodes } from '#shared/errors.ts';
import type { FieldErrors } from '#shared/fields/input.ts';
import type { Method } from '#shared/route.ts';
import { said, saidErrors } from '#web/language/said-by-server.ts';
import { t } from '#web/language/translate.ts';

/** A call that the server refused, or (status 0) that did not reach it; its texts are in the person's language. */
export class ApiError extends Error {
  readonly status: number;
  /** Refused for its CSRF token alone. */
  readonly isCsrf: boolean;
  readonly errors: FieldErrors;
  readonly data: unknown;
  /** Seconds to wait before trying again, when the server said so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, failure: Partial<Failure>) {
    super(said(failure.message ?? t('Something went wrong. Try again.')));
    this.status = status;
    this.isCsrf = failure.message === errorCodes.csrf[1];
    this.errors = saidErrors(failure.errors ?? {});
    this.data = failure.data;
    this.retryAfter = failure.retry_after;
  }
}

interface CallOptions {
  method?: Method;
  body?: object;
  signal?: AbortSignal;
  /** The call is itself about signing in: a 401 is an answer, not the end of the session. */
  visitor?: boolean;
  /** The call goes on when the page goes. */
  keepalive?: boolean;
}

let csrfToken = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? '';
let onSignedOut: () => Promise<boolean> = async () => false;

/** What a call has answered, whatever it is. */
export interface Exchange {
  status: number;
  milliseconds: number;
  headers: Headers;
  text: string;
}

/** Sends a call just as it is written, and tells all of the answer. */
export async function exchange(
  method: Method,
  path: string,
  more: { headers?: Record<string, string>; body?: string },
) {
  const headers: Record<string, string> = { ...more.headers };
  if (more.body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken;
  const started = performance.now();
  const response = await fetch(path, { method, headers, body: more.body }).catch(unreachable);
  const text = await response.text();
  const milliseconds = Math.round(performance.now() - started);
  return { status: response.status, milliseconds, headers: response.headers, text } satisfies Exchange;
}

export function setCsrfToken(token: string): void {
  csrfToken = token;
}

/** Sets what happens when the session has ended; answering true repeats the call that found out. */
export function setSignedOutHandler(handler: () => Promise<boolean>): void {
  onSignedOut = handler;
}

/** What a write answers, and the change set that it made; null when it changed nothing. */
export interface Written<T> {
  data: T;
  changeSetId: number | null;
}

/** Calls the API and answers its JSON; throws an `ApiError` for everything but success. */
export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  return (await sendAndRepeat<T>(path, options)).answer;
}

/** The same for calls that write records: by the change set a message can offer to take it back. */
export async function write<T>(path: string, options: CallOptions): Promise<Written<T>> {
  const { answer, changeSet } = await sendAndRepeat<{ data: T }>(path, options);
  const changeSetId = changeSet === null ? null : Number(changeSet);
  if (changeSetId !== null) ownChangeSets.add(changeSetId);
  return { data: answer.data, changeSetId };
}

const ownChangeSets = new Set<number>();

/** Whether a change set was made by this very page, which has read anew what it changed. */
export function isOwnChangeSet(id: number): boolean {
  return ownChangeSets.has(id);
}

async function sendAndRepeat<T>(path: string, options: CallOptions): Promise<Answered<T>> {
  try {
    return await send<T>(path, options);
  } catch (error) {
    if (!(error instanceof ApiError) || options.visitor || !(await canRepeat(error))) throw error;
    return send<T>(path, options);
  }
}

async function canRepeat(error: ApiError): Promise<boolean> {
  if (error.status === 401) return onSignedOut();
  if (!error.isCsrf) return false;
  // Signing in from another tab has replaced the session, and the token with it.
  const { answer } = await send<{ data: { csrf_token: string } }>('/api/v1/session', {});
  setCsrfToken(answer.data.csrf_token);
  return true;
}

interface Answered<T> {
  answer: T;
  changeSet: string | null;
}

async function send<T>(path: string, { method = 'GET', body, signal, keepalive }: CallOptions): Promise<Answered<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken;
  const response = await fetch(path, { method, headers, body: body && JSON.stringify(body), signal, keepalive }).catch(
    unreachable,
  );
  const answer = await response.json().catch(() => null);
  if (response.ok && answer !== null) return { answer: answer as T, changeSet: response.headers.get('x-change-set') };
  throw new ApiError(
    response.status,
    answer ?? { message: t('The server answered with status {status}', { status: response.status }) },
  );
}

function unreachable(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  throw notReached();
}

function notReached(): ApiError {
  return new ApiError(0, { message: t('The server cannot be reached. Check your connection and try again.') });
}

interface SendOptions {
  body: FormData;
  /** How much of it has left, 0 to 1: what `fetch` cannot tell. */
  onProgress: (part: number) => void;
}

/** Sends a form with a file in it. */
export function sendForm<T>(path: string, { body, onProgress }: SendOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    request.setRequestHeader('X-CSRF-Token', csrfToken);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const { status, response } = request;
      if (status >= 200 && status < 300 && response) resolve(response as T);
      else
        reject(
          new ApiError(status, response ?? { message: t('The server answered with status {status}', { status }) }),
        );
    };
    request.onerror = () => reject(notReached());
    request.send(body);
  });
}
