// Colours, size and language as last chosen, else as machine and browser like, before anything is painted.
;(() => {
  var root = document.documentElement
  var kept = {}
  try {
    kept = JSON.parse(localStorage.getItem('huiyin.looks') || '{}')
  } catch (_) {
    kept = {}
  }
  var dark = kept.tone ? kept.tone === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  var english = kept.language ? kept.language === 'en' : !/^zh/i.test(navigator.language)
  root.dataset.tone = dark ? 'dark' : 'light'
  root.dataset.size = kept.size === 'large' ? 'large' : 'normal'
  root.lang = english ? 'en' : 'zh-CN'
})()
