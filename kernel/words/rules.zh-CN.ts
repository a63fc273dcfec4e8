/** 规则修改的拒绝用语。 */
export const ruleRefusalsZh = {
  'rule.unknown': '没有这一条可以修改的规则（{{key}}）。',
  'rule.bad-value': '内容填写不完整或者不合要求，请核对（{{field}}）。',
  'rule.unknown-entry': '这一字典只能改名或停用，不能增加（{{entry}}）。',
  'rule.entry-missing': '原有的 {{entry}} 不能删去，可以停用。',
  'rule.entry-needed': '{{entry}} 系统办理时要用，不能停用。',
  'rule.entry-unnamed': '{{entry}} 请填中文和英文名称。',
  'rule.unknown-post': '没有代号为 {{post}} 的岗位。',
  'rule.unknown-move': '这一台没有 {{move}} 这一步。',
  'rule.day-passed': '生效日期 {{day}} 已过，请重新提出。',
  'rule.nothing-changes': '与届时执行的内容相同，无须修改。',
  'rule.open': '这一条已有待审批的修改，请先办完或者撤回。',
  'rule.own-proposal': '自己提出的修改须由另一人审批。',
  'rule.not-the-proposer': '只有提出人可以撤回。',
  'rule.decided': '这一修改已经办结。',
} as const
