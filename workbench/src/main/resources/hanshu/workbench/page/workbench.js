/* The page: which view is shown, by what stands behind the # of its address. */
import {html, render, useEffect, useState} from './preact.js';
import {choose, language, onChoice, say} from './language.js';
import {Runs, Compare} from './runs.js';
import {Run} from './run.js';
import {Train} from './train.js';
import {Data} from './data.js';
import {Derive} from './derive.js';

/** #/run/NAME/doctor?file=a.csv is {view: 'run', rest: ['NAME', 'doctor'], query: {file: 'a.csv'}}. */
function place() {
    const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
    const [view, ...rest] = path.split('/').map(decodeURIComponent);
    return {view: view || 'runs', rest, query: Object.fromEntries(new URLSearchParams(query ?? ''))};
}

const VIEWS = {
    runs: () => html`<${Runs} />`,
    compare: ({query}) => html`<${Compare} runs=${(query.runs ?? '').split(',')} />`,
    run: ({rest}) => html`<${Run} key=${rest[0]} run=${rest[0]} tab=${rest[1] ?? 'training'} />`,
    train: ({query}) => html`<${Train} file=${query.file ?? ''} />`,
    data: ({query}) => html`<${Data} file=${query.file ?? ''} />`,
    derive: ({rest}) => html`<${Derive} step=${rest[0] ?? 'line'} />`,
};

function Workbench() {
    const [at, setAt] = useState(place());
    const [, again] = useState(0);
    useEffect(() => {
        const moved = () => {
            setAt(place());
            scrollTo(0, 0);
        };
        addEventListener('hashchange', moved);
        onChoice(() => again(n => n + 1));
        return () => removeEventListener('hashchange', moved);
    }, []);
    const parts = [
        ['runs', say('Runs', '运行'), '#/runs'],
        ['train', say('Train', '训练'), '#/train'],
        ['data', say('Data', '数据'), '#/data'],
        ['derive', say('Derive', '推导'), '#/derive'],
    ];
    const inside = {run: 'runs', compare: 'runs'}[at.view] ?? at.view;
    const other = language === 'zh' ? ['en', 'English'] : ['zh', '中文'];
    const view = VIEWS[at.view];
    return html`
        <header class="top">
            <a class="brand" href="#/runs">Hanshu 函数</a>
            <nav aria-label=${say('Parts of the workbench', '工作台各部分')}>${parts.map(([name, words, href]) => html`
                <a href=${href} aria-current=${name === inside ? 'page' : null}>${words}</a>`)}</nav>
            <button class="plain language" onClick=${() => choose(other[0])} lang=${other[0]}>${other[1]}</button>
        </header>
        <main key=${language}>${view ? view(at) : html`<p>${say('There is nothing here.', '这里什么也没有。')}</p>`}</main>`;
}

render(html`<${Workbench} />`, document.getElementById('workbench'));
