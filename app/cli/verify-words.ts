/** What `verify` found, as a sentence a person can act on. */
import type { Fault } from '../../kernel/history/verify.ts'
import type { Words } from './command.ts'

const told: Readonly<Record<Fault['kind'], Words>> = {
  'event-changed': { zh: '记录被改动', en: 'event changed' },
  'event-removed': { zh: '记录被删除', en: 'event removed' },
  'event-slipped-in': { zh: '记录既未封存也不在待封存之列（塞入的）', en: 'event neither sealed nor queued (slipped in)' },
  'event-sealed-twice': { zh: '记录被封存两次', en: 'event sealed twice' },
  'queue-without-event': { zh: '待封存的记录不存在', en: 'queued event does not exist' },
  'queue-of-sealed': { zh: '已封存的记录又在待封存之列', en: 'sealed event queued again' },
  'seal-changed': { zh: '封印被改动', en: 'seal changed' },
  'seal-missing': { zh: '封印缺失', en: 'seal missing' },
  'seal-not-chained': { zh: '封印与前一个不相连', en: 'seal does not follow the one before it' },
  'signed-seal-differs': { zh: '封印与签名存底不符', en: 'seal differs from its signed copy' },
  'signed-seal-gone': { zh: '签名存底所载的封印已不在', en: 'seal of a signed copy is gone' },
  'signature-false': { zh: '签名存底的签名不成立', en: 'signature of a signed copy does not hold' },
  'file-changed': { zh: '导出文件被改动', en: 'file of the export changed' },
  'file-missing': { zh: '导出文件缺失', en: 'file of the export missing' },
  'row-differs': { zh: '数据与历史不符', en: 'row differs from history' },
  'row-untold': { zh: '历史中没有这行数据', en: 'row without history' },
  'row-missing': { zh: '历史所载的数据已不在', en: 'row told by history is gone' },
  'row-foreign': { zh: '数据由别的事项的记录写出', en: "row told by another matter's event" },
  'text-differs': { zh: '正文被改动', en: 'text changed' },
  'text-gone': { zh: '正文被抹去而无依法删除的记录', en: 'text gone without an erasure on record' },
  'text-untold': { zh: '正文在历史中没有摘要', en: 'text without a digest in history' },
  'guard-absent': { zh: '护栏缺失', en: 'guard absent' },
  'guard-disabled': { zh: '护栏被停用', en: 'guard disabled' },
  'guard-changed': { zh: '护栏被改动', en: 'guard changed' },
  'guard-unknown': { zh: '多出的护栏或授权', en: 'guard or grant not ours' },
  'role-too-strong': { zh: '数据库角色或设置过宽', en: 'database role or setting too strong' },
}
function where(fault: Fault): string {
  if ('event' in fault) return [fault.event, fault.matter && `事项 ${fault.matter}`, fault.seal !== null && `封印 ${fault.seal}`].filter(Boolean).join('  ')
  if ('table' in fault) return `${fault.table}${fault.column ? `.${fault.column}` : ''} ${fault.key}  事项 ${fault.matter}`
  if ('guard' in fault) return fault.guard
  if ('seal' in fault) return `${fault.seal}${'file' in fault ? `  ${fault.file}` : ''}`
  return fault.file
}
export function faultWords(fault: Fault): Words {
  const [{ zh, en }, at] = [told[fault.kind], where(fault)]
  return { zh: `${zh}：${at}`, en: `${en}: ${at.replaceAll('事项', 'matter').replaceAll('封印', 'seal')}` }
}
