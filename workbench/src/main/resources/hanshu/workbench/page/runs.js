/* All runs, and several of them beside each other. */
import {html, useEffect, useState} from './preact.js';
import {say} from './language.js';
import {get, remove, runUrl, url, useGet} from './server.js';
import {Fragment} from './fragment.js';
import {digits, duration, Failure, State, Waiting} from './parts.js';

const link = run => `#/run/${encodeURIComponent(run)}`;

export function Runs() {
    const [runs, setRuns] = useState(null);
    const [error, setError] = useState(null);
    const [chosen, setChosen] = useState(new Set());
    useEffect(() => {
        let isGone = false;
        let timer = null;
        const look = () => get('/api/runs')
            .then(value => { if (!isGone) { setRuns(value); setError(null); } }, problem => !isGone && setError(problem))
            .then(() => { if (!isGone) timer = setTimeout(look, 2000); });
        look();
        return () => {
            isGone = true;
            clearTimeout(timer);
        };
    }, []);
    const choose = run => {
        const next = new Set(chosen);
        if (!next.delete(run)) next.add(run);
        setChosen(next);
    };
    const erase = async run => {
        if (!confirm(say(`Delete ${run} and its model for good?`, `永久删除 ${run} 及其模型？`))) return;
        try {
            await remove(runUrl(run));
            setRuns(runs.filter(each => each.run !== run));
            chosen.delete(run);
        } catch (problem) {
            setError(problem);
        }
    };
    return html`
        <h1>${say('Runs', '运行')}</h1>
        <${Failure} error=${error} />
        ${!runs && !error && html`<${Waiting} />`}
        ${runs?.length === 0 && html`<p>${say('Nothing was learned yet.', '还没有学过什么。')} <a href="#/train">${
            say('Train the first network', '训练第一个网络')}</a></p>`}
        ${runs?.length > 0 && html`
            <div class="actions">
                <a class="button" href="#/train">${say('Train', '训练')}</a>
                <a class=${`button plain ${chosen.size < 2 ? 'off' : ''}`} aria-disabled=${chosen.size < 2}
                    href=${chosen.size < 2 ? null : `#/compare?runs=${[...chosen].map(encodeURIComponent).join(',')}`}>${
                    say('Compare the chosen', '对比所选')}</a>
            </div>
            <div class="scroll" role="region" aria-label=${say('Runs', '运行')} tabindex="0"><table class="runs">
                <thead><tr><th></th><th>${say('run', '运行')}</th><th>${say('state', '状态')}</th>
                    <th>${say('data', '数据')}</th><th>${say('kept', '保留')}</th>
                    <th class="number">${say('epoch', '轮')}</th><th class="number">${say('score', '得分')}</th>
                    <th class="number">${say('took', '用时')}</th><th></th></tr></thead>
                <tbody>${runs.map(each => html`<tr key=${each.run}>
                    <td><input type="checkbox" checked=${chosen.has(each.run)} onChange=${() => choose(each.run)}
                        aria-label=${say(`choose ${each.run}`, `选择 ${each.run}`)} /></td>
                    <th scope="row"><a href=${link(each.run)}>${each.run}</a></th>
                    <td><${State} state=${each.state} /></td>
                    <td>${each.data}${each.target && ` → ${each.target}`}</td>
                    <td>${each.kept}</td>
                    <td class="number">${each.epoch} / ${each.epochs}</td>
                    <td class="number">${each.metric ? `${each.metric} ${digits(each.score)}` : '–'}</td>
                    <td class="number">${duration(each.seconds)}</td>
                    <td><button class="plain" disabled=${each.state === 'running'}
                        onClick=${() => erase(each.run)}>${say('delete', '删除')}</button></td>
                </tr>`)}</tbody></table></div>`}`;
}

export function Compare({runs}) {
    const {value, error} = useGet(url('/api/compare', {runs: runs.join(',')}));
    const {value: cards} = useGet('/api/runs');
    const shown = (cards ?? []).filter(card => runs.includes(card.run));
    return html`
        <p class="back"><a href="#/runs">← ${say('Runs', '运行')}</a></p>
        <h1>${say('Runs beside each other', '运行对比')}</h1>
        <${Failure} error=${error} />
        <${Fragment} text=${value} />
        <div class="scroll" role="region" aria-label=${say('Runs', '运行')} tabindex="0"><table>
            <thead><tr><th>${say('run', '运行')}</th><th>${say('state', '状态')}</th><th>${say('model', '模型')}</th>
                <th class="number">${say('score', '得分')}</th><th class="number">${say('took', '用时')}</th></tr></thead>
            <tbody>${shown.map(each => html`<tr><th scope="row"><a href=${link(each.run)}>${each.run}</a></th>
                <td><${State} state=${each.state} /></td><td>${each.kept || each.model}</td>
                <td class="number">${each.metric ? `${each.metric} ${digits(each.score)}` : '–'}</td>
                <td class="number">${duration(each.seconds)}</td></tr>`)}</tbody></table></div>`;
}
