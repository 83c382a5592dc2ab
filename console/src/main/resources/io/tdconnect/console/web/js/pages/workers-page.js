// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { get } from "../api.js";
import { TdElement } from "../element.js";
import { shortName } from "../form/config.js";
import { t } from "../i18n.js";
import { badge, emptyState, errorNotice, loading, notice } from "../parts/status.js";
import { store } from "../store.js";

/** Workers with their tasks, plugins with their versions, and what is wrong with the plugin path. */
class WorkersPage extends TdElement {
    static properties = { answer: { state: true }, error: { state: true }, words: { state: true } };

    constructor() {
        super();
        /** @type {any} */
        this.answer = null;
        /** @type {any} */
        this.error = null;
        this.words = "";
    }

    connectedCallback() {
        super.connectedCallback();
        this.#load();
    }

    async #load() {
        try {
            this.answer = await get("workers");
            this.error = null;
        } catch (error) {
            this.error = error;
        }
    }

    render() {
        const info = store.info;
        return html`<div class="page">
            <div class="title">
                <div>
                    <h1>${t("workers.title")}</h1>
                    ${info ? html`<p class="muted">tdconnect ${info.version} · Kafka ${info.kafkaVersion} · ${t("workers.cluster")} ${info.clusterId}</p>` : nothing}
                </div>
                <button type="button" @click=${() => this.#load()}>${t("workers.again")}</button>
            </div>
            ${errorNotice(this.error)}${this.answer ? this.#all() : this.error ? nothing : loading()}
        </div>`;
    }

    #all() {
        const { workers, plugins, problems = [] } = this.answer;
        return html`${problems.map((/** @type {any} */ problem) => notice("warn", problem.message ?? problem))}
            <section class="card stack">
                <h2>${t("workers.workers")}</h2>
                ${
                    workers.length
                        ? html`<div class="scroll-x">
                              <table class="plain">
                                  <thead>
                                      <tr>
                                          <th scope="col">${t("task.worker")}</th>
                                          <th scope="col">${t("workers.tasks")}</th>
                                      </tr>
                                  </thead>
                                  <tbody>
                                      ${workers.map(
                                          (/** @type {any} */ worker) =>
                                              html`<tr>
                                                  <th scope="row">${worker.id}</th>
                                                  <td>
                                                      ${
                                                          worker.tasks.length
                                                              ? html`<ul class="chips">
                                                                    ${worker.tasks.map((/** @type {any} */ task) => html`<li class="actions small"><span>${task.connector ?? task}${task.id === undefined ? nothing : html` · ${task.id}`}</span>${task.state ? badge(task.state) : nothing}</li>`)}
                                                                </ul>`
                                                              : html`<span class="muted"
                                                                    >${t("workers.no.tasks")}</span
                                                                >`
                                                      }
                                                  </td>
                                              </tr>`,
                                      )}
                                  </tbody>
                              </table>
                          </div>`
                        : emptyState({ title: t("workers.none") })
                }
            </section>
            <section class="card stack">
                <div class="title">
                    <h2>${t("workers.plugins")}</h2>
                    <input
                        class="narrow"
                        type="search"
                        aria-label=${t("workers.filter")}
                        placeholder=${t("workers.filter")}
                        .value=${this.words}
                        @input=${(/** @type {any} */ event) => (this.words = event.target.value)}
                    />
                </div>
                <div class="scroll-x">
                    <table class="plain">
                        <thead>
                            <tr>
                                <th scope="col">${t("workers.plugin")}</th>
                                <th scope="col">${t("workers.type")}</th>
                                <th scope="col">${t("workers.version")}</th>
                            </tr>
                        </thead>
                        <tbody>
                            ${plugins
                                .filter((/** @type {any} */ plugin) =>
                                    plugin.class.toLowerCase().includes(this.words.toLowerCase()),
                                )
                                .map(
                                    (/** @type {any} */ plugin) =>
                                        html`<tr>
                                            <th scope="row">
                                                ${shortName(plugin.class)}<span class="sub mono">${plugin.class}</span>
                                            </th>
                                            <td>${plugin.type}</td>
                                            <td>${plugin.version}</td>
                                        </tr>`,
                                )}
                        </tbody>
                    </table>
                </div>
            </section>`;
    }
}

customElements.define("td-workers-page", WorkersPage);
