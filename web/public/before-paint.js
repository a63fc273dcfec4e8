// Colours, size and language as last chosen, before anything is painted.
;(() => {
  var root = document.documentElement
  var kept = {}
  try {
    kept = JSON.parse(localStorage.getItem('huiyin.looks') || '{}')
  } catch (_) {
    kept = {}
  }
  root.dataset.tone = kept.tone === 'dark' ? 'dark' : 'light'
  root.dataset.size = kept.size === 'large' ? 'large' : 'normal'
  if (kept.language === 'en') root.lang = 'en'
})()
