import type { Attack } from './attack.ts';
import { csrf } from './csrf.ts';
import { failures } from './failures.ts';
import { foreign } from './foreign.ts';
import { fuzz } from './fuzz.ts';
import { headers } from './headers.ts';
import { leaks } from './leaks.ts';
import { refused } from './refused.ts';
import { secrets } from './secrets.ts';

/** Every kind of intruder, in the order in which they come. */
export const attacks: readonly Attack[] = [foreign, leaks, refused, csrf, headers, secrets, fuzz, failures];
