// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { get, part, post } from "../api.js";
import { TdElement } from "../element.js";
import { t } from "../i18n.js";
import { masked } from "../form/config.js";
import { say } from "../parts/dialog.js";
import { commandLine } from "../parts/command.js";
import { jsonBlock } from "../parts/json.js";
import { errorNotice } from "../parts/status.js";
import { store } from "../store.js";

/** The configuration of a task with what has changed, its export, and the level of its log. */
class TaskConfig extends TdElement {
    static properties = { task: {}, changes: { state: true }, exported: { state: true }, error: { state: true } };

    constructor() {
        super();
        /** @type {any} */
        this.task = null;
        this.changes = false;
        /** @type {any} */
        this.exported = null;
        /** @type {any} */
        this.error = null;
    }

    render() {
        const { configs = {}, previous } = this.task;
        return html`<section class="card stack">
            <div class="actions">
                <h2 class="grow">${t("task.config")}</h2>
                ${previous ? html`<label class="check"><input type="checkbox" .checked=${this.changes} @change=${(/** @type {any} */ event) => (this.changes = event.target.checked)} />${t("task.changes")}</label>` : nothing}
                <button type="button" @click=${this.#export}>${t("task.export")}</button>
            </div>
            ${errorNotice(this.error)}
            <div class="side-by-side">
                ${["source", "sink"].map((side) => (configs[side] ? this.#side(side, configs[side], previous?.[side] ?? {}) : nothing))}
            </div>
            ${this.exported ? this.#documents() : nothing}${store.info?.readOnly ? nothing : this.#level()}
        </section>`;
    }

    /** @param {string} side @param {any} now @param {any} before */
    #side(side, now, before) {
        const secrets = new Set(this.task.configs.secretsSet ?? []);
        const shown = masked(now, secrets);
        const old = masked(before, secrets);
        const names = Object.keys(this.changes ? { ...old, ...shown } : shown)
            .filter((name) => !this.changes || shown[name] !== old[name])
            .sort();
        return html`<div>
            <h3>${t(`side.${side}`)}</h3>
            <table class="plain">
                <caption class="visually-hidden">
                    ${t(`side.${side}`)}
                </caption>
                <tbody>
                    ${names.map(
                        (name) =>
                            html`<tr>
                                <th scope="row"><code>${name}</code></th>
                                <td>
                                    ${this.changes ? html`${name in old ? html`<div class="old"><span class="visually-hidden">${t("task.before")}</span>${old[name]}</div>` : nothing}${name in shown ? html`<div class="new"><span class="visually-hidden">${t("task.after")}</span>${shown[name]}</div>` : nothing}` : shown[name]}
                                </td>
                            </tr>`,
                    )}
                    ${
                        names.length
                            ? nothing
                            : html`<tr>
                                  <td class="muted">${t("task.unchanged")}</td>
                              </tr>`
                    }
                </tbody>
            </table>
        </div>`;
    }

    #documents() {
        const { source, sink } = this.exported;
        const json = (/** @type {any} */ config) => JSON.stringify(config, null, 2);
        return html`<div class="side-by-side">
                ${source ? jsonBlock(t("review.source"), json(source)) : nothing}${sink ? jsonBlock(t("review.sink"), json(sink)) : nothing}
            </div>
            ${commandLine(this.exported)}`;
    }

    #level() {
        return html`<form class="actions" @submit=${this.#setLevel}>
            <span class="label">${t("task.level")}</span>
            <select name="level" aria-label=${t("task.level")} class="narrow">
                ${["INFO", "DEBUG", "TRACE", "WARN", "ERROR"].map((level) => html`<option>${level}</option>`)}
            </select>
            <select name="minutes" aria-label=${t("task.minutes")} class="narrow">
                ${[5, 15, 60].map((n) => html`<option value=${n}>${t("time.minutes", { n })}</option>`)}
            </select>
            <button type="submit">${t("task.level.set")}</button>
        </form>`;
    }

    #setLevel = async (/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
        const level = String(data.get("level"));
        const minutes = Number(data.get("minutes"));
        try {
            await post(`tasks/${part(this.task.id)}/log-level`, { level, minutes });
            say(t("task.level.done", { level, time: t("time.minutes", { n: minutes }) }));
            this.error = null;
        } catch (error) {
            this.error = error;
        }
    };

    #export = async () => {
        try {
            this.exported = await get(`tasks/${part(this.task.id)}/export`);
            this.error = null;
        } catch (error) {
            this.error = error;
        }
    };
}

customElements.define("td-task-config", TaskConfig);
