/* Small parts that several places of the page use. */
import {html, useState} from './preact.js';
import {say} from './language.js';

const STATES = {
    running: () => say('running', '运行中'),
    paused: () => say('paused', '已暂停'),
    done: () => say('done', '已完成'),
};

export const State = ({state}) => html`<span class=${`state ${state}`}>${STATES[state]?.() ?? state}</span>`;

export const Failure = ({error}) => error
    ? html`<div class="callout warning" role="alert"><p>${error.message ?? error}</p></div>` : null;

export const Waiting = () => html`<p class="note" aria-busy="true">${say('One moment …', '请稍候……')}</p>`;

/** A command as it could be typed, to be copied. */
export function Command({line}) {
    const [isCopied, setCopied] = useState(false);
    const copy = () => navigator.clipboard.writeText(line).then(() => setCopied(true));
    return html`<div class="command"><code>${line}</code>
        <button class="plain" onClick=${copy}>${isCopied ? say('copied', '已复制') : say('copy', '复制')}</button></div>`;
}

/** A number with four digits, as the reports write it. */
export function digits(value) {
    if (value === null || value === undefined || !Number.isFinite(value)) return '–';
    return Math.abs(value) >= 1e4 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(4)));
}

export function duration(seconds) {
    if (seconds < 60) return `${digits(Math.round(seconds * 10) / 10)} s`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
    return `${Math.floor(seconds / 3600)} h ${Math.round(seconds % 3600 / 60)} min`;
}

/** A labelled field. */
export const Field = ({label, note, children}) => html`
    <label class="field"><span>${label}</span>${children}${note && html`<small>${note}</small>`}</label>`;

/** Links beside each other of which one is where one is. */
export const Tabs = ({label, tabs, at}) => html`
    <nav class="tabs" aria-label=${label}>${tabs.map(([name, words, href]) => html`
        <a href=${href} aria-current=${name === at ? 'page' : null}>${words}</a>`)}</nav>`;
