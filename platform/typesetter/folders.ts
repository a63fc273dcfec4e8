/** Where typefaces are looked for: the office's folder first, then the machine's, then what the program brings. Source: stack-docs §2.3 */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Origin = 'office' | 'machine' | 'program'
export interface FontFolder {
  readonly path: string
  readonly from: Origin
}
const packages = fileURLToPath(new URL('../../node_modules/@expo-google-fonts/', import.meta.url))
const ours = ['noto-serif-sc/400Regular', 'noto-serif-sc/700Bold', 'noto-sans-sc/400Regular'].map((folder) => join(packages, folder))
function machine(): string[] {
  const home = homedir()
  if (process.platform === 'win32') return ['C:\\Windows\\Fonts', join(home, 'AppData\\Local\\Microsoft\\Windows\\Fonts')]
  if (process.platform === 'darwin') return ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library/Fonts')]
  return ['/usr/share/fonts', '/usr/local/share/fonts', join(home, '.local/share/fonts'), join(home, '.fonts')]
}
export const fontFolders = (office: string): FontFolder[] => [
  { path: office, from: 'office' },
  ...machine().map((path) => ({ path, from: 'machine' as const })),
  ...ours.map((path) => ({ path, from: 'program' as const })),
]
