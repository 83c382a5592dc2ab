// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { get, part, post } from "../api.js";
import { TdElement } from "../element.js";
import { dateTime, number, t } from "../i18n.js";
import { say } from "../parts/dialog.js";
import { rowsTable } from "../parts/rows.js";
import { emptyState, errorNotice, loading, notice } from "../parts/status.js";
import { address, parse } from "../router.js";
import { store } from "../store.js";

const PAGE = 50;

/** Messages that were refused: why, by class; corrected and replayed to the topic they came from. */
class LettersPage extends TdElement {
    static properties = {
        task: {},
        answer: { state: true },
        error: { state: true },
        only: { state: true },
        dry: { state: true },
        busy: { state: true },
        next: { state: true },
    };

    constructor() {
        super();
        this.task = "";
        /** @type {any} */
        this.answer = null;
        /** @type {any} */
        this.error = null;
        this.only = "";
        /** Chosen letters and their edited texts. @type {Map<string, any>} */
        this.chosen = new Map();
        /** @type {Map<string, string>} */
        this.texts = new Map();
        /** @type {Set<string>} */
        this.hex = new Set();
        /** @type {any} */
        this.dry = null;
        this.busy = false;
        /** Where the next page begins; empty at the end. */
        this.next = "";
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(store, "change", () => this.task || this.requestUpdate());
    }

    /** @param {Map<string, any>} changed */
    willUpdate(changed) {
        if (changed.has("task")) {
            this.answer = null;
            this.chosen.clear();
            this.only = parse(location.hash).query.get("class") ?? "";
            this.#load();
        }
    }

    /** @param {any} [before] */
    async #load(before) {
        if (!this.task) {
            return;
        }
        try {
            const query = new URLSearchParams({
                count: String(PAGE),
                ...(this.only ? { class: this.only } : {}),
                ...(before ? { before } : {}),
            });
            const answer = await get(`tasks/${part(this.task)}/dead-letters?${query}`);
            this.next = answer.next ?? "";
            this.answer = before ? { ...answer, items: [...this.answer.items, ...answer.items] } : answer;
            this.error = null;
        } catch (error) {
            this.error = error;
        }
    }

    render() {
        return html`<div class="page">
            <div class="title">
                <div class="stack tight">
                    ${this.task ? html`<a class="small" href=${address("task", this.task)}>${t("letters.back", { name: this.task })}</a>` : nothing}
                    <h1>${t("letters.title")}</h1>
                    <p class="muted">${t("letters.text")}</p>
                </div>
            </div>
            ${this.task ? html`${errorNotice(this.error)}${this.answer ? this.#all() : this.error ? nothing : loading()}` : this.#tasks()}
        </div>`;
    }

    /** Without a task: those that have any. */
    #tasks() {
        if (store.tasks === null) {
            return loading();
        }
        const tasks = store.tasks.filter((task) => task.deadLetters);
        return tasks.length
            ? html`<div class="card">
                  <table class="plain">
                      <thead>
                          <tr>
                              <th scope="col">${t("tasks.name")}</th>
                              <th scope="col" class="num">${t("tasks.letters")}</th>
                          </tr>
                      </thead>
                      <tbody>
                          ${tasks.map(
                              (task) =>
                                  html`<tr>
                                      <th scope="row"><a href=${address("letters", task.id)}>${task.name}</a></th>
                                      <td class="num figure">${number(task.deadLetters)}</td>
                                  </tr>`,
                          )}
                      </tbody>
                  </table>
              </div>`
            : emptyState({
                  title: t("letters.none"),
                  text: t("letters.none.text"),
                  drawing: "check",
                  action: html`<a class="button" href="#/tasks">${t("nav.tasks")}</a>`,
              });
    }

    #all() {
        const { items, byClass = {} } = this.answer;
        if (!items.length && !this.only) {
            return emptyState({
                title: t("letters.none"),
                text: t("letters.none.text"),
                drawing: "check",
                action: html`<a class="button" href=${address("task", this.task)}
                    >${t("letters.back", { name: this.task })}</a
                >`,
            });
        }
        const chip = (/** @type {string} */ name, /** @type {string} */ label, /** @type {any} */ count) =>
            html`<button
                type="button"
                class="chip"
                aria-pressed=${this.only === name}
                @click=${() => {
                    this.only = name;
                    this.#load();
                }}
            >
                ${label} <span class="count">${count}</span>
            </button>`;
        return html`<div class="chips" role="group" aria-label=${t("letters.classes")}>
                ${chip("", t("tasks.all"), "")}${Object.entries(byClass).map(([name, count]) => chip(name, name, number(Number(count))))}
            </div>
            <div class="letters">${items.map((/** @type {any} */ item) => this.#letter(item))}</div>
            ${this.next ? html`<div><button type="button" @click=${() => this.#load(this.next)}>${t("letters.more")}</button></div>` : nothing}
            ${
                store.info?.readOnly
                    ? nothing
                    : html`<div class="stack">
                          ${this.#result()}
                          <div class="submit">
                              <span class="grow muted">${t("letters.chosen", { n: this.chosen.size })}</span>
                              <button
                                  type="button"
                                  ?disabled=${!this.chosen.size || this.busy}
                                  @click=${() => this.#replay(true)}
                              >
                                  ${t("letters.try")}
                              </button>
                              <button
                                  type="button"
                                  class="primary"
                                  ?disabled=${!this.dry?.good || this.busy}
                                  @click=${() => this.#replay(false)}
                              >
                                  ${t("letters.replay")}
                              </button>
                          </div>
                      </div>`
            }`;
    }

    /** @param {any} item */
    #letter(item) {
        const key = `${item.partition}:${item.offset}`;
        const binary = item.text === null || item.text === undefined;
        const asHex = binary || this.hex.has(key);
        const text = this.texts.get(key) ?? item.text ?? "";
        return html`<article class="card stack tight">
            <div class="letter-head">
                ${store.info?.readOnly ? nothing : html`<input type="checkbox" aria-label=${t("letters.choose", { place: key })} .checked=${this.chosen.has(key)} @change=${(/** @type {any} */ event) => this.#choose(key, item, event.target.checked)} />`}
                <span class="badge bad">${item.class}</span
                >${item.field ? html`<span>${t("letters.field")} <code>${item.field}</code></span>` : nothing}
                ${item.table ? html`<span>${t("mapping.table")} <code>${item.table}</code></span>` : nothing}${item.stage ? html`<span>${t("letters.stage")} <code>${item.stage}</code></span>` : nothing}
                <span class="muted small"
                    >${t("letters.place", { partition: item.partition, offset: item.offset })} · ${dateTime(item.time)}${item.origin ? html` · ${item.origin.topic}-${item.origin.partition} @ ${item.origin.offset}` : nothing}</span
                >
            </div>
            <p>${item.message}</p>
            ${
                asHex
                    ? html`<pre tabindex="0" aria-label=${t("letters.hex")}>${item.hex}</pre>`
                    : html`<textarea
                          rows="2"
                          spellcheck="false"
                          aria-label=${t("letters.body", { place: key })}
                          .value=${text}
                          ?readonly=${!!store.info?.readOnly}
                          @input=${(/** @type {any} */ event) => {
                              this.texts.set(key, event.target.value);
                              this.#choose(key, item, true);
                          }}
                      ></textarea>`
            }
            ${
                binary
                    ? html`<p class="small muted">${t("letters.binary")}</p>`
                    : html`<div>
                          <button
                              type="button"
                              class="quiet small-button"
                              @click=${() => {
                                  if (!this.hex.delete(key)) this.hex.add(key);
                                  this.requestUpdate();
                              }}
                          >
                              ${t(asHex ? "letters.as.text" : "letters.as.hex")}
                          </button>
                      </div>`
            }
        </article>`;
    }

    /** @param {string} key @param {any} item @param {boolean} chosen */
    #choose(key, item, chosen) {
        if (chosen) {
            this.chosen.set(key, item);
        } else {
            this.chosen.delete(key);
        }
        this.dry = null;
        this.requestUpdate();
    }

    /** @param {boolean} dryRun */
    async #replay(dryRun) {
        this.busy = true;
        this.error = null;
        try {
            const items = [...this.chosen].map(([key, item]) => ({
                partition: item.partition,
                offset: item.offset,
                ...(this.texts.has(key) ? { text: this.texts.get(key) } : {}),
            }));
            const answer = await post(`tasks/${part(this.task)}/dead-letters/replay`, { items, dryRun });
            if (dryRun) {
                const results = answer.items ?? answer.samples ?? [];
                this.dry = { results, good: results.some((/** @type {any} */ one) => !one.problem) };
            } else {
                say(t("letters.sent", { n: answer.sent }));
                this.chosen.clear();
                this.dry = null;
                await this.#load();
            }
        } catch (error) {
            this.error = error;
        } finally {
            this.busy = false;
        }
    }

    /** What the dry run made of the chosen messages. */
    #result() {
        if (!this.dry) {
            return nothing;
        }
        const rows = this.dry.results.flatMap((/** @type {any} */ one) => one.rows ?? []);
        const refused = this.dry.results.filter((/** @type {any} */ one) => one.problem);
        const cells = rows.map((/** @type {any} */ row) => [
            { name: t("mapping.table"), value: row.table },
            ...(row.columns ?? []),
            ...(row.tags ?? []),
        ]);
        return html`<section class="card stack tight">
            <h2>${t("letters.dry")}</h2>
            ${rows.length ? notice("good", t("letters.dry.rows", { n: rows.length })) : nothing}${rowsTable(cells, { label: t("letters.dry") })}
            ${refused.map((/** @type {any} */ one) => html`<div class="refused-row">${one.problem}</div>`)}
        </section>`;
    }
}

customElements.define("td-letters-page", LettersPage);
