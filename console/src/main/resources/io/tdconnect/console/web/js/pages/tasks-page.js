// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { repeat } from "lit-html/directives/repeat.js";
import { TdElement } from "../element.js";
import { compact, number, t } from "../i18n.js";
import { icon } from "../parts/icons.js";
import { badge, emptyState, healthName, loading, progressBar, sparkline, urgency } from "../parts/status.js";
import { taskActions } from "../parts/task-actions.js";
import { address } from "../router.js";
import { store } from "../store.js";

/** @type {Record<string, (a: any, b: any) => number>} */
const ORDERS = {
    health: (a, b) => urgency(a.health) - urgency(b.health),
    name: (a, b) => a.name.localeCompare(b.name),
    rows: (a, b) => (b.rowsPerSecond ?? 0) - (a.rowsPerSecond ?? 0),
    lag: (a, b) => (b.lag ?? 0) - (a.lag ?? 0),
    letters: (a, b) => (b.deadLetters ?? 0) - (a.deadLetters ?? 0),
};

/** The list of tasks, live. */
class TasksPage extends TdElement {
    static properties = { words: { state: true }, health: { state: true }, order: { state: true } };

    constructor() {
        super();
        this.words = "";
        this.health = "";
        this.order = "name";
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(store, "change", () => this.requestUpdate());
    }

    render() {
        const tasks = store.tasks;
        return html`<div class="page">
            <div class="title">
                <div>
                    <h1>${t("tasks.title")}</h1>
                    ${tasks?.length ? html`<p class="muted">${this.#summary(tasks)}</p>` : nothing}
                </div>
                ${store.info?.readOnly ? nothing : html`<a class="button primary" href="#/new">${icon("plus")}${t("tasks.new")}</a>`}
            </div>
            ${tasks === null ? loading() : tasks.length ? this.#list(tasks) : this.#none()}
        </div>`;
    }

    /** @param {any[]} tasks */
    #summary(tasks) {
        const rows = tasks.reduce((sum, task) => sum + (task.rowsPerSecond ?? 0), 0);
        return t("tasks.summary", { n: tasks.length, rows: number(Math.round(rows)) });
    }

    #none() {
        return emptyState({
            title: t("tasks.none.title"),
            text: t("tasks.none.text"),
            action: html`<div class="actions">
                <a class="button primary" href="#/new">${t("tasks.new")}</a
                ><a class="button" href="#/import">${t("nav.import")}</a>
            </div>`,
        });
    }

    /** @param {any[]} tasks */
    #list(tasks) {
        const shown = this.#shown(tasks);
        return html`${this.#filters(tasks)}
        ${
            shown.length === 0
                ? emptyState({
                      title: t("tasks.nothing"),
                      drawing: "search",
                      action: html`<button
                          type="button"
                          @click=${() => {
                              this.words = "";
                              this.health = "";
                          }}
                      >
                          ${t("tasks.all")}
                      </button>`,
                  })
                : html` <div class="card flush">
                      <table class="tasks">
                          <caption class="visually-hidden">
                              ${t("tasks.title")}
                          </caption>
                          <thead>
                              <tr>
                                  ${this.#head("health", t("tasks.health"))}${this.#head("name", t("tasks.name"))}${this.#head("rows", t("tasks.rows"), "num")}
                                  ${this.#head("lag", t("tasks.lag"), "num")}
                                  <th scope="col">${t("tasks.progress")}</th>
                                  ${this.#head("letters", t("tasks.letters"), "num")}
                                  <th scope="col"><span class="visually-hidden">${t("tasks.actions")}</span></th>
                              </tr>
                          </thead>
                          <tbody>
                              ${repeat(
                                  shown,
                                  (task) => task.id,
                                  (task) => this.#row(task),
                              )}
                          </tbody>
                      </table>
                  </div>`
        }`;
    }

    /** @param {any[]} tasks */
    #shown(tasks) {
        const words = this.words.toLowerCase();
        return tasks
            .filter((task) => !this.health || task.health === this.health)
            .filter((task) => !words || `${task.name} ${task.source?.kind} ${task.topic}`.toLowerCase().includes(words))
            .sort((a, b) => ORDERS[this.order](a, b) || a.name.localeCompare(b.name));
    }

    /** @param {any[]} tasks */
    #filters(tasks) {
        const healths = [...new Set(tasks.map((task) => task.health))].sort((a, b) => urgency(a) - urgency(b));
        const chip = (/** @type {string} */ value, /** @type {string} */ label, /** @type {number} */ count) =>
            html`<button
                type="button"
                class="chip"
                aria-pressed=${this.health === value}
                @click=${() => (this.health = value)}
            >
                ${label} <span class="count">${count}</span>
            </button>`;
        return html`<div class="filters">
            <div class="search">
                ${icon("search")}<input
                    type="search"
                    aria-label=${t("tasks.filter")}
                    placeholder=${t("tasks.filter")}
                    .value=${this.words}
                    @input=${(/** @type {any} */ event) => (this.words = event.target.value)}
                />
            </div>
            <div class="chips" role="group" aria-label=${t("tasks.health")}>
                ${chip("", t("tasks.all"), tasks.length)}
                ${healths.map((health) => chip(health, healthName(health), tasks.filter((task) => task.health === health).length))}
            </div>
        </div>`;
    }

    /** @param {string} order @param {string} label @param {string} [style] */
    #head(order, label, style = "") {
        return html`<th
            scope="col"
            class=${style}
            aria-sort=${this.order === order ? (order === "name" || order === "health" ? "ascending" : "descending") : nothing}
        >
            <button type="button" class="sort" @click=${() => (this.order = order)}>
                ${label}${this.order === order ? icon("down") : nothing}
            </button>
        </th>`;
    }

    /** @param {any} task */
    #row(task) {
        return html`<tr>
            <td>${badge(task.health)}</td>
            <th scope="row">
                <a href=${address("task", task.id)}>${task.name}</a
                ><span class="sub">${task.source?.kind ?? "–"} → ${task.sink?.kind ?? "–"}</span>
            </th>
            <td class="num" data-label=${t("tasks.rows")}>
                <div class="rate">
                    ${sparkline(task.spark)}<span class="figure">${number(task.rowsPerSecond)}</span>
                </div>
            </td>
            <td class="num" data-label=${t("tasks.lag")}><span class="figure">${compact(task.lag)}</span></td>
            <td data-label=${task.progress ? t("tasks.progress") : nothing}>
                ${progressBar(task.progress, t("tasks.progress.of", { name: task.name }))}
            </td>
            <td class="num" data-label=${t("tasks.letters")}>
                ${task.deadLetters ? html`<a class="figure bad" href=${address("letters", task.id)}>${number(task.deadLetters)}</a>` : html`<span class="figure muted">${number(task.deadLetters ?? 0)}</span>`}
            </td>
            <td class="last">${taskActions(task)}</td>
        </tr>`;
    }
}

customElements.define("td-tasks-page", TasksPage);
