/* Charts, and parts of the page that come from the server as HTML with charts in it. */
import {html, useEffect, useRef} from './preact.js';

const drawn = new Set();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.forEach(each => each.draw()));

/** A chart in a box, as wide as the box is. */
class Drawing {
    constructor(box, json) {
        this.box = box;
        this.json = json;
        this.draw();
        this.observer = new ResizeObserver(() => this.chart.resize());
        this.observer.observe(box);
        drawn.add(this);
    }

    draw() {
        this.chart?.dispose();
        this.chart = echarts.init(this.box, hanshuCharts.theme(), {renderer: 'svg'});
        this.chart.setOption(hanshuCharts.option(this.json));
    }

    set(json) {
        this.json = json;
        this.chart.setOption(hanshuCharts.option(json), {notMerge: true});
    }

    dispose() {
        this.observer.disconnect();
        this.chart.dispose();
        drawn.delete(this);
    }
}

/** A chart of an ECharts option. */
export function Chart({option, height = '22rem', label, onClick}) {
    const box = useRef();
    const drawing = useRef();
    useEffect(() => {
        drawing.current = new Drawing(box.current, option);
        return () => drawing.current.dispose();
    }, []);
    useEffect(() => drawing.current?.set(option), [option]);
    useEffect(() => {
        if (!onClick) return;
        const clicked = event => {
            const place = drawing.current.chart.convertFromPixel('grid', [event.offsetX, event.offsetY]);
            if (drawing.current.chart.containPixel('grid', [event.offsetX, event.offsetY])) onClick(place);
        };
        box.current.addEventListener('click', clicked);
        return () => box.current?.removeEventListener('click', clicked);
    }, [onClick]);
    return html`<div class="chart" style=${`height: ${height}`} role="img" aria-label=${label} ref=${box}></div>`;
}

/** HTML of the server, which escapes whatever comes from data. A chart that was there before only changes. */
export function Fragment({text}) {
    const box = useRef();
    const drawings = useRef(new Map());
    useEffect(() => update(box.current, text ?? '', drawings.current), [text]);
    useEffect(() => () => drawings.current.forEach(each => each.dispose()), []);
    return html`<div class="fragment" ref=${box}></div>`;
}

function update(box, text, drawings) {
    const fresh = document.createElement('template');
    fresh.innerHTML = text;
    const isOpen = new Set([...box.querySelectorAll('details[open]')].map(nameOf));
    fresh.content.querySelectorAll('details').forEach(each => { each.open = isOpen.has(nameOf(each)); });
    const places = [];
    fresh.content.querySelectorAll('figure.drawn').forEach((figure, number) => {
        const name = `${number} ${figure.querySelector('figcaption').textContent}`;
        const json = JSON.parse(figure.querySelector('script').textContent);
        const old = drawings.get(name);
        if (old) figure.querySelector('.chart').replaceWith(old.box);
        places.push({name, json, old, figure});
    });
    box.replaceChildren(fresh.content);
    const names = new Set(places.map(place => place.name));
    for (const [name, drawing] of drawings) {
        if (!names.has(name)) {
            drawing.dispose();
            drawings.delete(name);
        }
    }
    for (const {name, json, old, figure} of places) {
        if (old) old.set(json);
        else drawings.set(name, new Drawing(figure.querySelector('.chart'), json));
    }
}

const nameOf = details => details.querySelector('summary')?.textContent;
