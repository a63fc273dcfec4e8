/**
 * What an outgoing paper is. 起草 → 送审 → 核稿 → 会签 → 签发 → 复核 → 编号 → 用印 → 分发 → 办结; who has it, and who has yet to sign, is the open stage, never a state.
 * Rule: 党政机关公文处理工作条例 arts. 18–25; R-D20 … R-D25, R-D40, R-D41; BZ-47
 */
import { clock, defineLifecycle, give, owner } from '../../kernel/lifecycle/define.ts'
import type { PaperDetail } from './shape.ts'
import { afterOpinion, approved, declined, dissents, waitsForCountersign } from './signing-rules.ts'

const writing = ['drafting', 'reviewing', 'reviewed', 'signing'] as const
const given = ['submitted', 'returned'] as const
const afterSigning = ['signed', 'rechecked', 'numbered'] as const
const open = ['drafting', ...given, 'reviewing', 'reviewed', 'signing', ...afterSigning, 'printed', 'issued'] as const
const whole = [...open, 'closed', 'void'] as const
/** Before it bears a number. */
const unnumbered = ['drafting', ...given, 'reviewing', 'reviewed', 'signing', 'signed', 'rechecked'] as const
const out = ['issued', 'closed'] as const

export const lifecycle = defineLifecycle<PaperDetail>()({
  initial: 'drafting',
  states: {
    drafting: { phase: 'registered', waits: 'hands' },
    submitted: { phase: 'assigned', waits: 'hands' },
    returned: { phase: 'assigned', waits: 'hands' },
    reviewing: { phase: 'working', waits: 'hands' },
    reviewed: { phase: 'working', waits: 'hands' },
    signing: { phase: 'working', waits: 'hands' },
    signed: { phase: 'working', waits: 'hands' },
    rechecked: { phase: 'working', waits: 'hands' },
    numbered: { phase: 'working', waits: 'hands' },
    printed: { phase: 'reported', waits: 'hands' },
    issued: { phase: 'reported', waits: 'hands' },
    closed: { phase: 'closed' },
    void: { phase: 'void' },
  },
  needs: {
    drafted: ({ drafts }) => drafts.length > 0 || 'outgoing.no-draft',
    approved: (facts) => approved(facts) || 'outgoing.not-signed',
    declined: (facts) => declined(facts) || 'outgoing.not-declined',
    countersigned: (facts) => !waitsForCountersign(facts) || 'outgoing.countersign-open',
    /** 有不同意见的, said how it was settled before it is put before the signer. GN-18 */
    dissentTold: (facts, input) => dissents(facts).length === 0 || input === null || typeof input.dissent === 'string' || 'outgoing.dissent-untold',
    /** Every organ's page before the number. R-D25 */
    joined: ({ detail }) => detail.joint.every((one) => one.signedOn !== null) || 'outgoing.joint-open',
    numbered: ({ detail }) => detail.docNumber !== null || 'outgoing.no-number',
    /** R-D60 */
    opennessSet: ({ detail }) => detail.openness !== null || 'outgoing.no-openness',
    sealUsed: ({ detail }) => !detail.sealed || detail.sealedAt !== null || 'outgoing.not-sealed',
    normative: ({ detail }) => detail.normative !== null || 'outgoing.not-normative',
    filed: ({ detail }) => detail.normative === null || detail.normative.filedOn !== null || detail.withdrawn !== null || 'outgoing.not-filed',
    published: ({ detail }) => detail.openness?.kind !== 'open' || detail.published !== null || detail.withdrawn !== null || 'outgoing.not-published',
    /** 公开征求意见 is over: every opinion answered, and told so. GN-39 */
    consulted: ({ detail }) => detail.consultation === null || detail.consultation.toldAt !== null || 'outgoing.consultation-open',
    standing: ({ detail }) => detail.withdrawn === null || 'outgoing.withdrawn-already',
  },
  moves: {
    amend: { from: unnumbered, to: 'same', word: 'note', power: 'draft' },
    keepMaterials: { from: ['drafting', 'reviewing', 'reviewed'], to: 'same', word: 'note', power: 'draft' },
    /** 改稿 before it is signed; after it by `changeText` and `correct`. */
    renew: { from: writing, to: 'same', power: 'draft' },
    /** 公开征求意见: the text as it stands, kept in the same act, is put to the public until a day. GN-39 */
    consult: { from: ['drafting'], to: 'same', word: 'note', power: 'draft' },
    /** 公布采纳情况: after the last day, once every opinion has its answer; the time for drafting runs anew. GN-39 */
    tellAdopted: { from: ['drafting'], to: 'same', word: 'note', power: 'draft', effects: [clock({ key: 'drafting', start: true })] },
    /** 送审: the text is kept in the same act; an empty one is refused there. Not while a consultation is open. */
    submit: { from: ['drafting'], to: 'submitted', word: 'assign', power: 'draft', needs: ['consulted'] },
    accept: { from: open, to: { submitted: 'reviewing', returned: 'drafting' }, power: 'handle' },
    /** 超限额报批: where the office says so, before it goes to review. HB-29 */
    askOver: { from: ['drafting'], to: 'same', word: 'note', power: 'draft', said: 'reason', consent: { power: 'approve-over' } },
    /** 退回 unsigned: to whoever sent it. BZ-47 */
    refuse: { from: ['submitted'], to: 'drafting', power: 'handle', said: 'ground' },
    /** 退回 once signed for: to whoever drafted it. BZ-47 */
    sendBack: { from: ['reviewing', 'reviewed', 'signing', 'signed', 'rechecked'], to: 'returned', power: 'review', said: 'reason' },
    /** 会签, in parallel; may come before 审核 too. R-D20 */
    countersign: { from: writing, to: 'same', word: 'circulate', power: 'draft' },
    /** 核稿 passed. R-D21 */
    review: { from: ['reviewing'], to: 'reviewed', word: 'note', power: 'review', needs: ['drafted'] },
    reviewLegality: { from: ['drafting', 'reviewing', 'reviewed'], to: 'same', word: 'note', power: 'draft' },
    /** 呈签. R-D23 */
    toSign: {
      from: ['reviewed'],
      to: 'signing',
      power: 'review',
      needs: ['drafted', 'dissentTold', 'consulted'],
      effects: [give({ kind: 'say', role: 'approve', to: { input: 'signer' }, blocks: true })],
    },
    /** An opinion: the signer's, a countersigning unit's, an approver's. R-D24 */
    sign: {
      from: open,
      to: 'same',
      power: 'sign',
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: (facts) => {
        const next = afterOpinion(facts, facts.matter.state)
        return next && { move: next, input: {} }
      },
    },
    signed: { from: ['signing'], to: 'signed', power: 'sign', needs: ['approved', 'countersigned'], effects: [clock({ key: 'issuing', start: true })] },
    /** Not signed: back to 核稿, on record. */
    notSigned: { from: ['signing', ...afterSigning], to: 'reviewing', power: 'sign', needs: ['declined'], counted: true },
    grade: { from: [...afterSigning, ...out], to: 'same', word: 'note', power: 'review' },
    /** 签发后修改: whoever had signed signs again. R-D41 */
    changeText: { from: afterSigning, to: 'signing', word: 'renew', power: 'review', said: 'reason', counted: true },
    /** A difference marked trivial by name: whoever had signed is told, and may object. R-D41 */
    correct: { from: afterSigning, to: 'same', word: 'renew', power: 'review', said: 'reason' },
    join: { from: ['reviewed', 'signing', 'signed', 'rechecked'], to: 'same', word: 'note', power: 'review' },
    /** 复核. Standards §2.5 */
    recheck: { from: ['signed'], to: 'rechecked', word: 'note', power: 'review', needs: ['approved'] },
    /** 编号, only now. R-D40 */
    number: { from: ['rechecked'], to: 'numbered', word: 'note', power: 'number', needs: ['approved', 'joined'] },
    voidNumber: { from: ['numbered'], to: 'rechecked', word: 'note', power: 'void-number', said: 'reason', counted: true },
    setOpenness: { from: [...unnumbered, 'numbered'], to: 'same', word: 'note', power: 'draft' },
    /** 规范性文件: how long it is valid, when it is looked at again. GN-46 */
    setNormative: { from: open, to: 'same', word: 'note', power: 'review', effects: [clock({ key: 'filing', start: true })] },
    /** 备案. GN-46 */
    file: { from: ['issued'], to: 'same', power: 'issue', anyone: true, needs: ['normative'], effects: [clock({ key: 'filing', start: false })] },
    /** 用印登记. */
    useSeal: { from: ['numbered', 'issued'], to: 'same', word: 'note', power: 'seal', needs: ['approved', 'numbered'] },
    /** 分发 to whoever has an account. */
    distribute: { from: ['numbered', 'issued'], to: 'same', word: 'circulate', power: 'issue', needs: ['approved', 'numbered'] },
    /** 核发: it is out. */
    issue: {
      from: ['numbered'],
      to: 'printed',
      word: 'report',
      power: 'issue',
      needs: ['approved', 'numbered', 'opennessSet', 'sealUsed'],
      // biome-ignore lint/suspicious/noThenProperty: the kernel's name for the move that follows in the same act
      then: (_, input) => ({ move: 'tellIssued', input: { answers: null, body: input.text, via: 'in_app', ground: null, delivered: true } }),
    },
    /** Whoever asked for it is told. */
    tellIssued: {
      from: ['printed'],
      to: 'issued',
      word: 'reply',
      power: 'issue',
      final: true,
      effects: [give({ kind: 'do', role: 'closing', to: owner, clock: 'closing', blocks: true })],
    },
    /** 已公开. R-D60, GN-38 */
    publish: { from: out, to: 'same', power: 'publish', anyone: true, needs: ['standing'], effects: [clock({ key: 'publishing', start: false })] },
    /** 撤销、废止, told to whoever received it. Standards §2.6; 条例 art. 33 */
    withdrawPaper: { from: out, to: 'same', power: 'withdraw-paper', anyone: true, counted: true, effects: [clock({ key: 'publishing', start: false })] },
    tellWithdrawn: { from: out, to: 'same', power: 'withdraw-paper', anyone: true, effects: [give({ kind: 'read', role: 'withdrawn', to: { input: 'to' }, blocks: false })] },
    /** 办结. */
    close: { from: ['issued'], to: 'closed', power: 'issue', needs: ['published', 'filed'] },
    done: { from: open, to: 'same', power: 'handle' },
    handOver: { from: [...writing, ...afterSigning], to: 'same', power: 'handle' },
    extend: { from: ['drafting', 'reviewing', 'reviewed', ...afterSigning], to: 'same', power: 'handle', said: 'reason', consent: { power: 'approve-extension' } },
    relate: { from: open, to: 'same', power: 'handle', effects: [{ effect: 'link', kind: 'about', to: 'to' }] },
    void: { from: unnumbered, to: 'void', power: 'draft', said: 'reason', consent: { power: 'approve-void' } },
    erase: { from: whole, to: 'same', power: 'erase', said: 'reason', counted: true },
    closeList: { from: whole, to: 'same', power: 'mark', said: 'reason', counted: true },
    openList: { from: whole, to: 'same', power: 'mark', said: 'reason', counted: true },
    changeList: { from: whole, to: 'same', power: 'mark', said: 'reason', counted: true },
  },
})
