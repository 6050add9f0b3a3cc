import { type Fields, type ReadInput, readInput } from '#shared/fields/input.ts';
import { saidErrors } from '#web/language/said-by-server.ts';

/** Checks an input as the server does; what is wrong is said in the person's language. */
export function checkInput(...[fields, input, mode]: Parameters<typeof readInput>): ReadInput {
  const { values, errors } = readInput(fields as Fields, input, mode);
  return { values, errors: saidErrors(errors) };
}
