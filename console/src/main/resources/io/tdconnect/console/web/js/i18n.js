// SPDX-License-Identifier: Apache-2.0
/** Messages and formats of the chosen language. */

/** @type {Record<string, string>} */
let messages = {};
let language = "en";
const listeners = new Set();

/** The languages with a message file, and their own names. */
export const LANGUAGES = { en: "English", zh: "中文" };

/** @returns {keyof typeof LANGUAGES} */
function preferred() {
    const stored = localStorage.getItem("tdconnect.language");
    if (stored && stored in LANGUAGES) {
        return /** @type {any} */ (stored);
    }
    return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** @param {string} [wanted] unset for the stored or the browser's language */
export async function loadLanguage(wanted) {
    const next = wanted ?? preferred();
    const answer = await fetch(`i18n/${next}.json`);
    messages = await answer.json();
    language = next;
    document.documentElement.lang = next === "zh" ? "zh-CN" : next;
    if (wanted) {
        localStorage.setItem("tdconnect.language", wanted);
    }
    for (const listener of listeners) {
        listener();
    }
}

export function currentLanguage() {
    return language;
}

/** @param {() => void} listener @returns {() => void} ends the subscription */
export function onLanguage(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
}

/**
 * The message of a key with its {parameters}; `one|many` chooses by the parameter n.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [parameters]
 */
export function t(key, parameters = {}) {
    let text = messages[key];
    if (text === undefined) {
        return key;
    }
    if ("n" in parameters && text.includes("|")) {
        const [one, many] = text.split("|");
        text = Number(parameters.n) === 1 ? one : many;
    }
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
        const value = parameters[name];
        return value === undefined ? whole : typeof value === "number" ? number(value) : value;
    });
}

/** Whether there is a message of this key. @param {string} key */
export function has(key) {
    return key in messages;
}

/** @param {number | null | undefined} value */
export function number(value) {
    return value === null || value === undefined || Number.isNaN(value)
        ? "–"
        : new Intl.NumberFormat(language, { maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 }).format(value);
}

/** A short form such as 38.2K. @param {number | null | undefined} value */
export function compact(value) {
    return value === null || value === undefined
        ? "–"
        : new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** @param {number} share 0 to 1 */
export function percent(share) {
    return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(
        share,
    );
}

/** @param {number | string | null | undefined} time epoch milliseconds or ISO-8601 */
export function dateTime(time) {
    return time
        ? new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" }).format(new Date(time))
        : "–";
}

/** @param {number} seconds */
export function duration(seconds) {
    const units = [
        [86400, "time.days"],
        [3600, "time.hours"],
        [60, "time.minutes"],
        [1, "time.seconds"],
    ];
    for (const [size, key] of units) {
        if (seconds >= Number(size) || size === 1) {
            return t(String(key), { n: Math.round(seconds / Number(size)) });
        }
    }
    return "";
}
