/* The derivation to play with. The page moves the knobs; the engine walks, fits and measures. */
import {html, useEffect, useMemo, useRef, useState} from './preact.js';
import {language, say} from './language.js';
import {post, url, useGet} from './server.js';
import {Chart} from './fragment.js';
import {Files} from './data.js';
import {digits, Failure, Field, Tabs, Waiting} from './parts.js';

const STEPS_A_SECOND = 12;

export function Derive({step}) {
    const tabs = [
        ['line', say('1 · A line, and the way down', '1 · 直线与下山'), '#/derive/line'],
        ['pieces', say('2 · Pieces make any curve', '2 · 小块拼出任意曲线'), '#/derive/pieces'],
        ['depth', say('3 · Inputs, depth, overfitting', '3 · 输入、深度、过拟合'), '#/derive/depth'],
    ];
    const views = {line: Line, pieces: Pieces, depth: Depth};
    const [of, setOf] = useState({file: '', target: '', before: 0});
    const View = views[step] ?? Line;
    return html`
        <h1>${say('From y = b + w·x to a deep network', '从 y = b + w·x 到深度网络')}</h1>
        <${Tabs} label=${say('Steps', '步骤')} tabs=${tabs} at=${step} />
        <${Of} of=${of} setOf=${setOf} />
        <${View} of=${of} key=${JSON.stringify(of)} />`;
}

/** What is to be found: the weather of Seattle, or a column of one's own. */
function Of({of, setOf}) {
    const [isOpen, setOpen] = useState(false);
    const [file, setFile] = useState(of.file);
    const [target, setTarget] = useState(of.target);
    const {value: about, error} = useGet(isOpen && file ? url('/api/columns', {file}) : null, file);
    const columns = about?.columns.filter(each => each.kind === 'number').map(each => each.name) ?? [];
    const chosen = columns.includes(target) ? target : columns[0];
    const weather = () => {
        setFile('');
        setOf({file: '', target: '', before: 0});
    };
    return html`<details class="of" open=${isOpen} onToggle=${event => setOpen(event.target.open)}>
        <summary>${of.file ? `${of.file}: ${of.target}` : say('Tomorrow\'s highest temperature in Seattle, from the days before (your own data …)',
            '由前几天预测西雅图明天的最高气温（换成自己的数据……）')}</summary>
        ${isOpen && !file && html`<${Files} chosen="" onChoose=${setFile} />`}
        ${about && columns.length > 0 && html`<form class="knobs" onSubmit=${event => {
            event.preventDefault();
            const data = new FormData(event.target);
            setOf({file, target: chosen, before: Number(data.get('before') || 0)});
        }}>
            <${Field} label=${say(`column of ${file}`, `${file} 的列`)}><select value=${chosen}
                onChange=${event => setTarget(event.target.value)}>
                ${columns.map(each => html`<option value=${each}>${each}</option>`)}</select></${Field}>
            <${Field} label=${say('values before it', '之前的值')} note=${say('0: from the other columns', '0：用其他列')}>
                <input type="number" name="before" min="0" max="365" value=${of.before} /></${Field}>
            <button>${say('Take it', '采用')}</button>
        </form>`}
        ${about && columns.length === 0 && html`<p>${say(`${file} has no column of numbers.`, `${file} 没有数值列。`)}</p>`}
        ${file && html`<div class="actions"><button class="plain" onClick=${() => setFile('')}>${say('Other data', '其他数据')}</button>
            <button class="plain" onClick=${weather}>${say('The weather of Seattle', '西雅图的天气')}</button></div>`}
        <${Failure} error=${error} /></details>`;
}

/** Asks the engine whenever the question changes; the answer before stays until the next has come. */
function useEngine(path, question) {
    const [state, setState] = useState({});
    const number = useRef(0);
    const key = JSON.stringify(question);
    useEffect(() => {
        const own = ++number.current;
        setState(before => ({...before, isBusy: true}));
        const timer = setTimeout(() => post(path, question).then(
            value => own === number.current && setState({value}),
            error => own === number.current && setState(before => ({value: before.value, error}))), 120);
        return () => clearTimeout(timer);
    }, [path, key]);
    return state;
}

/** A knob for positive numbers of any size: it moves in powers of ten. */
function Slider({label, value, set, low, high, step = 0.05}) {
    return html`<${Field} label=${`${label} ${digits(value)}`}>
        <input type="range" min=${Math.log10(low)} max=${Math.log10(high)} step=${step} value=${Math.log10(value)}
            onInput=${event => set(Number((10 ** Number(event.target.value)).toPrecision(3)))} /></${Field}>`;
}

const Whole = ({label, value, set, low, high, step = 1}) => html`<${Field} label=${`${label} ${value}`}>
    <input type="range" min=${low} max=${high} step=${step} value=${value} onInput=${event => set(Number(event.target.value))} /></${Field}>`;

const Choice = ({label, value, set, choices}) => html`<${Field} label=${label}>
    <select value=${value} onChange=${event => set(event.target.value)}>${choices.map(([name, words]) => html`
        <option value=${name}>${words}</option>`)}</select></${Field}>`;

// ---- 1 · a line

function Line({of}) {
    const [start, setStart] = useState([]);
    const [loss, setLoss] = useState('squared');
    const [optimiser, setOptimiser] = useState('sgd');
    const [rate, setRate] = useState(0);
    const [steps, setSteps] = useState(60);
    const [at, setAt] = useState(0);
    const [isPlaying, setPlaying] = useState(true);
    const {value, error} = useEngine('/api/derive/walk', {of, loss, start, optimiser, rate, steps});
    const last = value ? value.path.length - 1 : 0;
    useEffect(() => {
        setAt(0);
        setPlaying(true);
    }, [value]);
    useEffect(() => {
        if (!isPlaying || at >= last) return;
        const timer = setTimeout(() => setAt(at + 1), 1000 / STEPS_A_SECOND);
        return () => clearTimeout(timer);
    }, [isPlaying, at, last]);
    const k = Math.min(at, last);
    const surface = useMemo(() => value && upTo(value, k), [value, k]);
    const line = useMemo(() => value && fitted(value, value.path[k]), [value, k]);
    const losses = useMemo(() => value && curve(value, k), [value, k]);
    if (!value) return html`<${Failure} error=${error} />${!error && html`<${Waiting} />`}`;
    const [b, w] = value.path[k];
    const grows = value.losses[last] > value.losses[0];
    return html`
        <p>${say(`Find ${value.target} from ${value.input}: y = b + w·x₁. The loss says how wrong b and w are; its slope says which way is down, the learning rate η how far to go.`,
            `由 ${value.input} 求 ${value.target}：y = b + w·x₁。损失说明 b、w 有多错；斜率指出哪边是下坡，学习率 η 决定走多远。`)}
            ${' '}<b>${say('Click on the map to start from there.', '点一下地图，从那里出发。')}</b></p>
        <${Failure} error=${error} />
        <div class="knobs">
            <${Choice} label=${say('loss', '损失')} value=${loss} set=${setLoss} choices=${[
                ['squared', say('squared', '平方')], ['absolute', say('absolute', '绝对值')]]} />
            <${Choice} label=${say('way', '方法')} value=${optimiser} set=${setOptimiser} choices=${[
                ['sgd', say('gradient descent', '梯度下降')], ['momentum', say('momentum 0.9', '动量 0.9')],
                ['adagrad', 'AdaGrad'], ['rmsprop', 'RMSprop'], ['adam', 'Adam']]} />
            <${Slider} label="η" value=${rate || value.rate} set=${setRate} low=${0.001} high=${10} />
            <${Whole} label=${say('steps', '步数')} value=${steps} set=${setSteps} low=${5} high=${300} step=${5} />
        </div>
        <div class="actions">
            <button onClick=${() => { if (k >= last) setAt(0); setPlaying(!isPlaying || k >= last); }}>${
                isPlaying && k < last ? say('Pause', '暂停') : say('Play', '播放')}</button>
            <button class="plain" onClick=${() => { setPlaying(false); setAt(Math.max(0, k - 1)); }}>−1</button>
            <button class="plain" onClick=${() => { setPlaying(false); setAt(Math.min(last, k + 1)); }}>+1</button>
            <input type="range" class="wide" min="0" max=${last} value=${k} aria-label=${say('step', '步')}
                onInput=${event => { setPlaying(false); setAt(Number(event.target.value)); }} />
            <span class="note">${say('step', '第')} ${k} / ${last} · b = ${digits(b)}, w = ${digits(w)} · L = ${digits(value.losses[k])}</span>
        </div>
        <div class="beside">
            <div><${Chart} option=${surface} height="24rem" label=${say('the loss over b and w, and the way down', '损失的等高线与下山的路')}
                onClick=${place => setStart(place)} /></div>
            <div><${Chart} option=${line} height="24rem" label=${say('the rows and the line', '数据与直线')} /></div>
        </div>
        <${Chart} option=${losses} height="12rem" label=${say('the loss by step', '各步的损失')} />
        <p class=${grows ? 'warn' : 'note'}>${grows
            ? say(`η is too large: each step goes beyond the valley, and the loss grows. The curvature there is ${digits(value.curvature[1])}; above 2/${digits(value.curvature[1])} = ${digits(2 / value.curvature[1])} gradient descent can't hold.`,
                `η 太大：每一步都越过谷底，损失越走越大。那里的曲率是 ${digits(value.curvature[1])}，η 超过 2/${digits(value.curvature[1])} = ${digits(2 / value.curvature[1])} 梯度下降必然发散。`)
            : say(`The lowest point is b = ${digits(value.best[0])}, w = ${digits(value.best[1])}, where L = ${digits(value.bestLoss)}. The curvature there is between ${digits(value.curvature[0])} and ${digits(value.curvature[1])}, both above 0: a minimum. η = 1/${digits(value.curvature[1])} = ${digits(value.fitting)} fits it.`,
                `最低点在 b = ${digits(value.best[0])}，w = ${digits(value.best[1])}，L = ${digits(value.bestLoss)}。那里的曲率在 ${digits(value.curvature[0])} 和 ${digits(value.curvature[1])} 之间，都大于 0：是极小值。合适的 η = 1/${digits(value.curvature[1])} = ${digits(value.fitting)}。`)}</p>`;
}

function upTo({surface, path}, k) {
    const series = surface.series.slice(0, -1);
    const way = surface.series.at(-1);
    return {...surface, series: [...series, {...way, data: path.slice(0, k + 1).map((value, i) => (
        {value, symbolSize: i === 0 ? 11 : i === k ? 10 : 4}))}]};
}

function fitted({data, span}, [b, w]) {
    const [rows, line] = data.series;
    return {...data, series: [rows, {...line, data: span.map(x => [x, b + w * x])}]};
}

function curve({losses}, k) {
    return {
        grid: {left: 4, right: 20, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'all'},
        tooltip: {trigger: 'axis'},
        xAxis: {type: 'value', max: losses.length - 1, name: say('step', '步'), nameLocation: 'middle', nameGap: 26},
        yAxis: {type: 'log', name: say('loss', '损失'), nameLocation: 'middle', nameGap: 44},
        series: [{type: 'line', name: say('loss', '损失'), symbol: 'none', itemStyle: {color: '$accent'},
            lineStyle: {color: '$accent', width: 2}, data: losses.slice(0, k + 1).map((loss, i) => [i, loss]).filter(([, l]) => l > 0)}],
    };
}

// ---- 2 · pieces

function Pieces({of}) {
    const [shape, setShape] = useState('relu');
    const [count, setCount] = useState(3);
    const {value, error, isBusy} = useEngine('/api/derive/pieces', {of, shape, count, language});
    if (!value) return html`<${Failure} error=${error} />${!error && html`<${Waiting} />`}`;
    return html`
        <p>${say('A line stays straight, however good its b and w: that is its bias. A sum of bent pieces, y = c + Σ vᵢ·f(bᵢ + wᵢ·x₁), follows any curve if there are enough of them.',
            '无论 b、w 多好，直线总是直的：这是它的偏差。许多弯折的小块相加，y = c + Σ vᵢ·f(bᵢ + wᵢ·x₁)，只要够多就能贴合任何曲线。')}</p>
        <${Failure} error=${error} />
        <div class="knobs">
            <${Choice} label="f" value=${shape} set=${setShape} choices=${[['relu', 'ReLU'], ['sigmoid', 'sigmoid']]} />
            <${Whole} label=${say('pieces', '块数')} value=${count} set=${setCount} low=${1} high=${100} />
            <span class="note" aria-live="polite">${isBusy ? say('fitting …', '拟合中……') : ''}</span>
        </div>
        <${Chart} option=${value.chart} height="26rem" label=${say('the rows, the sum and its pieces', '数据、总和与各小块')} />
        <${Errors} value=${value} />
        <h2>${say('All unknowns are one vector θ', '所有未知数合成一个向量 θ')}</h2>
        <p class="note">${value.blocks.map(block => `${block.name} [${block.shape.join(', ')}]`).join(' · ')}</p>
        <pre tabindex="0"><code>${value.theta.map(digits).join('  ')}${value.parameters > value.theta.length ? ' …' : ''}</code></pre>`;
}

const Errors = ({value}) => html`<dl class="figures">${[
    ['train', say('training rows', '训练行')], ['validation', say('validation rows', '验证行')],
    ['test', say('unseen rows', '未见行')], ['mean', say('always the mean', '总答平均值')]].map(([name, words]) => html`
    <div class=${name === 'test' ? 'main' : ''}><dt>${say('off by, ', '误差，')}${words}</dt><dd>${digits(value.errors[name])}</dd></div>`)}
    <div><dt>${say('unknowns', '未知数')}</dt><dd>${value.parameters}</dd></div></dl>`;

// ---- 3 · depth

function Depth({of}) {
    const [knobs, setKnobs] = useState({inputs: 7, depth: 2, width: 32, decay: 0, dropout: 0, epochs: 60});
    const {value, error, isBusy} = useEngine('/api/derive/network', {of, ...knobs});
    const set = name => changed => setKnobs({...knobs, [name]: changed});
    const option = useMemo(() => value && learned(value), [value, language]);
    if (!value) return html`<${Failure} error=${error} />${!error && html`<${Waiting} />`}`;
    return html`
        <p>${say('More inputs, more layers: the training rows are matched better and better. Watch the validation rows, of which nothing is learned: where they get worse, the network learns by heart.',
            '输入更多、层数更多，训练行就拟合得越来越好。要看没有用来学习的验证行：它们变差之处，网络就是在死记硬背。')}</p>
        <${Failure} error=${error} />
        <div class="knobs">
            <${Whole} label=${say('inputs', '输入')} value=${Math.min(knobs.inputs, value.inputs)} set=${set('inputs')} low=${1} high=${value.inputs} />
            <${Whole} label=${say('hidden layers', '隐藏层')} value=${knobs.depth} set=${set('depth')} low=${0} high=${4} />
            <${Whole} label=${say('units a layer', '每层单元')} value=${knobs.width} set=${set('width')} low=${4} high=${128} step=${4} />
            <${Whole} label=${say('epochs', '轮数')} value=${knobs.epochs} set=${set('epochs')} low=${5} high=${200} step=${5} />
            <${Choice} label=${say('weight decay', '权重衰减')} value=${String(knobs.decay)} set=${v => set('decay')(Number(v))}
                choices=${[['0', '0'], ['0.1', '0.1'], ['1', '1'], ['3', '3']]} />
            <${Choice} label="dropout" value=${String(knobs.dropout)} set=${v => set('dropout')(Number(v))}
                choices=${[['0', '0'], ['0.1', '0.1'], ['0.3', '0.3'], ['0.5', '0.5']]} />
            <span class="note" aria-live="polite">${isBusy ? say('learning …', '学习中……') : ''}</span>
        </div>
        <${Chart} option=${option} height="22rem" label=${say('losses by epoch', '各轮的损失')} />
        <p class=${value.overfits ? 'warn' : 'note'}>${value.overfits
            ? say(`It overfits: validation is best after epoch ${value.bestEpoch}, and worse by more than a twentieth at the end.`,
                `过拟合：第 ${value.bestEpoch} 轮验证最好，最后变差超过二十分之一。`)
            : say(`Validation is best after epoch ${value.bestEpoch}; it does not get much worse.`, `第 ${value.bestEpoch} 轮验证最好，之后没有明显变差。`)}</p>
        <${Errors} value=${value} />`;
}

function learned({train, validation, bestEpoch}) {
    const line = (name, color, data) => ({type: 'line', name, symbol: 'none', itemStyle: {color}, lineStyle: {color, width: 2}, data});
    const seen = line(say('validation', '验证'), '$accent', validation);
    seen.markLine = {silent: true, symbol: 'none', lineStyle: {type: 'solid', width: 1, color: '$ink'},
        label: {formatter: `${say('best', '最好')}: ${bestEpoch}`, color: '$ink'}, data: [{xAxis: bestEpoch}]};
    return {
        grid: {left: 4, right: 20, top: 44, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'all'},
        legend: {top: 0, left: 0, icon: 'roundRect', itemWidth: 18, itemHeight: 3},
        tooltip: {trigger: 'axis'},
        xAxis: {type: 'value', min: 1, max: train.length, name: say('epoch', '轮'), nameLocation: 'middle', nameGap: 28},
        yAxis: {type: 'value', scale: true, name: say('loss', '损失'), nameLocation: 'middle', nameGap: 44},
        series: [line(say('training', '训练'), '$mute', train), seen],
    };
}
