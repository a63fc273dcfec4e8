/** Which face a numbered level has: 黑体, 楷体, 仿宋, 仿宋. Its number is counted in kernel/drafts/numbering.ts. Rule: GB/T 9704-2012 7.3.3 */
export const faceOfLevel = { 1: 'hei', 2: 'kai', 3: 'fang', 4: 'fang' } as const
