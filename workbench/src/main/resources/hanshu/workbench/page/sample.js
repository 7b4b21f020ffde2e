/* A sample of one's own: a form, a file, a drawing, a recording; and what the model answers. */
import {html, useEffect, useRef, useState} from './preact.js';
import {say} from './language.js';
import {Fragment} from './fragment.js';
import {post, runUrl, url, useGet} from './server.js';
import {digits, Failure, Field, Waiting} from './parts.js';
import {rowsOf} from './rows.js';

const PAPER = 280; // pixels of the drawing on the page
const MOST_SHARES = 12;
const SENT = 112; // of the picture that is sent; the model's own size is made of it

export function Sample({run, hasModel}) {
    const {value: form, error: missing} = useGet(hasModel ? runUrl(run, '/form') : null);
    const [row, setRow] = useState(null);
    const [answer, setAnswer] = useState(null);
    const [inside, setInside] = useState(null);
    const [error, setError] = useState(null);
    useEffect(() => {
        if (form) setRow(Object.fromEntries(form.inputs.map(input => [input.name, input.example])));
    }, [form]);
    if (!hasModel) return html`<p>${say('There is no model yet: it is written when the training ends.',
        '还没有模型：训练结束时写出。')}</p>`;
    if (missing) return html`<${Failure} error=${missing} />`;
    if (!form || !row) return html`<${Waiting} />`;
    const ask = async event => {
        event?.preventDefault();
        setError(null);
        setInside(null);
        try {
            const question = form.series ? rowsOf(row[''] ?? '', form.inputs.map(each => each.name)) : sent(form, row);
            setAnswer(await post(runUrl(run, '/predict'), question));
            setInside(await post(url(runUrl(run, '/inside')), question));
        } catch (problem) {
            setAnswer(null);
            setError(problem);
        }
    };
    const set = (name, value) => setRow(before => ({...before, [name]: value}));
    return html`
        <form onSubmit=${ask} class="sample">
            ${form.series
                ? html`<${Series} columns=${form.inputs} row=${row} set=${set} />`
                : form.inputs.map(input => html`<${Input} key=${input.name} input=${input} value=${row[input.name]}
                    set=${value => set(input.name, value)} />`)}
            <div class="actions"><button>${say('Ask the model', '问模型')}</button></div>
        </form>
        <${Failure} error=${error} />
        ${answer && html`<${Answers} rows=${answer} />`}
        ${inside && html`<h2>${say('What went on inside', '内部发生了什么')}</h2><${Fragment} text=${inside} />`}`;
}

/** Empty fields are missing values; numbers are sent as numbers. */
const sent = (form, row) => Object.fromEntries(form.inputs.map(({name, kind}) => [name,
    row[name] === '' ? null : kind === 'number' && Number.isFinite(Number(row[name])) ? Number(row[name]) : row[name]]));

function Series({columns, row, set}) {
    useEffect(() => {
        if (row[''] === undefined) {
            set('', `${columns.map(each => each.name).join(',')}\n${columns.map(each => each.example || 0).join(',')}`);
        }
    }, []);
    return html`<${Field} label=${say('The series so far, the oldest row first', '到目前为止的序列，最早的行在前')}
            note=${say('as in a file, or as JSON', '如同文件里的行，或 JSON')}>
        <textarea class="rows" rows="10" value=${row[''] ?? ''} onInput=${event => set('', event.target.value)}></textarea></${Field}>
        <${Field} label=${say('or its file', '或它的文件')}><input type="file" accept=".csv,.tsv,.txt,.json,text/*"
            onChange=${event => event.target.files[0].text().then(text => set('', text))} /></${Field}>`;
}

function Input({input, value, set}) {
    const {name, kind, choices} = input;
    const list = `values-${name}`;
    switch (kind) {
        case 'picture': return html`<${Picture} name=${name} value=${value} set=${set} />`;
        case 'sound': return html`<${Field} label=${name} note=${say('a recording (.wav)', '录音（.wav）')}>
            <input type="file" accept="audio/*,.wav" onChange=${event => read(event.target.files[0]).then(set)} /></${Field}>
            ${value && html`<audio controls src=${value}></audio>`}`;
        case 'number': return html`<${Field} label=${name}>
            <input type="text" inputmode="decimal" value=${value} onInput=${event => set(event.target.value)} /></${Field}>`;
        case 'text': return choices.length > 0 && choices.every(each => each.length < 40)
            ? html`<${Field} label=${name}><input type="text" list=${list} value=${value}
                onInput=${event => set(event.target.value)} />
                <datalist id=${list}>${choices.map(each => html`<option value=${each} />`)}</datalist></${Field}>`
            : html`<${Field} label=${name}><textarea rows="4" value=${value}
                onInput=${event => set(event.target.value)}></textarea></${Field}>`;
        default: return html`<${Field} label=${name} note=${kind}><textarea rows="4" value=${value}
            onInput=${event => set(event.target.value)}></textarea></${Field}>`;
    }
}

const read = file => new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
});

/** Drawn with the pointer, or from a file. */
function Picture({name, value, set}) {
    const paper = useRef();
    const [isDark, setDark] = useState(true);
    const [isDrawn, setDrawn] = useState(false);
    const clear = () => {
        const pen = paper.current.getContext('2d');
        pen.fillStyle = isDark ? '#000' : '#fff';
        pen.fillRect(0, 0, PAPER, PAPER);
        setDrawn(false);
        set('');
    };
    useEffect(clear, [isDark]);
    const at = event => {
        const box = paper.current.getBoundingClientRect();
        return [(event.clientX - box.left) * PAPER / box.width, (event.clientY - box.top) * PAPER / box.height];
    };
    const down = event => {
        paper.current.setPointerCapture(event.pointerId);
        const pen = paper.current.getContext('2d');
        pen.strokeStyle = isDark ? '#fff' : '#000';
        pen.lineWidth = PAPER / 13;
        pen.lineCap = pen.lineJoin = 'round';
        pen.beginPath();
        pen.moveTo(...at(event));
        pen.lineTo(...at(event));
        pen.stroke();
    };
    const move = event => {
        if (!paper.current.hasPointerCapture(event.pointerId)) return;
        const pen = paper.current.getContext('2d');
        pen.lineTo(...at(event));
        pen.stroke();
    };
    const up = () => {
        setDrawn(true);
        set(centred(paper.current, isDark));
    };
    const choose = file => file && read(file).then(data => {
        const image = new Image();
        image.onload = () => {
            const pen = paper.current.getContext('2d');
            const scale = Math.min(PAPER / image.width, PAPER / image.height);
            clear();
            pen.drawImage(image, (PAPER - scale * image.width) / 2, (PAPER - scale * image.height) / 2,
                scale * image.width, scale * image.height);
            set(data);
        };
        image.src = data;
    });
    return html`<div class="picture">
        <span class="name">${name}</span>
        <canvas ref=${paper} width=${PAPER} height=${PAPER} tabindex="0" aria-label=${say(`draw ${name} here`, `在此画 ${name}`)}
            onPointerDown=${down} onPointerMove=${move} onPointerUp=${up}></canvas>
        <div class="actions">
            <button type="button" class="plain" onClick=${clear}>${say('Clear', '清除')}</button>
            <label class="check"><input type="checkbox" checked=${isDark}
                onChange=${event => setDark(event.target.checked)} /> ${say('light on dark', '黑底白字')}</label>
            <input type="file" accept="image/*" aria-label=${say('a picture file', '图片文件')}
                onChange=${event => choose(event.target.files[0])} />
        </div>
        <p class="note">${say('Draw with the pointer, or choose a file. A drawing is moved to the middle, as in most collections of handwriting.',
            '用指针画，或选择文件。画的内容会移到正中，和多数手写数据集一样。')}</p></div>`;
}

/** What was drawn, in the middle of a picture, five sevenths as large as it: so MNIST's digits stand. */
function centred(paper, isDark) {
    const ground = isDark ? 0 : 255;
    const {data} = paper.getContext('2d').getImageData(0, 0, PAPER, PAPER);
    let [left, top, right, bottom] = [PAPER, PAPER, -1, -1];
    let [mass, sumX, sumY] = [0, 0, 0];
    for (let y = 0; y < PAPER; y++) {
        for (let x = 0; x < PAPER; x++) {
            const ink = Math.abs(data[4 * (y * PAPER + x)] - ground);
            if (ink > 16) {
                left = Math.min(left, x);
                right = Math.max(right, x);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
            }
            mass += ink;
            sumX += ink * x;
            sumY += ink * y;
        }
    }
    const sheet = document.createElement('canvas');
    sheet.width = sheet.height = SENT;
    const pen = sheet.getContext('2d');
    pen.fillStyle = isDark ? '#000' : '#fff';
    pen.fillRect(0, 0, SENT, SENT);
    if (mass > 0) {
        const scale = SENT * 5 / 7 / Math.max(right - left + 1, bottom - top + 1);
        pen.imageSmoothingQuality = 'high';
        pen.drawImage(paper, left, top, right - left + 1, bottom - top + 1,
            SENT / 2 - scale * (sumX / mass - left), SENT / 2 - scale * (sumY / mass - top),
            scale * (right - left + 1), scale * (bottom - top + 1));
    }
    return sheet.toDataURL('image/png');
}

/** One answer in large, with its probabilities; several as a table. */
function Answers({rows}) {
    const all = Array.isArray(rows) ? rows : [rows];
    if (all.length > 1) {
        const columns = Object.keys(all[0]);
        return html`<div class="scroll" tabindex="0" role="region" aria-label=${say('Answers', '回答')}><table>
            <thead><tr>${columns.map(name => html`<th>${spoken(name)}</th>`)}</tr></thead>
            <tbody>${all.map(row => html`<tr>${columns.map(name => html`<td>${show(row[name])}</td>`)}</tr>`)}</tbody></table></div>`;
    }
    const entries = Object.entries(all[0]);
    const isShares = ([, value]) => value !== null && typeof value === 'object' && !Array.isArray(value);
    const others = entries.filter(entry => !isShares(entry));
    return html`<div class="answer" aria-live="polite">
        <dl class="figures">${others.map(([name, value], i) => html`<div class=${i === 0 ? 'main' : ''}>
            <dt>${spoken(name)}</dt><dd>${show(value)}</dd></div>`)}</dl>
        ${entries.filter(isShares).map(([name, shares]) => html`<p class="note">${spoken(name)}</p>
            <ul class="shares">${Object.entries(shares).sort((a, b) => b[1] - a[1]).slice(0, MOST_SHARES).map(([label, share]) => html`<li>
                <span>${label}</span><progress max="1" value=${share}></progress><b>${(100 * share).toFixed(1)} %</b></li>`)}</ul>`)}</div>`;
}

/** The names that every model gives its answer; others are those of its outputs. */
const spoken = name => ({
    prediction: say('prediction', '预测'), probabilities: say('probabilities', '概率'), low: say('at least', '下限'), high: say('at most', '上限'),
}[name] ?? name);

const show = value => typeof value === 'number' ? digits(value) : value === null ? '–'
    : typeof value === 'object' ? JSON.stringify(value) : String(value);
