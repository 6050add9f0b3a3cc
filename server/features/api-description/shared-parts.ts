import { type JsonSchema, ref } from '#shared/api/json-schema.ts';

/** What the parts of the document share: they name these. */
export const header = (name: string): JsonSchema => ({ $ref: `#/components/headers/${name}` });
export const response = (status: number): JsonSchema => ({ $ref: `#/components/responses/${status}` });

const text = { type: 'string' };
const whole = { type: 'integer', minimum: 0 };

export const headers: Record<string, JsonSchema> = {
  'X-Request-Id': { description: "Names the request in the server's log.", schema: text },
  RateLimit: {
    description: 'The tightest budget: what is left, and the seconds until all of it is back.',
    schema: text,
  },
  'RateLimit-Policy': { description: 'That budget: so many requests in so many seconds.', schema: text },
  'Retry-After': { description: 'Seconds after which trying again makes sense.', schema: whole },
  'X-Change-Set': { description: 'The change set that the write belongs to; undo takes it.', schema: whole },
  'Idempotent-Replayed': { description: '`true` when the answer is that to an earlier request.', schema: text },
  Location: { description: 'Where the new record is.', schema: text },
};

const refusals: Record<number, [description: string, headers?: string[]]> = {
  400: ['The body is not JSON.'],
  401: ['No valid session.'],
  403: ['The CSRF token is missing or wrong, or the role may not do this.'],
  404: ['No such record, as far as the caller may know.'],
  409: [
    'The record has changed since, a value is taken, or the same Idempotency-Key is still running.',
    ['Retry-After'],
  ],
  413: ['The body is too large.'],
  415: ['The body has a type that this call does not take.'],
  422: ['Something in the input is wrong; `errors` says what.'],
  429: ['Too many requests.', ['Retry-After', 'RateLimit', 'RateLimit-Policy']],
  500: ['Our fault.'],
  503: ['The database is away; try again.', ['Retry-After']],
};

export const responses: Record<string, JsonSchema> = Object.fromEntries(
  Object.entries(refusals).map(([status, [description, names = []]]) => [
    status,
    {
      description,
      headers: Object.fromEntries(['X-Request-Id', ...names].map((name) => [name, header(name)])),
      content: { 'application/json': { schema: ref('Failure') } },
    },
  ]),
);

export const securitySchemes: JsonSchema = {
  session: { type: 'apiKey', in: 'cookie', name: 'PHPSESSID', description: 'Set by `POST /login`.' },
  csrfToken: {
    type: 'apiKey',
    in: 'header',
    name: 'X-CSRF-Token',
    description: 'From `POST /login`, `GET /api/v1/session` or `GET /api/csrf.php`.',
  },
};
