import { startTestCluster } from './cluster.ts';

/** Starts one PostgreSQL for the whole test run; every test file gets databases of its own in it. */
export default async function setUp(): Promise<() => Promise<void>> {
  return startTestCluster();
}
