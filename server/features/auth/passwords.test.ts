import { argon2Sync } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { passwordRule } from '#shared/api/session.ts';
import { readNewPassword, readPassword } from './password-rules.ts';
import { hashPassword, needsRehash, withHasher } from './passwords.ts';

describe('hashing', () => {
  it('writes argon2id in PHC form and verifies it', async () => {
    const stored = await hashPassword(' correct horse ');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    await withHasher(async ({ verify }) => {
      expect(await verify(' correct horse ', stored)).toBe(true);
      expect(await verify('correct horse', stored)).toBe(false);
      expect(await verify(' correct horse ', null)).toBe(false);
      expect(await verify(' correct horse ', 'no hash')).toBe(false);
    });
    expect(needsRehash(stored)).toBe(false);
  });

  it('verifies hashes made with other parameters and says that they are old', async () => {
    const salt = Buffer.from('0123456789abcdef');
    const parameters = {
      message: 'an old password',
      nonce: salt,
      memory: 1024,
      passes: 1,
      parallelism: 1,
      tagLength: 32,
    };
    const tag = argon2Sync('argon2id', parameters);
    const [saltText, tagText] = [salt, tag].map((bytes) => bytes.toString('base64').replaceAll('=', ''));
    const stored = `$argon2id$v=19$m=1024,t=1,p=1$${saltText}$${tagText}`;
    expect(await withHasher(({ verify }) => verify('an old password', stored))).toBe(true);
    expect(needsRehash(stored)).toBe(true);
  });

  it('leaves a core to everything else, lets 50 wait, and turns the others away', async () => {
    let running = 0;
    let most = 0;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 90 }, () =>
        withHasher(async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, 1));
          running -= 1;
        }),
      ),
    );
    const atOnce = Math.max(1, availableParallelism() - 1);
    expect(most).toBe(atOnce);
    const refused = outcomes.filter((one) => one.status === 'rejected').map((one) => one.reason);
    expect(refused).toHaveLength(90 - 50 - atOnce);
    expect(refused[0]).toMatchObject({ code: 'unavailable', details: { retryAfter: 2 } });
  });

  it('goes on after work that failed', async () => {
    for (let round = 0; round < 5; round += 1) {
      await expect(withHasher(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    }
    expect(await withHasher(async () => 'done')).toBe('done');
  });
});

describe('what a password may be', () => {
  const about = ['ada.lovelace@example.com', 'Ada King Lovelace', 'Analytical Engines'];
  const isGood = (password: unknown) => readNewPassword(password, about).ok;

  it('takes 10 to 256 characters of any kind', () => {
    expect(isGood('correct horse')).toBe(true);
    expect(isGood('ünïcødé-🐎🐎')).toBe(true);
    expect(isGood('aé'.repeat(128))).toBe(true);
    expect(isGood('🐎a'.repeat(128))).toBe(true);
    for (const bad of ['', 'too-short', 'ab'.repeat(129), 1234567890, null, undefined, 'lone \uD800 surrogate']) {
      expect(isGood(bad)).toBe(false);
    }
  });

  it('refuses the common ones and what everyone knows of the person, in any case', () => {
    const known = ['1234567890', 'Qwertyuiop', 'PASSWORD123', 'zzzzzzzzzzzz', ...about, ' analytical engines '];
    for (const bad of known) expect(isGood(bad), bad).toBe(false);
  });

  it('asks of an existing password only that it is one', () => {
    expect(readPassword(' x ')).toEqual({ ok: true, value: ' x ' });
    expect(readPassword('x'.repeat(passwordRule.max + 1)).ok).toBe(false);
  });
});
