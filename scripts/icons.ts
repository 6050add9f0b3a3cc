import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.ts';
import { projectFolder } from './run-step.ts';

// The icons of the installed app, drawn from the one mark: `node bin/run.js scripts/icons.ts`.

const folder = join(projectFolder, 'web/public');

/** Systems cut maskable icons to a shape of theirs, so that the mark keeps to the middle and its colour fills the rest. */
const icons = [
  { file: 'icon-192.png', size: 192, isCut: false },
  { file: 'icon-512.png', size: 512, isCut: false },
  { file: 'icon-maskable-512.png', size: 512, isCut: true },
  { file: 'apple-touch-icon.png', size: 180, isCut: true },
];

const mark = readFileSync(join(folder, 'favicon.svg'), 'utf8');
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  for (const { file, size, isCut } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const [part, ground] = isCut ? [72, '#14655f'] : [100, 'transparent'];
    await page.setContent(
      `<style>html,body{margin:0;height:100%;background:${ground};display:grid;place-items:center}svg{width:${part}%;height:${part}%}</style>${mark}`,
    );
    await page.screenshot({ path: join(folder, file), omitBackground: !isCut });
    await page.close();
  }
} finally {
  await browser.close();
}
