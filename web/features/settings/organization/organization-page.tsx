import { Button, Group, Skeleton, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Organization } from '#shared/api/organization.ts';
import { ApiError } from '#web/api/client.ts';
import { failureText } from '#web/api/failure-text.ts';
import { changeOrganization, organizationQuery } from '#web/api/organization.ts';
import parts from '#web/features/settings/settings-parts.module.css';
import { t } from '#web/language/translate.ts';
import { ErrorState } from '#web/ui/error-state.tsx';
import { formatLongDay } from '#web/ui/format.ts';
import { Note } from '#web/ui/note.tsx';
import { notifyDone, notifyError } from '#web/ui/notify.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';

/** What the organization is called, and what it reckons in. */
export function OrganizationPage() {
  const { data, error, refetch } = useQuery(organizationQuery);
  return (
    <>
      <PageHeader title={t('Organization')} />
      <div className={parts.page}>
        {error && !data && (
          <ErrorState title={t('The organization could not be loaded')} error={error} onRetry={() => refetch()} />
        )}
        {!data && !error && <Skeleton height={160} maw={480} radius="md" />}
        {data && <Form key={data.name} organization={data} />}
      </div>
    </>
  );
}

function Form({ organization }: { organization: Organization }) {
  const [name, setName] = useState(organization.name);
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: changeOrganization,
    onSuccess: async () => {
      notifyDone(t('Organization renamed'), () => takeBack(organization.name));
      await queries.invalidateQueries();
    },
  });
  async function takeBack(before: string) {
    try {
      await changeOrganization({ name: before });
      notifyDone(t('Undone'));
    } catch (error) {
      notifyError(t('This could not be undone'), error as Error);
    }
    await queries.invalidateQueries();
  }
  const errors = change.error instanceof ApiError ? change.error.errors : {};
  const message = change.error && failureText(change.error, (field) => field === 'name');
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!change.isPending) change.mutate({ name });
  }
  return (
    <form onSubmit={submit} noValidate aria-label={t('Organization')}>
      <Stack gap="md" maw={480}>
        {message && <Note tone="error">{message}</Note>}
        <TextInput
          label={t('Name')}
          description={t('Everybody sees it at the top of the navigation.')}
          required
          maxLength={100}
          value={name}
          error={errors.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('Default currency')}
          readOnly
          value={organization.currency}
          description={t('Totals and reports add up in it.')}
        />
        <Link to="/settings/currencies">{t('Currencies and rates')}</Link>
        <p className={parts.hint}>{t('Here since {day}', { day: formatLongDay(organization.created_at) })}</p>
        <Group justify="flex-end">
          <Button type="submit" loading={change.isPending} disabled={name === organization.name}>
            {t('Save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
