import type { besideZh } from './beside.zh-CN.ts'

export const besideEn: typeof besideZh = {
  beside: {
    title: 'File beside the form',
    page: 'Page {{no}} of {{of}}',
    pageOf: 'Page {{no}}',
    line: 'Line {{no}}',
    prior: 'Previous page',
    next: 'Next page',
    larger: 'Larger',
    smaller: 'Smaller',
    turn: 'Turn',
    size: '{{percent}}%',
    reading: 'Reading: {{done}} of {{of}} pages',
    opening: 'Opening the file',
    stop: 'Stop reading',
    stopped: 'Reading was stopped. The file is kept.',
    part: '{{pages}} pages, of which the first 60 and the last 4 were read. The file is kept whole.',
    notDrawn: 'This page cannot be shown. It can be downloaded.',
    words: 'Files of this kind are not shown as they look; these are their words.',
    choose: 'Which file stands beside',
    why: {
      locked: 'The file is locked by a password. Ask the sender for an open one, or type from the paper. The file is kept.',
      broken: 'The file is broken. Ask the sender for another, or type from the paper. The file is kept.',
      archive: 'The file cannot be opened, or is too much when unpacked; it was not read. The file is kept.',
      'too-much': 'There is too much in the file to read it to the end. The file is kept.',
      slow: 'Reading took too long; only a part was read. The file is kept.',
      pictures: 'There is no text in the file (a scan or a picture): type from it.',
      'other-kind': 'No fields are read from files of this kind.',
    },
  },
}
