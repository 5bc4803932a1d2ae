// A page holds a chart's data; what follows makes ECharts' option of it, by the chart's kind.
const INK = '#222';
const TEXT = { color: INK, fontSize: 12 };
// Okabe and Ito's colours, which colour-blind readers tell apart, without yellow, which paper does not show.
const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#222222', '#8c8c8c'];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'];
const GREY = '#8c8c8c';
const BLUE = '#1f5fa8';

// 0.05, 20, 3k, 1.5M, 2G, 1e-5
const short = (value) => {
  const size = Math.abs(value);
  if (size !== 0 && size < 0.001) return value.toExponential();
  if (size >= 1e9) return `${+(value / 1e9).toPrecision(3)}G`;
  if (size >= 1e6) return `${+(value / 1e6).toPrecision(3)}M`;
  return size >= 1e3 ? `${+(value / 1e3).toPrecision(3)}k` : `${+value.toPrecision(3)}`;
};

// What all charts have; distances in CSS pixels between the plot and the edge.
const frame = (title, left, top, bottom) => ({
  animation: false,
  aria: { enabled: true, label: { description: title } },
  title: { text: title, left: 'center', textStyle: { fontSize: 13, color: INK } },
  grid: { left, right: 24, top, bottom },
});

// A legend that wraps pushes the plot down, by as many rows as it is likely to need.
const ROW = 22;
const pen = document.createElement('canvas').getContext('2d');
pen.font = '12px sans-serif';
const extraRows = (names, width) => {
  let rows = 0;
  let x = 0;
  names.forEach((name) => {
    const entry = 18 + 5 + pen.measureText(name).width + 12;
    if (x > 0 && x + entry > width) {
      rows += 1;
      x = 0;
    }
    x += entry;
  });
  return rows;
};
const framed = (title, left, bottom, names, width) => ({
  ...frame(title, left, 64 + ROW * extraRows(names, width), bottom),
  legend: { data: names, top: 22, type: 'plain', itemWidth: 18, itemHeight: 8, textStyle: TEXT },
});

const axis = ({ name, logarithmic, whole, min, max }, nameGap) => ({
  type: logarithmic ? 'log' : 'value',
  name,
  nameLocation: 'middle',
  nameGap,
  nameTextStyle: TEXT,
  axisLabel: { ...TEXT, hideOverlap: true, formatter: short },
  axisLine: { show: true, onZero: false },
  splitLine: { lineStyle: { color: '#e6e6e6' } },
  scale: true,
  ...(whole && { minInterval: 1 }),
  ...(min !== null && { min }),
  ...(max !== null && { max }),
});
const names = (data) => ({ type: 'category', data, inverse: true, axisLabel: TEXT, axisTick: { show: false } });

// A bar from low to high with a cap at either end; data: x, low, high.
const range = (params, api) => {
  const [x, low] = api.coord([api.value(0), api.value(1)]);
  const high = api.coord([api.value(0), api.value(2)])[1];
  const style = { stroke: api.visual('color'), lineWidth: 1, opacity: 0.7 };
  const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
  return {
    type: 'group',
    children: [line(x, low, x, high), line(x - 3, low, x + 3, low), line(x - 3, high, x + 3, high)],
  };
};

const line = ({ name, points, style }, i) => {
  const color = COLORS[i % COLORS.length];
  const marked = style !== 'REFERENCE';
  const drawn = {
    type: 'line',
    name,
    showSymbol: marked,
    showAllSymbol: true,
    symbol: marked ? SYMBOLS[i % SYMBOLS.length] : 'none',
    symbolSize: 6,
    itemStyle: { color },
    lineStyle: {
      color,
      width: style === 'MARKS' ? 0 : 1.5,
      type: style === 'DASHED' || style === 'REFERENCE' ? 'dashed' : 'solid',
    },
    data: points.map(({ x, y }) => [x, y]),
  };
  const ranges = points.filter(({ low, high }) => low !== null && high !== null);
  if (ranges.length === 0) return [drawn];
  return [
    drawn,
    {
      type: 'custom',
      name,
      renderItem: range,
      encode: { x: 0, y: [1, 2] },
      itemStyle: { color },
      silent: true,
      data: ranges.map(({ x, low, high }) => [x, low, high]),
    },
  ];
};

const kinds = {
  lines: ({ title, x, y, series }, width) => ({
    ...framed(title, 70, 46, series.map(({ name }) => name), width),
    tooltip: { trigger: 'item' },
    xAxis: axis(x, 28),
    yAxis: axis(y, 46),
    series: series.flatMap(line),
  }),
  stackedBars: (chart, width) => ({
    ...framed(chart.title, 24 + 7 * Math.max(0, ...chart.names.map((name) => name.length)), 46, chart.parts, width),
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    // A bar that begins elsewhere would lie about its length.
    xAxis: { ...axis(chart.length, 28), min: 0 },
    yAxis: names(chart.names),
    series: chart.parts.map((name, part) => ({
      type: 'bar',
      name,
      stack: 'all',
      barWidth: '60%',
      // Parts beyond the palette show the same colour, paler.
      itemStyle: { color: COLORS[part % COLORS.length], opacity: part < COLORS.length ? 1 : 0.5 },
      data: chart.values.map((bar) => bar[part]),
    })),
  }),
  bars: ({ title, names: labels, values, most, digits }) => ({
    ...frame(title, 90, 34, 28),
    xAxis: { type: 'value', min: 0, max: most, axisLabel: TEXT },
    yAxis: names(labels),
    series: [
      {
        type: 'bar',
        data: values,
        barWidth: '60%',
        itemStyle: { color: BLUE },
        label: { show: true, position: 'right', color: INK, formatter: ({ value }) => value.toFixed(digits) },
      },
    ],
  }),
  histogram: ({ title, from, to, counts, most, before }) => {
    const width = (to - from) / counts.length;
    return {
      ...frame(title, 88, 34, 28),
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: [
        { type: 'category', data: counts.map((_, bin) => (from + (bin + 0.5) * width).toPrecision(3)), show: false },
        {
          type: 'value',
          min: from,
          max: to,
          position: 'bottom',
          axisLabel: TEXT,
          splitLine: { show: false },
          axisLine: { show: true },
          axisTick: { show: true },
        },
      ],
      yAxis: {
        type: 'log',
        min: 1,
        max: most,
        name: 'values',
        nameLocation: 'middle',
        nameGap: 64,
        axisLine: { show: true, onZero: false },
        nameTextStyle: TEXT,
        axisLabel: TEXT,
      },
      series: [
        {
          type: 'bar',
          name: 'values',
          // A logarithm has no 0.
          data: counts.map((count) => (count === 0 ? '-' : count)),
          barCategoryGap: '0%',
          itemStyle: { color: before ? GREY : BLUE },
        },
      ],
    };
  },
};

const charts = [...document.querySelectorAll('.chart')].map((element) => {
  const data = JSON.parse(element.querySelector('script').textContent);
  const chart = echarts.init(element, null, { renderer: 'svg' });
  chart.setOption(kinds[data.kind](data, element.clientWidth - 20));
  return chart;
});
const fit = () => charts.forEach((chart) => chart.resize());
addEventListener('resize', fit);
addEventListener('beforeprint', fit);
addEventListener('afterprint', fit);
