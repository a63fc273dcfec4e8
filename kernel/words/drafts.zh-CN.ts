/** 文稿的拒绝用语、通知、审计用语。 */
export const draftRefusalsZh = {
  'drafts.may-not-write': '现在不由您修改文稿。',
  'drafts.held': '{{by}}正在修改（{{since}}起）。需要时可以接手，接手记录在案并告知本人。',
  'drafts.taken-over': '{{by}}已于{{at}}接手修改。您写的内容还在这一页上，请先复制保存，再与对方核对。',
  'drafts.not-held': '您的检出已经结束。您写的内容还在这一页上，请重新检出后再保存。',
  'drafts.stale': '{{by}}已于{{at}}保存了较新的文稿，没有用您的内容覆盖。您写的内容还在这一页上，请比对后再保存。',
  'drafts.empty': '文稿还没有内容。',
  'drafts.no-such-version': '没有第{{no}}稿。',
  'drafts.erased': '第{{no}}稿的文字已依法删除。',
  'drafts.words-not-there': '已保存的文稿中没有“{{quote}}”这几个字，请保存后再批注。',
  'drafts.no-such-comment': '没有这条批注。',
  'drafts.not-your-comment': '批注由本人或者修改文稿的人处理。',
  'drafts.not-word': '这个附件不是 Word 文档（.docx），请另存为 .docx 后再读入。',
  'drafts.file-unread': '这个文档读不出来：可能已经损坏、加了密码，或者过大。',
  'drafts.file-too-long': '文档超过{{most}}字，请分开读入。',
} as const
export const draftNoticesZh = {
  'draft-taken-over': '您正在修改的文稿已由他人接手',
} as const
export const draftAuditZh = {
  'drafts.takeOver': '接手修改文稿',
  'drafts.keep': '留存一稿',
  'drafts.comment': '批注文稿',
  'drafts.answerComment': '答复批注',
  'drafts.resolveComment': '处理批注',
  'drafts.readFile': '读入 Word 文档',
  'drafts.current': '查看文稿',
  'drafts.version': '查看一稿',
  'drafts.pair': '比对两稿',
  'drafts.comments': '查看批注',
} as const
