/** Who has never been here is told of the last days. */
const FIRST = 3 * 86_400_000;

/** When the person was here the last time before this session; from now on, that is now. */
export function lastVisit(user: number, now: number): string {
  const key = `arvelo.visit.${user}`;
  try {
    const since = sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? new Date(now - FIRST).toISOString();
    sessionStorage.setItem(key, since);
    localStorage.setItem(key, new Date(now).toISOString());
    return since;
  } catch {
    // A browser that keeps nothing.
    return new Date(now - FIRST).toISOString();
  }
}
