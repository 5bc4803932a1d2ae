const charts = [...document.querySelectorAll('.chart')].map((element) => {
  const option = JSON.parse(element.querySelector('script').textContent);
  const chart = echarts.init(element, null, { renderer: 'svg' });
  chart.setOption(option);
  return chart;
});
const fit = () => charts.forEach((chart) => chart.resize());
addEventListener('resize', fit);
addEventListener('beforeprint', fit);
addEventListener('afterprint', fit);
