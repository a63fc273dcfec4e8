/** 通知渠道的拒绝用语。 */
export const noticeRefusalsZh = {
  'notices.bad-address': '地址须以 https:// 开头；只有本机地址或者经指定代理才可用 http://。',
  'notices.blocked-address': '不能向这个地址发送。',
  'notices.bad-setting': '“{{field}}”填写有误。',
  'notices.no-base': '请先写明本系统的访问地址，通知中的链接由它构成。',
  'notices.no-own-address': '测试发给您本人，请先在个人设置中填写{{kind}}。',
  'notices.bad-mail': '邮箱地址有误。',
  'notices.bad-phone': '手机号码有误。',
  'notices.mandatory': '“{{name}}”为必收渠道，不能关闭。',
  'notices.not-personal': '这一渠道发往工作群，不由个人选择。',
  'notices.not-dead': '这一条已不在死信中。',
  'notices.secret-missing': '请填写“{{field}}”。',
} as const
