import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Attachment } from '#shared/objects/attachments.ts';
import { contentPath } from '#web/api/files.ts';
import { t } from '#web/language/translate.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Note } from '#web/ui/note.tsx';
import classes from './files.module.css';

/** A picture, read as bytes and shown as nothing but a picture: the server's own answer is always a download. */
export function FilePreview({ file, onClose }: { file: Attachment; onClose: () => void }) {
  const { data, isError } = useQuery({
    queryKey: ['attachments', 'content', file.id],
    queryFn: async ({ signal }) => {
      const answer = await fetch(contentPath(file.id), { signal });
      if (!answer.ok) throw new Error(String(answer.status));
      return new Blob([await answer.arrayBuffer()], { type: file.content_type });
    },
    gcTime: 0,
  });
  const address = useMemo(() => (data ? URL.createObjectURL(data) : undefined), [data]);
  useEffect(() => () => URL.revokeObjectURL(address ?? ''), [address]);
  return (
    <Dialog title={file.name} onClose={onClose} width={900}>
      {isError && <Note tone="error">{t('The picture could not be loaded.')}</Note>}
      {address && <img src={address} alt={file.name} className={classes.picture} />}
    </Dialog>
  );
}
