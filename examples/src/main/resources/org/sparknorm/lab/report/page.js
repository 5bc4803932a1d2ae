// An option that JSON cannot hold is named in it, and looked up here.
const renderers = {
  // A bar from low to high with a cap at either end; data: x, low, high.
  range: (params, api) => {
    const [x, low] = api.coord([api.value(0), api.value(1)]);
    const high = api.coord([api.value(0), api.value(2)])[1];
    const style = { stroke: api.visual('color'), lineWidth: 1, opacity: 0.7 };
    const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
    return {
      type: 'group',
      children: [line(x, low, x, high), line(x - 3, low, x + 3, low), line(x - 3, high, x + 3, high)],
    };
  },
};
const formatters = {
  // 0.05, 20, 3k, 1.5M, 2G, 1e-5
  short: (value) => {
    const size = Math.abs(value);
    if (size !== 0 && size < 0.001) return value.toExponential();
    if (size >= 1e9) return `${+(value / 1e9).toPrecision(3)}G`;
    if (size >= 1e6) return `${+(value / 1e6).toPrecision(3)}M`;
    return size >= 1e3 ? `${+(value / 1e3).toPrecision(3)}k` : `${+value.toPrecision(3)}`;
  },
};
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
const asList = (value) => (Array.isArray(value) ? value : value ? [value] : []);

const charts = [...document.querySelectorAll('.chart')].map((element) => {
  const option = JSON.parse(element.querySelector('script').textContent);
  asList(option.series).forEach((series) => {
    if (series.renderItem) series.renderItem = renderers[series.renderItem];
  });
  [...asList(option.xAxis), ...asList(option.yAxis)].forEach(({ axisLabel }) => {
    if (axisLabel && axisLabel.formatter in formatters) axisLabel.formatter = formatters[axisLabel.formatter];
  });
  if (option.legend) option.grid.top += ROW * extraRows(option.legend.data, element.clientWidth - 20);
  const chart = echarts.init(element, null, { renderer: 'svg' });
  chart.setOption(option);
  return chart;
});
const fit = () => charts.forEach((chart) => chart.resize());
addEventListener('resize', fit);
addEventListener('beforeprint', fit);
addEventListener('afterprint', fit);
