// SPDX-License-Identifier: Apache-2.0
import { svg, html } from "lit";

const PATHS = {
    check: svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
    ring: svg`<circle cx="12" cy="12" r="7"/>`,
    disc: svg`<circle cx="12" cy="12" r="9" fill="currentColor" stroke="none"/><path d="M7.5 12.5l3 3 6-6.5" stroke="var(--surface)"/>`,
    rising: svg`<path d="M12 4l9 16H3z" fill="currentColor" stroke="none"/><path d="M12 10v4.5M12 17v.5" stroke="var(--surface)"/>`,
    bounce: svg`<path d="M4 12a8 8 0 0 1 14-5.3L20 9M20 4v5h-5M20 12a8 8 0 0 1-14 5.3L4 15M4 20v-5h5"/>`,
    cross: svg`<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z" fill="currentColor" stroke="none"/><path d="M8.5 8.5l7 7M15.5 8.5l-7 7" stroke="var(--surface)"/>`,
    square: svg`<rect x="5" y="5" width="14" height="14" rx="2"/>`,
    bars: svg`<path d="M8 5v14M16 5v14" stroke-width="3"/>`,
    play: svg`<path d="M7 4.5v15l12-7.5z" fill="currentColor" stroke-linejoin="round"/>`,
    stop: svg`<rect x="6" y="6" width="12" height="12" rx="1.5" fill="currentColor"/>`,
    more: svg`<circle cx="5" cy="12" r="1.6" fill="currentColor"/><circle cx="12" cy="12" r="1.6" fill="currentColor"/><circle cx="19" cy="12" r="1.6" fill="currentColor"/>`,
    plus: svg`<path d="M12 5v14M5 12h14"/>`,
    up: svg`<path d="M6 14l6-6 6 6"/>`,
    down: svg`<path d="M6 10l6 6 6-6"/>`,
    right: svg`<path d="M10 6l6 6-6 6"/>`,
    close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
    moon: svg`<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z"/>`,
    sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"/>`,
    search: svg`<circle cx="11" cy="11" r="6"/><path d="M15.5 15.5L20 20"/>`,
    info: svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.5"/>`,
    warning: svg`<path d="M12 4l9 16H3z"/><path d="M12 10v4.5M12 17v.5"/>`,
    spark: svg`<path d="M12 3l2 6 6 2-6 2-2 6-2-6-6-2 6-2z"/>`,
    upload: svg`<path d="M12 16V5M7 9.5L12 4.5l5 5M5 19.5h14"/>`,
    download: svg`<path d="M12 4.5V16M7 11.5l5 5 5-5M5 19.5h14"/>`,
    copy: svg`<rect x="8" y="8" width="11" height="11" rx="2"/><path d="M5 15V6a1 1 0 0 1 1-1h9"/>`,
};

/** A drawing beside a word, which screen readers skip. @param {keyof typeof PATHS} name */
export function icon(name) {
    return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}
