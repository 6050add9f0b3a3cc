#!/usr/bin/env node
import { runWithPinnedNode } from './pinned-node.js';

await runWithPinnedNode('server/cli.ts', process.argv.slice(2));
