/* The files that can be learned from, and what one of them holds. */
import {html, useState} from './preact.js';
import {say} from './language.js';
import {url, useGet} from './server.js';
import {Fragment} from './fragment.js';
import {Failure, Waiting} from './parts.js';

const size = bytes => bytes < 1e3 ? `${bytes} B` : bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${Math.round(bytes / 1e5) / 10} MB`;

/** A folder to walk through; whoever uses it is told what was chosen. */
export function Files({chosen, onChoose}) {
    const [folder, setFolder] = useState(chosen.includes('/') ? chosen.slice(0, chosen.lastIndexOf('/')) : '');
    const {value, error} = useGet(url('/api/files', {folder}), folder);
    const above = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
    return html`<div class="files">
        <${Failure} error=${error} />
        <p class="note">${folder || say('the workbench\'s folder', '工作台的文件夹')}</p>
        <ul>
            ${folder && html`<li><button class="plain" onClick=${() => setFolder(above)}>↑ ..</button></li>`}
            ${value?.map(each => html`<li key=${each.path}>
                ${each.isFolder
                    ? html`<button class="plain" onClick=${() => setFolder(each.path)}>▸ ${each.name}/</button>
                        <button class="plain small" onClick=${() => onChoose(each.path)}>${say('choose', '选择')}</button>`
                    : html`<button class="plain" aria-pressed=${each.path === chosen}
                        onClick=${() => onChoose(each.path)}>${each.name}</button> <small>${size(each.bytes)}</small>`}
            </li>`)}
        </ul>
        ${value?.length === 0 && html`<p>${say('There is nothing here to learn from.', '这里没有可学习的数据。')}</p>`}</div>`;
}

/** What a file or folder holds. */
export function Look({file, target = ''}) {
    const {value, error} = useGet(file ? url('/api/data', {file, target}) : null, file + target);
    return html`<${Failure} error=${error} />${file && value === undefined && !error && html`<${Waiting} />`}<${Fragment} text=${value} />`;
}

export function Data({file}) {
    const go = path => { location.hash = `#/data?file=${encodeURIComponent(path)}`; };
    return html`
        <h1>${say('Data', '数据')}</h1>
        <div class="split">
            <aside><${Files} chosen=${file} onChoose=${go} /></aside>
            <div>${file ? html`
                <h2>${file}</h2>
                <div class="actions"><a class="button" href=${`#/train?file=${encodeURIComponent(file)}`}>${
                    say('Learn from it', '用它学习')}</a></div>
                <${Look} file=${file} />`
                : html`<p>${say('Choose a table, or a folder of pictures, sounds or texts.',
                    '请选择一个表格，或一个装有图片、声音或文本的文件夹。')}</p>`}</div>
        </div>`;
}
