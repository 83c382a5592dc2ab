// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { get, part } from "../api.js";
import { TdElement } from "../element.js";
import { compact, dateTime, duration, number, percent, t } from "../i18n.js";
import "../parts/chart.js";
import { icon } from "../parts/icons.js";
import { badge, emptyState, errorNotice, loading } from "../parts/status.js";
import { taskActions } from "../parts/task-actions.js";
import { address } from "../router.js";
import { store } from "../store.js";
import "./task-config.js";
import "./task-offsets.js";

const REFRESH_MS = 5000;

/** One task: state and faults in words, figures over time, progress, events, offsets, configuration. */
class TaskPage extends TdElement {
    static properties = {
        task: {},
        detail: { state: true },
        metrics: { state: true },
        events: { state: true },
        error: { state: true },
    };

    constructor() {
        super();
        this.task = "";
        /** @type {any} */
        this.detail = null;
        /** @type {any} */
        this.metrics = null;
        /** @type {any[]} */
        this.events = [];
        /** @type {any} */
        this.error = null;
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(store, "change", () => this.requestUpdate());
        const timer = setInterval(() => document.hidden || this.#load(), REFRESH_MS);
        this.until(() => clearInterval(timer));
    }

    /** @param {Map<string, any>} changed */
    willUpdate(changed) {
        if (changed.has("task")) {
            this.detail = null;
            this.#load();
        }
    }

    async #load() {
        const path = `tasks/${part(this.task)}`;
        try {
            const detail = await get(path);
            this.detail = detail;
            this.error = null;
            const [metrics, events] = await Promise.all([get(`${path}/metrics`), get(`${path}/events`)]);
            this.metrics = metrics;
            this.events = events;
        } catch (error) {
            this.error = error;
        }
    }

    render() {
        if (this.error?.code === "not_found" || this.error?.status === 404) {
            return html`<div class="page">
                ${emptyState({ title: t("task.gone", { name: this.task }), alone: true, text: t("task.gone.text"), action: html`<a class="button" href="#/tasks">${t("task.back")}</a>` })}
            </div>`;
        }
        if (!this.detail) {
            return html`<div class="page">
                <h1>${this.task}</h1>
                ${this.error ? errorNotice(this.error) : loading()}
            </div>`;
        }
        const task = { ...this.detail, ...(store.task(this.task) ?? {}) };
        return html`<div class="page">
            <div class="title">
                <div class="stack tight">
                    <a class="small" href="#/tasks">${t("task.back")}</a>
                    <h1>${task.name}</h1>
                    <div class="actions">
                        ${badge(task.health)}<span class="muted"
                            >${task.source?.kind ?? "–"} →
                            ${task.sink?.kind ?? "–"}${task.topic ? html` · ${t("task.topic")} <code>${task.topic}</code>` : nothing}</span
                        >
                    </div>
                </div>
                <div class="actions">
                    <a class="button" href=${address("edit", task.id)}>${t("task.edit")}</a>${taskActions(task)}
                </div>
            </div>
            ${errorNotice(this.error)}${this.#problems(task)}${this.#tiles(task)}${this.#charts()}
            <div class="halves">${this.#parts()}${this.#sides(task)}${this.#events()}</div>
            <td-task-config .task=${this.detail}></td-task-config>
            <td-task-offsets .task=${task}></td-task-offsets>
        </div>`;
    }

    /** @param {any} task */
    #problems(task) {
        return (task.problems ?? []).map(
            (/** @type {any} */ problem) =>
                html`<div class="notice bad" role="alert">
                    ${icon("cross")}
                    <div class="grow stack tight">
                        <div>
                            <strong>${t(`cause.${problem.cause ?? "other"}`)}</strong>
                            <code>${problem.connector}</code>
                            ${problem.task === null || problem.task === undefined ? nothing : t("task.number", { n: problem.task })}
                        </div>
                        ${problem.message ? html`<div>${problem.message}</div>` : nothing}
                        ${problem.fix ? html`<div>${problem.fix}</div>` : nothing}
                        ${problem.option ? html`<div><a href=${address("edit", task.id, { option: problem.option })}>${t("task.change", { option: problem.option })}</a></div>` : nothing}
                        ${
                            problem.trace
                                ? html`<details>
                                      <summary>${t("task.trace")}</summary>
                                      <pre tabindex="0">${problem.trace}</pre>
                                  </details>`
                                : nothing
                        }
                    </div>
                </div>`,
        );
    }

    /** @param {any} task */
    #tiles(task) {
        const tile = (/** @type {string} */ label, /** @type {any} */ value, /** @type {any} */ below) =>
            html`<div class="tile">
                <dt>${label}</dt>
                <dd>${value}${below ? html`<span class="sub">${below}</span>` : nothing}</dd>
            </div>`;
        const left = task.progress?.secondsLeft;
        return html`<dl class="tiles">
            ${tile(t("tasks.rows"), number(task.rowsPerSecond), "")}${tile(t("task.total"), compact(task.rowsTotal), "")}${tile(t("tasks.lag"), compact(task.lag), "")}
            ${tile(t("tasks.letters"), task.deadLetters ? html`<a href=${address("letters", task.id)}>${number(task.deadLetters)}</a>` : number(task.deadLetters ?? 0), "")}
            ${task.progress ? tile(t("tasks.progress"), percent(task.progress.share), left ? t("tasks.left", { time: duration(left) }) : "") : nothing}
        </dl>`;
    }

    #charts() {
        const m = this.metrics;
        if (!m?.t?.length) {
            return nothing;
        }
        const chart = (/** @type {string} */ caption, /** @type {any[]} */ series, /** @type {string} */ unit = "") =>
            html`<td-chart .caption=${caption} .times=${m.t} .series=${series} .unit=${unit}></td-chart>`;
        const bad = Object.entries(m.badByClass ?? {});
        return html`<div class="charts">
                ${chart(t("tasks.rows"), [{ label: t("chart.rows"), values: m.rowsPerSecond }])}
                ${chart(
                    t("chart.latency"),
                    [
                        { label: "p50", values: m.latencyP50 },
                        { label: "p99", values: m.latencyP99 },
                    ],
                    "ms",
                )}
                ${chart(t("tasks.lag"), [{ label: t("chart.records"), values: m.lag }])}
                ${chart(t("chart.retries"), [{ label: t("chart.retries"), values: m.retries }])}
            </div>
            ${
                bad.length
                    ? html`<div class="card stack tight">
                          <h2>${t("task.bad")}</h2>
                          <ul class="chips">
                              ${bad.map(
                                  ([name, count]) =>
                                      html`<li>
                                          <a class="button chip" href=${address("letters", this.task, { class: name })}
                                              >${name} <span class="count">${number(Number(count))}</span></a
                                          >
                                      </li>`,
                              )}
                          </ul>
                      </div>`
                    : nothing
            }`;
    }

    #parts() {
        const parts = this.metrics?.parts ?? [];
        return parts.length
            ? html`<section class="card stack">
                  <h2>${t("task.parts")}</h2>
                  ${this.metrics.partsInAll > 1 ? html`<p class="muted">${t("task.parts.done", { done: number(this.metrics.partsDone), all: number(this.metrics.partsInAll) })}</p>` : nothing}
                  <div class="scroll-x">
                      <table class="plain">
                          <thead>
                              <tr>
                                  <th scope="col">${t("task.part")}</th>
                                  <th scope="col">${t("tasks.progress")}</th>
                                  <th scope="col" class="num">${t("task.rows")}</th>
                              </tr>
                          </thead>
                          <tbody>
                              ${parts.map(
                                  (/** @type {any} */ one) =>
                                      html`<tr>
                                          <th scope="row">
                                              ${one.name}${one.from ? html`<span class="sub">${one.from} – ${one.to ?? ""}</span>` : nothing}
                                          </th>
                                          <td>
                                              ${one.share === null || one.share === undefined ? "–" : html`<div class="progress"><progress max="1" .value=${one.share} aria-label=${t("tasks.progress.of", { name: one.name })}></progress><span class="small">${percent(one.share)}</span></div>`}
                                          </td>
                                          <td class="num figure">${number(one.rows)}</td>
                                      </tr>`,
                              )}
                          </tbody>
                      </table>
                  </div>
              </section>`
            : nothing;
    }

    /** @param {any} task */
    #sides(task) {
        const sides = [task.source, task.sink].filter(Boolean);
        return html`<section class="card stack">
            <h2>${t("task.connectors")}</h2>
            <table class="plain">
                <thead>
                    <tr>
                        <th scope="col">${t("task.connector")}</th>
                        <th scope="col">${t("tasks.health")}</th>
                        <th scope="col">${t("task.worker")}</th>
                    </tr>
                </thead>
                <tbody>
                    ${sides.map(
                        (side) =>
                            html`<tr>
                                    <th scope="row">${side.connector}</th>
                                    <td>${badge(side.state)}</td>
                                    <td></td>
                                </tr>
                                ${(side.tasks ?? []).map(
                                    (/** @type {any} */ one) =>
                                        html`<tr>
                                            <td class="muted">${t("task.number", { n: one.id })}</td>
                                            <td>${badge(one.state)}</td>
                                            <td>${one.worker}</td>
                                        </tr>`,
                                )}`,
                    )}
                </tbody>
            </table>
        </section>`;
    }

    #events() {
        return html`<section class="card stack">
            <h2>${t("task.events")}</h2>
            ${
                this.events.length
                    ? html`<ul class="events" tabindex="0" aria-label=${t("task.events")}>
                          ${this.events.map(
                              (event) =>
                                  html`<li class=${event.level}>
                                      <span class="small muted">${dateTime(event.time)}</span
                                      ><span
                                          ><span class="level small">${event.level}</span>
                                          <span class="muted small">${event.connector}</span
                                          ><br />${event.message}</span
                                      >
                                  </li>`,
                          )}
                      </ul>`
                    : html`<p class="muted">${t("task.events.none")}</p>`
            }
        </section>`;
    }
}

customElements.define("td-task-page", TaskPage);
