// SPDX-License-Identifier: Apache-2.0
import { html, nothing, svg } from "lit";
import { duration, has, number, percent, t } from "../i18n.js";
import { icon } from "./icons.js";

/** Icon and tone of a health; the icon's shape and the word tell it without colour. @type {Record<string, [any, string]>} */
const HEALTH = {
    Ready: ["disc", "good"],
    Idle: ["ring", "calm"],
    Busy: ["rising", "warn"],
    Bounce: ["bounce", "warn"],
    SourceError: ["cross", "bad"],
    SinkError: ["cross", "bad"],
    Fatal: ["cross", "bad"],
    Stopped: ["square", "calm"],
    Paused: ["bars", "calm"],
    RUNNING: ["disc", "good"],
    FAILED: ["cross", "bad"],
    STOPPED: ["square", "calm"],
    PAUSED: ["bars", "calm"],
    UNASSIGNED: ["ring", "warn"],
    RESTARTING: ["bounce", "warn"],
};

/** The order of attention: what needs a person comes first. @param {string} health */
export function urgency(health) {
    const tone = HEALTH[health]?.[1] ?? "calm";
    return ["bad", "warn", "good", "calm"].indexOf(tone);
}

/** @param {string} health */
export function healthName(health) {
    const key = `health.${health}`;
    return has(key) ? t(key) : health;
}

/** @param {string} health */
export function badge(health) {
    const [shape, tone] = HEALTH[health] ?? ["ring", "calm"];
    const explanation = `health.${health}.title`;
    return html`<span class="badge ${tone}" title=${has(explanation) ? t(explanation) : nothing}
        >${icon(shape)}<span>${healthName(health)}</span></span
    >`;
}

/** A line of the last minutes, with its meaning in words beside it. @param {number[]} values */
export function sparkline(values) {
    if (!values?.length) {
        return nothing;
    }
    const most = Math.max(...values, 1);
    const step = 100 / Math.max(values.length - 1, 1);
    const points = values
        .map((value, i) => `${(i * step).toFixed(1)},${(23 - (value / most) * 21).toFixed(1)}`)
        .join(" ");
    return html`<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
        ${svg`<polygon points="0,24 ${points} 100,24"/><polyline points="${points}"/>`}
    </svg>`;
}

/** @param {{share: number, secondsLeft?: number | null} | null} progress @param {string} label */
export function progressBar(progress, label) {
    if (!progress) {
        return nothing;
    }
    const left = progress.secondsLeft;
    return html`<div class="progress">
        <progress max="1" .value=${progress.share} aria-label=${label}></progress>
        <span class="small"
            >${percent(progress.share)}${left ? html` · ${t("tasks.left", { time: duration(left) })}` : nothing}</span
        >
    </div>`;
}

/** @param {{title: string, text?: any, action?: any, drawing?: any, alone?: boolean}} content alone: nothing else is on the page */
export function emptyState({ title, text, action, drawing, alone }) {
    return html`<div class="empty">
        ${icon(drawing ?? "spark")} ${alone ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`}
        ${text ? html`<p>${text}</p>` : nothing}${action ?? nothing}
    </div>`;
}

/** @param {string} tone good, warn, bad or note @param {any} content @param {any} [action] */
export function notice(tone, content, action) {
    const shape = tone === "bad" ? "cross" : tone === "warn" ? "warning" : tone === "good" ? "disc" : "info";
    return html`<div class="notice ${tone}" role=${tone === "bad" ? "alert" : "status"}>
        ${icon(shape)}
        <div class="grow">${content}</div>
        ${action ?? nothing}
    </div>`;
}

/** What went wrong, and what to do. @param {any} error */
export function errorNotice(error) {
    if (!error) {
        return nothing;
    }
    const key = `error.${error.code}`;
    return notice(
        "bad",
        html`<strong>${has(key) ? t(key) : error.message}</strong>
            ${has(key) && error.message ? html`<div class="small">${error.message}</div>` : nothing}
            ${error.option ? html`<div class="small">${t("error.option")} <code>${error.option}</code></div>` : nothing}
            ${error.fix ? html`<div class="small">${error.fix}</div>` : nothing}`,
    );
}

export function loading() {
    return html`<p class="loading" role="status"><span class="spinner"></span>${t("loading")}</p>`;
}

/** @param {number | null | undefined} value */
export function figure(value) {
    return html`<span class="figure">${number(value)}</span>`;
}
