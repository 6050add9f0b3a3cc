import type { World } from './world.ts';

/** How much an attack may do. */
export interface Budget {
  /** Requests, about. */
  requests: number;
  seed: number;
}

export interface Outcome {
  /** Requests that were sent. */
  requests: number;
  /** What must not be; empty when the product held. */
  findings: string[];
}

/** One kind of intruder. */
export interface Attack {
  /** Its line in the goal table: `S7`. */
  id: string;
  name: string;
  /** Requests of the short form that the tests run, and of the full one. */
  size: { short: number; full: number };
  run(world: World, budget: Budget): Promise<Outcome>;
}

/** Notes findings, each kind once, and counts requests. */
export function createNotes() {
  const seen = new Set<string>();
  const notes: Outcome = { requests: 0, findings: [] };
  return {
    outcome: notes,
    sent: (count = 1) => {
      notes.requests += count;
    },
    /** `kind` tells findings of one cause apart from others. */
    found: (kind: string, what: string) => {
      if (seen.has(kind) || notes.findings.length >= 40) return;
      seen.add(kind);
      notes.findings.push(`${kind}: ${what}`);
    },
  };
}

export type Notes = ReturnType<typeof createNotes>;
