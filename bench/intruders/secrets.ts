import { testPassword } from '#server/testing/app.ts';
import { testSecretKey } from '#server/testing/database.ts';
import { type Attack, createNotes } from './attack.ts';
import { fuzz } from './fuzz.ts';

/** Whatever happens, no secret of the run stands in a log, and nothing but hashes of them in the database. */
export const secrets: Attack = {
  id: 'S19',
  name: 'secrets in the logs and in the database after hostile traffic',
  size: { short: 500, full: 20_000 },
  async run(world, budget) {
    const notes = createNotes();
    const { test } = world;
    const admin = await world.as('admin');
    const user = (await admin.get('/api/v1/session')).body.data.user.id;
    const { url } = (await admin.post(`/api/v1/users/${user}/invitation`)).body.data;
    await test.visitor().signIn('admin@us.example', 'a wrong-secret-word');
    await admin.post('/api/v1/session/password', {
      current_password: 'a wrong-secret-word',
      new_password: 'another-secret-1',
    });
    await admin.send(`/api/v1/leads?filter={&csrf_token=${admin.csrfToken}`);
    const { requests, findings } = await fuzz.run(world, budget);
    notes.sent(requests);
    for (const finding of findings) notes.found(finding, 'found on the way');
    const known: Record<string, string> = {
      'a password': testPassword,
      'a wrong password': 'a wrong-secret-word',
      'a new password': 'another-secret-1',
      'a CSRF token': admin.csrfToken,
      'the key of the installation': testSecretKey.toString('base64'),
      'the password of the database': new URL(test.ownerUrl).password,
      'a link': new URL(url).searchParams.get('token') ?? '',
    };
    for (const [name, value] of admin.cookies) known[`the cookie ${name}`] = value;
    const dump = await dumpOf(world);
    const places = {
      'the log': world.log(),
      'the log of PostgreSQL': world.databaseErrors().join('\n'),
      'the database': dump,
    };
    for (const [what, secret] of Object.entries(known)) {
      for (const [place, text] of Object.entries(places)) {
        if (secret && text.includes(secret)) notes.found(what, `stands in ${place}`);
      }
    }
    return notes.outcome;
  },
};

async function dumpOf({ owner }: Parameters<Attack['run']>[0]): Promise<string> {
  const tables = Object.keys(await owner.digests());
  const rows = [];
  for (const table of tables) rows.push(await owner.query(`select t::text as row from "${table}" t`));
  return rows
    .flat()
    .map(({ row }) => row)
    .join('\n');
}
