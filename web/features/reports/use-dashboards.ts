import { useQuery } from '@tanstack/react-query';
import type { Chart } from '#shared/charts.ts';
import type { Dashboard } from '#shared/objects/dashboards.ts';
import { useUpdateRecord } from '#web/api/mutations.ts';
import { listQuery } from '#web/api/queries.ts';
import { t } from '#web/language/translate.ts';
import { useNotifyWritten } from '#web/records/use-notify-written.ts';
import { useSession } from '#web/records/use-object.ts';
import { notifyError } from '#web/ui/notify.tsx';

/** The dashboards that one is shown, as they stand in the tabs. */
export function useDashboards() {
  const query = useQuery(listQuery('dashboards', { limit: 100, sort: 'position,id' }));
  return { ...query, dashboards: query.data?.data as Dashboard[] | undefined };
}

export function chartsOfDashboard(dashboard: Dashboard): readonly Chart[] {
  return dashboard.charts as unknown as readonly Chart[];
}

/** Whether the person may change a dashboard; decides what is shown, the server what is done. */
export function useMayChange(dashboard: Dashboard | undefined): boolean {
  const { user, permissions } = useSession();
  const scope = permissions.dashboards?.update ?? 'none';
  if (!dashboard || scope === 'none') return false;
  return scope !== 'own' || dashboard.owner_id === user.id;
}

/** Writes the charts of a dashboard; those that are on their way are shown already. */
export function useSaveCharts(dashboard: Dashboard) {
  const update = useUpdateRecord('dashboards');
  const notifyWritten = useNotifyWritten();
  const { id, version } = dashboard;
  const shown = update.isPending ? (update.variables.charts as readonly Chart[]) : chartsOfDashboard(dashboard);
  async function save(charts: readonly Chart[], message: string): Promise<boolean> {
    try {
      const { changeSetId } = await update.mutateAsync({ id, version, charts });
      notifyWritten(message, changeSetId);
      return true;
    } catch (error) {
      notifyError(t('The dashboard was not saved'), error as Error);
      return false;
    }
  }
  return { charts: shown, save, isSaving: update.isPending };
}
