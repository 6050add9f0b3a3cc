#!/usr/bin/env node
import { runWithPinnedNode } from './pinned-node.js';

const [file, ...args] = process.argv.slice(2);
if (!file) {
  console.error('usage: node bin/run.js <script.ts> [arguments]');
  process.exit(2);
}
await runWithPinnedNode(file, args);
