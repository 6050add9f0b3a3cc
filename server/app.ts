import { objectList } from '#shared/objects/registry.ts';
import { users } from '#shared/objects/users.ts';
import { accessRoutes } from './features/access/routes.ts';
import { withDescription } from './features/api-description/routes.ts';
import { attachmentRoutes } from './features/attachments/routes.ts';
import { auditRoute } from './features/audit/routes.ts';
import { createGate } from './features/auth/gate.ts';
import { memberRoutes } from './features/auth/member-routes.ts';
import { authRoutes } from './features/auth/routes.ts';
import { demoDataRoutes } from './features/demo-data/routes.ts';
import { duplicateRoutes } from './features/duplicates/routes.ts';
import { fieldRoutes } from './features/fields/routes.ts';
import { healthRoutes } from './features/health/routes.ts';
import { historyRoutes } from './features/history/routes.ts';
import { createLive } from './features/live/live.ts';
import { presenceRoutes } from './features/live/presence-routes.ts';
import { liveRoutes } from './features/live/routes.ts';
import { handoverRoute } from './features/members/handover.ts';
import { metricsRoute } from './features/metrics/routes.ts';
import { notificationRoutes } from './features/notifications/routes.ts';
import { searchRoute } from './features/search/search.ts';
import { createTenant } from './features/tenants/create-tenant.ts';
import { organizationRoutes } from './features/tenants/organization.ts';
import { settingsOf } from './features/tenants/settings-of.ts';
import { timelineRoutes } from './features/timeline/routes.ts';
import { trashRoutes } from './features/trash/routes.ts';
import { conversionRoute } from './objects/leads/conversion.ts';
import { mergerRoute } from './objects/tags/merger.ts';
import type { App } from './platform/context.ts';
import { createHttpServer, type HttpServer } from './platform/http/server.ts';
import type { HttpRoute, RateLimiter } from './platform/http/types.ts';
import { webFolder } from './platform/http/web-app.ts';
import { legacyRoutes } from './records/legacy-routes.ts';
import { recordRoutes } from './records/routes.ts';

/** Everything that the product answers. */
export function allRoutes(): HttpRoute[] {
  return withDescription([
    ...objectList.flatMap(recordRoutes),
    // The people of a tenant are users in the definition, and members at the documented path.
    ...recordRoutes({ ...users, path: 'members' }),
    ...authRoutes({ createTenant, settingsOf }),
    ...memberRoutes,
    handoverRoute,
    ...organizationRoutes,
    ...historyRoutes,
    auditRoute,
    ...accessRoutes,
    ...presenceRoutes,
    ...attachmentRoutes,
    ...notificationRoutes,
    ...fieldRoutes,
    ...trashRoutes,
    ...duplicateRoutes,
    ...demoDataRoutes,
    ...timelineRoutes,
    conversionRoute,
    mergerRoute,
    searchRoute,
    ...objectList.filter((object) => object.php).flatMap(legacyRoutes),
    ...healthRoutes,
    metricsRoute,
  ]);
}

/** The product as an HTTP server that does not listen yet. */
export function createHttpApp(app: App, limiter: RateLimiter): HttpServer {
  const live = createLive(app);
  const routes = [...allRoutes(), ...liveRoutes(live)];
  const server = createHttpServer({ app, gate: createGate(app), limiter, routes, webFolder });
  // Streams would keep the server from closing.
  server.addHook('preClose', async () => live.close());
  return server;
}
