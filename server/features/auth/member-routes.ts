import type { HttpRoute } from '#server/platform/http/types.ts';
import { dataOf, messageAnswer } from '#shared/api/answers.ts';
import { aFlag, aMoment, anId, aText, idOf, listOf, named, orNull, shape } from '#shared/api/json-schema.ts';
import { inputRef } from '#shared/api/record-schemas.ts';
import { objects } from '#shared/objects/registry.ts';
import { defineRoute } from '#shared/route.ts';
import { inviteUser } from './invitations.ts';
import { inviteMember, listInvitations, listSignIns, revokeInvitation } from './member-invitations.ts';
import { invitation } from './shapes.ts';

const member = { ...idOf('users'), description: 'The member whom it is for.' };
const openInvitation = named(
  'Invitation',
  shape({
    id: member,
    name: aText,
    email: aText,
    role: aText,
    has_joined: { ...aFlag, description: 'It sets a new password, not the first one.' },
    created_at: aMoment,
    expires_at: aMoment,
  }),
);
const newInvitation = shape({ id: member, expires_at: aMoment, url: { type: 'string', format: 'uri' } });
const signIns = named('SignIns', shape({ user_id: anId, has_joined: aFlag, last_seen_at: orNull(aMoment) }));

const about = { object: 'users', needs: 'update', bodyLimit: 16 * 1024 } as const;

/** Letting people in: links that admins hand over, and who has come. */
export const memberRoutes: HttpRoute[] = [
  {
    route: defineRoute({
      ...about,
      method: 'POST',
      path: '/api/v1/users/:id/invitation',
      summary: 'A link with which a user sets a password',
      answer: invitation,
      status: 201,
      rate: 'write',
    }),
    handler: inviteUser,
  },
  {
    route: defineRoute({
      ...about,
      method: 'GET',
      path: '/api/v1/invitations',
      summary: 'List the invitations that are open',
      answer: dataOf(listOf(openInvitation)),
      rate: 'read',
    }),
    handler: listInvitations,
  },
  {
    route: defineRoute({
      ...about,
      method: 'POST',
      path: '/api/v1/invitations',
      summary: 'Add a member, with a link to join that works once',
      body: inputRef(objects.users),
      answer: dataOf(newInvitation),
      status: 201,
      rate: 'write',
    }),
    handler: inviteMember,
  },
  {
    route: defineRoute({
      ...about,
      method: 'DELETE',
      path: '/api/v1/invitations/:id',
      summary: 'Revoke the invitation of a member',
      answer: messageAnswer,
      rate: 'write',
    }),
    handler: revokeInvitation,
  },
  {
    route: defineRoute({
      ...about,
      method: 'GET',
      path: '/api/v1/sign-ins',
      summary: 'Who has joined, and when each was last here',
      answer: dataOf(listOf(signIns)),
      rate: 'read',
    }),
    handler: listSignIns,
  },
];
