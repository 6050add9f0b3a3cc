import { ActionIcon, Button } from '@mantine/core';
import { type Icon, IconChartHistogram, IconLayoutDashboard, IconPlus, IconSettings } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { Dashboard } from '#shared/objects/dashboards.ts';
import { t } from '#web/language/translate.ts';
import { useCan } from '#web/records/use-object.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { ErrorState } from '#web/ui/error-state.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { useIsPhone } from '#web/ui/use-screen.ts';
import { DashboardCharts } from './dashboard-charts.tsx';
import { DashboardDialog } from './dashboard-dialog.tsx';
import { DashboardTabs } from './dashboard-tabs.tsx';
import { NarrowingBar } from './narrowing-bar.tsx';
import classes from './reports.module.css';
import { TemplateChoice } from './template-choice.tsx';
import { useDashboards, useMayChange } from './use-dashboards.ts';

const route = getRouteApi('/reports');

/** Dashboards of charts over any records. */
export function ReportsPage() {
  const { dashboard: id, ...narrowing } = route.useSearch();
  const navigate = route.useNavigate();
  const { dashboards, error, refetch } = useDashboards();
  const [dialog, setDialog] = useState<'new' | 'edit' | 'chart' | null>(null);
  const open = dashboards?.find((one) => String(one.id) === id) ?? dashboards?.[0];
  const mayChange = useMayChange(open);
  const mayCreate = useCan('dashboards', 'create');
  const show = (made: Dashboard | undefined) => {
    setDialog(null);
    void navigate({ search: (before) => ({ ...before, dashboard: made && String(made.id) }) });
  };
  return (
    <>
      <PageHeader title={t('Reports')}>
        {open && mayChange && (
          <HeaderButton icon={IconSettings} label={t('Edit dashboard')} onClick={() => setDialog('edit')} />
        )}
        {open && mayCreate && (
          <HeaderButton icon={IconLayoutDashboard} label={t('New dashboard')} onClick={() => setDialog('new')} />
        )}
        {open && mayChange && (
          <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setDialog('chart')}>
            {t('Add chart')}
          </Button>
        )}
      </PageHeader>
      {error && !dashboards && (
        <ErrorState title={t('The dashboards could not be loaded')} error={error} onRetry={() => void refetch()} />
      )}
      {dashboards?.length === 0 && <FirstDashboard mayCreate={mayCreate} onMade={show} />}
      {dashboards && open && (
        <>
          <DashboardTabs dashboards={dashboards} open={open} />
          <NarrowingBar
            narrowing={narrowing}
            onChange={(patch) => void navigate({ search: (before) => ({ ...before, ...patch }) })}
          />
          <DashboardCharts
            key={open.id}
            dashboard={open}
            narrowing={narrowing}
            isAdding={dialog === 'chart'}
            onAdding={(isAdding) => setDialog(isAdding ? 'chart' : null)}
          />
        </>
      )}
      {dialog === 'new' && dashboards && (
        <Dialog title={t('New dashboard')} width={720} onClose={() => setDialog(null)}>
          <TemplateChoice count={dashboards.length} onMade={show} />
        </Dialog>
      )}
      {dialog === 'edit' && open && (
        <DashboardDialog dashboard={open} onDeleted={() => show(undefined)} onClose={() => setDialog(null)} />
      )}
    </>
  );
}

interface HeaderButtonProps {
  icon: Icon;
  label: string;
  onClick: () => void;
}

/** Phones have room for its icon alone. */
function HeaderButton({ icon: Icon, label, onClick }: HeaderButtonProps) {
  const isPhone = useIsPhone();
  if (isPhone) {
    return (
      <ActionIcon variant="default" size="lg" aria-label={label} onClick={onClick}>
        <Icon size={17} />
      </ActionIcon>
    );
  }
  return (
    <Button variant="default" leftSection={<Icon size={16} aria-hidden="true" />} onClick={onClick}>
      {label}
    </Button>
  );
}

/** What reports are, and the dashboards that one click makes. */
function FirstDashboard({ mayCreate, onMade }: { mayCreate: boolean; onMade: (dashboard: Dashboard) => void }) {
  return (
    <div className={classes.first}>
      <EmptyState
        icon={IconChartHistogram}
        title={t('No dashboards yet')}
        text={t(
          'A dashboard is a page of charts that count and add up your records as they are now. A click on a bar opens the records behind it. Begin with one of these, everything in it can be changed.',
        )}
      />
      {mayCreate && <TemplateChoice count={0} onMade={onMade} />}
    </div>
  );
}
