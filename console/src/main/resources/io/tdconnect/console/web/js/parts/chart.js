// SPDX-License-Identifier: Apache-2.0
import { html } from "lit";
import { TdElement } from "../element.js";
import { currentLanguage, number, t } from "../i18n.js";

/** @type {Promise<any> | null} */
let library = null;

/** The chart library and its style sheet are loaded with the first chart. */
function uplot() {
    if (!library) {
        const style = document.createElement("link");
        style.rel = "stylesheet";
        style.href = "lib/uplot/dist/uPlot.min.css";
        document.head.append(style);
        library = import("uplot").then((module) => module.default);
    }
    return library;
}

const HEIGHT = 180;
const YOUNG_SECONDS = 600;

/**
 * Values over time: the first series solid, the second dashed.
 *
 * @typedef {{label: string, values: (number | null)[]}} Series
 */
class Chart extends TdElement {
    static properties = { caption: {}, times: {}, series: {}, unit: {} };

    constructor() {
        super();
        this.caption = "";
        /** @type {number[]} epoch seconds */
        this.times = [];
        /** @type {Series[]} */
        this.series = [];
        this.unit = "";
        /** @type {any} */
        this.plot = null;
        this.names = "";
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(window, "tdconnect-theme", () => this.#draw(true));
        this.listen(matchMedia("(prefers-color-scheme: dark)"), "change", () => this.#draw(true));
        const observer = new ResizeObserver(() => this.plot?.setSize({ width: this.#width(), height: HEIGHT }));
        this.updateComplete.then(() => observer.observe(this));
        this.until(() => observer.disconnect());
        this.until(() => this.plot?.destroy());
    }

    render() {
        const last = this.series.map((one) => `${one.label} ${number(one.values.at(-1))} ${this.unit}`).join(", ");
        return html`<figure class="chart card">
            <figcaption>
                <span>${this.caption}</span>
                <span class="legend"
                    >${this.series.map((one, i) => html`<span class=${i ? "second" : ""}>${one.label}</span>`)}</span
                >
            </figcaption>
            <div
                class="canvas"
                role="img"
                aria-label="${this.caption}: ${this.times.length ? last : t("chart.none")}"
            ></div>
        </figure>`;
    }

    updated() {
        this.#draw(false);
    }

    #width() {
        return this.querySelector(".canvas")?.clientWidth || 300;
    }

    /** @param {boolean} again with new colours */
    async #draw(again) {
        const Plot = await uplot();
        const place = this.querySelector(".canvas");
        if (!place || !this.isConnected) {
            return;
        }
        const data = [this.times, ...this.series.map((one) => one.values)];
        const names = currentLanguage() + this.series.map((one) => one.label).join();
        if (this.plot && !again && names === this.names) {
            this.plot.setData(data);
            return;
        }
        this.names = names;
        this.plot?.destroy();
        this.plot = new Plot(this.#options(), data, place);
    }

    /** A time of the day, with seconds while the chart is young. @param {number} seconds */
    #clock(seconds) {
        const young = (this.times.at(-1) ?? 0) - this.times[0] < YOUNG_SECONDS;
        const shape = { hour: "2-digit", minute: "2-digit", hour12: false, ...(young ? { second: "2-digit" } : {}) };
        return new Intl.DateTimeFormat(currentLanguage(), /** @type {any} */ (shape)).format(seconds * 1000);
    }

    #options() {
        const style = getComputedStyle(document.documentElement);
        const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
        const axis = {
            stroke: colour("--muted"),
            grid: { stroke: colour("--line"), width: 1 },
            ticks: { show: false },
            font: "12px system-ui",
        };
        const strokes = [colour("--accent"), colour("--warn")];
        return {
            width: this.#width(),
            height: HEIGHT,
            legend: { show: false },
            cursor: { y: false },
            scales: {
                y: {
                    range: (/** @type {any} */ plot, /** @type {number} */ low, /** @type {number} */ high) => [
                        0,
                        Math.max(high * 1.1, 1),
                    ],
                },
            },
            axes: [
                {
                    ...axis,
                    size: 28,
                    values: (/** @type {any} */ plot, /** @type {number[]} */ ticks) =>
                        ticks.map((tick) => this.#clock(tick)),
                },
                {
                    ...axis,
                    size: 62,
                    values: (/** @type {any} */ plot, /** @type {number[]} */ ticks) =>
                        ticks.map((tick) => number(tick)),
                },
            ],
            series: [
                {},
                ...this.series.map((one, i) => ({
                    label: one.label,
                    stroke: strokes[i % 2],
                    width: 1.75,
                    dash: i % 2 ? [6, 4] : undefined,
                    points: { show: false },
                    fill: i === 0 && this.series.length === 1 ? colour("--accent-soft") : undefined,
                })),
            ],
        };
    }
}

customElements.define("td-chart", Chart);
