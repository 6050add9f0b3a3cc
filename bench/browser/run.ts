import { dataDirOf, openDataset } from '#bench/dataset.ts';
import { startProduct } from '#bench/product.ts';
import { say } from '#bench/say.ts';
import { tableOf } from '#bench/table.ts';
import { buildWeb } from '#scripts/build.ts';
import { auditPages } from './audits.ts';
import { measureLongList } from './long-list.ts';
import { readOptions } from './options.ts';
import { browserFigures } from './table.ts';
import { openWindow, signIn } from './window.ts';

// `npm run bench:browser`: see README.md in the folder above.

const options = readOptions(process.argv.slice(2));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

await buildWeb();
const dataDir = dataDirOf(options.folder, options.sizes);
say(`dataset in ${dataDir}`);
const stops: (() => unknown)[] = [];
try {
  const { dataset, close } = await openDataset(dataDir, options.sizes);
  stops.push(close);
  const product = await startProduct(dataDir);
  stops.push(product.stop);
  const window = await openWindow();
  stops.push(window.close);
  const url = `http://127.0.0.1:${product.port}`;
  await signIn(window, url, dataset.big);
  const list = await measureLongList(window, { url, leads: dataset.big.leads, ...options });
  // Its memory and its work are not to be felt by the audits.
  await stops.pop()?.();
  const audits = options.lighthouse ? await auditPages({ url, tenant: dataset.big, ...options }) : [];
  const figures = browserFigures({ list, audits });
  process.stdout.write(`\n${dataset.big.leads.toLocaleString('en')} leads, ${options.seconds} s of scrolling\n\n`);
  process.stdout.write(`${tableOf(figures)}\n`);
  const missed = figures.filter((figure) => !figure.ok);
  if (missed.length > 0) process.stderr.write(`missed: ${missed.map(({ name }) => name).join('; ')}\n`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  for (const stop of stops.reverse()) await stop();
}
process.exit();
