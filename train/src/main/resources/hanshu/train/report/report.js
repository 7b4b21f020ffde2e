/* Draws the charts of the page; each figure holds its ECharts option as JSON. */
(() => {
    const root = document.documentElement;
    const figures = [...document.querySelectorAll('figure.drawn')].map(figure => ({
        box: figure.querySelector('.chart'),
        option: JSON.parse(figure.querySelector('script').textContent),
    }));

    function draw(paper) {
        root.classList.toggle('paper', paper);
        for (const figure of figures) {
            figure.chart?.dispose();
            const width = paper ? Math.min(figure.box.clientWidth, 640) : undefined; // a page of A4 or letter
            figure.chart = echarts.init(figure.box, hanshuCharts.theme(), {renderer: 'svg', width});
            figure.chart.setOption(hanshuCharts.option(figure.option));
        }
    }

    const onPaper = () => root.classList.contains('paper');
    draw(false);
    new ResizeObserver(() => onPaper() || figures.forEach(({chart}) => chart.resize())).observe(document.body);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => draw(onPaper()));
    addEventListener('beforeprint', () => draw(true));
    addEventListener('afterprint', () => draw(false));
})();
