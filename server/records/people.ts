/** Who belongs to which team, and which team stands below which. */
export interface People {
  /** Ids of the people whose records a person's team reaches: their own team's and those of the teams below it; always with themselves. */
  teamOf(userId: number): readonly number[];
  /** Ids of the teams that reach a person when something is shared with them: their own and those above it. */
  teamsAbove(userId: number): readonly number[];
}

export interface TeamRow {
  id: number;
  parent_id: number | null;
}

export interface PersonRow {
  id: number;
  team_id: number;
}

export function peopleOf(teams: readonly TeamRow[], people: readonly PersonRow[]): People {
  const parents = new Map(teams.map((team) => [team.id, team.parent_id]));
  const above = new Map(teams.map((team) => [team.id, chainOf(team.id, parents)]));
  const teamByPerson = new Map(people.filter((one) => parents.has(one.team_id)).map((one) => [one.id, one.team_id]));
  const members = new Map<number, number[]>();
  for (const [person, team] of teamByPerson) {
    for (const one of above.get(team) ?? []) members.set(one, [...(members.get(one) ?? []), person]);
  }
  return {
    teamOf(userId) {
      const team = teamByPerson.get(userId);
      return team === undefined ? [userId] : (members.get(team) ?? [userId]);
    },
    teamsAbove(userId) {
      const team = teamByPerson.get(userId);
      return team === undefined ? [] : (above.get(team) ?? []);
    },
  };
}

/** A team and those above it; a circle, which is refused when it is written, would end here all the same. */
function chainOf(team: number, parents: ReadonlyMap<number, number | null>): number[] {
  const chain: number[] = [];
  let at: number | null | undefined = team;
  while (at !== null && at !== undefined && parents.has(at) && !chain.includes(at)) {
    chain.push(at);
    at = parents.get(at);
  }
  return chain;
}
