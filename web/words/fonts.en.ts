/** Fonts. */
import type { fontsZh, officialZh } from './fonts.zh-CN.ts'

export const fontsEn: typeof fontsZh = {
  title: 'Fonts',
  menu: 'Fonts',
  faces: 'Faces of official papers',
  names: { title: 'Xiaobiaosong (titles)', fang: 'Fangsong (text)', kai: 'Kaiti', hei: 'Heiti', song: 'Songti' },
  from: { office: 'the office’s own', machine: 'of this machine', program: 'brought with the program' },
  none: 'no font to use',
  standIn: 'This machine has not the proper face; the font above stands in for it. Add the proper font file.',
  lent: 'Lends characters it lacks: {{families}}',
  sample: 'Sample',
  sampleOf: 'A line in each face, from above: Xiaobiaosong, Fangsong, Kaiti, Heiti, Songti',
  try: 'Look for characters, such as a rare one in a name',
  look: 'Look',
  allThere: 'All five faces have these characters.',
  missing: '{{face}}: no shape, would not be printed: {{characters}}',
  borrowed: '{{face}}: lent by another font: {{characters}}',
  own: 'Font files of the office',
  ownNote: 'Xiaobiaosong, Fangsong, Kaiti and the like, as TTF, OTF or TTC, 40 MB at most each. Use fonts you hold a licence for.',
  noOwn: 'No font has been added yet.',
  add: 'Add a font file',
  remove: 'Remove',
  set: 'Font set {{digest}}',
}
/** The paper as it comes out. */
export const officialEn: typeof officialZh = {
  title: 'The paper as set',
  show: 'Show its pages',
  hide: 'Hide',
  side: 'Page {{no}} of {{of}}',
  before: 'Previous',
  after: 'Next',
  missing: 'No font has a shape for {{characters}}. They are empty on paper, and no record copy can be made.',
  pdf: 'PDF',
  print: 'For printing on both sides',
  record: 'Record copy (PDF/A)',
  docx: 'Word working copy',
  by: 'Made by the layout values of GB/T 9704-2012 and GB/T 33476.2-2016.',
}
