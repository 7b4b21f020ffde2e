/* One run: its curves while it trains, its result, samples to try, the doctor, what is inside, its settings. */
import {html, useEffect, useState} from './preact.js';
import {say} from './language.js';
import {post, runUrl, url, useGet, useLog, usePolled} from './server.js';
import {Fragment} from './fragment.js';
import {Command, digits, Failure, State, Tabs, Waiting} from './parts.js';
import {Sample} from './sample.js';

/** What a process ends with that was told to stop. */
const STOPPED = new Set([130, 143]);

export function Run({run, tab}) {
    const {tick, isLost} = useLog(run);
    const [own, setOwn] = useState(0);
    const [error, setError] = useState(null);
    const [isFinishing, setFinishing] = useState(false);
    const {value, error: missing} = useGet(runUrl(run), own);
    const card = value?.card;
    // A run whose log grows is under way; one that is evaluated, or has just been stopped, logs nothing more.
    useEffect(() => {
        if (!card || card.state === 'done') return;
        const timer = setTimeout(() => setOwn(n => n + 1), 3000);
        return () => clearTimeout(timer);
    }, [card, tick]);
    useEffect(() => {
        if (card?.state === 'paused') setOwn(n => n + 1); // it may go on
    }, [tick]);
    const act = async (what, ...rest) => {
        setError(null);
        try {
            await what(...rest);
        } catch (problem) {
            setError(problem);
        }
        setOwn(n => n + 1);
    };
    const finish = () => post(runUrl(run, '/finish')).catch(problem => {
        setFinishing(false);
        throw problem;
    });
    if (missing) return html`<${Failure} error=${missing} /><p><a href="#/runs">← ${say('Runs', '运行')}</a></p>`;
    if (!card) return html`<${Waiting} />`;
    const at = name => `#/run/${encodeURIComponent(run)}/${name}`;
    const tabs = [
        ['training', say('Training', '训练过程'), at('training')],
        ['result', say('Result', '结果'), at('result')],
        ['try', say('Try it', '试一试'), at('try')],
        ['inside', say('Look inside', '看看内部'), at('inside')],
        ['doctor', say('Doctor', '诊断'), at('doctor')],
        ['settings', say('Settings', '设置'), at('settings')],
    ];
    const views = {
        training: () => html`<${Curves} run=${run} tick=${tick} />`,
        result: () => html`<${Result} run=${run} card=${card} />`,
        try: () => html`<${Sample} run=${run} hasModel=${card.hasModel} />`,
        inside: () => html`<${Inside} run=${run} hasModel=${card.hasModel} />`,
        doctor: () => html`<${Doctor} run=${run} card=${card} job=${value.doctor} />`,
        settings: () => html`<pre tabindex="0"><code>${value.config}</code></pre>`,
    };
    return html`
        <p class="back"><a href="#/runs">← ${say('Runs', '运行')}</a></p>
        <h1>${run}</h1>
        <div class="actions">
            <${State} state=${card.state} />
            ${card.state === 'running' && html`
                <button onClick=${() => act(post, runUrl(run, '/pause'))}>${say('Pause', '暂停')}</button>`}
            ${card.state === 'paused' && html`
                <button onClick=${() => act(post, runUrl(run, '/resume'))}>${say('Go on', '继续')}</button>`}
            ${(card.state === 'running' || card.state === 'paused') && html`
                <button class="plain" disabled=${isFinishing && card.state === 'running'} onClick=${() => { setFinishing(true); act(finish); }} title=${
                    say('Ends the training here and keeps the best network so far.', '训练到此为止，保留目前最好的网络。')}>${
                    isFinishing && card.state === 'running' ? say('Finishing …', '正在结束……') : say('Finish now', '提前结束')}</button>`}
            ${card.hasModel && html`<a class="button plain" href=${runUrl(run, '/files/model.safetensors')} download>${
                say('Download the model', '下载模型')}</a>`}
            ${card.hasReport && html`<a class="button plain" href=${runUrl(run, '/files/report.html')} download>${
                say('Download the report', '下载报告')}</a>`}
            <span class="note">${card.data}${card.target && ` → ${card.target}`}${card.metric
                && ` · ${card.metric} ${digits(card.score)}`}</span>
        </div>
        ${isLost && html`<${Failure} error=${say('The workbench does not answer: it will be asked again.',
            '工作台没有应答，正在重试。')} />`}
        <${Failure} error=${error ?? (value.job?.over && value.job.code !== 0 && card.state === 'paused' && !STOPPED.has(value.job.code)
            ? value.job.says : null)} />
        <${Tabs} label=${say('Parts of this run', '本次运行各部分')} tabs=${tabs} at=${tab} />
        ${views[tab]?.()}`;
}

function Curves({run, tick}) {
    const {value, error} = useGet(url(runUrl(run, '/training')), tick);
    return html`<${Failure} error=${error} />${value === undefined && !error && html`<${Waiting} />`}<${Fragment} text=${value} />`;
}

function Result({run, card}) {
    if (!card.hasReport) {
        return html`<p>${say('The result on unseen data comes when the training has ended.',
            '训练结束后，这里会有在未见数据上的结果。')}</p>`;
    }
    return html`<iframe class="report" title=${say('Report', '报告')} sandbox="allow-scripts"
        src=${url(runUrl(run, '/report'))}></iframe>`;
}

function Inside({run, hasModel}) {
    const {value, error} = useGet(hasModel ? url(runUrl(run, '/inside')) : null);
    if (!hasModel) return html`<p>${say('There is no model yet.', '还没有模型。')}</p>`;
    return html`<${Failure} error=${error} />${value === undefined && !error && html`<${Waiting} />`}<${Fragment} text=${value} />`;
}

function Doctor({run, card, job}) {
    const [started, setStarted] = useState(job?.id ? 1 : 0);
    const [error, setError] = useState(null);
    const [seen] = usePolled(
        started ? `/api/jobs/${encodeURIComponent(`doctor ${run}`)}?${started}` : null, answer => answer.over);
    const start = () => post(url(runUrl(run, '/doctor'))).then(() => setStarted(n => n + 1), setError);
    const result = seen?.over && seen.code === 0 ? seen.result : null;
    return html`
        <p>${say('The doctor tries the training again several times, each time changed in one thing, and names what is wrong'
            + ' by what helped. The run stays as it is.',
            '诊断会把训练重复多次，每次只改一处，看改了什么有用，由此说出问题所在。本次运行保持原样。')}</p>
        <div class="actions"><button disabled=${card.state === 'running' || (seen && !seen.over)} onClick=${start}>${
            say('Examine', '开始诊断')}</button>
            ${seen && !seen.over && html`<span class="note" aria-live="polite">${seen.says}</span>`}</div>
        <${Failure} error=${error ?? (seen?.over && seen.code !== 0 ? seen.says : null)} />
        ${seen && html`<${Command} line=${seen.command} />`}
        ${result && html`<${Diagnosis} result=${result} />`}`;
}

const Diagnosis = ({result}) => html`
    <div class=${`callout ${result.finding === 'healthy' ? 'note' : 'warning'}`}>
        <p class="title">${result.finding === 'healthy' ? say('Nothing is wrong that could be found.', '没有发现问题。')
            : `${result.words} (${result.sure ? say('sure', '确定') : say('likely', '很可能')})`}</p>
        <p>${result.remedy}</p></div>
    ${result.next && html`<${Command} line=${result.next} />`}
    <h2>${say('Evidence', '证据')}</h2>
    <dl class="pairs">${result.evidence.map(each => html`
        <dt>${each.measured}${each['speaks for it'] ? ' ●' : ''}</dt><dd>${each.found}</dd>`)}</dl>
    ${result.trials.length > 0 && html`
        <h2>${say('What was tried', '试过的训练')}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label=${say('What was tried', '试过的训练')}><table>
            <thead><tr><th>${say('the training', '训练')}</th><th class="number">${say('loss on training rows', '训练行损失')}</th>
                <th class="number">${say('on unseen rows', '未见行损失')}</th></tr></thead>
            <tbody>${result.trials.map(each => html`<tr><th scope="row">${each.treatment.replaceAll('_', ' ')}</th>
                <td class="number">${digits(each['loss on training rows'])}</td>
                <td class="number">${digits(each['loss on unseen rows'])}</td></tr>`)}</tbody></table></div>`}`;
