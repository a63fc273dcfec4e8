/** What each finding says, with the names or numbers it is about in place of {about}. */
export const findingWords = {
  wrongWay: { zh: '{about}不用于这个行文方向', en: 'A {about} does not go this way' },
  titleWithoutType: { zh: '标题应以文种“{about}”结尾', en: 'The title ends in its type, {about}' },
  titleWithoutAbout: { zh: '标题一般写作“关于……的”加文种', en: 'A title usually reads 关于…的 and the type' },
  titleMarks: { zh: '标题中除书名号、引号外不用标点：{about}', en: 'A title has no mark but 《》 and “”: {about}' },
  skipsALevel: { zh: '越级行文，应同时抄送被越过的机关：{about}', en: 'A level is skipped; the level between is copied: {about}' },
  noAddresseeUp: { zh: '上行文须有一个主送机关', en: 'A paper upward has one addressee' },
  manyAddresseesUp: { zh: '上行文只主送一个机关，其他用抄送：{about}', en: 'A paper upward has one addressee, the others are copied: {about}' },
  copiedBelow: { zh: '上行文不抄送下级机关：{about}', en: 'A paper upward is not copied to those below: {about}' },
  reportAsks: { zh: '报告中不得夹带请示事项：“{about}”', en: 'A report asks for nothing: “{about}”' },
  requestAndReport: { zh: '请示与报告不能合写：{about}', en: 'A request and a report are two papers: {about}' },
  manyMatters: { zh: '请示应一文一事，文中请示了 {about} 次', en: 'A request has one matter; this one asks {about} times' },
  toAPerson: { zh: '除领导交办外，不以本机关名义向领导个人报送：{about}', en: 'Not to a leader in person unless he ordered it: {about}' },
  noInclination: { zh: '下级请示不能原文转报，须写明倾向性意见', en: 'A request from below goes up with our own inclination' },
  otherSuperior: { zh: '双重领导，可抄送另一上级：{about}', en: 'Two superiors: the other may be copied, {about}' },
  notCopiedUp: { zh: '重要下行文应抄送直接上级：{about}', en: 'What is important is copied to the direct superior: {about}' },
  agreedNotSaid: {
    zh: '部门不得向下级政府发布指令性公文；经政府同意的，文中须写明：{about}',
    en: 'Departments command no government below; where the government agreed, the text says so: {about}',
  },
  divisionIssues: { zh: '内设机构不对外正式行文：{about}', en: 'Inner divisions do not issue formally: {about}' },
  jointUnequal: { zh: '联合行文限于同级机关：{about}', en: 'Joint papers are among peers: {about}' },
  superiorUnknown: {
    zh: '重要下行文应抄送直接上级，版头表没有写明{about}的直接上级，请说明抄送了谁',
    en: 'What is important is copied to the direct superior; the letterheads name none for {about}: say who is copied',
  },
  tooLong: { zh: '字数 {about}，请说明理由', en: '{about} characters; a reason is needed' },
  tooManyPages: { zh: '页数 {about}，请说明理由', en: '{about} pages; a reason is needed' },
  overYear: { zh: '超过本年发文限额：{about}，请说明理由', en: 'Over the number of papers for the year: {about}; a reason is needed' },
} as const
export type FindingKey = keyof typeof findingWords
export const sayFinding = ({ key, about }: { readonly key: FindingKey; readonly about: string }, language: 'zh-CN' | 'en'): string =>
  findingWords[key][language === 'en' ? 'en' : 'zh'].replace('{about}', about)
