/* Asks the server. What it refuses comes as an error whose message is the server's sentence. */
import {useEffect, useRef, useState} from './preact.js';
import {language} from './language.js';

async function ask(method, path, body) {
    const response = await fetch(path, {
        method,
        headers: body === undefined ? {} : {'Content-Type': 'application/json'},
        body: body === undefined ? undefined : JSON.stringify(body),
    });
    const type = response.headers.get('Content-Type') ?? '';
    const answer = response.status === 204 ? null : type.startsWith('application/json')
        ? await response.json() : await response.text();
    if (!response.ok) throw new Error(answer?.error ?? `${response.status}`);
    return answer;
}

export const get = path => ask('GET', path);
export const post = (path, body = {}) => ask('POST', path, body);
export const remove = path => ask('DELETE', path);

/** A path with a query: parameters that are empty are left out. */
export function url(path, query = {}) {
    const parameters = new URLSearchParams(
        Object.entries({...query, language}).filter(([, value]) => value !== '' && value !== undefined));
    return `${path}?${parameters}`;
}

export const runUrl = (run, rest = '') => `/api/runs/${encodeURIComponent(run)}${rest}`;

/** What the server says at a path, asked again when the path or the tick changes: {value, error}. */
export function useGet(path, tick = 0) {
    const [state, setState] = useState({});
    const asked = useRef(0);
    useEffect(() => {
        if (!path) return;
        const number = ++asked.current;
        get(path).then(
            value => number === asked.current && setState({value, path}),
            error => number === asked.current && setState({error, path}));
    }, [path, tick]);
    useEffect(() => () => { asked.current = -1; }, []);
    return state.path?.split('?')[0] === path?.split('?')[0] ? state : {};
}

/** Counts up while a run's log grows, at most once in so many milliseconds; -1 while the server is not reached. */
export function useLog(run, milliseconds = 1500) {
    const [tick, setTick] = useState(0);
    const [isLost, setLost] = useState(false);
    useEffect(() => {
        let waiting = null;
        const source = new EventSource(runUrl(run, '/events'));
        const grow = () => {
            waiting ??= setTimeout(() => {
                waiting = null;
                setTick(t => t + 1);
            }, milliseconds);
        };
        source.addEventListener('start', grow);
        source.addEventListener('line', grow);
        source.onopen = () => setLost(false);
        source.onerror = () => setLost(true);
        return () => {
            clearTimeout(waiting);
            source.close();
        };
    }, [run]);
    return {tick, isLost};
}

/** Asks again and again, as long as the answer is not over. */
export function usePolled(path, isOver, milliseconds = 700) {
    const [value, setValue] = useState(null);
    useEffect(() => {
        if (!path) return;
        let isGone = false;
        let timer = null;
        const again = () => get(path).then(answer => {
            if (isGone) return;
            setValue(answer);
            if (!isOver(answer)) timer = setTimeout(again, milliseconds);
        }, () => { if (!isGone) timer = setTimeout(again, 3 * milliseconds); });
        again();
        return () => {
            isGone = true;
            clearTimeout(timer);
        };
    }, [path]);
    return [value, setValue];
}
