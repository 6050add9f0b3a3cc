/** Counts what is being answered for each tenant, so that none of them takes all connections to the database. */
export interface InFlight {
  /** False when the tenant has as many requests under way as it may. */
  enter(tenantId: number): boolean;
  leave(tenantId: number): void;
}

export function createInFlight(most: number): InFlight {
  const counts = new Map<number, number>();
  return {
    enter: (tenantId) => {
      const count = counts.get(tenantId) ?? 0;
      if (count >= most) return false;
      counts.set(tenantId, count + 1);
      return true;
    },
    leave: (tenantId) => {
      const count = (counts.get(tenantId) ?? 1) - 1;
      if (count > 0) counts.set(tenantId, count);
      else counts.delete(tenantId);
    },
  };
}
