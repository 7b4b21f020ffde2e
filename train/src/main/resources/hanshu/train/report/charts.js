/* What all charts have in common. They are ECharts options as JSON; a colour such as "$accent" there stands for the
   page's own, so that charts follow light, dark and paper. */
const hanshuCharts = (() => {
    const root = document.documentElement;
    const style = name => getComputedStyle(root).getPropertyValue('--' + name).trim();

    function coloured(value, key) {
        if (Array.isArray(value)) return value.map(item => coloured(item, key));
        if (value && typeof value === 'object')
            return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, coloured(v, k)]));
        return typeof value === 'string' && value[0] === '$' && /color$/i.test(key) ? style(value.slice(1)) : value;
    }

    function theme() {
        const [ink, soft, line, mute] = ['ink', 'soft', 'line', 'mute'].map(style);
        const axis = {
            nameTextStyle: {color: soft},
            axisLabel: {color: soft},
            axisLine: {lineStyle: {color: mute}},
            axisTick: {lineStyle: {color: mute}},
            splitLine: {lineStyle: {color: line}},
        };
        return {
            color: ['accent', 'second', 'mute'].map(style),
            backgroundColor: 'transparent',
            textStyle: {fontFamily: style('sans'), color: soft},
            legend: {textStyle: {color: soft}},
            tooltip: {
                backgroundColor: style('panel'),
                borderColor: line,
                textStyle: {color: ink},
                axisPointer: {lineStyle: {color: mute}, crossStyle: {color: mute}},
            },
            categoryAxis: axis,
            valueAxis: axis,
            logAxis: axis,
        };
    }

    const digits = value => typeof value !== 'number' ? value
        : Math.abs(value) >= 1e4 ? value.toLocaleString('en', {maximumFractionDigits: 0})
        : String(Number(value.toPrecision(4)));

    /** The option as ECharts takes it: in the page's colours, numbers short. */
    function option(json) {
        const option = coloured(json, '');
        option.animation = false;
        for (const axis of [option.xAxis, option.yAxis].flat())
            if (axis?.type === 'log') axis.axisLabel = {formatter: digits, ...axis.axisLabel};
        option.tooltip = {confine: true, valueFormatter: digits, ...option.tooltip};
        return option;
    }

    return {option, theme};
})();
