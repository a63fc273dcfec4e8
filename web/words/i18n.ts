/** i18next for the shell's own words, keys checked by the compiler. English is fetched when it is asked for. */
import i18next, { type i18n, type PostProcessorModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { counted } from '../../kernel/words/counted.ts'
import { looksNow, onLooks } from '../looks.ts'
import { loadLater } from './later.ts'
import { zh } from './zh-CN.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: { shell: typeof zh }
  }
}
export const words: i18n = i18next.createInstance()

async function speak(): Promise<void> {
  const { language } = looksNow()
  if (language === 'en' && !words.hasResourceBundle('en', 'shell')) {
    const [{ en }] = await Promise.all([import('./en.ts'), loadLater()])
    words.addResourceBundle('en', 'shell', en)
  }
  if (words.language !== language) await words.changeLanguage(language)
  document.title = words.t('name')
}
/** `[day|days]` in an English text, by the number it was given. */
const plural: PostProcessorModule = {
  type: 'postProcessor',
  name: 'counted',
  process: (value: string, _key, options) => counted(value, options.count ?? options.n ?? options.days),
}
/** Call once, before the first paint. */
export function startWords(): Promise<void> {
  void words
    .use(plural)
    .use(initReactI18next)
    .init({
      lng: 'zh-CN',
      fallbackLng: 'zh-CN',
      ns: ['shell'],
      defaultNS: 'shell',
      postProcess: [plural.name],
      resources: { 'zh-CN': { shell: zh } },
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
      initAsync: false,
    })
  onLooks(() => void speak())
  return speak()
}
