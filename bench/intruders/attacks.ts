import type { Attack } from './attack.ts';
import { fuzz } from './fuzz.ts';

/** Every kind of intruder, in the order in which they come. */
export const attacks: readonly Attack[] = [fuzz];
