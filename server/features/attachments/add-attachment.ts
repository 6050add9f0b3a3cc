import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Ctx } from '#server/platform/context.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import type { UploadedFile } from '#server/platform/http/upload.ts';
import { requireAccess } from '#server/records/access.ts';
import { answerOf } from '#server/records/answer-record.ts';
import { answerWrite } from '#server/records/answer-write.ts';
import { createMany } from '#server/records/create-many.ts';
import { objectFor } from '#server/records/definition.ts';
import { getRecord } from '#server/records/get.ts';
import { lockRecord } from '#server/records/update.ts';
import { kindOfFile } from './file-kind.ts';
import { forgetLeftover, noteLeftovers } from './leftover-files.queries.ts';

/** The record that a file is sent to: the field by which attachments name it, the name of its object, its id. */
export interface Target {
  field: string;
  objectName: string;
  id: number;
}

/** How long a file may be there without its record, in ms. */
const ARRIVING = 3_600_000;

/**
 * `POST /api/v1/<object>/<id>/attachments`. First the file, then the record: whatever ends the process in between leaves a file
 * that nobody sees and that is noted as a leftover, never a record without its file.
 */
export async function addAttachment(ctx: Ctx, input: Input, target: Target): Promise<Reply> {
  const [attachments, object] = await Promise.all([objectFor(ctx, 'attachments'), objectFor(ctx, target.objectName)]);
  requireAccess(ctx, attachments, 'create');
  await getRecord(ctx, object, target.id);
  const { files, settings } = ctx.app;
  const file = await input.receiveFile({ folder: files.incoming, most: settings.attachmentLimit });
  try {
    const stored = await keepFile(ctx, file);
    return await answerWrite(ctx, input, 'attach', async (work) => {
      await lockRecord(work, object, { id: target.id, action: 'update' });
      const values = { ...stored, [target.field]: target.id, owner_id: ctx.user.id };
      const [id = 0] = await createMany(work, attachments, [values]);
      work.tx.atCommit(forgetLeftover(ctx.tenantId, stored.key));
      const row = await lockRecord(work, attachments, { id, action: 'read' });
      const headers = { location: `/api/v1/attachments/${id}` };
      return { status: 201, body: { success: true, data: await answerOf(work, attachments, row) }, headers };
    });
  } finally {
    await rm(file.path, { force: true });
  }
}

async function keepFile(ctx: Ctx, file: UploadedFile) {
  const { app, tenantId } = ctx;
  const name = safeName(file.name);
  const contentType = await kindOfFile({ ...file, name }, app.settings.attachmentTypes);
  const key = `${tenantId}/${randomUUID()}`;
  const dueAt = new Date(app.clock.now().getTime() + ARRIVING);
  await app.db.write(tenantId, (tx) => tx.query(noteLeftovers(tenantId, [key], dueAt)));
  await app.files.keep(key, file.path);
  return { name, content_type: contentType, size: file.size, key };
}

/** The last part of a name (of which browsers write quotes and line ends as `%22` …), without what could steer a terminal, a header or a folder; the ending stays when it is long. */
function safeName(given: string): string {
  const [last = ''] = given
    .normalize('NFC')
    .replaceAll(/%(22|0A|0D)/gi, ' ')
    .split(/[\\/]/)
    .slice(-1);
  const plain = last
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const name = plain.replace(/^\.+/, '') || 'file';
  const letters = [...name];
  if (letters.length <= 200) return name;
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  return letters.slice(0, 200 - ending.length).join('') + ending;
}
