/* What the page is written in: English or Chinese, as the browser prefers until someone chooses. */
const KEY = 'hanshu-language';
const listeners = new Set();

export let language = localStorage.getItem(KEY) ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');

/** The one of two wordings that is in the language of the page. */
export const say = (english, chinese) => language === 'zh' ? chinese : english;

export function choose(other) {
    language = other;
    localStorage.setItem(KEY, other);
    apply();
    listeners.forEach(listener => listener());
}

export const onChoice = listener => listeners.add(listener);

function apply() {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}
apply();
