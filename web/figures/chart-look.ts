/** What every chart of ours looks like: ink on paper, told apart by pattern and shape, so that it reads in black and white and on paper. Pure. */
export interface ChartSeries {
  readonly name: string
  readonly values: readonly (number | null)[]
  readonly as: 'bar' | 'line'
}
export interface ChartAsked {
  readonly places: readonly string[]
  readonly series: readonly ChartSeries[]
  /** A line it is held to, with its word. */
  readonly target?: { readonly at: number; readonly word: string } | null
  readonly unit: string
}
export interface ChartInk {
  readonly ink: string
  readonly paper: string
  readonly quiet: string
  readonly line: string
  readonly fills: readonly string[]
  readonly font: string
  readonly size: number
}
/** Plain, hatched, dotted, hatched the other way: seen apart without any colour. */
const patterns = [
  { symbol: 'none' },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 },
  {
    symbol: 'circle',
    dashArrayX: [
      [5, 5],
      [0, 5, 5, 0],
    ],
    dashArrayY: [5, 0],
    symbolSize: 0.6,
  },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 5], rotation: Math.PI / 4 },
] as const
const marks = ['circle', 'rect', 'triangle', 'diamond'] as const
const strokes = ['solid', 'dashed', 'dotted', 'solid'] as const

export function chartOption({ places, series, target, unit }: ChartAsked, look: ChartInk) {
  const text = { color: look.ink, fontFamily: look.font, fontSize: look.size }
  return {
    animation: false,
    color: [...look.fills],
    textStyle: text,
    aria: { enabled: true },
    grid: { left: 8, right: 16, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, textStyle: text, itemWidth: 22, itemHeight: 12 },
    // drawn, not HTML: the page's policy lets no style stand in markup
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: look.paper,
      borderColor: look.line,
      textStyle: text,
      valueFormatter: (value: unknown) => `${value ?? '—'} ${unit}`,
    },
    xAxis: {
      type: 'category',
      data: [...places],
      // many stand close: three characters a line, so that every bar keeps its name
      axisLabel: { ...text, interval: 0, width: places.length > 8 ? 3 * look.size : 48, overflow: 'break', hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.quiet } },
    },
    yAxis: { type: 'value', minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: look.line } } },
    series: series.map((one, at) => ({
      name: one.name,
      type: one.as,
      data: [...one.values],
      emphasis: { disabled: true },
      ...(one.as === 'bar'
        ? { barMaxWidth: 26, itemStyle: { borderColor: look.ink, borderWidth: 1, decal: { ...patterns[at % patterns.length], color: look.ink } } }
        : { symbol: marks[at % marks.length], symbolSize: 7, lineStyle: { width: 2, type: strokes[at % strokes.length] } }),
      ...(target && at === 0
        ? {
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: look.ink, type: 'dashed', width: 1 },
              label: { formatter: target.word, position: 'insideEndTop', color: look.ink, fontFamily: look.font },
              data: [{ yAxis: target.at }],
            },
          }
        : {}),
    })),
  }
}
