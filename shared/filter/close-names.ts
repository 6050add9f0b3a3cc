/** The names that someone who wrote `given` may have meant, the closest first, at most three. */
export function closeNames(given: string, names: readonly string[]): string[] {
  const wanted = given.toLowerCase().slice(0, 60);
  const most = Math.max(1, Math.floor(wanted.length / 3));
  return names
    .map((name) => ({ name, distance: distanceOf(wanted, name) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** A beginning (`owner` for `owner_id`) is as good as one wrong letter. */
function distanceOf(given: string, name: string): number {
  return given.length >= 3 && name.startsWith(given) ? 1 : editDistance(given, name);
}

/** How many letters must be changed, added or taken away (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
