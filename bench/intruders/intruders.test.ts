// The short form of each attack; `bench/intruders/run.ts --full` runs the long one.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attacks } from './attacks.ts';
import { createWorld, type World } from './world.ts';

const SEED = 1;

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

it.each(attacks.map((attack) => [attack.id, attack.name, attack] as const))(
  '%s %s',
  async (_id, _name, attack) => {
    const { requests, findings } = await attack.run(world, { requests: attack.size.short, seed: SEED });
    expect(findings).toEqual([]);
    expect(requests).toBeGreaterThan(0);
  },
  300_000,
);
