/** 凭码链接的拒绝用语。 */
export const ticketRefusalsZh = {
  'tickets.no-piece': '没有这一件可以发凭码链接：须是发出而未办完的办件或阅件，且不是工作秘密。',
  'tickets.not-yours': '凭码链接由交办人、主办人或者有分办权限的人生成、收回。',
  'tickets.nobody': '{{unit}}还没有登记联系人，请先在组织机构里登记收文岗和任职人。',
  'tickets.has-account': '{{unit}}的{{name}}有登录账号，请直接在系统里办理。',
  'tickets.files-large': '选的附件合计超过 {{megabytes}} MB，请少选几个。',
  'tickets.not-open': '这个凭码链接已经收回、锁定或者过期。',
  'tickets.answered': '这个凭码链接已经答复过。',
} as const
