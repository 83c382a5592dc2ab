// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { TdElement } from "../element.js";
import { t } from "../i18n.js";
import { icon } from "../parts/icons.js";
import { rowsTable } from "../parts/rows.js";
import { shortName, words } from "./config.js";
import "./option-form.js";
import { stageResult } from "./preview.js";

const REFUSED_SHOWN = 5;

/** One stage: its options, and under them what it makes of the samples. */
class Stage extends TdElement {
    static properties = { draft: {}, alias: {}, number: {}, transform: {}, added: { type: Boolean } };

    constructor() {
        super();
        /** @type {import("./draft.js").Draft} */
        this.draft = /** @type {any} */ (null);
        this.alias = "";
        this.number = 1;
        /** @type {any} */
        this.transform = null;
        this.added = false;
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(this.draft, "change", () => this.requestUpdate());
        this.listen(this, "change-option", (event) => this.#set(event.detail.name, event.detail.value));
    }

    firstUpdated() {
        if (this.added) {
            /** @type {HTMLElement | null} */ (this.querySelector("input, select, textarea"))?.focus();
        }
    }

    get stage() {
        return this.draft.data.stages.find((stage) => stage.alias === this.alias);
    }

    render() {
        const stage = this.stage;
        if (!stage) {
            return nothing;
        }
        const result = stageResult(this.draft.preview, this.alias);
        const title = words(shortName(stage.type));
        const button = (/** @type {any} */ shape, /** @type {string} */ key, /** @type {() => void} */ run) =>
            html`<button
                type="button"
                class="icon-button"
                title=${t(key)}
                aria-label="${t(key)}: ${title}"
                @click=${run}
            >
                ${icon(shape)}
            </button>`;
        return html`<section
            class="stage ${result?.failed.length ? "refused" : ""}"
            aria-label=${title}
            data-stage=${this.alias}
        >
            <header>
                <span class="step-number">${this.number}</span>
                <h3>${title}</h3>
                ${this.#outcomes(result)}
                <span
                    >${button("up", "stage.up", () => this.#move(-1))}${button("down", "stage.down", () => this.#move(1))}${button("close", "stage.remove", () => this.#remove())}</span
                >
            </header>
            ${this.#form(stage, result)}${this.#result(result)}
        </section>`;
    }

    /** @param {any} stage @param {any} result */
    #form(stage, result) {
        const options = this.transform?.options ?? [];
        const first = options.filter(
            (/** @type {any} */ option) => option.required || option.basic || option.importance === "HIGH",
        );
        const rest = options.filter((/** @type {any} */ option) => !first.includes(option));
        const problems = (result?.failed ?? [])
            .filter((/** @type {any} */ one) => one.option)
            .map((/** @type {any} */ one) => ({ option: one.option, message: one.message }));
        const form = (/** @type {any[]} */ list) =>
            html`<td-option-form .options=${list} .values=${stage.config} .problems=${problems}></td-option-form>`;
        return html`${first.length ? form(first) : nothing}
        ${
            rest.length
                ? html`<details class="more">
                      <summary>${t("stage.options", { n: rest.length })}</summary>
                      ${form(rest)}
                  </details>`
                : nothing
        }`;
    }

    /** @param {any} result */
    #outcomes(result) {
        if (!result) {
            return nothing;
        }
        return html`<span class="outcomes"
            >${result.passed ? html`<span class="badge good">${icon("check")}${t("stage.passed", { n: result.passed })}</span>` : nothing}
            ${result.dropped ? html`<span class="badge calm">${icon("ring")}${t("stage.dropped", { n: result.dropped })}</span>` : nothing}
            ${result.failed.length ? html`<span class="badge bad">${icon("cross")}${t("stage.refused", { n: result.failed.length })}</span>` : nothing}</span
        >`;
    }

    /** @param {any} result */
    #result(result) {
        if (!result) {
            return nothing;
        }
        return html`${
            result.failed.length
                ? html`<div class="stack-of-refused" role="status">
                      ${result.failed.slice(0, REFUSED_SHOWN).map(
                          (/** @type {any} */ one) =>
                              html`<div class="refused-row">
                                  <strong>${t("stage.sample", { n: one.sample })}</strong>
                                  ${one.message}${one.option ? html` <code>${one.option}</code>` : nothing}
                              </div>`,
                      )}
                  </div>`
                : nothing
        }
        ${rowsTable(result.rows, { label: t("stage.rows", { n: this.number }), types: true })}`;
    }

    /** @param {string} name @param {any} value */
    #set(name, value) {
        const stages = this.draft.data.stages.map((stage) =>
            stage.alias === this.alias ? { ...stage, config: { ...stage.config, [name]: value } } : stage,
        );
        this.draft.update({ stages });
    }

    /** @param {number} by */
    #move(by) {
        const stages = [...this.draft.data.stages];
        const from = stages.findIndex((stage) => stage.alias === this.alias);
        const to = Math.min(Math.max(from + by, 0), stages.length - 1);
        stages.splice(to, 0, ...stages.splice(from, 1));
        this.draft.update({ stages });
    }

    #remove() {
        this.draft.update({ stages: this.draft.data.stages.filter((stage) => stage.alias !== this.alias) });
    }
}

customElements.define("td-stage", Stage);
