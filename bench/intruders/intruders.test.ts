// The short form of each attack; `bench/intruders/run.ts --full` runs the long one.
import { expect, it } from 'vitest';
import { attacks } from './attacks.ts';
import { createWorld } from './world.ts';

const SEED = 1;

it.each(attacks.map((attack) => [attack.id, attack.name, attack] as const))('%s %s', { timeout: 300_000 }, async (...[
  ,
  ,
  attack,
]) => {
  const world = await createWorld();
  const { requests, findings } = await attack.run(world, { requests: attack.size.short, seed: SEED });
  await world.close();
  expect(findings).toEqual([]);
  expect(requests).toBeGreaterThan(0);
});
