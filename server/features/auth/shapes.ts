import { dataOf } from '#shared/api/answers.ts';
import {
  aFlag,
  anId,
  anything,
  aText,
  fieldsOf,
  type JsonSchema,
  listOf,
  mapOf,
  named,
  oneOf,
  orNull,
  shape,
} from '#shared/api/json-schema.ts';
import { preferenceFields } from '#shared/api/preferences.ts';
import { fieldSchema } from '#shared/api/record-schemas.ts';
import { loginFields, passwordRule, signupFields } from '#shared/api/session.ts';
import { users } from '#shared/objects/users.ts';
import { actions, scopes } from '#shared/permissions.ts';

const user = named('SessionUser', shape({ id: anId, name: aText, email: aText, role: aText }));
const newPassword = { ...aText, minLength: passwordRule.min, maxLength: passwordRule.max };
const next = { ...aText, description: 'Where a form goes on.' };

export const signedIn = dataOf(shape({ user, csrf_token: aText }));

export const loginBody = {
  ...fieldsOf({ email: fieldSchema(loginFields.email), password: aText }, { next }),
  examples: [{ email: 'jane.doe@example.com', password: 'correct horse battery' }],
};

export const signupBody = fieldsOf(
  {
    organization: fieldSchema(signupFields.organization),
    name: fieldSchema(signupFields.name),
    email: fieldSchema(signupFields.email),
    password: newPassword,
  },
  { invitation: orNull(fieldSchema(signupFields.invitation)) },
);

export const joinBody = fieldsOf({ token: aText, password: newPassword });

export const passwordBody = fieldsOf({ current_password: aText, new_password: newPassword });

export const setup = dataOf(shape({ signup: oneOf(['open', 'closed', 'invite']), first_run: aFlag, insecure: aFlag }));

export const csrfToken = dataOf(shape({ csrf_token: aText }));

export const invitation = dataOf(shape({ url: { type: 'string', format: 'uri' } }));

const permission = shape(Object.fromEntries(actions.map((action): [string, JsonSchema] => [action, oneOf(scopes)])));

const choices: Record<string, JsonSchema> = Object.fromEntries(
  Object.entries(preferenceFields).map(([name, field]) => [name, orNull(fieldSchema(field))]),
);
const preferences = shape(choices);

/** What `PATCH /api/v1/session` takes. */
export const profileBody = fieldsOf({}, { name: fieldSchema(users.fields.name), ...choices });

/** Options and fields are plain data about fields, for programs that draw forms. */
export const session = dataOf(
  shape({
    user,
    preferences,
    organization: shape({ name: aText }),
    csrf_token: aText,
    permissions: mapOf(permission),
    options: mapOf(mapOf(listOf(mapOf(anything)))),
    fields: mapOf(mapOf(mapOf(anything))),
  }),
);
