/* Chooses data and what is to be learned of it, and starts a training. */
import {html, useEffect, useState} from './preact.js';
import {say} from './language.js';
import {post, url, useGet, usePolled} from './server.js';
import {Command, Failure, Field} from './parts.js';
import {Files, Look} from './data.js';

export function Train({file}) {
    const [target, setTarget] = useState('');
    const [settings, setSettings] = useState('');
    const [job, setJob] = useState(null);
    const [error, setError] = useState(null);
    const {value: about, error: unreadable} = useGet(file ? url('/api/columns', {file}) : null, file);
    const [state] = usePolled(job ? `/api/jobs/${job.id}` : null, answer => answer.over || answer.runs.length > 0, 300);
    useEffect(() => setTarget(''), [file]);
    useEffect(() => {
        if (state?.runs.length > 0) location.hash = `#/run/${encodeURIComponent(state.runs[0])}`;
    }, [state]);
    const isWaiting = job && !state?.over;
    const start = async event => {
        event.preventDefault();
        setError(null);
        setJob(null);
        try {
            const set = settings.split('\n').map(line => line.trim()).filter(line => line);
            setJob(await post('/api/train', {file, target, set}));
        } catch (problem) {
            setError(problem);
        }
    };
    return html`
        <h1>${say('Train', '训练')}</h1>
        <div class="split">
            <aside><${Files} chosen=${file} onChoose=${path => { location.hash = `#/train?file=${encodeURIComponent(path)}`; }} /></aside>
            <div>
                ${!file && html`<p>${say('Choose what to learn from.', '请选择要学习的数据。')}</p>`}
                <${Failure} error=${unreadable} />
                ${file && about && html`
                    <h2>${file}</h2>
                    <form onSubmit=${start}>
                        ${about.columns.length > 0 && html`<${Field} label=${say('What is to be predicted', '要预测什么')}>
                            <select value=${target} onChange=${event => setTarget(event.target.value)} required>
                                <option value="">${say('choose a column', '选择一列')}</option>
                                ${about.columns.map(each => html`<option value=${each.name}>${each.name} (${each.kind})</option>`)}
                            </select></${Field}>`}
                        <${Field} label=${say('Settings, one a line (else found by looking)', '设置，每行一个（否则自动确定）')}
                            note="training.epochs=100   network.width=256   seed=1">
                            <textarea rows="3" value=${settings} onInput=${event => setSettings(event.target.value)}></textarea>
                        </${Field}>
                        <div class="actions"><button disabled=${isWaiting || (about.columns.length > 0 && !target)}>${
                            isWaiting ? say('Starting …', '启动中……') : say('Start', '开始')}</button></div>
                    </form>
                    <${Failure} error=${error ?? (state?.over && state.code !== 0 ? state.says : null)} />
                    ${job && html`<${Command} line=${job.command} />`}
                    <${Look} file=${file} target=${target} />`}
            </div>
        </div>`;
}
