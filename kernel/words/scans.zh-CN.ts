/** 回录托盘的拒绝用语。 */
export const scanRefusalsZh = {
  'scans.only-pdf': '回录托盘只接收 PDF 扫描件。',
  'scans.dropped-before': '这份扫描件已于{{date}}投入托盘，不再重复接收。',
  'scans.no-such-folder': '请放入以本人登录名命名的文件夹；没有这一登录名的人员。',
  'scans.entered-already': '这一页已经录入。',
  'scans.not-attached': '这一页还没有对应的件，请先输入编号。',
  'scans.nobody-asked': '这一件现在没有人在等意见或者阅看，请刷新后再看。',
  'scans.no-words': '请填写批示、意见或者退回的理由。',
  'scans.reads-only': '传阅件只能圈阅或者写批示。',
  'scans.not-entered': '这一页还没有录入，没有可以撤销的。',
  'scans.reading-stays': '阅过的不能撤销；有误请本人提出异议。',
  'scans.not-last': '录入之后又有新的办理，不能撤销。',
  'scans.no-such-number': '没有编号为“{{number}}”的件，或者您不能查看。',
  'scans.matter-ended': '{{number}}已经办结或者作废，不能再录入。',
  'scans.file-there': '这一页已存入原来的件，不能改到别的件。',
  'scans.still-splitting': '这一批还在拆分，请拆完后再改。',
  'scans.not-aside': '这一页没有搁置。',
} as const
