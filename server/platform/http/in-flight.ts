/**
 * Counts what is being answered: in all, so that what comes above it is refused at once instead of making everyone wait, and for
 * each tenant, so that none of them takes all connections to the database.
 */
export interface InFlight {
  /** False when this process has as many requests under way as it can answer soon. */
  enter(): boolean;
  leave(): void;
  /** False when the tenant has as many requests under way as it may. */
  enterTenant(tenantId: number): boolean;
  leaveTenant(tenantId: number): void;
}

export function createInFlight({ most, mostOfTenant }: { most: number; mostOfTenant: number }): InFlight {
  let total = 0;
  const counts = new Map<number, number>();
  return {
    enter: () => {
      if (total >= most) return false;
      total += 1;
      return true;
    },
    leave: () => {
      total -= 1;
    },
    enterTenant: (tenantId) => {
      const count = counts.get(tenantId) ?? 0;
      if (count >= mostOfTenant) return false;
      counts.set(tenantId, count + 1);
      return true;
    },
    leaveTenant: (tenantId) => {
      const count = (counts.get(tenantId) ?? 1) - 1;
      if (count > 0) counts.set(tenantId, count);
      else counts.delete(tenantId);
    },
  };
}
