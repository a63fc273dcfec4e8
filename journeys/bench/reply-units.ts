/**
 * Which unit answered a letter, read from its reply. The rule: greeting and «有关情况回复如下» cut off, the unit named first within three hundred characters is
 * the one that handled it; where no unit of this list is named there, the reply yields no label. A street or town says where, not what, and is none.
 */
const units: readonly (readonly [string, RegExp])[] = [
  ['教育', /教育局|教育体育局|教体局|教委/],
  ['人社', /人社局|人力资源和?社会保障局|社保局|劳动监察|人事局/],
  ['卫健', /卫计局|卫计委|卫健委|卫健局|卫生局|卫生和计划生育|卫生健康|疾控中心/],
  ['交警', /交警/],
  ['公安', /公安局|公安分局|派出所|公安机关/],
  ['交通运输', /交通运输局|交通局|运管处|公路局|公路管理/],
  ['轨道交通', /轨道(?:交通)?(?:集团|公司)/],
  ['住建', /住建局|住建委|住房和?城乡建设|住房保障|住保局|房产局|房屋交易|规建局|城乡建设局/],
  ['公积金', /公积金管理中心|公积金中心/],
  ['规划国土', /规划局|国土|自然资源/],
  ['城管', /城管|城市管理|行政执法|市政局|园林局|环卫|公用事业/],
  ['环保', /环保局|环保分局|环境保护局|生态环境|环境监察/],
  ['市场监管', /工商局|工商分局|工商部门|质监局|食药监|市场监督|市场监管|食品药品/],
  ['商务旅游', /商务局|旅游局|文旅局|物流口岸/],
  ['发改', /发改|发展和改革|物价局/],
  ['民政', /民政局|民政部门/],
  ['医保', /医疗保险|医保局|医保中心/],
  ['税务', /税务局|国税局|地税局/],
  ['农业', /农业局|农业农村局|畜牧|林业局/],
  ['水务', /水务局|水利局|水业集团|供水公司/],
  ['电力', /供电公司|供电局|电力公司/],
  ['文体', /文化局|文广|体育局/],
]
const greeting = /^[\s\S]{0,120}?(?:收悉|如下)[：:。]?/
export function unitInReply(reply: string): string | null {
  const said = reply.replace(greeting, '').slice(0, 300)
  const named = units.flatMap(([unit, name]) => {
    const at = said.search(name)
    return at < 0 ? [] : [{ unit, at }]
  })
  return named.sort((a, b) => a.at - b.at)[0]?.unit ?? null
}
