#!/usr/bin/env -S node --max-semi-space-size=8 --max-old-space-size=512
import { runWithPinnedNode } from './pinned-node.js';

await runWithPinnedNode('server/cli.ts', process.argv.slice(2));
