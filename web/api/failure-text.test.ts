// @vitest-environment node
import { beforeAll, expect, test, vi } from 'vitest';

// The client reads the CSRF token off the page as soon as it is there.
vi.stubGlobal('document', { querySelector: () => null });
let failureText: typeof import('./failure-text.ts').failureText;
let ApiError: typeof import('./client.ts').ApiError;
beforeAll(async () => {
  ({ failureText } = await import('./failure-text.ts'));
  ({ ApiError } = await import('./client.ts'));
});

const refused = (errors: Record<string, string>) => new ApiError(422, { message: 'Validation failed', errors });

test('an error without a field on the form is said, one with a field is left to it', () => {
  const error = refused({ token: 'This link is not valid any more', password: 'Too short' });
  expect(failureText(error, (name) => name === 'password')).toBe('This link is not valid any more');
  expect(failureText(error)).toBe('This link is not valid any more. Too short');
  expect(failureText(error, () => true)).toBe('');
});

test('a failure without errors of fields says its message', () => {
  expect(failureText(refused({}), () => true)).toBe('Validation failed');
  expect(failureText(new Error('Offline'))).toBe('Offline');
});
