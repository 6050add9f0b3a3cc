import { ActionIcon, Button, FileButton, Progress } from '@mantine/core';
import { IconDownload, IconFile, IconPaperclip, IconPhoto, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useEffect, useState } from 'react';
import type { Attachment } from '#shared/objects/attachments.ts';
import type { ObjectName } from '#shared/objects/registry.ts';
import { contentPath, filesQuery, uploadFile } from '#web/api/files.ts';
import { useRemoveRecord, useRestoreRecord } from '#web/api/mutations.ts';
import { t } from '#web/language/translate.ts';
import { useCan } from '#web/records/use-object.ts';
import { formatBytes } from '#web/ui/format-bytes.ts';
import { notifyDone, notifyError } from '#web/ui/notify.tsx';
import { Time } from '#web/ui/time.tsx';
import { FilePreview } from './file-preview.tsx';
import classes from './files.module.css';

interface FilesProps {
  object: ObjectName;
  id: number;
  /** The field by which files name the record. */
  field: string;
}

/** The files of a record: chosen, dropped or pasted, looked at, downloaded, deleted. */
export function Files({ object, id, field }: FilesProps) {
  const { data: files, isError, refetch } = useQuery(filesQuery(field, id));
  const uploads = useUploads(object, id);
  const [isOver, setIsOver] = useState(false);
  const mayChange = useCan(object, 'update');
  const mayAdd = useCan('attachments', 'create') && mayChange;
  const mayRead = useCan('attachments', 'read');
  usePastedFiles(mayAdd ? uploads.add : undefined);
  if (!mayRead) return null;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    uploads.add([...event.dataTransfer.files]);
  };
  return (
    <section
      aria-labelledby="files-title"
      className={classes.section}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!mayAdd || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={mayAdd ? drop : undefined}
    >
      <div className={classes.heading}>
        <h2 id="files-title">{t('Files')}</h2>
        {mayAdd && (
          <FileButton multiple onChange={uploads.add}>
            {(props) => (
              <ActionIcon {...props} variant="subtle" color="gray" aria-label={t('Add files')}>
                <IconPaperclip size={16} />
              </ActionIcon>
            )}
          </FileButton>
        )}
      </div>
      {isError && (
        <p className={classes.none} role="alert">
          {t('The files could not be loaded.')}{' '}
          <Button variant="subtle" size="compact-xs" onClick={() => void refetch()}>
            {t('Try again')}
          </Button>
        </p>
      )}
      {files?.length === 0 && uploads.running.length === 0 && (
        <p className={classes.none}>{mayAdd ? t('Drop or paste files here.') : t('No files.')}</p>
      )}
      <ul className={classes.list}>
        {uploads.running.map(({ key, name, part }) => (
          <li key={key}>
            <span className={classes.name}>{name}</span>
            <Progress value={part * 100} size="sm" aria-label={t('Sending {name}', { name })} />
          </li>
        ))}
        {files?.map((file) => (
          <FileItem key={file.id} file={file} mayDelete={mayAdd} />
        ))}
      </ul>
    </section>
  );
}

function FileItem({ file, mayDelete }: { file: Attachment; mayDelete: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const remove = useRemoveRecord('attachments');
  const restore = useRestoreRecord('attachments');
  const isPicture = /^image\/(png|jpeg|gif|webp)$/.test(file.content_type);
  const Icon = isPicture ? IconPhoto : IconFile;
  const deleteIt = () =>
    remove.mutate(file.id, {
      onSuccess: () => notifyDone(t('{name} deleted', { name: file.name }), () => restore.mutate(file.id)),
      onError: (error) => notifyError(t('{name} could not be deleted', { name: file.name }), error),
    });
  return (
    <li className={classes.file}>
      <Icon size={17} stroke={1.6} aria-hidden="true" />
      <span className={classes.about}>
        {isPicture ? (
          <button type="button" className={classes.name} onClick={() => setIsOpen(true)}>
            {file.name}
          </button>
        ) : (
          <a href={contentPath(file.id)} download={file.name} className={classes.name}>
            {file.name}
          </a>
        )}
        <span className={classes.details}>
          {formatBytes(file.size)} · <Time value={file.created_at} />
        </span>
      </span>
      <ActionIcon
        component="a"
        href={contentPath(file.id)}
        download={file.name}
        variant="subtle"
        color="gray"
        aria-label={t('Download {name}', { name: file.name })}
      >
        <IconDownload size={16} />
      </ActionIcon>
      {mayDelete && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('Delete {name}', { name: file.name })}
          onClick={deleteIt}
        >
          <IconTrash size={16} />
        </ActionIcon>
      )}
      {isOpen && <FilePreview file={file} onClose={() => setIsOpen(false)} />}
    </li>
  );
}

interface Upload {
  key: number;
  name: string;
  /** 0 to 1. */
  part: number;
}

let lastKey = 0;

function useUploads(object: ObjectName, id: number) {
  const [running, setRunning] = useState<readonly Upload[]>([]);
  const queries = useQueryClient();
  const sendOne = async (file: File) => {
    lastKey += 1;
    const key = lastKey;
    const name = file.name;
    setRunning((before) => [...before, { key, name, part: 0 }]);
    const onProgress = (part: number) =>
      setRunning((before) => before.map((one) => (one.key === key ? { ...one, part } : one)));
    try {
      await uploadFile(object, id, { file, onProgress });
    } catch (error) {
      notifyError(t('{name} could not be added', { name }), error as Error);
    }
    await queries.invalidateQueries({ queryKey: ['attachments'] });
    setRunning((before) => before.filter((one) => one.key !== key));
  };
  const add = (files: readonly File[]) => {
    for (const file of files) void sendOne(file);
  };
  return { running, add };
}

/** Pictures on the clipboard are files too; what is pasted into an input stays text. */
function usePastedFiles(add: ((files: readonly File[]) => void) | undefined): void {
  useEffect(() => {
    if (!add) return;
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  });
}
