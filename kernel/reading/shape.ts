/** The shell's readings and the few acts that belong to a person and not to a desk: contracts, shared with the browser. */
import { z } from 'zod'
import { act, line, matterId, officeDateText, personId, reading, unitId } from '../contract.ts'
import { light, named, trailView, workRow } from '../view.ts'

const language = z.enum(['zh-CN', 'en'])
const phase = z.enum(['registered', 'assigned', 'working', 'reported', 'closed', 'void'])
const deskKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
/** Where the next page begins; made by the server, opaque. */
const cursor = z.string().max(200)
const size = z.coerce.number().int().min(1).max(200).default(50)
/** Counts stop at 10,000: `more` says there are more. */
export const COUNT_STOPS = 10_000
/** Counts of matters stop sooner: what a list costs must not grow with the years behind it. Exact numbers are the figures page's and the workbook's. */
export const MATTERS_STOP = 1_000
export const counted = z.object({ n: z.int(), more: z.boolean() })

// 工作台
export const workTabs = ['todo', 'done', 'started', 'copied'] as const
export const workCounts = z.object({
  todo: z.int(),
  /** Of 待办: past the due time, and due soon. */
  late: z.int(),
  soon: z.int(),
  /** Of 待办: not yet signed for. */
  unsigned: z.int(),
  /** Of 待办: an opinion or an approval is asked for. */
  say: z.int(),
  /** Of 抄送: not yet read. */
  unread: z.int(),
})
/** 待办 by due time; the other tabs newest first. */
export const myWork = reading('matters.work', {
  input: z.object({
    tab: z.enum(workTabs).default('todo'),
    kind: z.enum(['do', 'say']).optional(),
    desk: deskKey.optional(),
    light: light.optional(),
    cursor: cursor.optional(),
    size,
  }),
  output: z.object({ rows: z.array(workRow), next: z.string().nullable(), counts: workCounts }),
})

// 总台账
export const ledgerFilter = {
  desk: deskKey.optional(),
  phase: z.union([phase, z.literal('open')]).optional(),
  light: light.optional(),
  /** The owner's unit. */
  unit: unitId.optional(),
  /** The unit it is with now: asked as lead, else the owner's. Every matter is with one. */
  lies: unitId.optional(),
  /** A step that is open on it: `registrar` not yet given, `accept` given and not signed for, else the role of the piece. */
  step: z
    .string()
    .regex(/^[a-zA-Z][a-zA-Z0-9:-]{0,39}$/)
    .optional(),
  /** Closed on or after, on or before. */
  closedFrom: officeDateText.optional(),
  closedTo: officeDateText.optional(),
  /** A final answer was sent, a report was sent back, on or after. */
  answeredFrom: officeDateText.optional(),
  returnedFrom: officeDateText.optional(),
  /** In the title. */
  text: z.string().trim().max(60).optional(),
  /** Part of the office number. */
  number: z.string().trim().max(40).optional(),
  /** Registered on or after, on or before. */
  from: officeDateText.optional(),
  to: officeDateText.optional(),
  sort: z.enum(['newest', 'oldest', 'due']).default('newest'),
}
/** `count` comes with the first page only. */
export const ledger = reading('matters.ledger', {
  input: z.object({ ...ledgerFilter, cursor: cursor.optional(), size }),
  output: z.object({ rows: z.array(workRow), next: z.string().nullable(), count: counted.nullable() }),
})
/** The same rows as a file: `/api/matters/ledger.xlsx?…`, `/api/matters/ledger.csv?…`; `named` matters are never in it. */
export const ledgerFile = z.object(ledgerFilter)

/** 经手记录 of one matter. */
export const trail = reading('matters.trail', { input: z.object({ matter: matterId }), output: trailView })

/** 今日以我名义代录: what others recorded in my name on one office day. */
export const recordedInMyName = reading('matters.recorded', {
  input: z.object({ day: officeDateText.optional() }),
  output: z.object({
    day: z.string(),
    rows: z.array(
      z.object({
        event: z.int(),
        matter: z.string(),
        desk: z.string(),
        number: z.string().nullable(),
        title: z.string().nullable(),
        move: z.string(),
        at: z.string(),
        loggedAt: z.string(),
        recordedBy: named,
        objected: z.boolean(),
      }),
    ),
  }),
})

// 人员与单位
export const unitRow = z.object({
  id: z.string(),
  name: z.string(),
  short: z.string(),
  parent: z.string().nullable(),
  kind: z.string(),
  sort: z.int(),
  code: z.string(),
  people: z.int(),
})
export const units = reading('people.units', { input: z.object({}), output: z.object({ rows: z.array(unitRow) }) })
export const personPost = z.object({ id: z.string(), title: z.string(), unit: named, holding: z.string(), head: z.boolean(), receiving: z.boolean() })
export const personRow = z.object({ id: z.string(), name: z.string(), pinyin: z.string(), active: z.boolean(), posts: z.array(personPost) })
/** `q`: characters, pinyin, or initials of name, post or unit. */
export const directory = reading('people.directory', {
  input: z.object({ q: z.string().trim().max(40).optional(), unit: unitId.optional(), withFormer: z.stringbool().default(false), cursor: cursor.optional(), size }),
  output: z.object({ rows: z.array(personRow), next: z.string().nullable(), count: counted }),
})
const span = { from: z.string(), to: z.string().nullable() }
/** One person with everything dated, for the people page. */
export const personView = reading('people.person', {
  input: z.object({ id: personId }),
  output: z.object({
    id: z.string(),
    name: z.string(),
    pinyin: z.string(),
    active: z.boolean(),
    username: z.string().nullable(),
    holdings: z.array(z.object({ id: z.string(), post: named, unit: named, kind: z.string(), ...span, until: z.string().nullable() })),
    portfolios: z.array(z.object({ id: z.string(), unit: named.nullable(), field: z.string().nullable(), kind: z.string(), ...span })),
    powers: z.array(z.object({ id: z.string().nullable(), key: z.string(), by: z.string(), ...span })),
    delegations: z.array(z.object({ id: z.string(), principal: named, agent: named, desks: z.array(z.string()).nullable(), namedToo: z.boolean(), ground: z.string(), ...span })),
  }),
})
/** One unit: its posts and who holds them, who has it in charge. */
export const unitView = reading('people.unit', {
  input: z.object({ id: unitId }),
  output: unitRow.extend({
    parents: z.array(named),
    charge: named.nullable(),
    posts: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        rank: z.int(),
        head: z.boolean(),
        receiving: z.boolean(),
        key: z.string().nullable(),
        holders: z.array(named.extend({ holding: z.string(), kind: z.string() })),
        powers: z.array(z.object({ id: z.string(), key: z.string() })),
      }),
    ),
    children: z.array(unitRow),
  }),
})

/** The working calendar of one year: only the days that are not what their weekday says. */
export const calendarYear = reading('calendar.year', {
  input: z.object({ year: z.coerce.number().int().min(1990).max(2200) }),
  output: z.object({
    year: z.int(),
    /** Outside the covered years weekends are assumed (暂按周末推算). */
    covered: z.boolean(),
    source: z.string().nullable(),
    days: z.array(z.object({ day: z.string(), workday: z.boolean(), name: z.string(), source: z.string() })),
    years: z.array(z.int()),
  }),
})

// 通知
export const notice = z.object({
  id: z.int(),
  kind: z.string(),
  at: z.string(),
  readAt: z.string().nullable(),
  /** `named`: on a closed list; its number is for nobody outside. */
  matter: z.object({ id: z.string(), desk: z.string(), number: z.string().nullable(), title: z.string().nullable(), named: z.boolean() }).nullable(),
  by: named.nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})
const noticeKind = z.string().regex(/^[a-z][a-zA-Z-]{0,39}$/)
export const notices = reading('notices.list', {
  input: z.object({ unread: z.stringbool().default(false), kind: noticeKind.optional(), cursor: cursor.optional(), size }),
  output: z.object({ rows: z.array(notice), next: z.string().nullable(), unread: z.int() }),
})
/** Which kinds there are among one's own, for the filter of the notices centre. */
export const noticeKinds = reading('notices.kinds', { input: z.object({}), output: z.object({ rows: z.array(z.object({ kind: z.string(), n: z.int(), unread: z.int() })) }) })
/** `ids` null = all up to now. */
export const readNotices = act('notices.read', { input: z.object({ ids: z.array(z.int()).max(500).nullable() }), output: z.object({ unread: z.int() }) })

// 登录
const password = z.string().min(1).max(128)
export const username = line(40)
export const me = z.object({
  person: z.object({ id: z.string(), name: z.string(), username: z.string() }),
  posts: z.array(personPost),
  /** Units of his posts. */
  units: z.array(named),
  powers: z.array(z.string()),
  /** Whom he may act for today (代理). */
  principals: z.array(z.object({ person: named, desks: z.array(z.string()).nullable(), until: z.string().nullable() })),
  language,
  /** First sign-in or after a reset: nothing but a new password. */
  mustChange: z.boolean(),
  /** One of the three administrators without a second factor: nothing but binding one (R-C12). */
  mustBind: z.boolean(),
  demo: z.boolean(),
  desks: z.array(z.string()),
})
export type Me = z.output<typeof me>
/** 401 `session.expired` when nobody is signed in. */
export const whoAmI = reading('session.me', { input: z.object({}), output: me })
/** What the sign-in page may know before anybody has signed in. */
export const door = reading('session.door', {
  input: z.object({}),
  output: z.object({
    /** 以演示人员进入: empty unless this is a demo city on the loopback. */
    demo: z.array(z.object({ username: z.string(), name: z.string(), post: z.string(), unit: z.string() })),
    /** The name this server must be called by for passkeys. */
    site: z.string(),
  }),
})
/** `second`: the password was right, and the second factor is asked for (R-C12). */
export const signIn = act('session.signIn', { input: z.object({ username: username, password }), output: z.union([me, z.object({ second: z.literal(true) })]) })
export const enterAs = act('session.enterAs', { input: z.object({ username: username }), output: me })
export const signOut = act('session.signOut', { input: z.object({}), output: z.object({}) })
/** Ends every other session of the person. */
export const changePassword = act('session.changePassword', { input: z.object({ current: password, next: password }), output: me })
export const setLanguage = act('session.setLanguage', { input: z.object({ language }), output: me })
export const sessions = reading('session.sessions', {
  input: z.object({}),
  output: z.object({
    rows: z.array(z.object({ id: z.string(), since: z.string(), lastSeen: z.string(), address: z.string().nullable(), browser: z.string().nullable(), here: z.boolean() })),
  }),
})
/** `id` null = all but this one. */
export const endSession = act('session.end', { input: z.object({ id: z.string().max(100).nullable() }), output: z.object({ ended: z.int() }) })

// 系统状态
const backupRun = z.object({
  kind: z.enum(['by_hand', 'nightly', 'upgrade', 'tested']),
  at: z.string(),
  ms: z.int(),
  path: z.string().nullable(),
  size: z.int().nullable(),
  rows: z.int().nullable(),
  files: z.int().nullable(),
  missing: z.int(),
  /** null: it went well. */
  fault: z.string().nullable(),
})
/** For administrators: counts, times and sizes, nothing of any matter. */
export const systemStatus = reading('office.status', {
  input: z.object({}),
  output: z.object({
    version: z.string(),
    postgres: z.string(),
    /** When this process began. */
    since: z.string(),
    lines: z.int(),
    /** Bytes. */
    disk: z.object({ free: z.int(), total: z.int(), database: z.int(), files: z.int() }),
    seals: z.object({ newest: z.object({ no: z.int(), at: z.string() }).nullable(), signedAt: z.string().nullable(), waiting: z.int(), oldest: z.string().nullable() }),
    outbox: z.object({
      waiting: z.int(),
      dead: z.int(),
      /** The newest dead letters. */
      letters: z.array(z.object({ id: z.int(), kind: z.string(), at: z.string(), attempts: z.int(), error: z.string() })),
    }),
    jobs: z.object({
      waiting: z.int(),
      failed: z.int(),
      timed: z.array(z.object({ task: z.string(), last: z.string().nullable() })),
      /** Each as it last ran. */
      ran: z.array(
        z.object({
          task: z.string(),
          at: z.string(),
          ms: z.int(),
          result: z.record(z.string(), z.number()).nullable(),
          fault: z.string().nullable(),
          goodAt: z.string().nullable(),
        }),
      ),
    }),
    /** 检索: matters that wait to be indexed, those that are, files whose text is still to be taken, and those it could not be taken from. */
    search: z.object({ waiting: z.int(), indexed: z.int(), files: z.int(), unread: z.int() }),
    backup: z.object({
      nightly: z.object({ at: z.string(), folder: z.string(), keep: z.int() }).nullable(),
      /** The setting is there and cannot be read. */
      unreadable: z.boolean(),
      /** Of each kind the newest, and the newest that went well. */
      runs: z.array(backupRun),
    }),
  }),
})
/** 每夜备份: when, where, how many are kept; the passphrase is turned into a key and kept nowhere. `at` null ends it. */
export const setNightly = act('status.setNightly', {
  input: z.object({
    at: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .nullable(),
    folder: z.string().trim().max(400).default(''),
    keep: z.int().min(1).max(3660).default(14),
    suite: z.enum(['aes', 'sm']).default('aes'),
    passphrase: z.string().max(200).default(''),
  }),
  output: z.object({}),
})
export type SystemStatus = z.output<typeof systemStatus.output>

// 保存期限
const retentionRow = z.object({
  key: z.string(),
  ends: z.enum(['erased', 'proposed', 'kept']),
  /** null: for good, or by a setting of its own. */
  days: z.number().nullable(),
  /** Of the rule; 0: as shipped. */
  version: z.int().nullable(),
  last: z.object({ at: z.string(), n: z.int(), total: z.int() }).nullable(),
})
export type RetentionRow = z.output<typeof retentionRow>
export const retention = reading('office.retention', { input: z.object({}), output: z.object({ rows: z.array(retentionRow) }) })
