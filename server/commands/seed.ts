import { Presets, SingleBar } from 'cli-progress';
import type { Config } from '#server/config.ts';
import { type SeedCounts, seedable, seedTenant } from '#server/features/seed/seed.ts';
import { createTenant } from '#server/features/tenants/create-tenant.ts';
import { systemContext } from '#server/features/tenants/system-context.ts';
import { openApp } from '#server/open-app.ts';
import { loadingSearchIndexes } from '#server/platform/db/search-indexes.ts';
import { asOwner } from '#server/platform/db/setup.ts';
import { oneTenant } from './one-tenant.ts';

export interface SeedOptions extends SeedCounts {
  tenant: string;
  seed: number;
}

/** Fills a tenant, creating it if it is missing, and shows how far it is. */
export async function seed(config: Config, options: SeedOptions): Promise<void> {
  const { app, ownerUrl, close } = await openApp({ ...config, logLevel: 'warn' });
  try {
    const tenant =
      (await oneTenant(app, options.tenant)) ??
      (await createTenant(app, { organization: options.tenant }).then(() => oneTenant(app, options.tenant)));
    if (!tenant) throw new Error('the organization was not created');
    const total = seedable.reduce((sum, name) => sum + (options[name] ?? 0), 0);
    const bar = new SingleBar(
      { format: '  {bar} {percentage}%  {value}/{total} records, {eta_formatted} left' },
      Presets.shades_classic,
    );
    const started = performance.now();
    if (process.stdout.isTTY) bar.start(total, 0);
    const load = () =>
      seedTenant(systemContext(app, tenant, 'cli'), { ...options, onProgress: (done) => bar.increment(done) });
    await asOwner(ownerUrl, (owner) => loadingSearchIndexes(owner, load));
    bar.stop();
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(
      `${total} records for "${tenant.name}" in ${seconds.toFixed(1)} s (${Math.round(total / Math.max(seconds, 0.001))}/s)\n`,
    );
  } finally {
    await close();
  }
}
