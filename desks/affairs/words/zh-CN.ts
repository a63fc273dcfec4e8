import type { DeskWords } from '../../../kernel/words.ts'

/** 交办事项：机关用语。 */
export const zh = {
  name: '交办事项',
  one: '交办事项事项',
  states: { registered: '待交办', assigned: '待签收', working: '办理中', reported: '待答复', answered: '待销号', closed: '已办结' },
  moves: { register: '登记' },
  roles: { registrar: '首问', lead: '主办', helper: '协办', reply: '答复', closing: '销号', asker: '提出人' },
  results: { done: '已办', notPossible: '不能办理' },
  clocks: { dispatch: '交办时限', handling: '办理时限', answering: '答复时限', closing: '销号时限' },
  powers: { register: '登记', dispatch: '交办', handle: '承办', review: '退回、重办', answer: '答复、销号', 'see-all': '查看全部' },
  pages: { ledger: '交办事项台账', register: '交办事项登记', matter: '交办事项事项' },
  fields: { number: '编号', title: '标题', purpose: '事由', state: '状态', registered: '登记时间' },
  none: '没有可看的事项。',
  refusals: {},
} as const satisfies DeskWords & Record<string, unknown>
