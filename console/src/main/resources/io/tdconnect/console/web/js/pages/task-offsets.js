// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { call, get, part, post } from "../api.js";
import { TdElement } from "../element.js";
import { t } from "../i18n.js";
import { ask, say } from "../parts/dialog.js";
import { errorNotice } from "../parts/status.js";
import { resting } from "../parts/task-actions.js";
import { store } from "../store.js";

/** Where a task stands, and how to move it: by time, or by its offsets as JSON. */
class TaskOffsets extends TdElement {
    static properties = { task: {}, offsets: { state: true }, text: { state: true }, error: { state: true } };

    constructor() {
        super();
        /** @type {any} */
        this.task = null;
        /** @type {any} */
        this.offsets = null;
        /** @type {string | null} */
        this.text = null;
        /** @type {any} */
        this.error = null;
    }

    render() {
        const stopped = resting(this.task);
        return html`<section class="card stack">
            <div class="actions">
                <h2 class="grow">${t("offsets.title")}</h2>
                <button type="button" @click=${this.#load}>${t("offsets.show")}</button>
                ${store.info?.readOnly ? nothing : html`<button type="button" ?disabled=${!stopped} title=${stopped ? nothing : t("offsets.stop")} @click=${this.#byTime}>${t("offsets.time")}</button>`}
            </div>
            <p class="muted">${t(stopped ? "offsets.text" : "offsets.stop")}</p>
            ${errorNotice(this.error)} ${this.offsets ? this.#tables(stopped) : nothing}
        </section>`;
    }

    /** @param {boolean} stopped */
    #tables(stopped) {
        const table = (/** @type {string} */ side, /** @type {any[]} */ list) =>
            html`<div>
                <h3>${t(`side.${side}`)}</h3>
                <table class="plain">
                    <thead>
                        <tr>
                            <th scope="col">${t("offsets.partition")}</th>
                            <th scope="col">${t("offsets.offset")}</th>
                        </tr>
                    </thead>
                    <tbody>
                        ${list.map(
                            (one) =>
                                html`<tr>
                                    <td><code>${JSON.stringify(one.partition)}</code></td>
                                    <td><code>${JSON.stringify(one.offset)}</code></td>
                                </tr>`,
                        )}
                        ${
                            list.length
                                ? nothing
                                : html`<tr>
                                      <td class="muted" colspan="2">${t("offsets.none")}</td>
                                  </tr>`
                        }
                    </tbody>
                </table>
            </div>`;
        return html`<div class="side-by-side">
                ${table("source", this.offsets.source ?? [])}${table("sink", this.offsets.sink ?? [])}
            </div>
            ${
                stopped && !store.info?.readOnly
                    ? html`<details class="more">
                          <summary>${t("offsets.edit")}</summary>
                          <div class="stack tight">
                              <textarea
                                  aria-label=${t("offsets.edit")}
                                  rows="8"
                                  spellcheck="false"
                                  .value=${this.text ?? JSON.stringify(this.offsets, null, 2)}
                                  @input=${(/** @type {any} */ event) => (this.text = event.target.value)}
                              ></textarea>
                              <div>
                                  <button type="button" ?disabled=${this.text === null} @click=${this.#save}>
                                      ${t("offsets.save")}
                                  </button>
                              </div>
                          </div>
                      </details>`
                    : nothing
            }`;
    }

    #load = async () => {
        try {
            this.offsets = await get(`tasks/${part(this.task.id)}/offsets`);
            this.text = null;
            this.error = null;
        } catch (error) {
            this.error = error;
        }
    };

    #save = async () => {
        try {
            const wanted = JSON.parse(this.text ?? "");
            await call("PUT", `tasks/${part(this.task.id)}/offsets`, wanted);
            say(t("offsets.saved"));
            await this.#load();
        } catch (error) {
            this.error = error;
        }
    };

    #byTime = () =>
        ask({
            title: t("offsets.time"),
            text: t("offsets.time.text"),
            accept: t("offsets.move"),
            fields: [{ name: "time", label: t("offsets.time.field"), type: "datetime-local", required: true }],
            run: async ({ time }) => {
                await post(`tasks/${part(this.task.id)}/offsets/by-time`, { time: new Date(time).toISOString() });
                say(t("offsets.saved"));
                await this.#load();
            },
        });
}

customElements.define("td-task-offsets", TaskOffsets);
