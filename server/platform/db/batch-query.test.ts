import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '#server/platform/free-port.ts';
import { createTestDatabase, type TestDatabase } from '#server/testing/database.ts';
import { answersAnew, watchSilence } from './silence.ts';
import { sql } from './sql.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const half = (number: number, of: number) => sql`select ${number}::int / ${of}::int as half`;
const message = (error: Error) => `${(error.cause as Error | undefined)?.message ?? error.message}`;

describe('statements that are asked for in one go', () => {
  it('are answered each with its own rows, in the order of the calls, prepared or not', async () => {
    for (let time = 0; time < 12; time += 1) {
      const answers = await test.db.globalWrite((tx) =>
        Promise.all([
          tx.query(half(8, 2)),
          tx.query(sql`set local work_mem = '4MB'`),
          tx.query(sql`select number, ${'x'}::text as letter from generate_series(1, 2) number`),
          tx.query(half(8, 4)),
        ]),
      );
      expect(answers).toEqual([
        [{ half: 4 }],
        [],
        [
          { number: 1, letter: 'x' },
          { number: 2, letter: 'x' },
        ],
        [{ half: 2 }],
      ]);
    }
  });

  it('fail together with one that fails, and leave nothing written', async () => {
    for (let time = 0; time < 12; time += 1) {
      const answers = await test.db
        .globalWrite((tx) =>
          Promise.allSettled([
            tx.query(sql`insert into installation (key, value) values ('batch', 'a') returning key`),
            tx.query(half(1, 0)),
            tx.query(half(8, 2)),
          ]).then((all) => {
            expect(all.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'rejected']);
            throw (all[1] as PromiseRejectedResult).reason;
          }),
        )
        .catch(message);
      expect(answers).toBe('division by zero');
      expect(await test.db.global(sql`select key from installation where key = 'batch'`)).toEqual([]);
    }
  });

  it('can fail behind a savepoint, whatever was being prepared then, and the transaction goes on', async () => {
    // Each round prepares another statement at the moment in which it fails.
    for (let time = 0; time < 12; time += 1) {
      const halves = await test.db.globalWrite(async (tx) => {
        const found: unknown[] = [];
        for (const by of [0, 2, 0, 4]) {
          await tx.query(sql`savepoint part`);
          const [rows] = await Promise.all([tx.query(half(8, by)), tx.query(sql`select 1 as one`)]).catch(async () => {
            await tx.query(sql`rollback to savepoint part`);
            return [[{ half: null }]];
          });
          found.push(rows?.[0]?.half);
        }
        return found;
      });
      expect(halves).toEqual([null, 4, null, 2]);
    }
  });
});

describe('a connection that waits long for an answer', () => {
  it('is cut where the server refuses new ones at once, not only where it is silent there too', async () => {
    const port = await freePort();
    const silence = watchSilence(() => answersAnew(`postgres://nobody@127.0.0.1:${port}/none`));
    const [waiting, answered] = [new PassThrough(), new PassThrough()];
    silence.sent(waiting);
    silence.sent(answered);
    silence.answered(answered);
    const [error] = (await once(waiting, 'close').catch((reason) => [reason])) as [Error];
    silence.stop();
    expect([error.message, answered.destroyed]).toEqual(['Connection terminated by silence', false]);
  });
});
