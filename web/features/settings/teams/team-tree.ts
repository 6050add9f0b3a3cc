import type { Team } from '#shared/objects/teams.ts';

/** A team with how far below others it stands. */
export interface TeamAt {
  team: Team;
  depth: number;
}

/** The teams as they are read down the tree: each before the ones below it. */
export function teamTree(teams: readonly Team[]): TeamAt[] {
  const known = new Set(teams.map(({ id }) => id));
  const below = Map.groupBy(teams, ({ parent_id }) => (parent_id !== null && known.has(parent_id) ? parent_id : null));
  const walk = (parent: number | null, depth: number): TeamAt[] =>
    (below.get(parent) ?? []).flatMap((team) => [{ team, depth }, ...walk(team.id, depth + 1)]);
  return walk(null, 0);
}

/** The ids of a team and of all below it. */
export function withTeamsBelow(teams: readonly Team[], id: number): Set<number> {
  const tree = teamTree(teams);
  const at = tree.findIndex(({ team }) => team.id === id);
  const depth = tree[at]?.depth ?? 0;
  const end = tree.findIndex((one, index) => index > at && one.depth <= depth);
  return new Set(tree.slice(at, end < 0 ? undefined : end).map(({ team }) => team.id));
}
