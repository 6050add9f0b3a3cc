import type { Ctx } from '#server/platform/context.ts';
import { sql } from '#server/platform/db/sql.ts';
import type { Input, Reply } from '#server/platform/http/types.ts';
import { objectFor } from '#server/records/definition.ts';
import { getRecord } from '#server/records/get.ts';
import { appError } from '#shared/errors.ts';
import { readInteger } from '#shared/fields/integer.ts';

/** `GET /api/v1/attachments/<id>/content`: always a download. A browser that opens it all the same runs and loads nothing. */
export async function readContent(ctx: Ctx, input: Input): Promise<Reply> {
  const attachments = await objectFor(ctx, 'attachments');
  const record = await getRecord(ctx, attachments, readInteger(input.params.id) ?? 0);
  const stream = await ctx.app.files.read(await keyOf(ctx, record.id)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    ctx.app.log.error({ tenantId: ctx.tenantId, attachment: record.id }, 'the file of an attachment is missing');
    throw appError('not_found', { message: 'The file is missing from the storage' });
  });
  return {
    stream,
    headers: {
      'content-type': shownAs(String(record.content_type)),
      'content-length': String(record.size),
      'content-disposition': dispositionOf(String(record.name)),
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    },
  };
}

/** Looked up by itself: a role may have no business with the field. */
async function keyOf(ctx: Ctx, id: number): Promise<string> {
  const query = sql`select key from attachments where tenant_id = ${ctx.tenantId} and id = ${id}`;
  const [rows = []] = await ctx.app.db.read(ctx.tenantId, [query], ctx);
  if (!rows[0]) throw appError('not_found');
  return String(rows[0].key);
}

/** Kinds that a browser would run scripts of are named as mere bytes. */
function shownAs(kind: string): string {
  if (kind.startsWith('text/')) return 'text/plain; charset=utf-8';
  return /html|xml|svg|javascript/.test(kind) ? 'application/octet-stream' : kind;
}

/** The name in ASCII for old clients, and in UTF-8 (RFC 6266, RFC 8187). */
function dispositionOf(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
