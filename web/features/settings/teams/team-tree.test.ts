import { expect, it } from 'vitest';
import type { Team } from '#shared/objects/teams.ts';
import { teamTree, withTeamsBelow } from './team-tree.ts';

const team = (id: number, parent_id: number | null) => ({ id, parent_id, name: `T${id}` }) as Team;
const teams = [team(1, null), team(2, 1), team(3, null), team(4, 2), team(5, 99), team(6, 1)];

it('reads the teams down the tree, those whose parent is gone at the top', () => {
  expect(teamTree(teams).map((one) => [one.team.id, one.depth])).toEqual([
    [1, 0],
    [2, 1],
    [4, 2],
    [6, 1],
    [3, 0],
    [5, 0],
  ]);
});

it('knows what is below a team, and nothing beside it', () => {
  expect([...withTeamsBelow(teams, 1)]).toEqual([1, 2, 4, 6]);
  expect([...withTeamsBelow(teams, 2)]).toEqual([2, 4]);
  expect([...withTeamsBelow(teams, 5)]).toEqual([5]);
});
