import type { Figure } from './figure.ts';

/** Something that goes wrong on purpose, and what must hold all the same. */
export interface Fault {
  title: string;
  run(input: FaultInput): Promise<Figure[]>;
}

export interface FaultInput {
  /** The long form. */
  full: boolean;
  /** How often the fault happens; left out: as often as the form wants. */
  cycles?: number;
  /** How much longer than promised things may take here, since the machine has other work; 1 on an idle one. */
  patience: number;
}
