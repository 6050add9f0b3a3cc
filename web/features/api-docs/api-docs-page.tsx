import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { apiDocumentQuery } from '#web/api/api-document.ts';
import { t } from '#web/language/translate.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { SearchBox } from '#web/ui/search-box.tsx';
import classes from './api-docs.module.css';
import { CallDetails } from './call-details.tsx';
import { CallList } from './call-list.tsx';
import { type ApiDocument, callsOf, matching } from './document.ts';

const route = getRouteApi('/api/docs');

/** The calls of the API that the person's role can make, each to be tried. */
export function ApiDocsPage() {
  const { data: document, error, refetch } = useQuery(apiDocumentQuery<ApiDocument>());
  const { call: chosen, find = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const calls = useMemo(() => (document ? callsOf(document) : []), [document]);
  const found = matching(calls, find);
  const call = calls.find(({ operationId }) => operationId === chosen) ?? found[0] ?? calls[0];
  const choose = (id: string | null) => id && navigate({ search: (before) => ({ ...before, call: id }) });
  if (error) return <ErrorState title={t('The description cannot be read')} error={error} onRetry={refetch} isPage />;
  return (
    <>
      <PageHeader title={t('API')}>
        <a className={classes.download} href="/api/v1/openapi.json" download="openapi.json">
          openapi.json
        </a>
      </PageHeader>
      <div className={classes.page}>
        <div className={classes.side}>
          <SearchBox
            label={t('Find a call')}
            value={find}
            onChange={(text) =>
              navigate({ search: (before) => ({ ...before, find: text || undefined, call: undefined }), replace: true })
            }
          />
          <Select
            className={classes.pick}
            aria-label={t('Call')}
            data={groupsOf(found)}
            value={call?.operationId ?? null}
            onChange={choose}
            allowDeselect={false}
            maxDropdownHeight={380}
          />
          <CallList calls={found} chosen={call?.operationId} isOpen={find !== ''} />
        </div>
        {document && call && <CallDetails key={call.operationId} document={document} call={call} />}
      </div>
    </>
  );
}

function groupsOf(calls: ReturnType<typeof callsOf>) {
  return [...Map.groupBy(calls, ({ topic }) => topic)].map(([group, ofTopic]) => ({
    group,
    items: ofTopic.map(({ operationId, method, path }) => ({ value: operationId, label: `${method} ${path}` })),
  }));
}
