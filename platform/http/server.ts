/** The HTTP side of one process: every address, behind one gate, on one port. */
import type { TlsOptions } from 'node:tls'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../../kernel/refusal.ts'
import type { Routes } from '../ctx/routes.ts'
import { dossierFiles } from '../dossiers/paper.ts'
import { dossierRoutes } from '../dossiers/routes.ts'
import { draftFiles } from '../drafts/read-file.ts'
import { draftRoutes } from '../drafts/routes.ts'
import { figureRoutes } from '../figures/routes.ts'
import { readingRoutes } from '../files/reading-routes.ts'
import { fileRoutes } from '../files/routes.ts'
import { fontRoutes } from '../fonts/routes.ts'
import { type Hub, openHub } from '../live/hub.ts'
import { liveRoutes } from '../live/routes.ts'
import { noticeRoutes } from '../notices/routes.ts'
import { open311Routes } from '../open311/routes.ts'
import { peopleUploads } from '../people/import-route.ts'
import { peopleRoutes } from '../people/routes.ts'
import { policyRoutes } from '../policies/routes.ts'
import { copyFiles } from '../print/copy-file.ts'
import { deskLedgerFiles } from '../print/desk-ledger-file.ts'
import { officialFiles } from '../print/official-file.ts'
import { reportFiles, sheetPapers } from '../print/report-file.ts'
import { slipFiles } from '../print/slip-file.ts'
import { publicRoutes } from '../public/routes.ts'
import { retentionRoutes } from '../retention/routes.ts'
import { ruleRoutes } from '../rules/routes.ts'
import { scanFiles, scanRoutes } from '../scans/routes.ts'
import { searchRoutes } from '../search/routes.ts'
import { auditFiles } from '../shell/audit-file.ts'
import { ledgerFiles } from '../shell/ledger-file.ts'
import { shellRoutes } from '../shell/routes.ts'
import { tableFiles } from '../shell/table-file.ts'
import { unitFormFiles } from '../shell/unit-forms.ts'
import { signInRoutes } from '../sign-in/routes.ts'
import { statusRoutes } from '../status/routes.ts'
import { ticketRoutes } from '../tickets/routes.ts'
import { bareServer } from './bare-server.ts'
import { clientRoutes } from './client.ts'
import { documentRoutes } from './docs-page.ts'
import { guard } from './guard.ts'
import { healthRoutes } from './health.ts'
import { type Mounted, mountRoutes } from './mount.ts'
import { answerError, answerRefusal } from './refused.ts'
import type { Serving } from './serving.ts'

export interface HttpServer {
  readonly app: FastifyInstance
  readonly hub: Hub
  /** Every address of the interface, for the document and for the tests that walk it. */
  readonly mounted: readonly Mounted[]
  close(): Promise<void>
}

/** A door for other offices' programs, with a key of its own; not part of the interface for people. */
export type Door = (app: FastifyInstance) => Promise<void>
/** @param routes of the desks, in the order of the registry. @param tls null: plain HTTP, for the loopback or behind the office's proxy */
export async function buildServer(serving: Serving, routes: readonly Routes[], tls: TlsOptions | null = null, doors: readonly Door[] = []): Promise<HttpServer> {
  const mounted: Mounted[] = []
  const app = await bareServer(serving, tls)
  app.setErrorHandler((error, request, reply) => answerError(serving, error, request, reply))
  app.setNotFoundHandler((request, reply) => answerRefusal(serving, request, reply, refuse('http.no-such-address', {}, 404)))
  guard(app, serving)

  const hub = openHub(serving, (person) => serving.sessions.forget(person))
  healthRoutes(app, serving, hub)
  signInRoutes(app, serving, mounted)
  liveRoutes(app, serving, hub, mounted)
  await fileRoutes(app, serving, mounted)
  readingRoutes(app, serving, mounted)
  for (const own of [
    shellRoutes,
    searchRoutes,
    peopleRoutes,
    ruleRoutes,
    noticeRoutes,
    scanRoutes,
    figureRoutes,
    retentionRoutes,
    ticketRoutes,
    policyRoutes,
    dossierRoutes,
    draftRoutes,
    ...routes,
  ])
    mountRoutes(app, serving, own, mounted)
  for (const own of routes) {
    slipFiles(app, serving, own, mounted)
    deskLedgerFiles(app, serving, own, mounted)
    reportFiles(app, serving, own, mounted)
    sheetPapers(app, serving, own, mounted)
    copyFiles(app, serving, own, mounted)
    officialFiles(app, serving, own, mounted)
  }
  peopleUploads(app, serving, mounted)
  scanFiles(app, serving, mounted)
  ledgerFiles(app, serving, mounted)
  tableFiles(app, serving, mounted)
  unitFormFiles(app, serving, mounted)
  dossierFiles(app, serving, mounted)
  draftFiles(app, serving, mounted)
  statusRoutes(app, serving, hub, mounted)
  fontRoutes(app, serving, mounted)
  auditFiles(app, serving, mounted)
  documentRoutes(app, serving, mounted)
  if (serving.publicPage) {
    const side = { pool: serving.pools.public, clock: serving.clock, log: serving.log }
    await publicRoutes(app, side)
    await open311Routes(app, side)
  }
  for (const door of doors) await door(app)
  if (serving.client !== null) await clientRoutes(app, serving.client)
  await app.ready()
  await hub.ready
  return {
    app,
    hub,
    mounted,
    async close() {
      await hub.close()
      await app.close()
    },
  }
}
