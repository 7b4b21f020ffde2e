/* Rows of a table, as text that is typed, pasted or read from a file. */
import {say} from './language.js';

const MARKS = ['\t', ';', ','];

/** The cells of a line; a cell in quotation marks may hold the mark, and two of them for one. */
function cells(line, mark) {
    const found = [];
    let cell = '';
    let isQuoted = false;
    for (let at = 0; at < line.length; at++) {
        const sign = line[at];
        if (sign === '"' && isQuoted && line[at + 1] === '"') {
            cell += line[++at];
        } else if (sign === '"') {
            isQuoted = !isQuoted;
        } else if (sign === mark && !isQuoted) {
            found.push(cell.trim());
            cell = '';
        } else {
            cell += sign;
        }
    }
    return [...found, cell.trim()];
}

/** Numbers as numbers; nothing is a missing value. */
const value = text => text === undefined || text === '' ? null : Number.isFinite(Number(text)) ? Number(text) : text;

/**
 * Rows as objects: of JSON, or of lines with tabs, semicolons or commas between cells, with a first line of names or
 * without.
 */
export function rowsOf(text, names) {
    const plain = text.trim();
    if (/^[[{]/.test(plain)) {
        try {
            return JSON.parse(plain);
        } catch (problem) {
            throw new Error(say(`This is no JSON: ${problem.message}`, `这不是 JSON：${problem.message}`));
        }
    }
    const lines = plain.split(/\r?\n/).filter(line => line.trim());
    if (!lines.length) throw new Error(say('There are no rows: paste some, or choose a file.', '没有行：请粘贴，或选择文件。'));
    const mark = MARKS.find(each => lines[0].includes(each)) ?? ',';
    const first = cells(lines[0], mark);
    const isHead = names.every(name => first.includes(name));
    if (!isHead && first.length !== names.length) {
        throw new Error(say(`Expected a first line with the names ${names.join(', ')}, or ${names.length} cells in each line; `
            + `the first line is "${lines[0]}".`,
        `第一行应是列名 ${names.join('、')}，或者每行 ${names.length} 格；现在第一行是“${lines[0]}”。`));
    }
    const head = isHead ? first : names;
    return lines.slice(isHead ? 1 : 0).map(line => {
        const row = cells(line, mark);
        return Object.fromEntries(names.map(name => [name, value(row[head.indexOf(name)])]));
    });
}
