/**
 * Which typeface stands for which of the office's five, the office's own first. What a machine lacks is passed over; the last of each list
 * is brought with the program and has every character of a name. Source: standards §1.1; stack-docs §2.3
 */
export const faces = {
  /** 小标宋 */
  title: ['FZXiaoBiaoSong-B05S', 'FZXiaoBiaoSong-B05', '方正小标宋简体', 'FZXiaoBiaoSong-B05-GBK', 'STZhongsong', '华文中宋'],
  fang: ['FangSong_GB2312', '仿宋_GB2312', 'FangSong', '仿宋', 'FZFangSong-Z02', 'STFangsong', '华文仿宋', 'Zhuque Fangsong', 'FandolFang R', 'FandolFang'],
  kai: ['KaiTi_GB2312', '楷体_GB2312', 'KaiTi', '楷体', 'FZKai-Z03', 'STKaiti', '华文楷体', 'LXGW WenKai', 'FandolKai'],
  hei: ['SimHei', '黑体', 'FZHei-B01', 'STHeiti', '华文黑体'],
  song: ['SimSun', '宋体', 'STSong', '华文宋体'],
} as const
export type Face = keyof typeof faces
const brought: Readonly<Record<Face, readonly string[]>> = {
  title: ['Noto Serif SC'],
  fang: ['Noto Serif SC'],
  kai: ['Noto Serif SC'],
  hei: ['Noto Sans SC', 'Noto Serif SC'],
  song: ['Noto Serif SC'],
}
export type Chosen = Readonly<Record<Face, readonly string[]>>
export const askedFor: readonly string[] = [...new Set([...Object.values(faces), ...Object.values(brought)].flat())]

/** @param missing families this machine has not */
export function chooseFaces(missing: ReadonlySet<string>): Chosen {
  const own = (face: Face) => faces[face].find((family) => !missing.has(family))
  return Object.fromEntries((Object.keys(faces) as Face[]).map((face) => [face, [own(face), ...brought[face]].filter((family) => family !== undefined)])) as unknown as Chosen
}
