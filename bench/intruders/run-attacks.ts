import { say } from '#bench/say.ts';
import { startTestCluster } from '#server/testing/cluster.ts';
import type { Attack, Outcome } from './attack.ts';
import { createWorld } from './world.ts';

export interface Ran extends Outcome {
  attack: Attack;
  seconds: number;
}

/** Lets intruders loose one after the other, each on a database of its own; says what they find as they find it. */
export async function runAttacks(
  chosen: readonly Attack[],
  { size, seed }: { size: keyof Attack['size']; seed: number },
): Promise<Ran[]> {
  const stop = await startTestCluster();
  try {
    const ran: Ran[] = [];
    for (const attack of chosen) {
      say(`${attack.id} ${attack.name}`);
      const started = performance.now();
      const world = await createWorld();
      const outcome = await attack.run(world, { requests: attack.size[size], seed });
      await world.close();
      for (const finding of outcome.findings) say(`  FOUND ${finding}`);
      ran.push({ ...outcome, attack, seconds: Math.round((performance.now() - started) / 1000) });
    }
    return ran;
  } finally {
    await stop();
  }
}
